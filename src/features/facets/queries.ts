import { type SQL, sql } from 'drizzle-orm';
import { all } from '../../filters/conditions.ts';
import type { Counted } from '../../filters/counting.ts';
import { TAKES_PART } from '../../model/tracks.ts';
import { shortForm } from '../../shapes/references.ts';

export const facets = ['actor', 'type', 'location', 'source', 'year'] as const;
export type Facet = (typeof facets)[number];

/** Facets whose values are records: the rows that tie them to an event, each record once. */
const records = {
  actor: {
    ties: `select actor_id as id from event_actors where event_id = f.id and tracks & ${TAKES_PART} > 0`,
    table: 'actors',
  },
  location: {
    ties: 'select location_id as id from event_areas where event_id = f.id',
    table: 'locations',
  },
  source: {
    ties: 'select distinct source_id as id from event_reports where event_id = f.id and source_id is not null',
    table: 'sources',
  },
} as const;

function counted(facet: Facet, scale: number, most: number): string {
  const count = `count(*) * ${scale} as n`;
  if (facet === 'type')
    return `select json_build_object('type', type, 'count', n) as entry, row_number() over (order by n desc, type) as ord
      from (select type, ${count} from found group by type order by n desc, type limit ${most}) c`;
  if (facet === 'year')
    return `select json_build_object('year', year, 'count', n) as entry, row_number() over (order by year desc) as ord
      from (select extract(year from starts)::int as year, ${count} from found
        where sort_basis = 'event' and starts > '-infinity' group by 1 order by 1 desc limit ${most}) c`;
  const { ties, table } = records[facet];
  // `offset 0`: each event looks up its own ties, and each value its record; the planner would read those of all. Of
  // values only the most frequent are looked up, and those that are as frequent as the last of them.
  return `select json_build_object('${facet}', ${shortForm('b')}, 'count', c.n) as entry,
      row_number() over (order by c.n desc, b.slug collate "C") as ord
    from (select t.id, ${count} from found f cross join lateral (${ties} offset 0) t group by t.id
        order by n desc fetch first ${most} rows with ties) c
      cross join lateral (select * from ${table} where id = c.id offset 0) b
    order by c.n desc, b.slug collate "C" limit ${most}`;
}

/**
 * How many events there are and how many have each value of the facets asked for, the `most` frequent of each: one JSON
 * text. With a `scale` above 1 they are estimated from one part in so many.
 */
export function countFacets(
  { where, scale }: Counted,
  { wanted, most }: { wanted: readonly Facet[]; most: number },
): SQL {
  const parts = wanted.map(
    (facet) =>
      `'${facet}', coalesce((select json_agg(entry order by ord) from (${counted(facet, scale, most)}) s), '[]')`,
  );
  return sql`with found as materialized (
      select e.id, e.type, e.starts, e.sort_basis from events e where ${all(where)})
    select json_build_object(
      'data', json_build_object(${sql.raw(parts.join(', '))}),
      'total', json_build_object('count', (select count(*) * ${scale}::bigint from found), 'exact', ${scale === 1}::boolean))::text`;
}
