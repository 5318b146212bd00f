import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { useDesk } from '../support/desk.ts';
import { answered, ask, problemOf } from './ask.ts';

const service = useApp();
const desk = useDesk(service);

describe('If-None-Match', () => {
  it('with * is answered 304 wherever there is something, and 404 where there is not', async () => {
    for (const url of ['/v1/timeline', '/v1/actors/usa', '/v1/export.ndjson', '/openapi.json']) {
      const { statusCode, headers, body } = await ask(service, url, { 'if-none-match': '*' });
      expect([url, statusCode, body, typeof headers.etag]).toEqual([url, 304, '', 'string']);
    }
    expect((await ask(service, '/v1/actors/nobody', { 'if-none-match': '*' })).statusCode).toBe(404);
  });
});

describe('the strong tag of a record', () => {
  it('differs between encodings; each answers 304, and each names the version to If-Match', async () => {
    const url = '/v1/documents/gold:000';
    const tags: string[] = [];
    for (const encoding of ['identity', 'gzip', 'br']) {
      const { headers } = await ask(service, url, { 'accept-encoding': encoding });
      expect(headers['content-encoding']).toBe(encoding === 'identity' ? undefined : encoding);
      tags.push(String(headers.etag));
    }
    expect(new Set(tags).size).toBe(3);
    for (const tag of tags) {
      expect(tag).toMatch(/^"1\./);
      const held = await ask(service, url, { 'if-none-match': `"other", ${tag}`, 'accept-encoding': 'gzip' });
      expect([held.statusCode, held.headers.etag]).toEqual([304, tag]);
      expect((await ask(service, '/v1/actors/iraq', { 'if-none-match': tag })).statusCode).not.toBe(304);
    }
    const list = await ask(service, '/v1/actors', { 'accept-encoding': 'gzip' });
    expect(list.headers.etag).toMatch(/^W\/"[^"]*"$/);
    let version = 1;
    for (const tag of tags) {
      const match = tag.replace(/^"\d+/, `"${version}`);
      const { status } = await desk.send('editor', 'PATCH', url, {
        body: { description: { en: `Changed with ${tag}` } },
        headers: { 'if-match': match },
      });
      expect([match, status]).toEqual([match, 200]);
      version += 1;
    }
  });
});

describe('a method that an address does not take', () => {
  it.each([
    ['PUT', '/v1/actors/usa', 'DELETE, GET, HEAD, PATCH'],
    ['POST', '/v1/timeline', 'GET, HEAD'],
    ['DELETE', '/v1/quotes/', 'GET, HEAD, POST'],
    ['GET', '/v1/actors/usa/merge', 'POST'],
    ['PATCH', '/livez?x=1', 'GET, HEAD'],
  ])('%s %s is answered 405 and told which it takes', async (method, url, allowed) => {
    const response = await service.app.inject({ method: method as 'PUT', url });
    expect([response.statusCode, response.headers.allow]).toEqual([405, allowed]);
    expect(problemOf(response, url).type).toBe('/problems/method-not-allowed');
  });

  it('is 404 where there is no address', async () => {
    for (const url of ['/v1/nothing', '/', '/v1xactors', '/v1/actors/usa/timeline/more']) {
      const response = await service.app.inject({ method: 'PUT', url });
      expect([url, response.statusCode, response.headers.allow]).toEqual([url, 404, undefined]);
    }
  });
});

describe('a question that is mistyped', () => {
  it.each(['/livez', '/readyz', '/metrics', '/problems/gone', '/openapi.json', '/v1/version'])(
    '%s knows no parameters',
    async (path) => {
      expect((await ask(service, path)).statusCode).toBe(200);
      const response = await ask(service, `${path}?x=1`);
      expect(response.statusCode).toBe(400);
      expect(problemOf(response, `${path}?x=1`).errors).toMatchObject([
        { parameter: 'x', code: 'unknown_parameter' },
      ]);
    },
  );

  it('names a country that is none', async () => {
    for (const path of ['/v1/events', '/v1/actors', '/v1/sources', '/v1/locations'])
      for (const code of ['ZZ', 'iq', 'IQ,EU']) {
        const url = `${path}?country=${code}`;
        const response = await ask(service, url);
        expect([url, response.statusCode]).toEqual([url, 400]);
        expect(problemOf(response, url).errors).toMatchObject([{ parameter: 'country' }]);
      }
    await answered(service, '/v1/actors?country=IQ,XK');
  });

  it.each([
    ['limit=many', 'Must be a number.'],
    ['limit=1.5', 'Must be a whole number.'],
    ['limit=0', 'Must be at least 1.'],
    ['limit=201', 'Must be at most 200.'],
    ['q=', 'Must not be empty.'],
    ['near=1', 'Must be two numbers: longitude, then latitude.'],
    ['bbox=1,2,3', 'Must be four numbers: minLon,minLat,maxLon,maxLat.'],
    ['bbox=1,4,3,2', 'The second number (minLat) is above the fourth (maxLat).'],
    ['updated_since=soon', 'Must be a date or time such as “2025-01-31” or “2025-01-31T12:00:00Z”.'],
    ['as_of=soon', 'Must be a date or time such as “2025-01-31” or “2025-01-31T12:00:00Z”.'],
  ])('is told what %s should be', async (query, detail) => {
    const url = `/v1/events?${query}`;
    const problem = problemOf(await ask(service, url), url);
    expect([problem.status, problem.errors?.[0]?.detail]).toEqual([400, detail]);
  });

  it('is told so of a body, in the same words', async () => {
    const { body } = await desk.send('editor', 'POST', '/v1/actors', {
      body: { slug: 7, kind: 'person', name: {}, names: 'x' },
    });
    expect(body.errors.map(({ pointer, detail }: Record<string, string>) => [pointer, detail])).toEqual([
      ['/slug', 'Must be a text.'],
      ['/name', 'At least one language.'],
      ['/names', 'Must be a list.'],
    ]);
    const mistyped = await desk.send('editor', 'POST', '/v1/actors', {
      body: {
        slug: 'a-force',
        kind: 'frce',
        name: { en: 'A force' },
        names: [{ value: 'Force', lnag: 'en' }],
        contry: 'IQ',
      },
    });
    const said = new Map(
      mistyped.body.errors.map(({ pointer, detail }: Record<string, string>) => [pointer, detail]),
    );
    for (const [pointer, meant] of [
      ['/kind', 'force'],
      ['/contry', 'country'],
      ['/names/0/lnag', 'lang'],
    ])
      expect(said.get(pointer), pointer).toContain(`Did you mean “${meant}”?`);
    const missing = await desk.send('editor', 'POST', '/v1/actors', { body: {} });
    expect(missing.body.errors).toContainEqual({
      pointer: '/slug',
      code: 'invalid_type',
      detail: 'Must be given.',
    });
  });
});

it('takes a cursor of the usual order where that order is said, and the other way round, and not in the other', async () => {
  const first = await answered(service, '/v1/timeline?limit=3');
  const cursor = first.page.next_cursor;
  const said = await answered(service, `/v1/timeline?limit=3&order=desc&cursor=${cursor}`);
  expect(said.data).toEqual((await answered(service, `/v1/timeline?limit=3&cursor=${cursor}`)).data);
  const back = await answered(service, `/v1/timeline?limit=3&cursor=${said.page.next_cursor}`);
  expect(back.data).toHaveLength(3);
  const url = `/v1/timeline?limit=3&order=asc&cursor=${cursor}`;
  expect(problemOf(await ask(service, url), url).type).toBe('/problems/invalid-cursor');
});

describe('words that are not shown', () => {
  let quote: string;
  beforeAll(async () => {
    const document = await desk.send('editor', 'POST', '/v1/documents', {
      body: { lang: 'en', text: 'The dam is full, she said.', external_ids: { t: ['dam'] } },
    });
    const made = await desk.send('editor', 'POST', '/v1/quotes', {
      body: {
        speaker: 'ian-mccary',
        speaker_kind: 'named',
        mode: 'indirect',
        lang: 'en',
        document: document.body.id,
        selector: { start: 0, end: 15, exact: 'The dam is full' },
      },
    });
    quote = made.body.id;
    expect(made.body.text.value).toBe('The dam is full');
    await desk.send('editor', 'PATCH', '/v1/documents/t:dam', {
      body: { text: 'She said nothing at all.' },
      headers: { 'if-match': '*' },
    });
  });

  it('say whether the text is missing, or does not have them', async () => {
    const { text, anchor } = await answered<{ text: object; anchor: object }>(service, `/v1/quotes/${quote}`);
    expect(text).toEqual({ value: null, lang: 'en', withheld: 'words_not_found' });
    expect(anchor).toMatchObject({ state: 'orphaned' });
    const { data } = await answered(service, '/v1/quotes?document=gold:000&limit=1');
    expect(data[0]?.text).toMatchObject({ value: null, withheld: 'source_text_not_loaded' });
  });
});
