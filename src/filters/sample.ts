import { type SQL, sql } from 'drizzle-orm';
import type { Reads } from '../db/answer.ts';
import { type EventFilter, selectEvents } from './events.ts';
import { countAll } from './page.ts';

/** Events that are counted of too many to count them all. */
const SAMPLE = 3000;

/** How many events a question has, and in which part of all events as many as are counted lie: one in `scale`. */
export async function sizeOf(reads: Reads, filter: EventFilter) {
  const { where, expected } = selectEvents(filter);
  const total = await countAll(reads, { from: sql`events e`, where, expected });
  return { total, scale: total.exact ? 1 : Math.max(1, total.count / SAMPLE) };
}

/** One part in `scale` of a table, for its place in `from`: whole pages of it, the same ones each time. */
export const sampled = (scale: number): SQL =>
  scale > 1 ? sql.raw(`tablesample system (${100 / scale}) repeatable (1)`) : sql.empty();
