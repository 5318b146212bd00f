import { type SQL, sql } from 'drizzle-orm';
import { array } from '../db/database.ts';
import { SMALLEST_SAMPLE, term } from '../model/terms.ts';

/** What a row must have: of each list at least one term (model/terms.ts). */
export type Demands = string[][];

/** The demand of a filter with several values, which mean OR; none where it is not given. */
export const demand = (kind: string, values: readonly string[] | undefined): Demands =>
  values ? [values.map((value) => term(kind, value))] : [];

/** The demand that a row belongs to the part of one in so many (model/terms.ts). */
export const sampled = (scale: number): Demands => demand('sample', [`${scale}`]);

/** A look at what one row in `scale` says of all that a question's terms and words find: the `sample` of a walk. */
export const sampleOf =
  (from: SQL, demands: Demands, satisfying: (asked: Demands) => SQL[]) =>
  (): { scale: number; from: SQL; where: SQL[] } => ({
    scale: SMALLEST_SAMPLE,
    from,
    where: satisfying([...demands, ...sampled(SMALLEST_SAMPLE)]),
  });

/**
 * Rows with the terms demanded, by the index on them. `unseen` hides the terms from the planner: it then takes that
 * index, which no wrong guess makes slow, and not the one that gives the order, which would be read to its end.
 */
export function satisfies(row: string, demands: Demands, { unseen = false } = {}): SQL[] {
  const column = sql.raw(`${row}.terms`);
  const terms = (of: string[]) => (unseen ? sql`(select ${array(of, 'bigint')})` : array(of, 'bigint'));
  const alone = demands.filter((one) => one.length === 1).flat();
  return [
    ...(alone.length > 0 ? [sql`${column} @> ${terms(alone)}`] : []),
    ...demands.filter((one) => one.length > 1).map((one) => sql`${column} && ${terms(one)}`),
  ];
}
