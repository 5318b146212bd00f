import { type SQL, sql } from 'drizzle-orm';
import type { Reads } from '../../db/answer.ts';
import {
  type OwnDrafts,
  oneOf,
  oneOfIds,
  publicSight,
  reviewed,
  updatedSince,
} from '../../filters/conditions.ts';
import { distanceKm, inBox, NEAR_KM, nearPoint, withPoint } from '../../filters/map.ts';
import { listByName, matchField, withPrefix } from '../../filters/names.ts';
import type { ListQuestion } from '../../filters/question.ts';
import { plain } from '../../shapes/json.ts';
import { locationJson } from '../../shapes/location.ts';

export interface LocationFilter extends OwnDrafts {
  q?: string | undefined;
  prefix?: boolean | undefined;
  kind?: string[] | undefined;
  country?: string[] | undefined;
  parent?: string[] | undefined;
  within?: string[] | undefined;
  bbox?: [number, number, number, number] | undefined;
  near?: [number, number] | undefined;
  radius_km?: number | undefined;
  review?: string[] | undefined;
  updated_since?: string | undefined;
}

const selectLocations = (filter: LocationFilter) => ({
  where: [
    reviewed('l', filter.review, filter.begun_by),
    ...(filter.kind ? [oneOf('l.kind', filter.kind)] : []),
    ...(filter.country ? [oneOf('l.country', filter.country)] : []),
    ...(filter.parent ? [oneOfIds('l.parent_id', filter.parent)] : []),
    ...(filter.within
      ? [
          sql`exists (select from location_ancestors la where la.location_id = l.id and la.depth > 0
            and ${oneOfIds('la.ancestor_id', filter.within)})`,
        ]
      : []),
    ...(filter.bbox ? [inBox('l', filter.bbox)] : []),
    ...(filter.near ? [nearPoint('l', filter.near, filter.radius_km ?? NEAR_KM)] : []),
    ...updatedSince('l', filter.updated_since),
  ],
  id: 'l.id',
  join: 'join locations l on l.id = p.id',
});

/** Places by slug; with `near` by distance. */
export function listLocations(filter: Omit<LocationFilter, 'q' | 'prefix'>): ListQuestion {
  const selected = selectLocations(filter);
  if (filter.near)
    return {
      ...selected,
      ctes: sql`away as (select l.id, ${distanceKm('l', filter.near)} as km from locations l where l.lon is not null)`,
      from: sql`away w join locations l on l.id = w.id`,
      sort: { sql: 'w.km', type: 'float8' },
      order: 'asc',
      entry: locationJson({ distance_km: plain('round(p.sort::numeric, 1)') }),
    };
  return {
    ...selected,
    from: sql`locations l`,
    sort: { sql: 'l.slug collate "C"', type: 'text' },
    order: 'asc',
    entry: locationJson(),
  };
}

/** The same, or with `q` by how well a name matches. */
export async function findLocations(reads: Reads, filter: LocationFilter): Promise<ListQuestion> {
  withPrefix(filter);
  withPoint(filter);
  const { q, prefix } = filter;
  if (q === undefined) return listLocations(filter);
  const { where } = selectLocations(filter);
  return listByName(
    reads,
    { kind: 'location', q, prefix, alias: 'l', where },
    locationJson({ match: matchField }),
  );
}

export const getLocation = (id: string, sight = publicSight): SQL =>
  sql`select ${sql.raw(locationJson())}::text, l.version::text from locations l
      where l.id = ${id} and ${sql.raw(sight.named('l'))}`;
