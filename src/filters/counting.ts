import { type SQL, sql } from 'drizzle-orm';
import { type Reads, text } from '../db/answer.ts';
import { SMALLEST_SAMPLE, sampleScales } from '../model/terms.ts';
import { all } from './conditions.ts';
import { type EventFilter, selectEvents } from './events.ts';

/** Where a look at the smallest part promises fewer events than this, all are counted. */
const MOST = 5000;

/** Fewer than this say too little of the others. */
const SAMPLE = 1250;

/** As many events that follow each other are read and looked at quickly. */
const RANGE = 100_000;
/** The same of one actor or place, where each is looked up by its id. */
const RANGE_OF_ONE = 15_000;

/** Which events `e` are counted; each stands for `scale` of them. */
export interface Counted {
  where: SQL[];
  scale: number;
}

/**
 * What is counted of a question's events: all of about 5,000 or fewer, else some 1,250 to 5,000 of them. Such a part is
 * drawn by the ids of events, so it is the same each time, and leans neither to a time nor to a place.
 */
export async function countedOf(reads: Reads, filter: EventFilter): Promise<Counted> {
  const { part, ranged } = selectEvents(filter).counting();
  const count = async (rows: SQL) => Number(await text(reads, sql`select count(*)::text from (${rows}) c`));
  const expected =
    SMALLEST_SAMPLE * (await count(sql`select from events e where ${all(part(SMALLEST_SAMPLE))}`));
  const scale = expected < MOST ? 1 : (sampleScales.findLast((one) => expected / one >= SAMPLE) ?? 1);
  // Few may lie in some days of many that are asked for by name: an index counts what lies in these days. A part of all
  // events is found by its own term sooner.
  const most = ranged?.ofOne ? RANGE_OF_ONE : scale === 1 ? RANGE : 0;
  const few = ranged && most > 0 && (await count(sql`select from ${ranged.rows} limit ${most + 1}`)) <= most;
  return { where: few ? ranged.part(scale) : part(scale), scale };
}
