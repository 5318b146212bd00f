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
import { reportLevels } from '../model/terms.ts';
import { bitsOf, TAKES_PART, type Track } from '../model/tracks.ts';
import { codesOf, subtypesOf } from '../model/vocabularies/index.ts';
import {
  all,
  alongRange,
  inRange,
  type OwnDrafts,
  oneOf,
  oneOfIds,
  reviewed,
  soughtBy,
  updatedSince,
} from './conditions.ts';
import {
  atFewPlaces,
  boxAround,
  cellsOf,
  inBox,
  NEAR_KM,
  nearPoint,
  squareDegrees,
  withPoint,
} from './map.ts';
import type { Driver, ListQuestion } from './question.ts';
import { type Demands, demand, sampled, sampleOf, satisfies } from './terms.ts';
import { reach } from './walk.ts';
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
  near: pointParameter
    .optional()
    .describe('Happens near this point: `lon,lat`; with `bbox`, at a place that lies in both'),
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

/** What is asked of every event, and most satisfy: the state of review, and the modality. */
const USUAL_CONDITIONS = 2;

interface Counting {
  /** One part in `scale` of what satisfies the filter (model/terms.ts), sought by terms. */
  part(scale: number): SQL[];
  /** The same, sought by the days asked for; `rows` lie in these, nearly: those of one actor or place, or all. */
  ranged: { rows: SQL; ofOne: boolean; part(scale: number): SQL[] } | undefined;
  /** All of it by what the index of days holds, so that no row is read; only where nothing else is asked. */
  indexed: SQL[] | undefined;
}

const USUAL_MODALITIES = sql`e.modality not in ('hypothetical', 'cancelled')`;

/** What a filter demands of the event `e`, its references resolved to ids, and how to leaf through what satisfies it. */
export interface EventSelection {
  where: SQL[];
  /** The same for the planner to guess by how many satisfy it. */
  expected: SQL[];
  /** Ways to count it (filters/counting.ts). */
  counting: () => Counting;
  /** A page of all that satisfies it, newest or oldest first: what a `ListQuestion` needs of it. */
  list: Pick<ListQuestion, 'from' | 'where' | 'expected' | 'sort' | 'id' | 'walk'>;
}

/** The order in which a question's events are met, and the part of its filter that is left to ask then. */
interface Way {
  driver: Driver;
  /** The list's own rows: the event, and what the way says of it. */
  from: SQL;
  where: SQL[];
  /** What of that is left to ask of an event that is met. */
  looked?: SQL[];
  demands: Demands;
  /** What finds few events by another way than their terms, which are only checked then. */
  seek?: SQL[];
  left: EventFilter;
}

/** The events of one actor in which it has one of these parts, whatever else is asked; the alias is `ea`. */
export function actorsWay(actor: string, parts: readonly Track[], filter: EventFilter): Way {
  const where = [sql`ea.actor_id = ${actor}::uuid`, sql`ea.tracks & ${bitsOf(parts)} > 0`];
  return {
    driver: { from: sql`event_actors ea`, sort: 'ea.starts', id: 'ea.event_id', where },
    from: sql`events e join event_actors ea on ea.event_id = e.id`,
    where,
    demands: demand(
      'track',
      parts.map((part) => `${actor} ${part}`),
    ),
    left: filter,
  };
}

/**
 * The events that satisfy a condition which has to be looked up for each: along all events where many satisfy it, else
 * along `few`, a query of `event_id` and `starts` that finds those and little more.
 */
export const lookedWay = (condition: SQL, few: SQL | undefined, filter: EventFilter): Way => ({
  driver: few
    ? { from: sql`(${few}) x`, sort: 'x.starts', id: 'x.event_id', where: [] }
    : { sort: 'e.starts', id: 'e.id', where: [] },
  from: sql`events e`,
  where: [condition],
  looked: [condition],
  demands: [],
  ...(few ? { seek: [sql`e.id in (select x.event_id from (${few}) x)`] } : {}),
  left: filter,
});

