import { beforeAll, describe, expect, it } from 'vitest';
import { atom } from '../../src/formats/atom.ts';
import { jsonfeed } from '../../src/formats/jsonfeed.ts';
import { Correction } from '../../src/model/correction.ts';
import { createKey } from '../../src/store/keys.ts';
import { useApp } from '../support/app.ts';

const service = useApp();
let editor: string;
let contributor: string;
let admin: string;

const send = async (method: 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object, key = editor) => {
  const answer = await service.app.inject({
    method,
    url,
    ...(payload ? { payload } : {}),
    headers: { authorization: `Bearer ${key}`, 'if-match': '*' },
  });
  expect(answer.statusCode, answer.body).toBeLessThan(300);
  return JSON.parse(answer.body);
};

/** Addressed always alike, so that the addresses in the answers are. */
const get = (path: string) => service.get(path).set('host', 'sijill.example');

const corrections = async (query = ''): Promise<Correction[]> =>
  (await get(`/v1/corrections${query}`).expect(200)).body.data;

interface Page {
  body: { data: Correction[]; page: { next_cursor: string | null } };
}

let event: string;
let quote: string;

beforeAll(async () => {
  const { db } = service.database;
  editor = (await createKey(db, 'ed', 'editor')).key;
  contributor = (await createKey(db, 'co', 'contributor')).key;
  admin = (await createKey(db, 'ad', 'admin')).key;
  [{ id: event }] = (await get('/v1/events?limit=1')).body.data;
  [{ id: quote }] = (await get('/v1/quotes?limit=1')).body.data;
});

describe('GET /v1/corrections', () => {
  it('holds nothing that was only loaded', async () => {
    expect(await corrections()).toEqual([]);
    const { text } = await get('/v1/corrections?format=atom').expect(200);
    expect(text).toContain('<updated>1970-01-01T00:00:00Z</updated>');
  });

  it('tells what an editor corrected, with the reason and the difference', async () => {
    await send('PATCH', `/v1/events/${event}`, { title: { en: 'Said without a reason' } });
    expect(await corrections()).toEqual([]);
    await send('PATCH', `/v1/events/${event}?reason=The%20place%20was%20wrong`, {
      title: { en: 'Corrected' },
    });
    const [entry, ...others] = await corrections();
    expect(others).toEqual([]);
    expect(Correction.parse(entry)).toMatchObject({
      kind: 'event',
      id: event,
      version: 3,
      what: 'corrected',
      reason: 'The place was wrong',
      title: { en: 'Corrected' },
      into: null,
      changes: [{ op: 'replace', path: '/title/en', value: 'Corrected' }],
    });
    expect(entry?.url).toBe(`http://sijill.example/v1/events/${event}`);
  });

  it('tells of disputes, retractions, withdrawals and merges', async () => {
    await send('POST', `/v1/events/${event}/review`, { review: 'disputed', reason: 'Denied by both' });
    await send('POST', `/v1/quotes/${quote}/review`, { review: 'retracted', reason: 'Misheard' });
    await send('POST', '/v1/actors', { slug: 'nobody', kind: 'person', name: { ar: 'لا أحد' } });
    await send('DELETE', '/v1/actors/nobody?reason=Does%20not%20exist');
    await send('POST', '/v1/actors/us-forces/merge', { into: 'coalition-forces', reason: 'The same' });
    await send('POST', '/v1/actors/us-forces/unmerge', { reason: 'Not the same' });
    const found = await corrections();
    for (const entry of found) Correction.parse(entry);
    expect(found.map(({ what, reason }) => [what, reason])).toEqual([
      ['unmerged', 'Not the same'],
      ['merged', 'The same'],
      ['withdrawn', 'Does not exist'],
      ['retracted', 'Misheard'],
      ['disputed', 'Denied by both'],
      ['corrected', 'The place was wrong'],
    ]);
    const winner = (await get('/v1/actors/coalition-forces')).body.id;
    expect(found[1]).toMatchObject({ into: winner, changes: [] });
    expect(found[2]).toMatchObject({ title: { ar: 'لا أحد' }, changes: [] });
    expect(found[3]?.changes).toEqual([{ op: 'replace', path: '/review', value: 'retracted' }]);
  });

  it('is filtered, paged and ordered like other lists', async () => {
    expect((await corrections('?kind=actor,quote')).map(({ kind }) => kind)).toEqual([
      'actor',
      'actor',
      'actor',
      'quote',
    ]);
    expect((await corrections('?what=merged,disputed')).map(({ what }) => what)).toEqual([
      'merged',
      'disputed',
    ]);
    const today = new Date().toISOString().slice(0, 10);
    expect(await corrections(`?from=${today}&to=${today}`)).toHaveLength(6);
    expect(await corrections('?to=2020')).toEqual([]);
    expect(await corrections('?from=2999')).toEqual([]);
    const seen: Correction[] = [];
    let cursor: string | null = null;
    do {
      const { body }: Page = await get(
        `/v1/corrections?limit=2&order=asc${cursor ? `&cursor=${cursor}` : ''}`,
      ).expect(200);
      seen.push(...body.data);
      cursor = body.page.next_cursor;
    } while (cursor);
    expect(seen).toEqual((await corrections()).reverse());
    await get('/v1/corrections?what=mended').expect(400);
    await get('/v1/corrections?since=2020').expect(400);
    const { body } = await get('/v1/corrections?total=true&fields=what,url&limit=1').expect(200);
    expect(body.page.total).toEqual({ count: 6, exact: true });
    expect(Object.keys(body.data[0])).toEqual(['what', 'url']);
  });

  it('keeps drafts and what was purged to itself', async () => {
    const before = await corrections();
    const draft = await send(
      'POST',
      '/v1/actors',
      { slug: 'secret', kind: 'person', name: { en: 'Secret' } },
      contributor,
    );
    await send('PATCH', `/v1/actors/${draft.id}?reason=spelling`, { name: { en: 'A secret' } }, contributor);
    expect(await corrections()).toEqual(before);
    await send('POST', `/v1/actors/${draft.id}/review`, { review: 'reviewed', reason: 'fine' });
    expect(await corrections()).toEqual(before);
    await send('PATCH', `/v1/actors/${draft.id}?reason=clearer`, { name: { en: 'Clearer' } });
    const [entry] = await corrections('?limit=1');
    expect(entry?.changes).toEqual([{ op: 'replace', path: '/name/en', value: 'Clearer' }]);
    await send('DELETE', `/v1/actors/${draft.id}?reason=x&purge=true`, undefined, admin);
    for (const left of (await corrections()).filter(({ id }) => id === draft.id))
      expect(left).toMatchObject({ what: 'withdrawn', title: null, reason: null, changes: [] });
  });

  it('comes as a feed, by name or by Accept, of the newest hundred', async () => {
    const { text, headers } = await get('/v1/corrections?format=atom').expect(200);
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(wellFormed(text)).toBe(true);
    expect(text.match(/<entry>/g)).toHaveLength((await corrections()).length);
    expect(text).toMatch(/<link rel="self" type="application\/atom\+xml" href="http:[^"]+\?format=atom"\/>/);
    const named = (await get('/v1/corrections?format=jsonfeed').expect(200)).text;
    const accepted = await get('/v1/corrections').set('accept', 'application/feed+json').expect(200);
    expect(JSON.parse(named).items).toEqual(JSON.parse(accepted.text).items);
    expect(JSON.parse(named)).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      feed_url: expect.stringMatching(/^http:.*format=jsonfeed$/),
    });
    for (const { id, content_text, date_published } of JSON.parse(named).items) {
      expect(id).toMatch(/^http:.*\/history#\d+$/);
      expect(content_text).not.toBe('');
      expect(Number.isNaN(Date.parse(date_published))).toBe(false);
    }
    expect((await get('/v1/corrections?format=csv').expect(200)).text).toContain('The place was wrong');
  });

  it('answers as of a moment before', async () => {
    expect(await corrections('?as_of=2020-01-01')).toEqual([]);
  });
});

