import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Copies } from '../../src/db/copy.ts';
import { type Database, openDatabase } from '../../src/db/open.ts';

const url = process.env.TEST_DATABASE_URL;
const STATEMENT_MS = 200;

describe.skipIf(process.env.SIJILL_TEST_ENGINE !== 'postgres')('a whole answer by COPY', () => {
  let database: Database;
  let copies: Copies;
  beforeAll(async () => {
    database = await openDatabase({
      databaseUrl: url,
      databaseReadUrl: undefined,
      poolSize: 10,
      statementTimeoutMs: STATEMENT_MS,
    });
    if (!database.reads.copies) throw new Error('PostgreSQL copies.');
    copies = database.reads.copies;
  });
  afterAll(() => database.close());

  const start = (sql: string, params: unknown[] = []) => copies.start({ sql, params });
  const all = async (lines: AsyncIterable<string> | undefined) => {
    const found: string[] = [];
    for await (const line of lines ?? []) found.push(line);
    return found;
  };

  it('may take longer than any question', async () => {
    const begun = performance.now();
    const lines = await all(start('select n::text from generate_series(1, 12) n, pg_sleep(0.25 + n * 0)'));
    expect(lines).toEqual(Array.from({ length: 12 }, (_, n) => `${n + 1}`));
    // The pool waits two seconds beyond the statement's own time, and then gives up what is silent.
    expect(performance.now() - begun).toBeGreaterThan(STATEMENT_MS + 2000);
  });

  it('gives every text as it is', async () => {
    // Of records: no such text is empty.
    const texts = ['{"a":"b,c"}', '{"said":"\\"quoted\\""}', "it's", '{"a":"\\n"}', 'سجل', '{"a":"\\u0001"}'];
    expect(await all(start('select unnest($1::text[])', [texts]))).toEqual(texts);
  });

  it('is refused where as many run as may, and given again when one has ended', async () => {
    const first = start('select 1::text')?.[Symbol.asyncIterator]();
    const second = start('select 2::text')?.[Symbol.asyncIterator]();
    expect(start('select 3::text')).toBeUndefined();
    for (const one of [first, second]) {
      expect((await one?.next())?.value).toMatch(/[12]/);
      expect((await one?.next())?.done).toBe(true);
    }
    expect(await all(start('select 3::text'))).toEqual(['3']);
  });

  it('whose reader goes away leaves room for another', async () => {
    for (let times = 0; times < 3; times += 1)
      for await (const line of start('select n::text from generate_series(1, 1000000) n') ?? [])
        if (line === '5') break;
    expect(await all(start('select 1::text'))).toEqual(['1']);
  });

  it('that the database fails throws, and leaves room for another', async () => {
    for (let times = 0; times < 3; times += 1)
      await expect(all(start('select (1 / (n - 3))::text from generate_series(1, 5) n'))).rejects.toThrow(
        'division by zero',
      );
    expect(await all(start('select 1::text'))).toEqual(['1']);
  });
});
