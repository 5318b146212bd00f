import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import supertest from 'supertest';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildApp } from '../../src/app.ts';
import type { Db } from '../../src/db/database.ts';
import { moveDataVersion } from '../../src/db/version.ts';
import { createRecord } from '../../src/store/edit.ts';
import { createKey } from '../../src/store/keys.ts';
import { isPublicAddress, publicLookup } from '../../src/webhooks/addresses.ts';
import { type Deliverer, startDelivering } from '../../src/webhooks/deliver.ts';
import { useApp } from '../support/app.ts';

/** The service as it is by default, and one that may send to this machine. */
const careful = useApp({ demo: false });
let service: FastifyInstance;
let admin = '';
let contributor = '';

interface Received {
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** What the receiver was sent, and what it answers to the next requests; 200 after these. */
let received: Received[] = [];
let answers: (number | 'silence')[] = [];
let receiver: http.Server;
let target = '';

beforeAll(async () => {
  const config = { publicUrl: undefined, publicRead: true, cacheBytes: 0, webhookPrivate: true };
  service = await buildApp({ database: careful.database, config });
  await service.ready();
  admin = (await createKey(careful.database.db, 'boss', 'admin')).key;
  contributor = (await createKey(careful.database.db, 'hand', 'contributor')).key;
  receiver = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
    const answer = answers.shift() ?? 200;
    if (answer !== 'silence') response.writeHead(answer, { location: target }).end('thanks');
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  target = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  receiver?.closeAllConnections();
  receiver?.close();
  await service?.close();
});

let deliverer: Deliverer | undefined;
beforeEach(async () => {
  await careful.database.db.execute(sql`delete from webhooks`);
  received = [];
  answers = [];
});
afterEach(async () => {
  await deliverer?.stop();
  deliverer = undefined;
});

const start = (changed: { maxAttempts?: number; allowPrivate?: boolean } = {}) => {
  const options = { allowPrivate: true, timeoutMs: 250, maxAttempts: 3, backoffMs: 10, pollMs: 200 };
  return startDelivering(careful.database, { ...options, ...changed, log: { warn: () => undefined } });
};

const ask = (method: 'get' | 'post' | 'delete', path: string, app = service) =>
  supertest(app.server)[method](path).set('authorization', `Bearer ${admin}`);
const subscribe = async (body: object = {}) =>
  (
    await ask('post', '/v1/webhooks')
      .send({ url: target, ...body })
      .expect(201)
  ).body;
const deadLetters = async (id: string) =>
  (await ask('get', `/v1/webhooks/${id}/dead-letters`).expect(200)).body.data;

let made = 0;
async function write(count: number, review: 'reviewed' | 'draft' = 'reviewed'): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) {
    made += 1;
    const record = {
      record: 'source',
      slug: `s-${made}`,
      kind: 'agency',
      name: { en: 'S' },
      review,
    } as const;
    ids.push(
      await careful.database.change(async (tx) => {
        const id = await createRecord(tx as unknown as Db, record, { by: 'tester' });
        await moveDataVersion(tx as unknown as Db);
        return id;
      }),
    );
  }
  return ids;
}

const bodies = () => received.map(({ body }) => JSON.parse(body));
const idsOf = () => bodies().map(({ id }) => id);
const until = async (holds: () => Promise<boolean> | boolean) => {
  for (const begun = Date.now(); Date.now() - begun < 10_000; await sleep(10)) if (await holds()) return;
  throw new Error(`It did not come to pass; received ${received.length}.`);
};

describe('the routes', () => {
  it('are for admins', async () => {
    await supertest(service.server).get('/v1/webhooks').expect(401);
    await supertest(service.server)
      .get('/v1/webhooks')
      .set('authorization', `Bearer ${contributor}`)
      .expect(403);
  });

  it('show the secret once, and forget a webhook that is deleted', async () => {
    const created = await subscribe({ kinds: ['event', 'event', 'quote'] });
    expect(created).toMatchObject({ url: target, kinds: ['event', 'quote'], created_by: 'boss' });
    expect(created.secret).toMatch(/^whsec_.{43}$/);
    const { secret, ...rest } = created;
    expect((await ask('get', '/v1/webhooks').expect(200)).body).toEqual({ data: [rest] });
    expect(await deadLetters(created.id)).toEqual([]);
    await ask('post', `/v1/webhooks/${created.id}/dead-letters/1/retry`).expect(404);
    await ask('delete', `/v1/webhooks/${created.id}`).expect(204);
    await ask('delete', `/v1/webhooks/${created.id}`).expect(404);
    await ask('get', `/v1/webhooks/${created.id}/dead-letters`).expect(404);
  });

  it.each([
    'ftp://93.184.215.14/',
    'http://me:secret@93.184.215.14/',
    'not a url',
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://localhost:3000/',
    'http://169.254.169.254/latest/meta-data',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[fd00::1]/',
  ])('refuse %s with a problem that names the field', async (url) => {
    const { body } = await ask('post', '/v1/webhooks', careful.app).send({ url }).expect(422);
    expect(body.errors).toMatchObject([{ pointer: '/url', code: 'invalid_url' }]);
  });

  it('take a public address', async () => {
    await ask('post', '/v1/webhooks', careful.app).send({ url: 'https://93.184.215.14/hook' }).expect(201);
  });
});