it('escapes what XML and JSON cannot hold', async () => {
  const nasty: Correction = {
    at: '2026-01-01T00:00:00+00:00',
    kind: 'actor',
    id: '019a0000-0000-7000-8000-000000000000',
    version: 2,
    what: 'corrected',
    reason: `]]> <script>&amp;\u0000\u001f\ud800\uffff "'\u{1F4A3} نص`,
    title: { ar: 'عنوان <b>&' },
    url: 'http://example.org/v1/actors/x?a=1&b="2"',
    into: null,
    changes: [{ op: 'replace', path: '/name/ar', value: '<&>' }],
  };
  async function* entries() {
    yield JSON.stringify(nasty);
  }
  const written = async (format: typeof atom) => {
    let text = '';
    for await (const piece of format.write(entries(), {
      kind: 'correction',
      self: 'http://example.org/v1/corrections?a=1&b=2',
      base: 'http://example.org',
      language: 'ar',
    }))
      text += piece;
    return text;
  };
  const xml = await written(atom);
  expect(wellFormed(xml)).toBe(true);
  expect(xml).toContain('<title xml:lang="ar">تصويب: عنوان &lt;b&gt;&amp;</title>');
  expect(xml).toContain('\u{1F4A3} نص');
  expect(JSON.parse(await written(jsonfeed)).items).toHaveLength(1);
});

/** Whether every tag is closed in order, every & begins an entity, and no character is one that XML forbids. */
function wellFormed(xml: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\p{Surrogate}]/u.test(xml)) return false;
  if (/&(?!(amp|lt|gt|quot|#39);)/.test(xml)) return false;
  const body = xml.replace(/^<\?xml [^?]*\?>\n/, '');
  const open: string[] = [];
  const rest = body.replace(
    /<(\/?)([a-z]+)((?: [a-z:]+="[^"<]*")*)(\/?)>/g,
    (_, end, name, _attributes, empty) => {
      if (end) {
        if (open.pop() !== name) open.push('wrong');
      } else if (!empty) open.push(name);
      return '';
    },
  );
  return open.length === 0 && !/[<>]/.test(rest);
}
