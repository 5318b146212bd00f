import { disagreementsOf } from './disagreement.ts';
import { evidenceOf } from './evidence.ts';
import { figuresOfEvent } from './figure.ts';
import { quoteExcerpt } from './quote.ts';
import { claimant, documentRef, list, recordFields, shortForm } from './references.ts';

/** What may stand in an answer of this reader, by the record's review state. */
export type Visible = (row: string) => string;

const participants = list(
  `json_build_object('role', p.role, 'actor', ${shortForm('pa')}, 'title', p.title,
    'claim', case when p.claim_status is not null then json_build_object(
      'by', ${claimant('p.claim_actor', 'p.claim_source', 'p.claim_document')},
      'status', p.claim_status, 'note', p.claim_note) end)`,
  'participants p join actors pa on pa.id = p.actor_id where p.event_id = e.id',
  'p.ord',
);

const locations = list(
  `json_build_object('role', el.role, 'location', ${shortForm('ll')}, 'precision', el.precision)`,
  'event_locations el join locations ll on ll.id = el.location_id where el.event_id = e.id',
  'el.ord',
);

const relations = (visible: Visible) =>
  list(
    `json_build_object('predicate', er.predicate, 'event', ${shortForm('eo')}, 'note', er.note)`,
    `event_relations er join events eo on eo.id = er.object_id where er.event_id = e.id and ${visible('eo')}`,
    'er.ord',
  );

const eventFields = (visible: Visible) => `'id', e.id, 'type', e.type, 'subtype', e.subtype,
  'modality', e.modality, 'contexts', to_json(e.contexts), 'title', e.title, 'summary', e.summary, 'date', e.date,
  'sort', json_build_object('date', nullif(e.starts, '-infinity'), 'basis', e.sort_basis),
  'participants', ${participants}, 'locations', ${locations},
  'figures', ${figuresOfEvent('e.id', visible('f'))}, 'disagreements', ${disagreementsOf('e.id')},
  'relations', ${relations(visible)},
  'reports', json_build_object('documents', e.documents_count, 'outlets', e.outlets_count,
    'independent', e.independent_count),
  'quotes_count', (select count(*) from quotes q where q.event_id = e.id and ${visible('q')}),
  ${recordFields('e')}`;

/** An event as a record of its own (model/event.ts); the row is `e`. */
export const eventJson = (visible: Visible, include: { evidence: boolean }, extra: string[] = []) =>
  `json_build_object(${[
    eventFields(visible),
    ...(include.evidence ? [`'evidence', ${evidenceOf('e.id')}`] : []),
    ...extra,
  ].join(', ')})`;

/** The documents that report an event, the first published first. */
export const reportingDocuments = list(
  documentRef('d'),
  'event_reports r join documents d on d.id = r.document_id where r.event_id = e.id',
  'd.published_from nulls last, d.id',
);

/** An event in a timeline with its first `quotes`; `extra` adds fields such as the track. */
export const timelineEntry = (
  visible: Visible,
  include: { evidence: boolean; quotes: number },
  extra: string[] = [],
) => eventJson(visible, include, [`'quotes', ${firstQuotes(visible, include.quotes)}`, ...extra]);

const firstQuotes = (visible: Visible, count: number) =>
  count === 0
    ? `'[]'::json`
    : `coalesce((select json_agg(${quoteExcerpt} order by q.starts, q.id) from (
         select * from quotes q where q.event_id = e.id and ${visible('q')}
         order by q.starts, q.id limit ${count}) q), '[]')`;
