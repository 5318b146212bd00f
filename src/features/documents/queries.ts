import { type SQL, sql } from 'drizzle-orm';
import {
  inOrder,
  type OwnDrafts,
  oneOf,
  oneOfIds,
  publicly,
  publicSight,
  reviewed,
  updatedSince,
} from '../../filters/conditions.ts';
import type { ListQuestion } from '../../filters/question.ts';
import { anyWordOf, inOrderOf, matching, type SearchedOrder, searchQuery } from '../../filters/words.ts';
import { lowerBound, upperBound } from '../../model/edtf.ts';
import { STORED_TEXT } from '../../model/highlight.ts';
import { documentJson } from '../../shapes/document.ts';
import { value } from '../../shapes/json.ts';

export interface DocumentFilter extends OwnDrafts {
  source?: string[] | undefined;
  lang?: string[] | undefined;
  part_of?: string[] | undefined;
  event?: string[] | undefined;
  q?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  review?: string[] | undefined;
  updated_since?: string | undefined;
}

/** The words of a document's own stretch of its page. */
const storedText = `(select case when d.extent_start is null then t.text
    else substring(t.text from d.extent_start + 1 for d.extent_end - d.extent_start) end
  from document_texts t where t.document_id = coalesce(d.part_of, d.id))`;

/** The vector of all that an editor may read of a document; that of an item is made of its stretch of the page. */
const storedWords = `d.words || coalesce((select case when d.extent_start is null then t.words
    else search_vector(substring(t.text from d.extent_start + 1 for least(d.extent_end - d.extent_start, 500000))) end
  from document_texts t where t.document_id = coalesce(d.part_of, d.id)), '')`;

/** Documents whose title or description answers `q`; for editors the stored text counts, too. */
function searched(q: string, texts: boolean): SQL[] {
  if (!texts) return matching('d', q);
  // Whichever index knows one of the words says which vectors are put together.
  const any = anyWordOf(q);
  return [
    sql`d.id in (select id from documents where words @@ ${any} union
      select o.id from document_texts t join documents o on coalesce(o.part_of, o.id) = t.document_id
      where t.words @@ ${any})`,
    sql`(${sql.raw(storedWords)}) @@ ${searchQuery(q)}`,
  ];
}

/**
 * Documents by the first day they may have been published, undated ones last. `texts`: stored texts are searched, and
 * handed on for highlights; for editors only.
 */
export function findDocuments(
  filter: DocumentFilter,
  order: SearchedOrder,
  { texts, highlight }: { texts: boolean; highlight: boolean } = { texts: false, highlight: false },
): ListQuestion {
  inOrder(filter.from, filter.to);
  const question = {
    from: sql`documents d`,
    where: [
      reviewed('d', filter.review, filter.begun_by),
      ...(filter.source ? [oneOfIds('d.source_id', filter.source)] : []),
      ...(filter.lang ? [oneOf('d.lang', filter.lang)] : []),
      ...(filter.part_of ? [oneOfIds('d.part_of', filter.part_of)] : []),
      ...(filter.event
        ? [
            sql`exists (select from event_reports r where r.document_id = d.id
            and ${oneOfIds('r.event_id', filter.event)})`,
          ]
        : []),
      ...(filter.from
        ? [
            sql`d.published_edtf is not null and coalesce(d.published_to, 'infinity') >= ${lowerBound(filter.from)}::date`,
          ]
        : []),
      ...(filter.to
        ? [
            sql`d.published_edtf is not null
            and coalesce(d.published_from, '-infinity') <= ${upperBound(filter.to)}::date`,
          ]
        : []),
      ...(filter.q ? searched(filter.q, texts) : []),
      ...updatedSince('d', filter.updated_since),
    ],
    sort: { sql: `coalesce(d.published_from, '-infinity')`, type: 'date' as const },
    id: 'd.id',
    join: 'join documents d on d.id = p.id',
    entry: documentJson(publicly, texts && highlight ? { [STORED_TEXT]: value(storedText) } : {}),
  };
  return inOrderOf(question, order, texts ? storedWords : 'd.words', filter.q);
}

/** The stored text of a document; of an item of a page its extent of the page's text. No row where none is loaded. */
export const getText = (id: string): SQL =>
  sql`select case when d.extent_start is null then t.text
        else substring(t.text from d.extent_start + 1 for d.extent_end - d.extent_start) end
      from documents d join document_texts t on t.document_id = coalesce(d.part_of, d.id) where d.id = ${id}`;

export const getDocument = (id: string, sight = publicSight): SQL =>
  sql`select ${sql.raw(documentJson(sight.listed))}::text, d.version::text from documents d
      where d.id = ${id} and ${sql.raw(sight.named('d'))}`;
