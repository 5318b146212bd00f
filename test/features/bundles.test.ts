import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { type ExportOptions, exportBundle } from '../../src/bundle/export.ts';
import { hydrate } from '../../src/bundle/hydrate.ts';
import { loadBundle } from '../../src/bundle/load.ts';
import { loadDemo } from '../../src/demo.ts';
import type { KeyRole } from '../../src/model/roles.ts';
import { createKey } from '../../src/store/keys.ts';
import { corpusIsHere, readArticles } from '../demo/gold-corpus.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

/** A service over a database of its own that takes bundles up to 4 MB. */
async function openService() {
  const opened = await openTestDatabase();
  const app = await buildApp({
    database: opened.database,
    config: { publicUrl: undefined, publicRead: true, cacheBytes: 0, importBytes: 4_000_000 },
  });
  const url = await app.listen({ port: 0 });
  const keys = Object.fromEntries(
    await Promise.all(
      (['contributor', 'editor', 'admin'] as const).map(async (role) => [
        role,
        (await createKey(opened.database.db, role, role)).key,
      ]),
    ),
  ) as Record<KeyRole, string>;
  return { opened, app, url, keys };
}

let service: { opened: TestDatabase; app: FastifyInstance; url: string; keys: Record<KeyRole, string> };
beforeAll(async () => {
  service = await openService();
});
afterAll(async () => {
  await service.app.close();
  await service.opened.close();
});