describe('public addresses', () => {
  it('are told from all others', () => {
    const closed =
      '0.0.0.0 10.1.2.3 100.64.0.1 100.127.255.255 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.1 192.168.1.1 198.18.0.1 198.51.100.7 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1::1 3fff::1 5f00::1 fc00::1 fd12::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 localhost';
    expect(closed.split(' ').filter(isPublicAddress)).toEqual([]);
    const open =
      '1.1.1.1 8.8.8.8 93.184.215.14 100.63.0.1 100.128.0.1 172.15.0.1 172.32.0.1 2606:4700::1111 2a00:1450::1';
    expect(open.split(' ').filter((address) => !isPublicAddress(address))).toEqual([]);
  });

  it('are all that a name may stand for, when it is connected to', async () => {
    const found = await new Promise((resolve) =>
      publicLookup('localhost', {}, (error) => resolve(error?.name)),
    );
    expect(found).toBe('PrivateAddress');
  });
});

describe('the deliverer', () => {
  it('sends public changes in order, signed, and of the kinds asked for', async () => {
    const { secret, id } = await subscribe({ kinds: ['source'] });
    const others = await subscribe({ kinds: ['event'] });
    deliverer = start();
    await write(1, 'draft');
    const written = await write(5);
    await until(() => received.length === 5);
    expect(idsOf()).toEqual(written);
    const feed = await supertest(service.server).get('/v1/changes?limit=200');
    expect(feed.body.data.slice(-5)).toEqual(bodies());
    for (const { headers, body } of received) {
      const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['sijill-signature'])) ?? [];
      expect(v1).toBe(createHmac('sha256', secret).update(`${t}.${body}`).digest('hex'));
      expect(Math.abs(Date.now() / 1000 - Number(t))).toBeLessThan(60);
      expect(headers['content-type']).toBe('application/json; charset=utf-8');
    }
    expect(new Set(received.map(({ headers }) => headers['sijill-delivery'])).size).toBe(5);
    expect(received[0]?.headers['sijill-delivery']).toMatch(new RegExp(`^${id}:\\d+$`));
    const behind = async () =>
      (
        await careful.database.db.execute(
          sql`select from webhooks, data_version where id = ${others.id} and position < changes`,
        )
      ).rows.length;
    await until(async () => (await behind()) === 0);
  });

  it('tries again with the same id, then gives up and goes on; a dead letter can be sent again', async () => {
    const { id } = await subscribe();
    answers = [500, 302, 200, 'silence', 503, 503];
    const [first, second, third] = await write(3);
    deliverer = start();
    await until(() => received.length === 7);
    expect(idsOf()).toEqual([first, first, first, second, second, second, third]);
    expect(new Set(received.slice(0, 3).map(({ headers }) => headers['sijill-delivery'])).size).toBe(1);
    const [letter, ...more] = await deadLetters(id);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ attempts: 3, status: 503, error: 'It answered 503.', retry: false });
    expect(letter.change).toMatchObject({ id: second, op: 'created' });

    answers = [500];
    const retry = () => ask('post', `/v1/webhooks/${id}/dead-letters/${letter.n}/retry`).expect(202);
    await retry();
    await until(async () => (await deadLetters(id))[0]?.attempts === 4);
    await retry();
    await until(async () => (await deadLetters(id)).length === 0);
    expect(idsOf().slice(7)).toEqual([second, second]);
  });

  it('leaves a receiver alone that is gone, until it takes a dead letter', async () => {
    const { id } = await subscribe();
    answers = [410];
    deliverer = start();
    const written = await write(3);
    const disabled = async () =>
      (await ask('get', '/v1/webhooks')).body.data.find((one: { id: string }) => one.id === id).disabled_at;
    await until(async () => (await disabled()) !== null);
    expect(received).toHaveLength(1);
    const [letter] = await deadLetters(id);
    await ask('post', `/v1/webhooks/${id}/dead-letters/${letter.n}/retry`).expect(202);
    await until(() => received.length === 4);
    expect(idsOf().slice(1)).toEqual(written);
    await until(async () => (await disabled()) === null);
  });

  it('goes on where it stopped, and two do not send the same', async () => {
    await subscribe();
    const before = await write(3);
    deliverer = start();
    await until(() => received.length >= 2);
    await deliverer.stop();
    const after = await write(10);
    deliverer = start();
    const twin = start();
    const all = [...before, ...after];
    await until(() => new Set(idsOf()).size === all.length);
    await twin.stop();
    // What was under way when it was stopped may come twice; the id of the delivery is the same then.
    const seen = new Set<unknown>();
    const once = received.filter(({ headers }) => {
      const repeated = seen.has(headers['sijill-delivery']);
      seen.add(headers['sijill-delivery']);
      return !repeated;
    });
    expect(once.map(({ body }) => JSON.parse(body).id)).toEqual(all);
    expect(received.length - once.length).toBeLessThanOrEqual(1);
  });

  it('refuses a private address at the time of delivery, by number and by name', async () => {
    const byNumber = await subscribe();
    const byName = await subscribe({ url: target.replace('127.0.0.1', 'localhost') });
    await write(1);
    deliverer = start({ allowPrivate: false, maxAttempts: 1 });
    for (const [{ id }, host] of [
      [byNumber, '127.0.0.1'],
      [byName, 'localhost'],
    ]) {
      await until(async () => (await deadLetters(id)).length === 1);
      expect((await deadLetters(id))[0]).toMatchObject({
        status: null,
        error: `“${host}” is not an address of the public internet.`,
      });
    }
    expect(received).toEqual([]);
  });
});