export function selectEvents(filter: EventFilter, way = wayOf(filter)): EventSelection {
  const along = alongRange('e', filter);
  const area = areaOf(filter);
  const named = [...demandsOf(way.left, filter), ...(area?.cells ? [area.cells] : [])];
  const conditions = [
    reviewed('e', filter.review, filter.begun_by),
    ...(filter.modality ? [] : [USUAL_MODALITIES]),
    ...(area ? [within(area)] : []),
    ...(filter.min_reports ? [sql`e.documents_count >= ${filter.min_reports}`] : []),
    ...inRange('e', "e.sort_basis = 'event'", filter),
    ...updatedSince('e', filter.updated_since),
  ];
  const words = matching('e', filter.q);
  const unseen = matching('e', filter.q, { unseen: true });
  const demands = [...way.demands, ...named];
  const expected = [...satisfies('e', demands), ...way.where, ...conditions, ...words];
  const places = area?.cells ? [atFewPlaces(area.condition, area.cells)] : [];
  const where = [...expected, ...places];
  const { looked = [] } = way;
  const others = [...way.where, ...conditions];
  const termsOf = (asked: Demands) => [...satisfies('e', asked, { unseen: true }), ...unseen, ...places];
  const sought = (asked: Demands) =>
    way.seek
      ? soughtBy(way.seek, [...termsOf(asked), ...others], along)
      : soughtBy(termsOf(asked), others, along);
  const counting = (): Counting => {
    const { from, sort, id } = way.driver;
    const bounds = along.bounds(sort);
    const rows = sql`${from ?? sql`events e`} where ${all([...way.driver.where, ...bounds])}`;
    const days = along.days.length > 0 ? along.days : bounds;
    const longer = along.longer
      ? sql`union all select e.id from events e where ${all(along.longer)}`
      : sql.empty();
    const inDays = from ? [sql`e.id in (select ${sql.raw(id)} from ${rows} ${longer})`] : days;
    const partOf = (scale: number) => (scale > 1 ? [...demands, ...sampled(scale)] : demands);
    return {
      part: (scale) => sought(partOf(scale)),
      ranged:
        bounds.length > 0
          ? {
              rows,
              ofOne: from !== undefined,
              part: (scale) => soughtBy(inDays, [...termsOf(partOf(scale)), ...others], along),
            }
          : undefined,
      indexed: inIndexOfDays(filter),
    };
  };
  return {
    where,
    expected,
    counting,
    list: {
      from: way.from,
      where,
      expected,
      sort: { sql: 'e.starts', type: 'date' },
      id: 'e.id',
      // A document reports few events, which are read and sorted.
      walk: filter.document
        ? undefined
        : {
            ...way.driver,
            // Where something is asked by name, little is left to be looked up.
            most: reach({
              lookup: way.driver.from !== undefined || (looked.length > 0 && named.length === 0),
              words: words.length > 0,
            }),
            where: [...way.driver.where, ...along.bounds(way.driver.sort)],
            row: 'events e',
            check: [...satisfies('e', named), ...places, ...conditions, ...unseen, ...looked],
            rest: () => sought(demands),
            sample:
              way.seek || demands.length + words.length === 0
                ? undefined
                : sampleOf(sql`events e`, demands, termsOf),
            longer: along.longer && [...where, ...along.longer],
            certain: [...named, ...words, ...looked].length === 0 && conditions.length === USUAL_CONDITIONS,
          },
    },
  };
}

/** What the index `events_order` can say of a filter; undefined where rows have to be read too. */
function inIndexOfDays(filter: EventFilter): SQL[] | undefined {
  const { type, modality, review, from, to, date_mode, ...others } = filter;
  if (Object.values(others).some((value) => value !== undefined)) return undefined;
  return [
    reviewed('e', review),
    modality ? oneOf('e.modality', modality) : USUAL_MODALITIES,
    ...(type ? [oneOf('e.type', type)] : []),
    ...inRange('e', "e.sort_basis = 'event'", { from, to, date_mode }),
  ];
}

/** One actor or one place has a table that keeps its events in order; everything else is met along all events. */
function wayOf(filter: EventFilter): Way {
  const { actor, location, ...others } = filter;
  const common = { from: sql`events e`, where: [] };
  if (actor?.length === 1)
    return {
      ...common,
      driver: {
        from: sql`event_actors x`,
        sort: 'x.starts',
        id: 'x.event_id',
        where: [oneOfIds('x.actor_id', actor), sql.raw(`x.tracks & ${TAKES_PART} > 0`)],
      },
      demands: demand('actor', actor),
      left: { ...others, location },
    };
  if (location?.length === 1)
    return {
      ...common,
      driver: {
        from: sql`event_areas x`,
        sort: 'x.starts',
        id: 'x.event_id',
        where: [oneOfIds('x.location_id', location)],
      },
      demands: demand('area', location),
      left: { ...others, actor },
    };
  return { ...common, driver: { sort: 'e.starts', id: 'e.id', where: [] }, demands: [], left: filter };
}

/** What is left of a filter asks for by name (store/terms.ts); a role is one of the actors that the whole names. */
function demandsOf(left: EventFilter, { actor, role }: EventFilter): Demands {
  const level = reportLevels.findLast((least) => least <= (left.min_reports ?? 0));
  return [
    ...demand('actor', left.actor),
    ...demand('role', actor && role ? actor.flatMap((id) => role.map((one) => `${id} ${one}`)) : role),
    ...demand('actor', left.with),
    ...demand('area', left.location),
    ...demand('country', left.country),
    ...demand('source', left.source),
    ...demand('document', left.document),
    ...demand('type', left.type),
    ...demand('subtype', left.subtype),
    ...demand('modality', left.modality),
    ...demand('context', left.context),
    ...demand('review', left.review),
    ...(level ? demand('reports', [`${level}`]) : []),
  ];
}

/** What a place `l` in the box, in the circle or in both satisfies, and the map's cells that cover it, where they are few. */
interface Area {
  condition: SQL;
  cells: string[] | undefined;
}

function areaOf({ bbox, near, radius_km: radius }: EventFilter): Area | undefined {
  withPoint({ near, radius_km: radius });
  const km = radius ?? NEAR_KM;
  const [smallest] = [...(bbox ? [bbox] : []), ...(near ? [boxAround(near, km)] : [])].sort(
    (a, b) => squareDegrees(a) - squareDegrees(b),
  );
  return (
    smallest && {
      condition: all([...(bbox ? [inBox('l', bbox)] : []), ...(near ? [nearPoint('l', near, km)] : [])]),
      cells: cellsOf(smallest),
    }
  );
}

/**
 * What the map's cells say roughly, exactly; written so that each event looks up its own places, and no index of all.
 * The places of a small area are gathered once; of a large one each place that is met is looked at.
 */
const within = ({ condition, cells }: Area): SQL =>
  sql`exists (select from event_locations el where el.event_id = e.id and (${
    cells
      ? sql`el.location_id in (select l.id from locations l where ${condition})`
      : sql`select ${condition} from locations l where l.id = el.location_id`
  }) is true offset 0)`;
