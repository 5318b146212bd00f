import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { type Db, rows } from '../../src/db/database.ts';
import { type Database, openDatabase } from '../../src/db/open.ts';
import { moveDataVersion } from '../../src/db/version.ts';
import { openFollowers } from '../../src/features/changes/stream.ts';
import { createRecord, patchRecord } from '../../src/store/edit.ts';
import { purge, withdraw } from '../../src/store/withdraw.ts';
import { useApp } from '../support/app.ts';

const service = useApp({ demo: false });
const by = { by: 'tester' };

let address = '';
/** A second process on the same server; the embedded database has one process only. */
let other: Database;
beforeAll(async () => {
  address = await service.app.listen({ port: 0, host: '127.0.0.1' });
  const { url } = service;
  const elsewhere = { databaseUrl: url, databaseReadUrl: undefined, poolSize: 4, statementTimeoutMs: 5000 };
  other = url ? await openDatabase(elsewhere) : service.database;
});
afterAll(async () => {
  // Requests given up before they were sent leave connections that Node takes for busy.
  service.app.server.closeAllConnections();
  if (other !== service.database) await other?.close();
});

interface Seen {
  cursor: string;
  id: string;
  version: number;
  op: string;
}

let made = 0;
const newSource = (review: 'reviewed' | 'draft' = 'reviewed') => {
  made += 1;
  return {
    record: 'source' as const,
    slug: `outlet-${made}`,
    kind: 'newspaper' as const,
    name: { en: `Outlet ${made}` },
    review,
  };
};

/** A transaction as a route runs it. */
const change = <T>(database: Database, work: (tx: Db) => Promise<T>) =>
  database.change(async (tx) => {
    const done = await work(tx as unknown as Db);
    await moveDataVersion(tx as unknown as Db);
    return done;
  });

/** Every committed change that the public sees, straight from the log. */
const committed = (after: number) =>
  rows<{ id: string; version: number; op: string }>(
    service.database.db,
    sql`select record_id as id, version, op from changes where position > ${after} and public order by position`,
  );

const lastPosition = async () =>
  Number(
    (await rows<{ last: string }>(service.database.db, sql`select changes as last from data_version`))[0]
      ?.last,
  );
const cursorAt = (position: number) => Buffer.from(`c${position}`).toString('base64url');
const bare = (seen: Seen[]) => seen.map(({ id, version, op }) => ({ id, version, op }));

/** Asks page by page until told to stop; some of its requests are given up halfway and asked again. */
async function poll(from: string, stopped: AbortSignal, seen: Seen[]): Promise<void> {
  let after = from;
  while (!stopped.aborted) {
    const hurry = Math.random() < 0.3 ? { signal: AbortSignal.timeout(Math.ceil(Math.random() * 8)) } : {};
    try {
      const answer = await fetch(`${address}/v1/changes?after=${after}&limit=3`, hurry);
      const { data, page } = (await answer.json()) as { data: Seen[]; page: { next_cursor: string } };
      seen.push(...data);
      after = page.next_cursor;
      if (data.length === 0) await sleep(5);
    } catch {
      // Given up: nothing was taken, so the cursor stays.
    }
  }
}

interface Event {
  id: string;
  event: string;
  data: string;
}

/** The events of one stream; comments and `retry` are kept apart. */
async function* events(
  path: string,
  signal: AbortSignal,
  headers: Record<string, string> = {},
  others: string[] = [],
): AsyncGenerator<Event> {
  const answer = await fetch(`${address}${path}`, {
    headers: { accept: 'text/event-stream', ...headers },
    signal,
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  let text = '';
  for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString('utf8');
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text
        .slice(0, end)
        .split('\n')
        .map((line) => line.split(/: ?(.*)/s));
      text = text.slice(end + 2);
      const event = Object.fromEntries(lines) as unknown as Event;
      if (event.id) yield event;
      else others.push(String(lines[0]?.[0]));
    }
  }
}

