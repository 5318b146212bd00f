import { beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '../../src/store/keys.ts';
import { openSnapshots } from '../../src/store/snapshot.ts';
import { useApp } from '../support/app.ts';

const service = useApp();

const allEvents = '/v1/events?limit=200&total=true&include=evidence';
const lists = [
  '/v1/timeline?limit=200&include=evidence,documents',
  '/v1/timeline/histogram?interval=month&by=location',
  allEvents,
  '/v1/quotes?limit=200&review=reviewed,disputed,retracted',
  '/v1/quotes?collapse=utterance&limit=200',
  '/v1/utterances?limit=200',
  '/v1/figures?limit=200&include=evidence',
  '/v1/figures?series=true&limit=200',
  '/v1/actors?limit=200&include=evidence',
  '/v1/actors?q=coalition',
  '/v1/locations?limit=200',
  '/v1/locations?near=43,36',
  '/v1/sources?limit=200',
  '/v1/documents?limit=200',
  '/v1/events?format=csv',
  '/v1/actors/usa/timeline?include_members=true&limit=200',
  '/v1/actors/usa/network?limit=200',
  '/v1/actors/us-forces/timeline?limit=200',
  '/v1/actors/coalition-forces/mentions',
  '/v1/timeline?actor=us-forces&limit=200',
  '/v1/timeline?actor=nobody-at-all',
];

let key: string;
let admin: string;
let routes: string[] = [];

const send = async (method: 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object, by = key) => {
  const answer = await service.app.inject({
    method,
    url,
    ...(payload ? { payload } : {}),
    headers: { authorization: `Bearer ${by}`, 'if-match': '*' },
  });
  expect(answer.statusCode, answer.body).toBeLessThan(300);
  return JSON.parse(answer.body);
};

/** An answer without what may differ between then and now: the state of the data, and the parameter itself. */
async function ask(route: string, asOf?: string) {
  const parameter = asOf ? `${route.includes('?') ? '&' : '?'}as_of=${encodeURIComponent(asOf)}` : '';
  const { statusCode, headers, body } = await service.app.inject({ method: 'GET', url: route + parameter });
  const plain = (text: string) => text.split(/[?&]as_of=/)[0];
  const answered =
    statusCode < 300
      ? body.replace(/,\s*"meta":\s*\{.*\}\}$/s, '')
      : JSON.stringify({ ...JSON.parse(body), instance: plain(JSON.parse(body).instance) });
  return { statusCode, location: headers.location && plain(headers.location), answered };
}

type Answer = Awaited<ReturnType<typeof ask>>;
interface Moment {
  step: string;
  at: string;
  answers: Map<string, Answer>;
}
const moments: Moment[] = [];

/** What every route answers now, and when that is. */
async function remember(step: string) {
  const answers = new Map<string, Answer>();
  for (const route of routes) answers.set(route, await ask(route));
  const { rows } = await service.database.reads.pool.query(
    `select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`,
  );
  moments.push({ step, at: rows[0].at, answers });
}

const first = async (route: string) => JSON.parse((await ask(route)).answered.concat('}')).data[0];

beforeAll(async () => {
  const { db } = service.database;
  key = (await createKey(db, 'editor', 'editor')).key;
  admin = (await createKey(db, 'admin', 'admin')).key;
  const kinds = ['events', 'quotes', 'utterances', 'figures', 'actors', 'locations', 'sources', 'documents'];
  const ids = await Promise.all(
    kinds.map(async (kind) => `/v1/${kind}/${(await first(`/v1/${kind}?limit=1`)).id}`),
  );
  routes = [
    ...lists,
    ...ids,
    `${ids[0]}/evidence`,
    '/v1/actors/us-forces',
    '/v1/actors/coalition-forces',
    '/v1/actors/an-office',
    '/v1/actors/renamed-office',
    '/v1/actors/never-was',
  ];
});

it('answers as of now what it answers without', async () => {
  await remember('as loaded');
  const [{ at }] = moments as [Moment];
  for (const route of routes) expect(await ask(route, at), route).toEqual(await ask(route));
}, 60_000);

