import { code, list, object, plain, value, word } from './json.ts';
import { actorById, documentById } from './references.ts';

/** The words at a row's anchor in its page's text; null where the text is not loaded or the words are gone. */
const anchoredWords = (row: string) =>
  `(select substring(dt.text from ${row}.anchor_start + 1 for ${row}.anchor_end - ${row}.anchor_start)
    from documents ad join document_texts dt on dt.document_id = coalesce(ad.part_of, ad.id)
    where ad.id = ${row}.document_id)`;

/** The selector of a quote or of evidence; `words` is the SQL of the exact words. */
export const selector = (row: string, words: string) =>
  `case when ${row}.start_at is not null then ${object({
    exact: value(words),
    prefix: value(`${row}.prefix`),
    suffix: value(`${row}.suffix`),
    start: plain(`${row}.start_at`),
    end: plain(`${row}.end_at`),
    sha256: word(`${row}.sha256`),
  })} end`;

export const anchor = (row: string) =>
  `case when ${row}.anchor is not null then ${object({
    state: word(`${row}.anchor`),
    start: plain(`${row}.anchor_start`),
    end: plain(`${row}.anchor_end`),
  })} end`;

/** All evidence of a record (`path` ''), or of one role or relation of an actor. */
export const evidenceOf = (owner: string, path = "''") =>
  list(
    object({
      document: documentById('ev.document_id'),
      selector: selector('ev', anchoredWords('ev')),
      anchor: anchor('ev'),
      supports: value('ev.supports'),
      assertion: code('ev.assertion'),
      attributed_to: actorById('ev.attributed_to'),
    }),
    `evidence ev where ev.owner_id = ${owner} and ev.path = ${path}`,
    'ev.ord',
  );

/** The documents that a record's evidence names, each once. */
export const documentsOf = (owner: string) =>
  list(
    documentById('dd.document_id'),
    `(select distinct ev.document_id from evidence ev where ev.owner_id = ${owner}) dd`,
    'dd.document_id',
  );
