import { actorById, documentById, list } from './references.ts';

/** The words at a row's anchor in its page's text; null where the text is not loaded or the words are gone. */
const anchoredWords = (row: string) =>
  `(select substring(dt.text from ${row}.anchor_start + 1 for ${row}.anchor_end - ${row}.anchor_start)
    from documents ad join document_texts dt on dt.document_id = coalesce(ad.part_of, ad.id)
    where ad.id = ${row}.document_id)`;

/** The selector of a quote or of evidence; `words` is the SQL of the exact words. */
export const selector = (row: string, words: string) =>
  `case when ${row}.start_at is not null then json_build_object('exact', ${words},
    'prefix', ${row}.prefix, 'suffix', ${row}.suffix, 'start', ${row}.start_at, 'end', ${row}.end_at,
    'sha256', ${row}.sha256) end`;

export const anchor = (row: string) =>
  `case when ${row}.anchor is not null then json_build_object('state', ${row}.anchor,
    'start', ${row}.anchor_start, 'end', ${row}.anchor_end) end`;

/** All evidence of a record (`path` ''), or of one role or relation of an actor. */
export const evidenceOf = (owner: string, path = "''") =>
  list(
    `json_build_object('document', ${documentById('ev.document_id')},
      'selector', ${selector('ev', anchoredWords('ev'))}, 'anchor', ${anchor('ev')},
      'supports', to_json(ev.supports), 'assertion', ev.assertion, 'attributed_to', ${actorById('ev.attributed_to')})`,
    `evidence ev where ev.owner_id = ${owner} and ev.path = ${path}`,
    'ev.ord',
  );

/** The documents that a record's evidence names, each once. */
export const documentsOf = (owner: string) =>
  `coalesce((select json_agg(${documentById('dd.document_id')} order by dd.document_id) from (
     select distinct ev.document_id from evidence ev where ev.owner_id = ${owner}) dd), '[]')`;
