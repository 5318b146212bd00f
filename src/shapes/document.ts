import type { Visible } from './event.ts';
import { array, code, type Fields, list, object, plain, value, word } from './json.ts';
import { documentById, recordFields, sourceById } from './references.ts';

const ids = (from: string) => list(word('x.id'), `(${from}) x`, 'x.id');

const supported = (table: string, visible: Visible) =>
  ids(`select distinct r.id from evidence ev join ${table} r on r.id = ev.owner_id
       where ev.document_id = d.id and ${visible('r')}`);

/** A published item as a record of its own (model/document.ts); the row is `d`. Its text is never in it. */
export const documentJson = (visible: Visible, extra: Fields = {}) =>
  object({
    id: code('d.id'),
    source: sourceById('d.source_id'),
    url: value('d.url'),
    archived_url: value('d.archived_url'),
    title: 'd.title',
    description: 'd.description',
    lang: value('d.lang'),
    published: 'd.published',
    retrieved_at: value('d.retrieved_at'),
    text_sha256: word('d.text_sha256'),
    text_length: plain('d.text_length'),
    text_loaded: plain(
      'exists (select from document_texts dt where dt.document_id = coalesce(d.part_of, d.id))',
    ),
    part_of: documentById('d.part_of'),
    extent: `case when d.extent_start is not null then ${array('d.extent_start', 'd.extent_end')} end`,
    parts: ids(`select p.id from documents p where p.part_of = d.id and ${visible('p')}`),
    syndicated_from: `case when num_nonnulls(d.syndicated_from_document, d.syndicated_from_source) = 1 then ${object(
      {
        document: documentById('d.syndicated_from_document'),
        source: sourceById('d.syndicated_from_source'),
      },
    )} end`,
    supports: object({
      events: supported('events', visible),
      quotes: ids(`select q.id from quotes q where q.document_id = d.id and ${visible('q')}`),
      figures: supported('figures', visible),
    }),
    ...recordFields('d'),
    ...extra,
  });