/** Follows the stream; it breaks off after a few events and comes back with the last id it has. */
async function follow(from: string, stopped: AbortSignal, seen: Seen[]): Promise<void> {
  let last: string | undefined;
  while (!stopped.aborted) {
    const connection = new AbortController();
    const signal = AbortSignal.any([stopped, connection.signal]);
    let left = 1 + Math.floor(Math.random() * 12);
    try {
      const headers: Record<string, string> = last ? { 'last-event-id': last } : {};
      for await (const event of events(`/v1/changes?after=${from}`, signal, headers)) {
        const change = JSON.parse(event.data) as Seen;
        expect([event.id, event.event]).toEqual([change.cursor, change.op]);
        seen.push(change);
        last = event.id;
        left -= 1;
        if (left === 0) connection.abort();
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}

const until = async (holds: () => Promise<boolean> | boolean, ms = 20_000) => {
  for (const start = Date.now(); Date.now() - start < ms; await sleep(10)) if (await holds()) return;
  throw new Error('It did not come to pass.');
};

describe('the change feed', () => {
  it('gives every follower every committed change exactly once, however slow the writers', async () => {
    const start = await lastPosition();
    const from = cursorAt(start);
    const end = new AbortController();
    const seen: Seen[][] = [[], [], [], []];
    const following = seen.map((mine, i) => (i < 2 ? poll : follow)(from, end.signal, mine));
    const pause = () => sleep(Math.random() * 15);
    let rolledBack = 0;
    const writer = async (database: Database) => {
      for (let round = 0; round < 6; round += 1)
        await change(database, async (tx) => {
          await pause();
          const id = await createRecord(tx, newSource(), by);
          await pause();
          if (Math.random() < 0.5)
            await patchRecord(tx, 'source', id, { name: { en: 'Changed' } }, 'any', by);
          await pause();
          if (round % 3 === 2) throw new Error('roll back');
        }).catch((error: Error) => {
          if (error.message !== 'roll back') throw error;
          rolledBack += 1;
        });
    };
    await Promise.all(Array.from({ length: 8 }, (_, i) => writer(i % 2 ? other : service.database)));
    const expected = await committed(start);
    await until(() => seen.every(({ length }) => length >= expected.length)).catch(() => undefined);
    // Time for what should not come.
    await sleep(200);
    end.abort();
    await Promise.all(following);
    expect(rolledBack).toBe(16);
    expect(expected.length).toBeGreaterThanOrEqual(32);
    for (const one of seen) expect(bare(one)).toEqual(expected);
  });

  it('never shows what a record was while it was a draft', async () => {
    const start = await lastPosition();
    const { db } = service.database;
    const id = await change(service.database, (tx) => createRecord(tx, newSource('draft'), by));
    const dropped = await change(service.database, (tx) => createRecord(tx, newSource('draft'), by));
    await change(service.database, (tx) =>
      patchRecord(tx, 'source', id, { name: { en: 'Second thoughts' } }, 'any', by),
    );
    expect(await committed(start)).toEqual([]);
    for (const review of ['reviewed', 'disputed'])
      await change(service.database, (tx) => patchRecord(tx, 'source', id, { review }, 'any', by));
    await change(service.database, async (tx) => {
      for (const gone of [id, dropped]) {
        await withdraw(tx, 'source', gone, { ...by, reason: 'a test' });
        await purge(tx, gone);
      }
    });
    const list = await service.get(`/v1/changes?after=${cursorAt(start)}&expand=true`).expect(200);
    expect(
      list.body.data.map(({ version, op, record }: Seen & { record: unknown }) => [version, op, record]),
    ).toEqual([
      [3, 'updated', null],
      [4, 'updated', null],
      [5, 'deleted', null],
    ]);
    const hidden = await rows(db, sql`select from changes where position > ${start} and not public`);
    expect(hidden).toHaveLength(4);
  });

  it('sends the list’s entries, with the record where it is asked for', async () => {
    const from = cursorAt(await lastPosition());
    const id = await change(service.database, (tx) => createRecord(tx, newSource(), by));
    const end = new AbortController();
    const stream = events(`/v1/changes?after=${from}&expand=true`, end.signal);
    const { value } = (await stream.next()) as { value: Event };
    const { body } = await service.get(`/v1/changes?after=${from}&expand=true`).expect(200);
    expect(JSON.parse(value.data)).toEqual(body.data[0]);
    expect(body.data[0]).toMatchObject({ id, record: { id, kind: 'newspaper' } });
    end.abort();
  });

  it('refuses a cursor that is none, a limit, and a media type it does not have', async () => {
    const ask = (path: string, headers: Record<string, string> = {}) =>
      service.get(path).set({ accept: 'text/event-stream', ...headers });
    const problem = async (asked: ReturnType<typeof ask>, status: number) =>
      ((await asked.expect(status)).body as { type: string }).type;
    expect(await problem(ask('/v1/changes?after=x'), 400)).toBe('/problems/invalid-cursor');
    expect(await problem(ask('/v1/changes', { 'last-event-id': 'x' }), 400)).toBe('/problems/invalid-cursor');
    expect(await problem(ask('/v1/changes?limit=3'), 400)).toBe('/problems/invalid-parameter');
    expect(await problem(ask('/v1/changes', { accept: 'text/html' }), 406)).toBe('/problems/not-acceptable');
    const head = await fetch(`${address}/v1/changes`, {
      method: 'HEAD',
      headers: { accept: 'text/event-stream' },
    });
    expect(head.status).toBe(200);
  });
});

describe('a stream', () => {
  const config = { publicUrl: undefined, publicRead: true, cacheBytes: 0 };

  it('ends cleanly, and at once, when the service closes', async () => {
    const app: FastifyInstance = await buildApp({ database: service.database, config });
    const here = await app.listen({ port: 0, host: '127.0.0.1' });
    const from = cursorAt(await lastPosition());
    const answer = await fetch(`${here}/v1/changes?after=${from}`, {
      headers: { accept: 'text/event-stream' },
    });
    const text = answer.text();
    const start = Date.now();
    await app.close();
    expect(await text).toBe('retry: 3000\n\n');
    expect(Date.now() - start).toBeLessThan(1000);
  });

  it('gives signs of life, and lets go of a client that takes nothing', async () => {
    const { reads, version } = service.database;
    const followers = openFollowers({ reads, version }, { heartbeat: 20, stall: 200, page: 2 });
    const app = await buildApp({ database: service.database, config });
    let open = 0;
    app.get('/quiet', async (request, reply) => {
      open += 1;
      reply.raw.once('close', () => {
        open -= 1;
      });
      return followers.follow(request, reply, { after: await lastPosition(), expand: false });
    });
    const big = 'x'.repeat(100_000);
    let written = 0;
    app.get('/loud', async (request, reply) => {
      reply.raw.once('close', () => {
        open -= 1;
      });
      open += 1;
      const loud = openFollowers(
        {
          version,
          reads: {
            pool: {
              query: async ({ values }: { values: number[] }) => {
                written += 1;
                const at = Number(values[0]) + 1;
                return { rows: [[String(at), 'updated', `{"at":"${big}"}`]] };
              },
            } as never,
          },
        },
        { stall: 200 },
      );
      return loud.follow(request, reply, { after: 0, expand: false });
    });
    const here = await app.listen({ port: 0, host: '127.0.0.1' });

    const quiet = new AbortController();
    const answer = await fetch(`${here}/quiet`, { signal: quiet.signal });
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    let text = '';
    while (text.split('\n:\n').length < 3)
      text += Buffer.from((await reader.read()).value ?? []).toString('utf8');
    expect(text).toMatch(/^retry: 3000\n\n(:\n\n)+$/);
    quiet.abort();
    await until(() => open === 0);

    const deaf = await fetch(`${here}/loud`);
    await until(() => open === 1);
    await until(() => open === 0);
    // What the sockets and the client's own buffer hold, of an endless log.
    expect(written * big.length).toBeLessThan(40_000_000);
    await deaf.body?.cancel().catch(() => undefined);
    followers.close();
    await app.close();
  });
});

it('follows from now on with `after=now`, in the list and in the stream', async () => {
  await change(service.database, (tx) => createRecord(tx, newSource(), { by: 'test' }));
  const answer = await fetch(`${address}/v1/changes?after=now`);
  const { data, page } = (await answer.json()) as { data: Seen[]; page: { next_cursor: string } };
  expect([data, page.next_cursor]).toEqual([[], cursorAt(await lastPosition())]);
  const stop = new AbortController();
  const stream = events('/v1/changes?after=now', stop.signal);
  const next = stream.next();
  await sleep(500);
  const id = await change(service.database, (tx) => createRecord(tx, newSource(), { by: 'test' }));
  const { value } = await next;
  expect(JSON.parse((value as Event).data)).toMatchObject({ id, op: 'created' });
  stop.abort();
});