describe('after every kind of change', () => {
  it('answers byte for byte what it answered at each moment', async () => {
    const event = await first('/v1/events?limit=1');
    const quote = await first('/v1/quotes?limit=1');
    const [document, other] = JSON.parse((await ask('/v1/documents?limit=2')).answered.concat('}')).data;
    const steps: [string, () => Promise<unknown>][] = [
      [
        'patch',
        () => send('PATCH', `/v1/events/${event.id}?reason=better`, { title: { en: 'Another title' } }),
      ],
      [
        'another date',
        () => send('PATCH', `/v1/documents/${document.id}`, { published: { edtf: '2019', basis: 'stated' } }),
      ],
      [
        'merge',
        () => send('POST', '/v1/actors/us-forces/merge', { into: 'coalition-forces', reason: 'the same' }),
      ],
      [
        'written while merged',
        () =>
          send('POST', '/v1/events', {
            type: 'other',
            modality: 'occurred',
            title: { en: 'New' },
            date: { edtf: '2024-05-01', basis: 'stated' },
            participants: [{ role: 'participant', actor: 'us-forces' }],
            evidence: [{ document: other.id }],
          }),
      ],
      ['merge on', () => send('POST', '/v1/actors/coalition-forces/merge', { into: 'usa' })],
      ['unmerge', () => send('POST', '/v1/actors/us-forces/unmerge', {})],
      [
        'retract',
        () => send('POST', `/v1/quotes/${quote.id}/review`, { review: 'retracted', reason: 'wrong' }),
      ],
      [
        'create',
        () =>
          send('POST', '/v1/actors', {
            slug: 'an-office',
            kind: 'body',
            name: { en: 'An office' },
            external_ids: { t: ['1'] },
          }),
      ],
      [
        'rename',
        () => send('PATCH', '/v1/actors/an-office', { slug: 'renamed-office', external_ids: { t: ['2'] } }),
      ],
      ['withdraw', () => send('DELETE', '/v1/actors/renamed-office?reason=invented')],
      ['revert', () => send('POST', `/v1/events/${event.id}/revert`, { version: 1 })],
      ['back again', () => send('POST', `/v1/quotes/${quote.id}/revert`, { version: 1 })],
    ];
    for (const [step, change] of steps) {
      await change();
      await remember(step);
    }
    for (const { step, at, answers } of moments)
      for (const [route, answered] of answers)
        expect(await ask(route, at), `${step}: ${route}`).toEqual(answered);
  }, 300_000);

  it('resolves references, refuses and moves as it did then', async () => {
    const at = (step: string) => moments.find((moment) => moment.step === step)?.at;
    expect(await ask('/v1/actors/t:1', at('create'))).toMatchObject({ statusCode: 200 });
    expect(await ask('/v1/actors/t:2', at('create'))).toMatchObject({ statusCode: 404 });
    expect(await ask('/v1/actors/t:2', at('withdraw'))).toMatchObject({ statusCode: 410 });
    expect(await ask('/v1/actors/us-forces', at('merge on'))).toMatchObject({ statusCode: 308 });
    expect(await ask('/v1/actors/us-forces', at('unmerge'))).toMatchObject({ statusCode: 200 });
  });

  it('pages through the past', async () => {
    const [{ at }] = moments as [Moment];
    const url = `/v1/events?limit=50&as_of=${at}`;
    const page = (await service.get(url).expect(200)).body;
    expect(page.meta.as_of).toBe(new Date(at).toISOString());
    const rest = (await service.get(`${url}&cursor=${page.page.next_cursor}`).expect(200)).body;
    const all = [...page.data, ...rest.data].map(({ id }: { id: string }) => id);
    const then = JSON.parse(`${moments[0]?.answers.get(allEvents)?.answered}}`).data;
    expect(all).toEqual(then.map(({ id }: { id: string }) => id));
    await service.get(`/v1/events?limit=50&cursor=${page.page.next_cursor}`).expect(400);
  });

  it('answers alike in many requests at once', async () => {
    const asked = await Promise.all(
      moments.slice(0, 4).flatMap(({ at }) => [ask('/v1/events/none', at), ask('/v1/sources', at)]),
    );
    expect(new Set(asked.filter((_, i) => i % 2 === 1).map(({ statusCode }) => statusCode))).toEqual(
      new Set([200]),
    );
  });
});

it('knows nothing before the first change, and refuses the future', async () => {
  expect((await service.get('/v1/events?as_of=1999-12-31').expect(200)).body.data).toEqual([]);
  await service.get('/v1/actors/usa?as_of=1999-12-31').expect(404);
  const { body } = await service.get('/v1/events?as_of=2999-01-01').expect(400);
  expect(body.errors).toMatchObject([{ parameter: 'as_of', code: 'future' }]);
  await service.get('/v1/events?as_of=yesterday').expect(400);
  await service.get('/v1/events?as_of=0000-01-01').expect(400);
  await service.get(`/v1/events?as_of=${new Date().toISOString().slice(0, 10)}`).expect(200);
});

