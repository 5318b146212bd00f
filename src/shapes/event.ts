import { disagreementsOf } from './disagreement.ts';
import { evidenceOf } from './evidence.ts';
import { figuresOfEvent } from './figure.ts';
import { code, count, type Fields, list, object, value, word } from './json.ts';
import { quoteExcerpt } from './quote.ts';
import { claimant, documentRef, recordFields, shortForm } from './references.ts';

/** What may stand in an answer of this reader, by the record's review state. */
export type Visible = (row: string) => string;

const participants = list(
  object({
    role: code('p.role'),
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
  object({ role: code('el.role'), location: shortForm('ll'), precision: code('el.precision') }),
  'event_locations el join locations ll on ll.id = el.location_id where el.event_id = e.id',
  'el.ord',
);

const relations = (visible: Visible) =>
  list(
    object({ predicate: code('er.predicate'), event: shortForm('eo'), note: 'er.note' }),
    `event_relations er join events eo on eo.id = er.object_id where er.event_id = e.id and ${visible('eo')}`,
    'er.ord',
  );

/** An event as a record of its own (model/event.ts); the row is `e`. */
export const eventJson = (visible: Visible, include: { evidence: boolean }, extra: Fields = {}) =>
  object({
    id: code('e.id'),
    type: code('e.type'),
    subtype: word('e.subtype'),
    modality: code('e.modality'),
    contexts: value('e.contexts'),
    title: 'e.title',
    summary: 'e.summary',
    date: 'e.date',
    sort: object({ date: value(`nullif(e.starts, '-infinity')`), basis: code('e.sort_basis') }),
    participants,
    locations,
    figures: figuresOfEvent('e.id', visible('f')),
    disagreements: disagreementsOf('e.id'),
    relations: relations(visible),
    reports: object({
      documents: count('e.documents_count'),
      outlets: count('e.outlets_count'),
      independent: count('e.independent_count'),
    }),
    quotes_count: count(`(select count(*) from quotes q where q.event_id = e.id and ${visible('q')})`),
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
