import { type SQL, sql } from 'drizzle-orm';
import { array } from '../db/database.ts';
import { cellDegrees, term } from '../model/terms.ts';
import { refuse } from './conditions.ts';

/** Places on the map: boxes and circles, in degrees of WGS 84, on an index of points (no PostGIS needed). */

export type Point = readonly [lon: number, lat: number];
/** West, south, east, north; one across the antimeridian has west above east. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** How far “near” reaches unless told. */
export const NEAR_KM = 50;

/** Throws AppError invalid_parameter for a radius without the point it is measured from. */
export function withPoint({ near, radius_km }: { near?: unknown; radius_km?: number | undefined }): void {
  if (radius_km !== undefined && near === undefined)
    throw refuse('radius_km', '“radius_km” needs “near”, the point it is measured from.');
}

const EARTH_RADIUS_KM = 6371.0088;

/** A box as one or two that do not cross the antimeridian. */
const halves = ([west, south, east, north]: Box): Box[] =>
  west <= east
    ? [[west, south, east, north]]
    : [
        [west, south, 180, north],
        [-180, south, east, north],
      ];

/** A place with a point inside a box. */
export const inBox = (place: string, box: Box): SQL => {
  const parts = halves(box).map(
    ([west, south, east, north]) => sql`${sql.raw(`point(${place}.lon, ${place}.lat)`)}
      <@ box(point(${west}::float8, ${south}::float8), point(${east}::float8, ${north}::float8))`,
  );
  return sql`(${sql.raw(`${place}.lon`)} is not null and (${sql.join(parts, sql` or `)}))`;
};

/** Great-circle distance in km (haversine on the mean radius, within 0.5 % of the ellipsoid). */
export function distanceKm(place: string, [lon, lat]: Point): SQL {
  const at = (column: string) => sql.raw(`${place}.${column}`);
  return sql`(2 * ${EARTH_RADIUS_KM}::float8 * asin(sqrt(least(1,
    power(sin(radians(${at('lat')} - ${lat}::float8) / 2), 2)
    + cos(radians(${lat}::float8)) * cos(radians(${at('lat')}))
      * power(sin(radians(${at('lon')} - ${lon}::float8) / 2), 2)))))`;
}

/** Within a distance of a point: a box by the index, then the distance itself. */
export const nearPoint = (place: string, point: Point, radiusKm: number): SQL =>
  sql`(${inBox(place, boxAround(point, radiusKm))} and ${distanceKm(place, point)} <= ${radiusKm}::float8)`;

const degrees = (radians: number) => (radians / Math.PI) * 180;

/** What rounding may cost. */
const MARGIN = 1e-6;

/** The box around a circle; all longitudes where it holds a pole. */
export function boxAround([lon, lat]: Point, radiusKm: number): Box {
  const angle = Math.min(radiusKm / EARTH_RADIUS_KM, Math.PI);
  const south = lat - degrees(angle) - MARGIN;
  const north = lat + degrees(angle) + MARGIN;
  if (south <= -90 || north >= 90) return [-180, Math.max(south, -90), 180, Math.min(north, 90)];
  const reach = degrees(Math.asin(Math.sin(angle) / Math.cos((lat / 180) * Math.PI))) + MARGIN;
  const wrap = (east: number) => (east > 180 ? east - 360 : east < -180 ? east + 360 : east);
  return [wrap(lon - reach), south, wrap(lon + reach), north];
}

/** The size of a box, as flat maps have it. */
export const squareDegrees = (box: Box): number =>
  halves(box).reduce((sum, [west, south, east, north]) => sum + (east - west) * (north - south), 0);

/** Comparing an event's terms with more cells costs more than looking up its places. */
const MOST_CELLS = 12;

/** The terms of the map's cells that cover a box, the smallest that are few enough; none where it covers too much. */
export function cellsOf(box: Box): string[] | undefined {
  const finest = [...cellDegrees].reverse();
  return finest.map((size) => cover(box, size)).find((cells) => cells !== undefined);
}

function cover(box: Box, size: number): string[] | undefined {
  const spans = halves(box).map(([west, south, east, north]) => ({
    x: [Math.floor((west + 180) / size), Math.floor((east + 180) / size)] as const,
    y: [Math.floor((south + 90) / size), Math.floor((north + 90) / size)] as const,
  }));
  const count = ([first, last]: readonly [number, number]) => last - first + 1;
  if (spans.reduce((sum, { x, y }) => sum + count(x) * count(y), 0) > MOST_CELLS) return undefined;
  return spans.flatMap(({ x, y }) =>
    steps(x).flatMap((column) => steps(y).map((line) => term('cell', `${size} ${column} ${line}`))),
  );
}

/** Places whose events are sought one place at a time. */
const MOST_PLACES = 50;

/**
 * What follows for the event `e` from lying at a place that satisfies `condition` over the place `l`, and finds few events
 * where there are few such places; the cells of the map find all that lie anywhere near. Needs the cells.
 */
export const atFewPlaces = (condition: SQL, cells: string[]): SQL => sql`e.terms && (
  select case when count(*) <= ${MOST_PLACES}::int then coalesce(array_agg(p.term), '{}') else ${array(cells, 'bigint')} end
  from (select filter_term('area', l.id::text) as term from locations l
    where ${condition} limit ${MOST_PLACES + 1}::int) p)`;

const steps = ([first, last]: readonly [number, number]) =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);
