import { describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { useDesk } from '../support/desk.ts';
import { answered } from './ask.ts';

/** POST /v1/timeline/query: the timeline for questions too long for an address. */
const service = useApp();
const desk = useDesk(service);
const PATH = '/v1/timeline/query';
const query = (body: unknown, headers = {}) => desk.send('none', 'POST', PATH, { body, headers });

describe('a timeline asked for in a body', () => {
  const questions: [string, Record<string, unknown>][] = [
    ['limit=5', { limit: 5 }],
    ['actor=usa,iran&type=attack&limit=5', { actor: ['usa', 'iran'], type: ['attack'], limit: 5 }],
    ['bbox=36,29,50,38&order=asc&limit=5', { bbox: [36, 29, 50, 38], order: 'asc', limit: 5 }],
    [
      'near=44.4,33.3&radius_km=300&total=true&limit=2',
      { near: [44.4, 33.3], radius_km: 300, total: true, limit: 2 },
    ],
    [
      'from=2015&to=2020&date_mode=within&fields=id,title.ar',
      { from: '2015', to: '2020', date_mode: 'within', fields: 'id,title.ar' },
    ],
    ['actor=usa&limit=5', { actor: 'usa', limit: '5' }],
  ];
  for (const [address, body] of questions)
    it(`is answered as by its address: ${address}`, async () => {
      const wanted = await answered(service, `/v1/timeline?${address}`);
      const { status, body: got } = await query(body);
      expect(status).toBe(200);
      expect({ ...got, meta: { ...got.meta, query: {} } }).toEqual({
        ...wanted,
        meta: { ...wanted.meta, query: {} },
      });
    });

  it('goes on by its cursor, also at the address, without a page twice', async () => {
    const ids: string[] = [];
    const question = { actor: ['usa'], limit: 7 };
    let cursor: string | null | undefined;
    do {
      const { body } = await query({ ...question, ...(cursor ? { cursor } : {}) });
      ids.push(...body.data.map(({ id }: { id: string }) => id));
      cursor = body.page.next_cursor;
      if (cursor) await answered(service, `/v1/timeline?actor=usa&limit=7&cursor=${cursor}`);
    } while (cursor);
    const whole = await answered(service, '/v1/timeline?actor=usa&limit=200');
    expect(ids).toEqual(whole.data.map(({ id }) => id));
  });

  it('takes more than an address holds', async () => {
    const { data } = await answered(service, '/v1/documents?limit=100&fields=id');
    const actors = await answered(service, '/v1/actors?limit=100&fields=id');
    const body = { document: data.map(({ id }) => id), with: actors.data.map(({ id }) => id), limit: 1 };
    expect((await query(body)).status).toBe(200);
  });

  it('answers two bodies at one address apart, and keeps neither on the way', async () => {
    const [attacks, calls] = [
      await query({ type: 'attack', limit: 1 }),
      await query({ type: 'call', limit: 1 }),
    ];
    expect([attacks.body.data[0].type, calls.body.data[0].type]).toEqual(['attack', 'call']);
    expect(attacks.headers['cache-control']).toBe('private, no-store');
    const again = await query(
      { type: 'attack', limit: 1 },
      { 'if-none-match': String(attacks.headers.etag) },
    );
    expect(again.status).toBe(200);
    expect(attacks.headers.link).toBeUndefined();
  });

  it('comes in other formats', async () => {
    const { text, headers } = await query({ type: 'attack', format: 'ndjson', limit: 3 });
    expect(headers['content-type']).toContain('application/x-ndjson');
    expect(text.trim().split('\n')).toHaveLength(3);
  });
});

describe('it is as strict as the address', () => {
  const wrong: [string, unknown, number, Record<string, unknown>][] = [
    [
      'an unknown field',
      { actr: ['usa'] },
      400,
      { pointer: '/actr', detail: expect.stringContaining('“actor”') },
    ],
    [
      'an unknown code',
      { type: ['call', 'atack'] },
      400,
      { pointer: '/type/1', detail: expect.stringContaining('“attack”') },
    ],
    [
      'an unknown code between commas',
      { type: 'call,atack' },
      400,
      { detail: expect.stringContaining('“attack”') },
    ],
    [
      'an unknown record',
      { actor: ['nobody-of-this-name'] },
      400,
      { pointer: '/actor', code: 'unknown_reference' },
    ],
    ['a malformed date', { from: '2024-02-30' }, 400, { pointer: '/from' }],
    ['a foreign cursor', { cursor: 'abc' }, 400, { code: 'invalid_cursor' }],
    ['drafts', { review: ['draft'] }, 403, { pointer: '/review' }],
    ['a box upside down', { bbox: [1, 5, 2, 3] }, 400, { pointer: '/bbox' }],
    ['a radius around nothing', { radius_km: 5 }, 400, { pointer: '/radius_km' }],
    ['words that cannot be read', { q: 'iraq "' }, 400, { pointer: '/q', position: 5 }],
    ['a range that ends first', { from: '2024', to: '2023' }, 400, { pointer: '/to' }],
    ['a field that no event has', { fields: 'titel' }, 400, { pointer: '/fields' }],
    ['too many values', { actor: Array(101).fill('usa') }, 400, { pointer: '/actor' }],
    ['a character no text has', { q: 'a\0b' }, 400, { pointer: '/q' }],
    ['one in a list', { actor: ['usa', 'a\0b'] }, 400, { pointer: '/actor/1' }],
    ['a list instead of fields', [], 400, { pointer: '' }],
  ];
  for (const [what, body, status, fault] of wrong)
    it(`refuses ${what}`, async () => {
      const answer = await query(body);
      expect([answer.status, answer.body.status]).toEqual([status, status]);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.body.errors?.[0] ?? {}).toMatchObject(fault);
    });

  it('refuses parameters in its address', async () => {
    const { status, body } = await desk.send('none', 'POST', `${PATH}?type=attack`, { body: {} });
    expect([status, body.errors]).toMatchObject([400, [{ parameter: 'type' }]]);
    expect(body.detail).toContain('the question stands in the body');
  });

  it('shows drafts to an editor only', async () => {
    const { status } = await desk.send('editor', 'POST', PATH, { body: { review: ['draft'] } });
    expect(status).toBe(200);
  });
});
