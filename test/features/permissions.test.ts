import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { loggerOptions } from '../../src/logger.ts';
import { createKey, revokeKey } from '../../src/store/keys.ts';
import { useApp } from '../support/app.ts';
import { type Least, leastFor } from './permissions.ts';

const service = useApp({ demo: false });

const GARBAGE = 'sj_garbage_that_no_one_was_given_0123456789';
const askers = ['none', 'contributor', 'editor', 'admin', 'revoked', 'garbage'] as const;
type Asker = (typeof askers)[number];
const keys: Partial<Record<Asker, string>> = { garbage: GARBAGE };

/** The same service as others configure it; `lines` is what it logs. */
interface Variant {
  app: FastifyInstance;
  lines: string[];
}
const opened: FastifyInstance[] = [];

async function variant(config: {
  publicRead?: boolean;
  rateLimit?: number;
  rateLimitKey?: number;
  trustProxy?: number | string;
}): Promise<Variant> {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const app = await buildApp({
    database: service.database,
    config: { publicUrl: undefined, publicRead: true, cacheBytes: 0, ...config },
    logger: { ...loggerOptions('trace'), stream },
  });
  await app.ready();
  opened.push(app);
  return { app, lines };
}

beforeAll(async () => {
  for (const role of ['contributor', 'editor', 'admin'] as const)
    keys[role] = (await createKey(service.database.db, role, role)).key;
  keys.revoked = (await createKey(service.database.db, 'revoked', 'admin')).key;
  await revokeKey(service.database.db, 'revoked');
});
afterAll(async () => {
  for (const app of opened) await app.close();
});

/** `METHOD path` of every route of the running service, from the tree that Fastify prints. */
function routesOf(app: FastifyInstance): string[] {
  const steps: string[] = [];
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const found = /^(.*?)(?:├──|└──) (.*?) \(([A-Z, ]+)\)/.exec(line);
      if (!found) return [];
      const [, indent = '', step = '', methods = ''] = found;
      steps.length = indent.length / 4;
      steps.push(step);
      return methods.split(', ').map((method) => `${method} ${steps.join('')}`);
    });
}

const ranks: Partial<Record<Asker, number>> = { none: 0, contributor: 1, editor: 2, admin: 3 };
const needs: Record<Least, number> = { everyone: 0, readers: 0, contributor: 1, editor: 2, admin: 3 };

/** Whether the door of a route opens; what stands behind it is for other tests. */
function expected(least: Least, asker: Asker, publicRead: boolean): 'open' | 401 | 403 {
  const rank = ranks[asker];
  if (rank === undefined) return 401;
  const needed = least === 'readers' && !publicRead ? 1 : needs[least];
  if (rank >= needed) return 'open';
  return asker === 'none' ? 401 : 403;
}

async function knock(app: FastifyInstance, route: string, asker: Asker): Promise<'open' | 401 | 403> {
  const [method = '', path = ''] = route.split(' ');
  // A record that is not there: nothing that is let in does anything.
  const url = path
    .replace(':ref', 'not-there')
    .replace(/:\w+|\*/g, 'x')
    .replace(/^x$/, '/x');
  const secret = keys[asker];
  const { statusCode } = await app.inject({
    method: method as 'GET',
    url,
    headers: {
      ...(secret ? { authorization: `Bearer ${secret}` } : {}),
      ...(method === 'PATCH' ? { 'if-match': '*' } : {}),
    },
  });
  return statusCode === 401 || statusCode === 403 ? statusCode : 'open';
}

describe('permissions', () => {
  it('has an entry for every route of the running service', () => {
    const routes = routesOf(service.app);
    expect(routes.length).toBeGreaterThan(80);
    expect(routes.filter((route) => !leastFor(route))).toEqual([]);
  });

  it.each([true, false])(
    'are those of the matrix for every route and role, publicRead %s',
    async (publicRead) => {
      const app = publicRead ? service.app : (await variant({ publicRead })).app;
      const wrong: unknown[] = [];
      for (const route of routesOf(app).filter((name) => !name.startsWith('OPTIONS')))
        for (const asker of askers) {
          const least = leastFor(route);
          const wanted = least && expected(least, asker, publicRead);
          const got = await knock(app, route, asker);
          if (got !== wanted) wrong.push({ route, asker, wanted, got });
        }
      expect(wrong).toEqual([]);
    },
  );

  it('are asked for by name in WWW-Authenticate', async () => {
    const none = await service.app.inject({ method: 'POST', url: '/v1/actors', payload: {} });
    expect(none.headers['www-authenticate']).toBe('Bearer realm="sijill"');
    const basic = await service.app.inject({ url: '/v1/actors', headers: { authorization: 'Basic eDp5' } });
    expect([basic.statusCode, basic.headers['www-authenticate']]).toEqual([
      401,
      'Bearer realm="sijill", error="invalid_token"',
    ]);
  });
});

