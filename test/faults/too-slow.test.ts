import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { type Database, openDatabase } from '../../src/db/open.ts';
import { loadDemo } from '../../src/demo.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

/** A question that takes longer than the statement timeout, on either database. */
const TIMEOUT = 1500;
const folder = mkdtempSync(join(tmpdir(), 'sijill-slow-'));
let prepared: TestDatabase;
let database: Database;
let app: FastifyInstance;

beforeAll(async () => {
  prepared = await openTestDatabase();
  database = await openDatabase({
    databaseUrl: prepared.url,
    databaseReadUrl: undefined,
    poolSize: 2,
    statementTimeoutMs: TIMEOUT,
    dataDir: folder,
  });
  await database.migrate();
  await loadDemo(database);
  app = await buildApp({ database, config: { publicUrl: undefined, publicRead: true, cacheBytes: 0 } });
  // The events, each after a long count: no index and no limit helps against that.
  await database.change(async (tx) => {
    await tx.execute(sql`alter table events rename to events_kept`);
    await tx.execute(sql`create view events as select e.* from events_kept e
      where (select count(*) from generate_series(1, 10000000000) n where n > length(e.id::text)) > 0`);
  });
});
afterAll(async () => {
  await app?.close();
  await database?.close();
  await prepared?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('it is stopped in time and answered 503, with what to add and what to leave out', async () => {
  // The embedded engine gives its first queries more time: this one has answered some by now.
  for (let n = 0; n < 60; n += 1) expect((await app.inject('/v1/sources?limit=1')).statusCode).toBe(200);
  const begun = performance.now();
  const answer = await app.inject('/v1/timeline?actor=usa&total=true');
  const taken = performance.now() - begun;
  expect(answer.statusCode).toBe(503);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.headers['retry-after']).toBeDefined();
  expect(answer.json()).toMatchObject({
    type: '/problems/too-slow',
    detail: expect.stringMatching(/Narrow it by one of “location”, “from”, .*Leave out “total”/),
    errors: expect.arrayContaining([
      { parameter: 'total', code: 'costly', detail: expect.any(String) },
      { parameter: 'from', code: 'narrows', detail: expect.any(String) },
    ]),
  });
  expect(answer.json().detail).not.toContain('“actor”');
  expect(taken).toBeGreaterThan(TIMEOUT * 0.9);
  expect(taken).toBeLessThan(TIMEOUT * 6);
});

it('those who ask for something else are answered then, and nothing was lost', async () => {
  const answers = await Promise.all(
    ['/v1/sources?limit=1', '/v1/events?limit=1', '/v1/locations/iraq'].map((path) => app.inject(path)),
  );
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 503, 200]);
  expect((await app.inject('/readyz')).statusCode).toBe(200);
});
