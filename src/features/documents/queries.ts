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
import type { ListQuestion } from '../../filters/page.ts';
import { lowerBound, upperBound } from '../../model/edtf.ts';
import { documentJson } from '../../shapes/document.ts';

export interface DocumentFilter extends OwnDrafts {
  source?: string[] | undefined;
  lang?: string[] | undefined;
  part_of?: string[] | undefined;
  event?: string[] | undefined;
  from?: string | undefined;
  to?: string | undefined;
  review?: string[] | undefined;
  updated_since?: string | undefined;
}

/** Documents by the first day they may have been published, undated ones last. */
export function findDocuments(filter: DocumentFilter, order: 'asc' | 'desc'): ListQuestion {
  inOrder(filter.from, filter.to);
  return {
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
      ...updatedSince('d', filter.updated_since),
    ],
    sort: { sql: `coalesce(d.published_from, '-infinity')`, type: 'date' },
    id: 'd.id',
    order,
    join: 'join documents d on d.id = p.id',
    entry: documentJson(publicly),
  };
}

/** The stored text of a document; of an item of a page its extent of the page's text. No row where none is loaded. */
export const getText = (id: string): SQL =>
  sql`select case when d.extent_start is null then t.text
        else substring(t.text from d.extent_start + 1 for d.extent_end - d.extent_start) end
      from documents d join document_texts t on t.document_id = coalesce(d.part_of, d.id) where d.id = ${id}`;

export const getDocument = (id: string, sight = publicSight): SQL =>
  sql`select ${sql.raw(documentJson(sight.listed))}::text, d.version::text from documents d
      where d.id = ${id} and ${sql.raw(sight.named('d'))}`;