describe('limits', () => {
  it('count each address and each key for itself, name what is left, and refuse with a problem document', async () => {
    const { app } = await variant({ rateLimit: 3, rateLimitKey: 5 });
    const ask = (remoteAddress: string, secret?: string) =>
      app.inject({
        url: '/v1/version',
        remoteAddress,
        headers: secret ? { authorization: `Bearer ${secret}` } : {},
      });
    const first = await ask('192.0.2.1');
    expect(first.headers).toMatchObject({ 'ratelimit-limit': '3', 'ratelimit-remaining': '2' });
    expect(Number(first.headers['ratelimit-reset'])).toBeGreaterThan(0);
    await ask('192.0.2.1');
    await ask('192.0.2.1');
    const refused = await ask('192.0.2.1');
    expect([refused.statusCode, refused.headers['content-type']]).toEqual([
      429,
      'application/problem+json; charset=utf-8',
    ]);
    expect(refused.json()).toMatchObject({ type: '/problems/too-many-requests', status: 429 });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask('192.0.2.2')).statusCode).toBe(200);
    const keyed = await ask('192.0.2.1', keys.editor);
    expect([keyed.statusCode, keyed.headers['ratelimit-limit']]).toEqual([200, '5']);
    for (const path of ['/livez', '/readyz', '/metrics'])
      for (let i = 0; i < 5; i++)
        expect((await app.inject({ url: path, remoteAddress: '192.0.2.1' })).statusCode).toBe(200);
  });

  it.each([
    ['no one', undefined, [200, 429, 429]],
    ['one proxy', 1, [200, 200, 429]],
    ['a network of proxies', '192.0.2.0/24', [200, 200, 429]],
    ['others', '10.0.0.0/8', [200, 429, 429]],
  ])('count by what a proxy says where %s is trusted', async (_who, trustProxy, wanted) => {
    const { app } = await variant({ rateLimit: 1, ...(trustProxy === undefined ? {} : { trustProxy }) });
    const ask = async (forwarded: string) =>
      (
        await app.inject({
          url: '/v1/version',
          remoteAddress: '192.0.2.1',
          headers: { 'x-forwarded-for': forwarded },
        })
      ).statusCode;
    // What a client claims itself stands before what the proxy adds.
    expect([
      await ask('198.51.100.1'),
      await ask('198.51.100.2'),
      await ask('203.0.113.9, 198.51.100.2'),
    ]).toEqual(wanted);
  });

  it('stop whoever tries keys', async () => {
    const { app } = await variant({ rateLimit: 3 });
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) {
      const headers = { authorization: `Bearer sj_guess${i}` };
      statuses.push(
        (await app.inject({ url: '/v1/version', headers, remoteAddress: '192.0.2.9' })).statusCode,
      );
    }
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
  });

  it('are off at 0', async () => {
    const { headers } = await service.app.inject({ url: '/v1/version' });
    expect(headers['ratelimit-limit']).toBeUndefined();
  });
});

describe('a key', () => {
  it('stands in no log line at LOG_LEVEL=trace, nor its hash in an answer', async () => {
    const { app, lines } = await variant({});
    for (const asker of askers) {
      const authorization = keys[asker] ? { authorization: `Bearer ${keys[asker]}` } : {};
      for (const [method, url] of [
        ['GET', `/v1/version?key=${keys[asker] ?? ''}`],
        ['GET', `/v1/actors/${keys[asker] ?? 'x'}`],
        ['POST', '/v1/actors'],
        ['GET', '/nowhere'],
      ] as const)
        await app.inject({ method, url, headers: authorization });
    }
    expect(lines.length).toBeGreaterThan(20);
    const secrets = Object.values(keys);
    const told = lines.filter((line) => secrets.some((secret) => line.includes(secret)));
    expect(told.map((line) => JSON.parse(line).msg)).toEqual([]);
    const hash = createHash('sha256')
      .update(keys.editor ?? '')
      .digest('hex');
    expect(lines.join('')).not.toContain(hash);
  });
});
