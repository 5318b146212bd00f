import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Country, ref } from '../model/common.ts';
import {
  boxParameter,
  dateParameters,
  list,
  number,
  pointParameter,
  reviewParameter,
  searchParameter,
  updatedSince as updatedSinceParameter,
} from '../model/parameters.ts';
import { codesOf, subtypesOf } from '../model/vocabularies/index.ts';
import {
  inBox,
  inRange,
  nearPoint,
  type OwnDrafts,
  oneOf,
  oneOfIds,
  refuse,
  reviewed,
  updatedSince,
} from './conditions.ts';
import { matching } from './words.ts';

const subtypes = [...new Set(Object.values(subtypesOf).flat())] as [string, ...string[]];

/** The filters that every question about events takes (timeline, events, histogram). */
export const eventFilterParameters = {
  actor: list(ref('actor')).optional().describe('Takes part, in any role'),
  role: list(z.enum(codesOf('participant-roles')))
    .optional()
    .describe('With `actor`: only in these roles'),
  with: list(ref('actor')).optional().describe('Takes part too'),
  location: list(ref('location')).optional().describe('Happens in this place or in one inside it'),
  country: list(Country).optional().describe('Happens in this country (ISO 3166-1 alpha-2)'),
  bbox: boxParameter.optional(),
  near: pointParameter.optional(),
  radius_km: number(z.number().positive().max(20_100)).optional().describe('With `near`; 50 unless told'),
  source: list(ref('source')).optional().describe('Reported by this outlet'),
  document: list(ref('document')).optional().describe('Reported in this document'),
  type: list(z.enum(codesOf('event-types')))
    .optional()
    .describe('Only these types of event'),
  subtype: list(z.enum(subtypes)).optional().describe('Only these subtypes of event'),
  modality: list(z.enum(codesOf('modalities')))
    .optional()
    .describe('All but `hypothetical` and `cancelled` unless told'),
  context: list(z.enum(codesOf('contexts')))
    .optional()
    .describe('In one of these contexts'),
  ...dateParameters,
  q: searchParameter('the title and summary, in either language'),
  min_reports: number(z.int().min(1).max(1_000_000))
    .optional()
    .describe('Reported by at least so many documents'),
  review: reviewParameter,
  updated_since: updatedSinceParameter,
};

export const EventFilter = z.strictObject(eventFilterParameters);
export type EventFilter = z.infer<typeof EventFilter> & OwnDrafts;

/** Where a question reads events from, in which order, and what it demands. Aliases: `e` the event. */
export interface EventSelection {
  from: SQL;
  sort: string;
  id: string;
  where: SQL[];
}

/**
 * Turns a filter, its references resolved to ids, into a selection. One actor or one place is read through the
 * table that keeps its events in order; everything else is a condition on the event.
 */
export function selectEvents(filter: EventFilter): EventSelection {
  const { driver, rest } = chooseDriver(filter);
  return {
    ...driver,
    where: [
      ...driver.where,
      reviewed('e', filter.review, filter.begun_by),
      filter.modality
        ? oneOf('e.modality', filter.modality)
        : sql`e.modality not in ('hypothetical', 'cancelled')`,
      ...participation(rest.actor, filter),
      ...places(rest.location, filter),
      ...reports(filter),
      ...(filter.type ? [oneOf('e.type', filter.type)] : []),
      ...(filter.subtype ? [oneOf('e.subtype', filter.subtype)] : []),
      ...(filter.context ? [sql`e.contexts && ${sql.param(filter.context)}::text[]`] : []),
      ...inRange('e', "e.sort_basis = 'event'", filter),
      ...matching('e', filter.q),
      ...updatedSince('e', filter.updated_since),
    ],
  };
}

/** The bits of `event_actors.tracks` that mean taking part; the others only mention. */
const TAKES_PART = 15;

function chooseDriver(filter: EventFilter) {
  if (filter.actor?.length === 1)
    return {
      driver: {
        from: sql`event_actors x join events e on e.id = x.event_id`,
        sort: 'x.starts',
        id: 'x.event_id',
        where: [oneOfIds('x.actor_id', filter.actor), sql.raw(`x.tracks & ${TAKES_PART} > 0`)],
      },
      rest: { actor: undefined, location: filter.location },
    };
  if (filter.location?.length === 1)
    return {
      driver: {
        from: sql`event_areas x join events e on e.id = x.event_id`,
        sort: 'x.starts',
        id: 'x.event_id',
        where: [oneOfIds('x.location_id', filter.location)],
      },
      rest: { actor: filter.actor, location: undefined },
    };
  return {
    driver: { from: sql`events e`, sort: 'e.starts', id: 'e.id', where: [] },
    rest: { actor: filter.actor, location: filter.location },
  };
}

function participation(actor: string[] | undefined, { with: other, ...filter }: EventFilter): SQL[] {
  const takesPart = (ids: string[]) =>
    sql`exists (select from event_actors o where o.event_id = e.id and ${oneOfIds('o.actor_id', ids)}
      and ${sql.raw(`o.tracks & ${TAKES_PART} > 0`)})`;
  const inRole =
    filter.role &&
    sql`exists (select from participants p where p.event_id = e.id and ${oneOf('p.role', filter.role)}
      and p.claim_status is distinct from 'denied'
      ${filter.actor ? sql`and ${oneOfIds('p.actor_id', filter.actor)}` : sql.empty()})`;
  return [
    ...(actor ? [takesPart(actor)] : []),
    ...(inRole ? [inRole] : []),
    ...(other ? [takesPart(other)] : []),
  ];
}

function places(location: string[] | undefined, filter: EventFilter): SQL[] {
  const at = (condition: SQL) =>
    sql`exists (select from event_locations el join locations l on l.id = el.location_id
      where el.event_id = e.id and ${condition})`;
  if (filter.radius_km !== undefined && !filter.near)
    throw refuse('radius_km', '“radius_km” needs “near”, the point it is measured from.');
  return [
    ...(location
      ? [
          sql`exists (select from event_areas ar where ar.event_id = e.id and ${oneOfIds('ar.location_id', location)})`,
        ]
      : []),
    ...(filter.country ? [at(oneOf('l.country', filter.country))] : []),
    ...(filter.bbox ? [at(inBox('l', filter.bbox))] : []),
    ...(filter.near ? [at(nearPoint('l', filter.near, filter.radius_km ?? 50))] : []),
  ];
}

function reports(filter: EventFilter): SQL[] {
  const reported = (condition: SQL) =>
    sql`exists (select from event_reports r where r.event_id = e.id and ${condition})`;
  return [
    ...(filter.source ? [reported(oneOfIds('r.source_id', filter.source))] : []),
    ...(filter.document ? [reported(oneOfIds('r.document_id', filter.document))] : []),
    ...(filter.min_reports ? [sql`e.documents_count >= ${filter.min_reports}`] : []),
  ];
}
