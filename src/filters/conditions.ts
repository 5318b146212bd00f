import { type SQL, sql } from 'drizzle-orm';
import { array } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { lowerBound, upperBound } from '../model/edtf.ts';
import { isSearchable } from '../text/searchQuery.ts';

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

/** Longer than this, in days, and few records are. */
const USUAL_DAYS = 31;

/** How a walk along `starts` finds the rows of a range without reading all that began before it. */
export interface Along {
  /** SQL for the column `starts`: where to begin and to stop; rows of the usual length only. */
  bounds(starts: string): SQL[];
  /** What rows that are too long for those bounds satisfy, by the index on days. */
  longer: SQL[] | undefined;
  /** What every row of the range satisfies, by the index on days. */
  days: SQL[];
}

export function alongRange(row: string, { from, to, date_mode = 'overlap' }: DateRange): Along {
  const lower = from === undefined ? undefined : lowerBound(from);
  const upper = to === undefined ? undefined : upperBound(to);
  const slack = date_mode === 'within' ? 0 : USUAL_DAYS;
  const days = sql.raw(`daterange(${row}.starts, ${row}.ends, '[]')`);
  return {
    bounds: (starts) => [
      ...(lower ? [sql`${sql.raw(starts)} >= ${lower}::date - ${slack}::int`] : []),
      ...(upper ? [sql`${sql.raw(starts)} <= ${upper}::date`] : []),
    ],
    longer:
      lower && slack > 0
        ? [
            sql`${days} @> (${lower}::date - ${slack + 1}::int)`,
            sql`${sql.raw(`${row}.starts`)} < ${lower}::date - ${slack}::int`,
          ]
        : undefined,
    days: lower ? [sql`${days} && daterange(${lower}::date, ${upper ?? null}::date, '[]')`] : [],
  };
}

/**
 * Conditions in the form that finds few rows: by `seek` alone where there is any. A plan that is made for all values would
 * read other indexes beside it, and all that was ever updated, or began after a day, for the four events of an actor.
 */
export const soughtBy = (seek: SQL[], conditions: SQL[], { days }: Along): SQL[] =>
  seek.length > 0
    ? [...seek, ...conditions.map((condition) => sql`(${condition}) is true`)]
    : [...conditions, ...days];

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
  const found = q.split(/\s+/).filter(isSearchable);
  if (found.length === 0) throw refuse('q', 'There is no letter or digit to search for.');
  return found;
}

/** Every word stands in the SQL text `folded`, spelling variants and diacritics aside. */
export const containsWords = (folded: string, q: string | undefined): SQL[] =>
  q === undefined
    ? []
    : searchWords(q).map((word) => sql`${sql.raw(folded)} like '%' || fold_text(${word}) || '%'`);

export const all = (conditions: SQL[]): SQL =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
