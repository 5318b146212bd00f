import type { FastifyInstance } from 'fastify';
import supertest from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { loadDemo } from '../../src/demo.ts';
import { createKey } from '../../src/store/keys.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

/** Answers that are sent again before Fastify sees the request: over a real port, as only there they are. */
let opened: TestDatabase;
let key: string;
let app: FastifyInstance;
/** Requests that went the whole way. */
let whole = 0;

const open = async (rateLimit: number) => {
  const made = await buildApp({
    database: opened.database,
    config: { publicUrl: undefined, publicRead: true, cacheBytes: 1 << 20, rateLimit },
  });
  made.addHook('onRequest', async () => {
    whole += 1;
  });
  await made.ready();
  return made;
};

beforeAll(async () => {
  opened = await openTestDatabase();
  await loadDemo(opened.database);
  ({ key } = await createKey(opened.database.db, 'editor', 'editor'));
  app = await open(0);
  await app.listen({ port: 0 });
});
afterAll(async () => {
  await app?.close();
  await opened?.close();
});
beforeEach(() => {
  whole = 0;
});

const get = (path: string, headers: Record<string, string> = {}) =>
  supertest(app.server).get(path).set(headers);

/** What two answers to one question share. */
const lasting = ({
  'x-request-id': _id,
  date: _date,
  'keep-alive': _alive,
  ...headers
}: Record<string, string>) => headers;

describe('the second answer to a question', () => {
  it.each(['identity', 'gzip', 'br'])('has the headers and bytes of the first (%s)', async (encoding) => {
    for (const path of ['/v1/timeline?limit=5', '/v1/actors/ian-mccary', '/v1/quotes?format=csv&limit=3']) {
      const headers = { 'accept-encoding': encoding };
      const first = await get(path, headers);
      expect(first.status).toBe(200);
      const asked = whole;
      const second = await get(path, headers);
      if (!path.includes('csv')) expect(whole, path).toBe(asked);
      expect(second.status).toBe(200);
      expect(second.text).toBe(first.text);
      expect(lasting(second.headers)).toEqual(lasting(first.headers));
      expect(second.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
    }
  });

  it('is a 304 where the client holds it', async () => {
    const { headers } = await get('/v1/events?limit=2');
    whole = 0;
    for (const held of [headers.etag, `"other", ${headers.etag}`, '*']) {
      const again = await get('/v1/events?limit=2', { 'if-none-match': `${held}` });
      expect([again.status, again.text, again.headers.etag]).toEqual([304, '', headers.etag]);
      for (const name of ['vary', 'cache-control']) expect(again.headers[name]).toBe(headers[name]);
    }
    expect((await get('/v1/events?limit=2', { 'if-none-match': '"other"' })).status).toBe(200);
    expect(whole).toBe(0);
  });

  it('depends on every header that the first one did', async () => {
    const path = '/v1/events?limit=2';
    const json = await get(path, { accept: 'application/json' });
    const geojson = await get(path, { accept: 'application/geo+json' });
    expect(json.type).toBe('application/json');
    expect(geojson.type).toBe('application/geo+json');
    expect((await get(path, { accept: 'application/json' })).text).toBe(json.text);
  });

  it('is not mixed up with that of headers which, put together, read the same', async () => {
    const path = '/v1/actors/ian-mccary';
    const page = await get(path, {
      accept: 'text/html;q=0.1,',
      'accept-encoding': 'application/json identity',
    });
    expect(page.type).toBe('text/html');
    const record = await get(path, {
      accept: 'text/html;q=0.1, application/json',
      'accept-encoding': 'identity',
    });
    expect(record.type).toBe('application/json');
  });

  it('is new after a write', async () => {
    const path = '/v1/sources?limit=100';
    const before = await get(path);
    expect((await get(path)).text).toBe(before.text);
    const made = await supertest(app.server)
      .post('/v1/sources')
      .set({ authorization: `Bearer ${key}` })
      .send({
        slug: 'replayed-outlet',
        kind: 'newspaper',
        name: { en: 'Replayed outlet' },
        review: 'reviewed',
      });
    expect(made.status, made.text).toBe(201);
    const after = await get(path);
    expect(after.body.data.length).toBe(before.body.data.length + 1);
    expect(after.headers.etag).not.toBe(before.headers.etag);
  });

  it('is never one that was made for the holder of a key, nor is a key answered from what everyone may see', async () => {
    const path = '/v1/events?limit=4';
    await get(path, { authorization: `Bearer ${key}` });
    const open = await get(path);
    expect(open.headers['cache-control']).toContain('public');
    whole = 0;
    const withKey = await get(path, { authorization: `Bearer ${key}` });
    expect(withKey.headers['cache-control']).toContain('private');
    expect((await get(path, { authorization: 'Bearer sj_not_a_key' })).status).toBe(401);
    expect(whole, 'the wrong key is refused before the count').toBe(1);
  });

  it('counts', async () => {
    await get('/v1/version?fields=schema_version');
    const count = async () =>
      Number(
        /sijill_http_request_seconds_count\{[^}]*route="\/v1\/locations"[^}]*\} (\d+)/.exec(
          (await get('/metrics')).text,
        )?.[1] ?? 0,
      );
    const before = await count();
    for (let n = 0; n < 3; n += 1) await get('/v1/locations?limit=3');
    expect((await count()) - before).toBe(3);
  });
});

it('keeps to the limit of an address', async () => {
  const limited = await open(4);
  await limited.listen({ port: 0 });
  try {
    const ask = () => supertest(limited.server).get('/v1/events?limit=1');
    const answers = [];
    for (let n = 0; n < 6; n += 1) answers.push(await ask());
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429, 429]);
    expect(answers.slice(0, 4).map(({ headers }) => headers['ratelimit-remaining'])).toEqual([
      '3',
      '2',
      '1',
      '0',
    ]);
    for (const { headers } of answers.slice(0, 4)) expect(headers['ratelimit-limit']).toBe('4');
    expect(Number(answers[5]?.headers['retry-after'])).toBeGreaterThan(0);
  } finally {
    await limited.close();
  }
});
