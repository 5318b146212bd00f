import type { RecordKind } from '../model/common.ts';
import type { Language } from '../model/language.ts';

/** What the entries of an answer are: which formats can show them. */
export type EntryKind =
  | RecordKind
  | 'timeline'
  | 'collapsed_quote'
  | 'figure_series'
  | 'neighbour'
  | 'mention'
  | 'change'
  | 'correction'
  | 'draft';

/** What a format knows of the answer beside its entries. */
export interface Answering {
  kind: EntryKind;
  /** The absolute address of the answer. */
  self: string;
  /** The address under which the service is reached, without a slash at its end: permalinks begin with it. */
  base: string;
  /** For formats that hold one language. */
  language: Language;
}

/** One way to write a whole answer; add one by writing a file like this and naming it in formats/index.ts. */
export interface Format {
  name: string;
  mediaType: string;
  /** Ending of a saved file's name. */
  extension: string;
  /** Reads fields of an answer by name, so that none may be trimmed away. */
  columns?: true;
  /** Holds titles and texts in one language, which `language` chooses. */
  oneLanguage?: true;
  /** Left out: every kind. */
  kinds?: readonly EntryKind[];
  /** Left out: every entry, unless fewer are asked for. */
  most?: number;
  /** The text, piece by piece, of entries given as JSON texts. */
  write(entries: AsyncIterable<string>, answering: Answering): AsyncIterable<string>;
  /** One record by itself, given as JSON text; left out where the format is for lists only. */
  one?(record: string, answering: Answering): string;
}

/** The permanent address of a record. */
export const permalink = (base: string, kind: RecordKind, id: string) => `${base}/v1/${kind}s/${id}`;

/** JSON values between a beginning and an end, each on its line, separated by commas. */
export async function* jsonList<T>(
  opening: string,
  entries: AsyncIterable<T>,
  toJson: (entry: T) => unknown,
  closing: string,
): AsyncIterable<string> {
  yield opening;
  let separator = '';
  for await (const entry of entries) {
    const value = toJson(entry);
    if (value === undefined) continue;
    yield `${separator}\n${JSON.stringify(value)}`;
    separator = ',';
  }
  yield closing;
}
