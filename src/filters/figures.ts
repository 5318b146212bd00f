import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { array } from '../db/database.ts';
import { ref } from '../model/common.ts';
import {
  dateParameters,
  list,
  reviewParameter,
  updatedSince as updatedSinceParameter,
} from '../model/parameters.ts';
import { codesOf } from '../model/vocabularies/index.ts';
import { inRange, type OwnDrafts, oneOf, oneOfIds, reviewed, updatedSince } from './conditions.ts';

/** The filters of questions about reported numbers; dates are those the numbers hold for. */
export const figureFilterParameters = {
  metric: list(z.enum(codesOf('figure-metrics')))
    .optional()
    .describe('What is counted'),
  subject: list(ref('actor')).optional().describe('Of whom or what'),
  location: list(ref('location')).optional().describe('In this place or in one inside it'),
  unit: list(z.string().min(1)).optional().describe('A plural noun or an ISO 4217 code'),
  attributed_to: list(ref('actor')).optional().describe('Given by this actor'),
  event: list(ref('event')).optional().describe('Of this event'),
  document: list(ref('document')).optional().describe('Reported in this document'),
  source: list(ref('source')).optional().describe('Reported by this outlet'),
  ...dateParameters,
  review: reviewParameter,
  updated_since: updatedSinceParameter,
};

export const FigureFilter = z.strictObject(figureFilterParameters);
export type FigureFilter = z.infer<typeof FigureFilter> & OwnDrafts;

/** What a question demands of the figure `f`, its references resolved to ids. */
export const figureConditions = (filter: FigureFilter): SQL[] => [
  reviewed('f', filter.review, filter.begun_by),
  ...(filter.metric ? [oneOf('f.metric', filter.metric)] : []),
  ...(filter.subject ? [oneOfIds('f.subject_id', filter.subject)] : []),
  ...(filter.location
    ? [
        sql`f.location_id in (select location_id from location_ancestors
          where ${oneOfIds('ancestor_id', filter.location)})`,
      ]
    : []),
  ...(filter.unit ? [oneOf('f.unit', filter.unit)] : []),
  ...(filter.attributed_to ? [oneOfIds('f.by_actor', filter.attributed_to)] : []),
  ...(filter.event ? [oneOfIds('f.event_id', filter.event)] : []),
  ...(filter.document
    ? [
        sql`f.id in (select ev.owner_id from evidence ev where ${oneOfIds('ev.document_id', filter.document)})`,
      ]
    : []),
  ...(filter.source ? [sql`f.sources && ${array(filter.source, 'uuid')}`] : []),
  ...inRange('f', 'f.as_of_edtf is not null', filter),
  ...updatedSince('f', filter.updated_since),
];
