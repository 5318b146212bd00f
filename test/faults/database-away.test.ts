import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { type Database, openDatabase } from '../../src/db/open.ts';
import { moveDataVersion } from '../../src/db/version.ts';
import { createRecord } from '../../src/store/edit.ts';
import { createKey } from '../../src/store/keys.ts';
import { engine, openTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Line, openProxy } from './proxy.ts';

/** Milliseconds that no request may take while the database is away. */
const PATIENCE = 7000;

/** The service on PostgreSQL, whose line goes through a proxy; `direct` is another process beside it. */
describe.skipIf(engine === 'embedded')('while PostgreSQL is away', () => {
  let direct: TestDatabase;
  let proxy: Line;
  let database: Database;
  let app: FastifyInstance;
  let url: string;
  let key: string;

  beforeAll(async () => {
    direct = await openTestDatabase();
    proxy = await openProxy(direct.url ?? '');
    database = await openDatabase({
      databaseUrl: proxy.url,
      databaseReadUrl: undefined,
      poolSize: 4,
      statementTimeoutMs: 2000,
    });
    app = await buildApp({
      database,
      config: { publicUrl: undefined, publicRead: true, cacheBytes: 1 << 20 },
    });
    url = await app.listen({ port: 0 });
    key = (await createKey(direct.database.db, 'desk', 'editor')).key;
  });
  afterAll(async () => {
    await app?.close();
    await database?.close();
    await proxy?.cut();
    await direct?.close();
  });

  const ask = async (path: string) => {
    const began = Date.now();
    const { status, headers } = await fetch(`${url}${path}`);
    const [type, retryAfter] = [headers.get('content-type'), headers.get('retry-after')];
    return { status, type, retryAfter, took: Date.now() - began };
  };
  let written = 0;
  const write = async () => {
    written += 1;
    const began = Date.now();
    const { status, headers } = await fetch(`${url}/v1/actors`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ slug: `written-${written}`, kind: 'group', name: { en: 'Written' } }),
    });
    const [type, retryAfter] = [headers.get('content-type'), headers.get('retry-after')];
    return { status, type, retryAfter, took: Date.now() - began };
  };
  const dataVersion = async () =>
    ((await (await fetch(`${url}/v1/version`)).json()) as { data_version: number }).data_version;

  it('requests under load are answered 503 with Retry-After, and it recovers by itself', async () => {
    expect((await write()).status).toBe(201);
    const answers: Awaited<ReturnType<typeof ask>>[] = [];
    let loading = true;
    const clients = Array.from({ length: 6 }, async (_, client) => {
      while (loading) {
        const answer = client % 2 ? await ask(`/v1/actors?q=${Math.random()}`) : await write();
        answers.push(answer);
        // A client that is refused waits a little.
        if (answer.status === 503) await new Promise((done) => setTimeout(done, 100));
      }
    });
    await new Promise((done) => setTimeout(done, 500));
    await proxy.cut();
    await new Promise((done) => setTimeout(done, 2000));
    const duringReady = await ask('/readyz');
    const duringLive = await ask('/livez');
    await proxy.restore();
    await new Promise((done) => setTimeout(done, 500));
    loading = false;
    await Promise.all(clients);

    const refused = answers.filter(({ status }) => status >= 400);
    expect(refused.length).toBeGreaterThan(5);
    for (const { status, type, retryAfter, took } of answers) {
      expect([200, 201, 503]).toContain(status);
      expect(took).toBeLessThan(PATIENCE);
      if (status === 503)
        expect({ type, retryAfter }).toEqual({
          type: 'application/problem+json; charset=utf-8',
          retryAfter: expect.stringMatching(/^\d+$/),
        });
    }
    expect([duringReady.status, duringLive.status]).toEqual([503, 200]);
    expect((await ask('/v1/timeline')).status).toBe(200);
    expect((await write()).status).toBe(201);
    expect((await ask('/readyz')).status).toBe(200);
  });

  it('what another process wrote meanwhile is seen when it is back, and what it writes later too', async () => {
    const change = (slug: string) =>
      direct.database.change(async (tx) => {
        await createRecord(tx, { record: 'actor', slug, kind: 'group', name: { en: slug } }, { by: 'other' });
        await moveDataVersion(tx);
      });
    const before = await dataVersion();
    await proxy.cut();
    await change('meanwhile');
    await proxy.restore();
    expect(await dataVersion()).toBe(before + 1);
    expect((await ask('/v1/actors/meanwhile')).status).toBe(200);
    // The announcements are heard again within seconds; until then each request asks for itself.
    for (const slug of ['at-once', 'later']) {
      await change(slug);
      await expect.poll(async () => (await ask(`/v1/actors/${slug}`)).status, { timeout: 1000 }).toBe(200);
      await new Promise((done) => setTimeout(done, 1500));
    }
    const { rows } = await direct.database.db.execute(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and application_name = 'sijill-version' and query ilike 'listen%'",
    );
    expect(rows[0]?.n).toBe(2);
  });

  it('a server that falls silent is not waited for: 503 in bounded time, and it goes on when it speaks again', async () => {
    expect((await ask('/v1/actors')).status).toBe(200);
    proxy.hush();
    const questions = Array.from({ length: 12 }, (_, n) => ask(`/v1/actors?q=silence${n}`));
    const answers = await Promise.all([...questions, ask('/readyz'), write(), ask('/v1/actors/nobody')]);
    for (const { status, retryAfter, took } of answers) {
      expect([status, retryAfter]).toEqual([503, expect.stringMatching(/^\d+$/)]);
      expect(took).toBeLessThan(2 * PATIENCE);
    }
    expect((await ask('/livez')).status).toBe(200);
    proxy.speak();
    await expect.poll(async () => (await ask('/v1/actors?q=again')).status, { timeout: 5000 }).toBe(200);
    expect((await write()).status).toBe(201);
    expect((await ask('/readyz')).status).toBe(200);
  });
});
