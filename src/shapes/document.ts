import type { Visible } from './event.ts';
import { documentById, recordFields, sourceById } from './references.ts';

const ids = (from: string) => `coalesce((select json_agg(x.id order by x.id) from (${from}) x), '[]')`;

const supported = (table: string, visible: Visible) =>
  ids(`select distinct r.id from evidence ev join ${table} r on r.id = ev.owner_id
       where ev.document_id = d.id and ${visible('r')}`);

/** A published item as a record of its own (model/document.ts); the row is `d`. Its text is never in it. */
export const documentJson = (visible: Visible, extra: string[] = []) =>
  `json_build_object('id', d.id, 'source', ${sourceById('d.source_id')}, 'url', d.url,
    'archived_url', d.archived_url, 'title', d.title, 'description', d.description, 'lang', d.lang,
    'published', d.published, 'retrieved_at', d.retrieved_at, 'text_sha256', d.text_sha256,
    'text_length', d.text_length,
    'text_loaded', exists (select from document_texts dt where dt.document_id = coalesce(d.part_of, d.id)),
    'part_of', ${documentById('d.part_of')},
    'extent', case when d.extent_start is not null then json_build_array(d.extent_start, d.extent_end) end,
    'parts', ${ids(`select p.id from documents p where p.part_of = d.id and ${visible('p')}`)},
    'syndicated_from', case when num_nonnulls(d.syndicated_from_document, d.syndicated_from_source) = 1 then
      json_build_object('document', ${documentById('d.syndicated_from_document')},
        'source', ${sourceById('d.syndicated_from_source')}) end,
    'supports', json_build_object('events', ${supported('events', visible)},
      'quotes', ${ids(`select q.id from quotes q where q.document_id = d.id and ${visible('q')}`)},
      'figures', ${supported('figures', visible)}),
    ${[recordFields('d'), ...extra].join(', ')})`;
