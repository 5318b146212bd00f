import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eachEntry, readPage } from '../../src/filters/page.ts';
import type { ListQuestion, Position } from '../../src/filters/question.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

/** Answers 1 to `last`, each of this weight. */
const weighed = (last: number, weight: string): ListQuestion => ({
  from: sql`(select n, lpad(n::text, 32, '0')::uuid as id from generate_series(1, ${last}::int) n) f`,
  where: [],
  sort: { sql: 'f.n::float8', type: 'float8' },
  id: 'f.id',
  order: 'asc',
  columns: sql`f.n as number`,
  weight,
  join: '',
  entry: 'p.number',
});

async function pages(question: ListQuestion, limit: number): Promise<string[][]> {
  const found: string[][] = [];
  for (let after: Position | undefined; ; ) {
    const page = await readPage(opened.database.reads, question, limit, after);
    found.push(page.entries.map(String));
    if (!page.next) return found;
    after = page.next;
  }
}

describe('a page of answers that hold much', () => {
  it.each([
    ['ends with the answer that fills it', 7, '450', 50, [3, 3, 1]],
    ['ends at the number asked for where that comes first', 7, '450', 2, [2, 2, 2, 1]],
    ['has one answer at least', 3, '5000', 50, [1, 1, 1]],
    ['is not followed by an empty one', 6, '450', 50, [3, 3]],
    ['holds all that is light', 7, '1', 50, [7]],
  ])('%s', async (_, last, weight, limit, lengths) => {
    const found = await pages(weighed(last, weight), limit);
    expect(found.map((page) => page.length)).toEqual(lengths);
    expect(found.flat()).toEqual(Array.from({ length: last }, (_, i) => `${i + 1}`));
  });

  it('loses nothing where all is read', async () => {
    const found: string[] = [];
    for await (const entry of eachEntry(opened.database.reads, weighed(700, '9'))) found.push(entry);
    expect(found).toHaveLength(700);
    expect(new Set(found).size).toBe(700);
  });
});