it('does not bring back what was purged', async () => {
  const secret = 'Words that have to go';
  const made = await send('POST', '/v1/actors', {
    slug: 'to-be-purged',
    kind: 'person',
    name: { en: secret },
  });
  const event = await send('POST', '/v1/events', {
    type: 'other',
    modality: 'occurred',
    title: { en: 'With the purged one' },
    date: { edtf: '2024', basis: 'stated' },
    participants: [
      { role: 'participant', actor: 'to-be-purged' },
      { role: 'participant', actor: 'usa' },
    ],
    evidence: [{ document: (await first('/v1/documents?limit=1')).id, attributed_to: 'to-be-purged' }],
  });
  const quote = await send('POST', '/v1/quotes', {
    speaker: 'to-be-purged',
    speaker_kind: 'named',
    mode: 'indirect',
    lang: 'en',
    document: (await first('/v1/documents?limit=1')).id,
    translations: [{ lang: 'en', value: 'Said', kind: 'human' }],
  });
  await remember('before the purge');
  const { at } = moments.at(-1) as Moment;
  expect((await ask('/v1/actors/to-be-purged', at)).answered).toContain(secret);
  await send('PATCH', `/v1/events/${event.id}`, {
    participants: [{ role: 'participant', actor: 'usa' }],
    evidence: null,
  });
  await send('DELETE', `/v1/quotes/${quote.id}?reason=x`);
  await send('DELETE', `/v1/actors/${made.id}?reason=x&purge=true`, undefined, admin);
  const { rows: left } = await service.database.reads.pool.query(
    `select table_schema as name from information_schema.tables where table_name = 'names' and table_schema like 'as\\_of\\_%'`,
  );
  for (const { name } of left) {
    const { rows: found } = await service.database.reads.pool.query(
      `select from ${name}.names where record_id = '${made.id}'`,
    );
    expect([name, found.length]).toEqual([name, 0]);
  }
  expect(await ask(`/v1/actors/${made.id}`, at)).toMatchObject({ statusCode: 410 });
  expect(await ask('/v1/actors/to-be-purged', at)).toMatchObject({ statusCode: 404 });
  expect(await ask(`/v1/quotes/${quote.id}`, at)).toMatchObject({ statusCode: 410 });
  const shown = JSON.parse((await ask(`/v1/events/${event.id}`, at)).answered);
  expect(shown.participants.map(({ actor }: { actor: { slug: string } }) => actor.slug)).toEqual(['usa']);
  expect(shown.evidence).toEqual([]);
  for (const route of lists) expect((await ask(route, at)).answered).not.toContain(secret);
}, 60_000);

describe('the snapshots behind it', () => {
  const schemas = async () =>
    (
      await service.database.reads.pool.query(
        `select nspname from pg_namespace where nspname like 'as\\_of\\_%' order by 1`,
      )
    ).rows.map(({ nspname }) => nspname);

  it('are few: the least recently used goes, and is made again when it is asked', async () => {
    const snapshots = openSnapshots(service.database, { kept: 2 });
    const count = async (position: number) => {
      const { pool } = await snapshots.open(position, 'state');
      return (await pool.query('select count(*)::int as n from records')).rows[0].n;
    };
    expect(await count(5)).toBe(5);
    const first = await snapshots.open(5, 'state');
    expect(await count(6)).toBe(6);
    expect(await count(7)).toBe(7);
    expect(await schemas()).toEqual(['as_of_6', 'as_of_7']);
    expect((await first.pool.query('select count(*)::int as n from records')).rows).toEqual([{ n: 5 }]);
    await expect(first.pool.query('delete from records')).rejects.toThrow(/read-only/);
    await expect(first.pool.query('select no_such_column')).rejects.toThrow(/no_such_column/);
  });

  it('are not made of more records than can be waited for', async () => {
    const snapshots = openSnapshots(service.database, { records: 3 });
    await expect(snapshots.open(4, 'state')).rejects.toMatchObject({ code: 'too_slow' });
    await expect(snapshots.open(3, 'state')).resolves.toBeDefined();
    expect(await snapshots.positionAt('2999-01-01T00:00:00Z')).toBeUndefined();
    expect(await snapshots.positionAt('1999-01-01T00:00:00Z')).toBe(0);
  });
});
