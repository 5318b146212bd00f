import { documentsOf, evidenceOf } from './evidence.ts';
import { code, type Fields, list, object, plain, value, word } from './json.ts';
import { actorById, claimant, locationById, recordFields } from './references.ts';

const numberFields: Fields = {
  id: code('f.id'),
  metric: code('f.metric'),
  value: plain('f.value'),
  min: plain('f.min'),
  max: plain('f.max'),
  qualifier: word('f.qualifier'),
  unit: value('f.unit'),
  subject: actorById('f.subject_id'),
  location: locationById('f.location_id'),
  as_of: 'f.as_of',
  attributed_to: claimant('f.by_actor', 'f.by_source', 'f.by_document'),
  subset_of: word('f.subset_of'),
  note: 'f.note',
  documents: documentsOf('f.id'),
};

/** A figure as it stands inside an event or a series; the row is `f`. */
export const reportedNumber = object(numberFields);

/** A figure as a record of its own; the row is `f`. */
export const figureJson = (include: { evidence: boolean }) =>
  object({
    ...numberFields,
    event: word('f.event_id'),
    ...(include.evidence ? { evidence: evidenceOf('f.id') } : {}),
    ...recordFields('f'),
  });

/** An event's figures by metric, in the order in which the metric first comes. */
export const figuresOfEvent = (event: string, visible: string) =>
  list(
    object({ metric: code('g.metric'), values: `concat('[', g.values, ']')` }),
    `(select f.metric, min(f.id::text) as first, string_agg(${reportedNumber}, ',' order by f.starts, f.id) as values
      from figures f where f.event_id = ${event} and ${visible} group by f.metric) g`,
    'g.first',
  );
