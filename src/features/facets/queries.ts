import { type SQL, sql } from 'drizzle-orm';
import { all } from '../../filters/conditions.ts';
import { type EventFilter, selectEvents } from '../../filters/events.ts';
import { actorRef, locationRef, sourceById } from '../../shapes/references.ts';

export const facets = ['actor', 'type', 'location', 'source', 'year'] as const;
export type Facet = (typeof facets)[number];

/** The events of a question, to be counted before their facets are. */
export const eventsOf = (filter: EventFilter) => ({ from: sql`events e`, where: selectEvents(filter).where });

/** Facets whose values are records: the rows that tie them to events, and how each is shown. */
const records = {
  actor: {
    rows: 'event_actors r',
    key: 'r.actor_id',
    when: 'r.tracks & 15 > 0',
    join: 'actors',
    json: actorRef,
  },
  location: {
    rows: 'event_areas r',
    key: 'r.location_id',
    when: 'true',
    join: 'locations',
    json: locationRef,
  },
  source: {
    rows: 'event_reports r',
    key: 'r.source_id',
    when: 'r.source_id is not null',
    join: 'sources',
    json: (b: string) => sourceById(`${b}.id`),
  },
} as const;

const count = (scale: number, of = '*') => `round(count(${of}) * ${scale})::bigint`;

function counted(facet: Facet, scale: number, most: number): string {
  if (facet === 'type')
    return `select json_build_object('type', type, 'count', n) as entry, row_number() over (order by n desc, type) as ord
      from (select type, ${count(scale)} as n from found group by type order by n desc, type limit ${most}) c`;
  if (facet === 'year')
    return `select json_build_object('year', year, 'count', n) as entry, row_number() over (order by year desc) as ord
      from (select extract(year from starts)::int as year, ${count(scale)} as n from found
        where sort_basis = 'event' and starts > '-infinity' group by 1 order by 1 desc limit ${most}) c`;
  const { rows, key, when, join, json } = records[facet];
  return `select json_build_object('${facet}', ${json('b')}, 'count', c.n) as entry,
      row_number() over (order by c.n desc, b.slug collate "C") as ord
    from (select ${key} as id, ${count(scale, 'distinct r.event_id')} as n from found f join ${rows} on r.event_id = f.id
      where ${when} group by 1) c join ${join} b on b.id = c.id
    order by c.n desc, b.slug collate "C" limit ${most}`;
}

/**
 * How many events have each value of the facets asked for, the `most` frequent of each: one JSON text. With a `scale`
 * above 1 a part of all events is counted, whole pages of the table, the same ones each time.
 */
export function countFacets(
  filter: EventFilter,
  { wanted, most, scale }: { wanted: readonly Facet[]; most: number; scale: number },
): SQL {
  const { where } = eventsOf(filter);
  const sample = scale > 1 ? sql.raw(`tablesample system (${100 / scale}) repeatable (1)`) : sql.empty();
  const parts = wanted.map(
    (facet) =>
      `'${facet}', coalesce((select json_agg(entry order by ord) from (${counted(facet, scale, most)}) s), '[]')`,
  );
  return sql`with found as materialized (
      select e.id, e.type, e.starts, e.sort_basis from events e ${sample} where ${all(where)})
    select json_build_object(${sql.raw(parts.join(', '))})::text`;
}
