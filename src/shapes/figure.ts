import { documentsOf, evidenceOf } from './evidence.ts';
import { actorById, claimant, locationById, recordFields } from './references.ts';

const numberFields = `'metric', f.metric, 'value', f.value, 'min', f.min, 'max', f.max,
  'qualifier', f.qualifier, 'unit', f.unit, 'subject', ${actorById('f.subject_id')},
  'location', ${locationById('f.location_id')}, 'as_of', f.as_of,
  'attributed_to', ${claimant('f.by_actor', 'f.by_source', 'f.by_document')},
  'subset_of', f.subset_of, 'note', f.note, 'documents', ${documentsOf('f.id')}`;

/** A figure as it stands inside an event or a series; the row is `f`. */
export const reportedNumber = `json_build_object('id', f.id, ${numberFields})`;

/** A figure as a record of its own; the row is `f`. */
export const figureJson = (include: { evidence: boolean }) =>
  `json_build_object('id', f.id, ${numberFields}, 'event', f.event_id,
    ${include.evidence ? `'evidence', ${evidenceOf('f.id')},` : ''} ${recordFields('f')})`;

/** An event's figures by metric, in the order in which the metric first comes. */
export const figuresOfEvent = (event: string, visible: string) =>
  `coalesce((select json_agg(json_build_object('metric', g.metric, 'values', g.values) order by g.first) from (
     select f.metric, min(f.id::text) as first, json_agg(${reportedNumber} order by f.starts, f.id) as values
     from figures f where f.event_id = ${event} and ${visible} group by f.metric) g), '[]')`;