type Line = Record<string, unknown>;
const ndjson = (lines: Line[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

const bearer = (role: KeyRole | null): Record<string, string> =>
  role ? { authorization: `Bearer ${service.keys[role]}` } : {};

/** Sends a bundle; the answer's JSON is typed by what the tests look at. */
async function importing(
  body: string | Uint8Array<ArrayBuffer>,
  { query = '', role = 'admin' as KeyRole | null, headers = {} as Record<string, string> } = {},
) {
  const response = await fetch(`${service.url}/v1/import${query}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-ndjson', ...bearer(role), ...headers },
  });
  const type = response.headers.get('content-type');
  return { status: response.status, type, body: (await response.json()) as Answer };
}

interface Counts {
  dry_run?: boolean;
  created?: number;
  updated?: number;
  unchanged?: number;
  rejected?: { line: number; pointer: string; reason: string }[];
}
type Answer = Counts & { type?: string; status?: number; errors?: object[]; report?: Counts };

const load = async (lines: Line[], query = '') => {
  const answer = await importing(ndjson(lines), { query });
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
};
const refused = async (lines: Line[]) => {
  const answer = await importing(ndjson(lines));
  expect(answer).toMatchObject({ status: 422, type: 'application/problem+json; charset=utf-8' });
  return answer.body.report?.rejected;
};

async function exporting(query = '', role: KeyRole | null = null, headers: Record<string, string> = {}) {
  const response = await fetch(`${service.url}/v1/export.ndjson${query}`, {
    headers: { ...bearer(role), ...headers },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const linesOf = (text: string): Line[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

async function exported({ database }: TestDatabase, options: ExportOptions): Promise<string> {
  let text = '';
  await exportBundle(database, options, (line) => {
    text += `${line}\n`;
  });
  return text;
}

/** A second, empty database and a file with these lines. */
async function reloaded(text: string, work: (second: TestDatabase, file: string) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'sijill-reloaded-'));
  const file = join(folder, 'bundle.ndjson');
  writeFileSync(file, text);
  const second = await openTestDatabase();
  try {
    await work(second, file);
  } finally {
    await second.close();
    rmSync(folder, { recursive: true });
  }
}

const dataVersion = async () =>
  (await supertest(service.app.server).get('/v1/version').expect(200)).body.data_version as number;

const press = {
  record: 'source',
  slug: 'vela-courier',
  kind: 'website',
  name: { en: 'Vela Courier' },
  external_ids: { text: ['vela'] },
};
const speaker = (slug: string, extra: Line = {}) => ({
  record: 'actor',
  slug,
  kind: 'person',
  name: { en: slug },
  ...extra,
});
const page = {
  record: 'document',
  external_ids: { t: ['page'] },
  source: 'vela-courier',
  lang: 'en',
  title: { en: 'A page' },
};
const meeting = {
  record: 'event',
  external_ids: { t: ['meeting'] },
  type: 'meeting',
  modality: 'occurred',
  title: { en: 'A meeting' },
  participants: [
    { role: 'participant', actor: 'nadia-vel' },
    { role: 'participant', actor: 'oren-tal' },
  ],
  evidence: [{ document: 't:page', supports: ['/participants/1', '/type'] }],
};
const quote = {
  record: 'quote',
  external_ids: { t: ['quote'] },
  speaker: 'nadia-vel',
  speaker_kind: 'named',
  mode: 'direct',
  lang: 'en',
  text: 'We shall meet again.',
  document: 't:page',
  event: 't:meeting',
};
const bundle: Line[] = [quote, meeting, page, speaker('nadia-vel'), speaker('oren-tal'), press];

describe('POST /v1/import', () => {
  it('is for admins, and says what it takes', async () => {
    const statuses = async (...asked: Parameters<typeof importing>[]) =>
      (await Promise.all(asked.map((one) => importing(...one)))).map(({ status }) => status);
    expect(
      await statuses(
        ['{}', { role: null }],
        ['{}', { role: 'editor' }],
        ['{}', { query: '?dryrun=true' }],
        ['{}', { headers: { 'content-type': 'application/json' } }],
        [' '.repeat(5_000_000)],
      ),
    ).toEqual([401, 403, 400, 415, 413]);
  });

  it('tells in a dry run what would happen and changes nothing', async () => {
    const before = await dataVersion();
    expect(await load(bundle, '?dry_run=true')).toEqual({
      dry_run: true,
      created: 6,
      updated: 0,
      unchanged: 0,
      rejected: [],
    });
    expect(await dataVersion()).toBe(before);
    await supertest(service.app.server).get('/v1/actors/nadia-vel').expect(404);
  });

  it('loads lines that refer to later ones, and a second time finds them unchanged', async () => {
    const before = await dataVersion();
    const counts = { dry_run: false, created: 6, updated: 0, unchanged: 0, rejected: [] };
    expect(await load(bundle, '?reason=trial')).toEqual(counts);
    expect(await dataVersion()).toBe(before + 1);
    expect(await load(bundle)).toEqual({ ...counts, created: 0, unchanged: 6 });
    expect(await dataVersion()).toBe(before + 1);
    const history = await supertest(service.app.server).get('/v1/actors/nadia-vel/history').expect(200);
    expect(JSON.stringify(history.body)).toContain('trial');
  });

  it('takes a compressed body, and line ends of Windows', async () => {
    const changed = ndjson([...bundle.slice(0, 5), { ...press, country: 'IS' }]).replaceAll('\n', '\r\n');
    const { body } = await importing(Uint8Array.from(gzipSync(changed)), {
      headers: { 'content-encoding': 'gzip' },
    });
    expect(body).toMatchObject({ created: 0, updated: 1, unchanged: 5 });
  });

  it('moves the data version when only a text is new', async () => {
    const text = 'Nadia Vel said:\u2028“We shall meet again.”';
    const before = await dataVersion();
    expect(await load([{ ...page, text }])).toMatchObject({ created: 0, updated: 1, unchanged: 0 });
    expect(await dataVersion()).toBe(before + 1);
    expect(await load([{ ...page, text }])).toMatchObject({ updated: 0, unchanged: 1 });
    expect(await dataVersion()).toBe(before + 1);
  });

  it('names every line it rejects and loads none', async () => {
    const before = await dataVersion();
    const wrong = [
      speaker('good-one'),
      { ...speaker('wrong-kind'), kind: 'prson' },
      { record: 'actr' },
      speaker('nul', { name: { en: 'a\0b' } }),
      speaker('half', { name: { en: '\ud83d' } }),
    ];
    const text = `${ndjson(wrong)}{"record":\n`;
    const { status, type, body } = await importing(text);
    expect({ status, type }).toEqual({ status: 422, type: 'application/problem+json; charset=utf-8' });
    expect(body).toMatchObject({ type: '/problems/invalid-record', status: 422 });
    expect(body.report?.rejected?.map(({ line, pointer }) => [line, pointer])).toEqual([
      [2, '/kind'],
      [3, '/record'],
      [4, '/name/en'],
      [5, '/name/en'],
      [6, ''],
    ]);
    expect(body.errors?.[0]).toMatchObject({ pointer: '/kind', detail: expect.stringContaining('Line 2: ') });
    const dry = await importing(text, { query: '?dry_run=true' });
    expect(dry).toMatchObject({ status: 200, body: { rejected: body.report?.rejected } });
    expect(await dataVersion()).toBe(before);
    await supertest(service.app.server).get('/v1/actors/good-one').expect(404);
  });

  it('names them also where every line says what it is called', async () => {
    const wrong = [speaker('fine'), { ...speaker('odd'), kind: 'prson' }, { ...press, name: 5 }];
    const lost = speaker('two', { relations: [{ predicate: 'member_of', object: 'nobody' }] });
    expect(await refused([...wrong, lost])).toMatchObject([
      { line: 2, pointer: '/kind' },
      { line: 3, pointer: '/name' },
    ]);
    await supertest(service.app.server).get('/v1/actors/fine').expect(404);
  });

  it('rejects references to nothing, names of others, and a record that stands there twice', async () => {
    const lost = speaker('one', { relations: [{ predicate: 'member_of', object: 'nobody' }] });
    expect(await refused([lost])).toMatchObject([{ line: 1, pointer: '/relations/0/object' }]);
    const many = Array.from({ length: 600 }, (_, i) => speaker(`n-${i}`));
    expect(await refused([...many, speaker('n-5')])).toMatchObject([
      { line: 601, reason: expect.stringContaining('earlier') },
    ]);
    const impostor = speaker('oren-tal', { id: '01890000-0000-7000-8000-000000000001' });
    expect(await refused([impostor])).toMatchObject([{ line: 1, pointer: '/slug' }]);
  });
});

describe('a draft in a bundle', () => {
  it('is published by a later line, and no line makes what was published a draft again', async () => {
    expect(await load([speaker('mira-son', { review: 'draft' })])).toMatchObject({ created: 1 });
    expect(await load([speaker('mira-son', { review: 'disputed' })])).toMatchObject({ updated: 1 });
    for (const slug of ['mira-son', 'nadia-vel'])
      expect(await refused([speaker(slug, { review: 'draft' })])).toEqual([
        {
          line: 1,
          pointer: '/review',
          reason: 'This actor was published and cannot be a draft again; dispute or retract it.',
        },
      ]);
    const { body } = await supertest(service.app.server).get('/v1/actors/mira-son').expect(200);
    expect(body).toMatchObject({ review: 'disputed', version: 2 });
  });
});

describe('GET /v1/export.ndjson', () => {
  it('gives readers no words and no drafts, and references to what is there only', async () => {
    await load([
      speaker('oren-tal', { review: 'retracted' }),
      { ...page, external_ids: { t: ['secret'] }, review: 'draft' },
      { ...quote, external_ids: { t: ['on-secret'] }, document: 't:secret' },
      {
        record: 'utterance',
        external_ids: { t: ['u'] },
        gist: { en: 'We meet' },
        speakers: ['nadia-vel', 'oren-tal'],
        quotes: [{ quote: 't:on-secret' }, { quote: 't:quote' }],
      },
    ]);
    const { status, text, headers } = await exporting();
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    const lines = linesOf(text);
    expect(lines[0]).toEqual({ record: 'bundle', format: 'sijill', version: 1, dehydrated: true });
    expect(text).not.toMatch(/meet again|oren-tal|secret/);
    expect(lines.find(({ record }) => record === 'event')).toMatchObject({
      participants: [{ actor: 'nadia-vel' }],
      evidence: [{ supports: ['/participants', '/type'] }],
    });
    expect(lines.find(({ record }) => record === 'utterance')).toMatchObject({
      speakers: ['nadia-vel'],
      quotes: [{ quote: 't:quote' }],
    });
    expect(lines.find(({ record }) => record === 'source')).toMatchObject({
      external_ids: { text: ['vela'] },
    });
    const held = await exporting('', null, { 'if-none-match': headers.get('etag') ?? '' });
    expect(held.status).toBe(304);
  });

  it('gives drafts and words to editors who ask', async () => {
    for (const query of ['?dehydrated=false', '?review=draft', '?review=retracted']) {
      expect([401, 403]).toContain((await exporting(query)).status);
      expect((await exporting(query, 'contributor')).status).toBe(403);
    }
    const { text, headers } = await exporting('?dehydrated=false&review=draft,retracted,reviewed', 'editor');
    expect(headers.get('cache-control')).toContain('private');
    expect(text).toMatch(/meet again/);
    expect(text).toMatch(/"text":"Nadia Vel said:/);
    expect(text).toMatch(/oren-tal/);
    expect((await exporting('', 'editor')).text).not.toMatch(/oren-tal/);
  });

  it('of the public records loads into an empty database', async () => {
    const { text } = await exporting();
    await reloaded(text, async (second, file) => {
      const report = await loadBundle(second.database, [file], { by: 'test' });
      expect(report).toMatchObject({ created: linesOf(text).length - 1, rejected: [] });
      expect(await exported(second, { dehydrated: true })).toBe(text);
    });
  });

  it('is one snapshot while writes go on', async () => {
    let writing = true;
    const writes = (async () => {
      for (let n = 0; n < 8; n += 1) await load([speaker(`pair-${n}-a`), speaker(`pair-${n}-b`)]);
      writing = false;
    })();
    let seen = 0;
    while (writing) {
      const slugs = linesOf((await exporting()).text).map(({ slug }) => String(slug));
      const halves = slugs.filter((slug) => slug.startsWith('pair-')).map((slug) => slug.slice(0, -2));
      for (const half of halves) expect(halves.filter((other) => other === half)).toHaveLength(2);
      seen += 1;
    }
    await writes;
    expect(seen).toBeGreaterThan(1);
  });
});

describe('merged records in a bundle', () => {
  it('are restored by a load, chains and all, and a second load finds them unchanged', async () => {
    const [a, b, c] = ['merged-a', 'merged-b', 'merged-c'] as const;
    await load([
      speaker(a, { external_ids: { t: ['a'] } }),
      speaker(b),
      speaker(c),
      { ...meeting, external_ids: { t: ['named-a'] }, participants: [{ role: 'participant', actor: 't:a' }] },
    ]);
    const merge = (from: string, into: string) =>
      supertest(service.app.server)
        .post(`/v1/actors/${from}/merge`)
        .auth(service.keys.editor, { type: 'bearer' })
        .send({ into })
        .expect(200);
    await merge(a, b);
    await merge(b, c);
    const text = await exported(service.opened, { dehydrated: false });
    const lines = linesOf(text);
    expect(lines.slice(-2)).toEqual([
      { record: 'merge', kind: 'actor', merged: 't:a', into: b },
      { record: 'merge', kind: 'actor', merged: b, into: c },
    ]);
    await reloaded(text, async (second, file) => {
      const first = await loadBundle(second.database, [file], { by: 'test' });
      expect(first).toEqual({ created: lines.length - 1, updated: 0, unchanged: 0, rejected: [] });
      expect(await exported(second, { dehydrated: false })).toBe(text);
      const repeated = await loadBundle(second.database, [file], { by: 'test' });
      expect(repeated).toEqual({ created: 0, updated: 0, unchanged: lines.length - 1, rejected: [] });
      const shown = await second.database.db.execute(
        `select a.slug from participants p join actors a on a.id = p.actor_id
         join external_ids x on x.record_id = p.event_id and x.value = 'named-a'`,
      );
      expect(shown.rows).toEqual([{ slug: c }]);
    });
  });

  it('are named as the one that answers for them where they are not exported themselves', async () => {
    const { text } = await exporting();
    expect(text).toContain('"merged":"t:a","into":"merged-c"');
    const change = await supertest(service.app.server)
      .post('/v1/actors/merged-c/review')
      .auth(service.keys.editor, { type: 'bearer' })
      .send({ review: 'retracted', reason: 'Nobody of this name' });
    expect(change.status).toBe(200);
    expect((await exporting()).text).not.toMatch(/merged-|t:a"/);
  });
});

describe.skipIf(!corpusIsHere)('a dehydrated export of hydrated articles (needs ../shared)', () => {
  it('has none of their sentences anywhere', async () => {
    const opened = await openTestDatabase();
    try {
      await loadDemo(opened.database);
      const articles = new URL('../../../shared/corpus/articles/', import.meta.url).pathname;
      const { loaded } = await hydrate(opened.database, articles);
      expect(loaded).toHaveLength(5);
      const sentences = [...readArticles().values()].flatMap(({ points }) =>
        points
          .join('')
          .split(/[.؟!\n]+/u)
          .map((sentence) => sentence.trim())
          .filter((sentence) => sentence.split(/\s+/u).length >= 5),
      );
      expect(sentences.length).toBeGreaterThan(50);
      const found = (text: string) =>
        sentences.filter((sentence) => text.includes(JSON.stringify(sentence).slice(1, -1)));
      expect(found(await exported(opened, { dehydrated: false })).length).toBe(sentences.length);
      expect(found(await exported(opened, { dehydrated: true }))).toEqual([]);
      expect(found(await exported(opened, { dehydrated: true, review: ['reviewed', 'disputed'] }))).toEqual(
        [],
      );
    } finally {
      await opened.close();
    }
  });
});
