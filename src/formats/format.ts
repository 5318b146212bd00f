/** What the entries of an answer are: which formats can show them. */
export type EntryKind =
  | 'timeline'
  | 'event'
  | 'quote'
  | 'collapsed_quote'
  | 'utterance'
  | 'figure'
  | 'figure_series'
  | 'actor'
  | 'neighbour'
  | 'mention'
  | 'location'
  | 'source'
  | 'document'
  | 'change'
  | 'correction'
  | 'draft';

/** One way to write a whole answer; add one by writing a file like this and naming it in formats/index.ts. */
export interface Format {
  name: string;
  mediaType: string;
  /** Ending of a saved file's name. */
  extension: string;
  /** Reads fields of an answer by name, so that none may be trimmed away. */
  columns?: true;
  /** Left out: every kind. */
  kinds?: readonly EntryKind[];
  /** Left out: every entry, unless fewer are asked for. */
  most?: number;
  /** The text, piece by piece, of entries given as JSON texts; `self` is the absolute address of the answer. */
  write(entries: AsyncIterable<string>, kind: EntryKind, self: string): AsyncIterable<string>;
}
