import { disagreementsOf } from './disagreement.ts';
import { evidenceOf } from './evidence.ts';
import { figuresOfEvent } from './figure.ts';
import { type Fields, list, object, plain, value, word } from './json.ts';
import { quoteExcerpt } from './quote.ts';
import { claimant, documentRef, recordFields, shortForm } from './references.ts';

/** What may stand in an answer of this reader, by the record's review state. */
export type Visible = (row: string) => string;

const participants = list(
  object({
    role: word('p.role'),
    actor: shortForm('pa'),
    title: 'p.title',
    claim: `case when p.claim_status is not null then ${object({
      by: claimant('p.claim_actor', 'p.claim_source', 'p.claim_document'),
      status: word('p.claim_status'),
      note: 'p.claim_note',
    })} end`,
  }),
  'participants p join actors pa on pa.id = p.actor_id where p.event_id = e.id',
  'p.ord',
);

const locations = list(
  object({ role: word('el.role'), location: shortForm('ll'), precision: word('el.precision') }),
  'event_locations el join locations ll on ll.id = el.location_id where el.event_id = e.id',
  'el.ord',
);

const relations = (visible: Visible) =>
  list(
    object({ predicate: word('er.predicate'), event: shortForm('eo'), note: 'er.note' }),
    `event_relations er join events eo on eo.id = er.object_id where er.event_id = e.id and ${visible('eo')}`,
    'er.ord',
  );

/** An event as a record of its own (model/event.ts); the row is `e`. */
export const eventJson = (visible: Visible, include: { evidence: boolean }, extra: Fields = {}) =>
  object({
    id: word('e.id'),
    type: word('e.type'),
    subtype: word('e.subtype'),
    modality: word('e.modality'),
    contexts: value('e.contexts'),
    title: 'e.title',
    summary: 'e.summary',
    date: 'e.date',
    sort: object({ date: value(`nullif(e.starts, '-infinity')`), basis: word('e.sort_basis') }),
    participants,
    locations,
    figures: figuresOfEvent('e.id', visible('f')),
    disagreements: disagreementsOf('e.id'),
    relations: relations(visible),
    reports: object({
      documents: plain('e.documents_count'),
      outlets: plain('e.outlets_count'),
      independent: plain('e.independent_count'),
    }),
    quotes_count: plain(`select count(*) from quotes q where q.event_id = e.id and ${visible('q')}`),
    ...recordFields('e'),
    ...(include.evidence ? { evidence: evidenceOf('e.id') } : {}),
    ...extra,
  });

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
  extra: Fields = {},
) => eventJson(visible, include, { quotes: firstQuotes(visible, include.quotes), ...extra });

const firstQuotes = (visible: Visible, count: number) =>
  count === 0
    ? `'[]'`
    : list(
        quoteExcerpt,
        `(select * from quotes q where q.event_id = e.id and ${visible('q')}
          order by q.starts, q.id limit ${count}) q`,
        'q.starts, q.id',
      );
