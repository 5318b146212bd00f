import { type SQL, sql } from 'drizzle-orm';
import { foldText } from '../arabic/fold.ts';
import { array } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { lowerBound, upperBound } from '../model/edtf.ts';

/** Conditions that questions about different kinds of record share, over the alias of the record's row. */

/** What the public sees in lists, counts and inside other answers. */
export const publicly = (row: string) => `${row}.review in ('reviewed', 'disputed')`;

/** What the public may see of one record it names: retracted ones stay, as a notice. */
export const publiclyNamed = (row: string) => `${row}.review <> 'draft'`;

/** What one reader is shown: `named` of the record asked for, `listed` of the records inside its answer. */
export interface Sight {
  named: (row: string) => string;
  listed: (row: string) => string;
}

export const publicSight: Sight = { named: publiclyNamed, listed: publicly };

/** A draft, to those who work on it: with the drafts that belong to it. */
export const draftSight: Sight = {
  named: (row) => `${row}.review is not null`,
  listed: (row) => `${row}.review <> 'retracted'`,
};

interface DateRange {
  from?: string | undefined;
  to?: string | undefined;
  date_mode?: 'overlap' | 'within' | undefined;
}

/**
 * Rows with `starts` and `ends` in a range of days. `within` demands that the row is dated itself (`dated` is the
 * SQL of that) and cannot lie outside.
 */
export function inRange(row: string, dated: string, { from, to, date_mode = 'overlap' }: DateRange): SQL[] {
  const column = (name: string) => sql.raw(`${row}.${name}`);
  const lower = from === undefined ? undefined : lowerBound(from);
  const upper = to === undefined ? undefined : upperBound(to);
  if (!lower && !upper) return [];
  inOrder(from, to);
  if (date_mode === 'within')
    return [
      sql.raw(dated),
      ...(lower ? [sql`${column('starts')} >= ${lower}::date`] : []),
      ...(upper
        ? [sql`${column('ends')} <= ${upper}::date`, sql`${column('starts')} <= ${upper}::date`]
        : []),
    ];
  return [
    ...(lower ? [sql`${column('ends')} >= ${lower}::date`] : []),
    ...(upper ? [sql`${column('starts')} <= ${upper}::date`, sql`${column('ends')} > '-infinity'`] : []),
  ];
}

/** Throws AppError invalid_parameter for a range that ends before it begins. */
export function inOrder(from: string | undefined, to: string | undefined): void {
  if (from !== undefined && to !== undefined && lowerBound(from) > upperBound(to))
    throw refuse('to', `“to” (${to}) ends before “from” (${from}) begins.`);
}

/** A parameter that contradicts another. */
export const refuse = (parameter: string, detail: string) =>
  new AppError('invalid_parameter', detail, [{ parameter, code: 'contradiction', detail }]);

export const oneOf = (column: string, values: readonly string[]): SQL =>
  values.length === 1
    ? sql`${sql.raw(column)} = ${values[0]}`
    : sql`${sql.raw(column)} = any(${array(values, 'text')})`;

export const oneOfIds = (column: string, ids: readonly string[]): SQL =>
  ids.length === 1
    ? sql`${sql.raw(column)} = ${ids[0]}::uuid`
    : sql`${sql.raw(column)} = any(${array(ids, 'uuid')})`;

/** Whose drafts a question is about, where it may not be about those of others (http/callers.ts). */
export interface OwnDrafts {
  begun_by?: string | undefined;
}

/** Review states asked for (http/callers.ts sees to it who may ask for drafts), or what the public sees. */
export const reviewed = (row: string, states: readonly string[] | undefined, begunBy?: string): SQL =>
  all([
    states ? oneOf(`${row}.review`, states) : sql.raw(publicly(row)),
    ...(begunBy !== undefined && states?.includes('draft')
      ? [
          sql`(${sql.raw(row)}.review <> 'draft' or exists (select from changes b
            where b.record_id = ${sql.raw(row)}.id and b.version = 1 and b.by = ${begunBy}))`,
        ]
      : []),
  ]);

export const updatedSince = (row: string, time: string | undefined): SQL[] =>
  time ? [sql`${sql.raw(`${row}.updated_at`)} >= ${time}::timestamptz`] : [];

/** The words of a question; throws AppError invalid_parameter where nothing is left to search for. */
function searchWords(q: string): string[] {
  const found = q.split(/\s+/).filter((word) => foldText(word) !== '');
  if (found.length === 0) throw refuse('q', 'There is no letter or digit to search for.');
  return found;
}

/** Every word stands in the SQL text `folded`, spelling variants and diacritics aside. */
export const containsWords = (folded: string, q: string | undefined): SQL[] =>
  q === undefined
    ? []
    : searchWords(q).map((word) => sql`${sql.raw(folded)} like '%' || fold_text(${word}) || '%'`);

type Point = readonly [number, number];
type Box = readonly [number, number, number, number];

/** A place with a point inside a box; one across the antimeridian has west above east. */
export function inBox(place: string, [west, south, east, north]: Box): SQL {
  const lon = sql.raw(`${place}.lon`);
  const across = west > east ? sql`or` : sql`and`;
  return sql`(${sql.raw(`${place}.lat`)} between ${south}::float8 and ${north}::float8
    and (${lon} >= ${west}::float8 ${across} ${lon} <= ${east}::float8))`;
}

const EARTH_RADIUS_KM = 6371.0088;

/** Great-circle distance in km (haversine on the mean radius, within 0.5 % of the ellipsoid). */
export function distanceKm(place: string, [lon, lat]: Point): SQL {
  const at = (column: string) => sql.raw(`${place}.${column}`);
  return sql`(2 * ${EARTH_RADIUS_KM}::float8 * asin(sqrt(least(1,
    power(sin(radians(${at('lat')} - ${lat}::float8) / 2), 2)
    + cos(radians(${lat}::float8)) * cos(radians(${at('lat')}))
      * power(sin(radians(${at('lon')} - ${lon}::float8) / 2), 2)))))`;
}

/** Within a distance of a point; a band of latitude lets an index do the rough work. */
export function nearPoint(place: string, point: Point, radiusKm: number): SQL {
  const band = (radiusKm / (Math.PI * EARTH_RADIUS_KM)) * 180;
  return sql`(${sql.raw(`${place}.lat`)} between ${point[1] - band}::float8 and ${point[1] + band}::float8
    and ${distanceKm(place, point)} <= ${radiusKm}::float8)`;
}

export const all = (conditions: SQL[]): SQL =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
