import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { moveDataVersion } from '../../src/db/version.ts';
import type { AnyRecord } from '../../src/model/records.ts';
import { register } from '../../src/store/register.ts';
import { write } from '../../src/store/write.ts';
import { useApp } from '../support/app.ts';
import { answered, ask, everything, forEach, problemOf } from './ask.ts';
import { type Route, routesOf } from './routes.ts';

/** The service around its answers: conditional requests, headers, and what becomes of an answer after a write. */
const service = useApp();

const underV1 = async (): Promise<Route[]> =>
  (await routesOf(service)).filter(({ path }) => path.startsWith('/v1/'));

/** Writes records as an editor's change does, and makes it known. */
const change = (...records: AnyRecord[]) =>
  service.database.change(async (tx) => {
    expect((await register(tx, records)).refused).toEqual(new Map());
    for (const record of records) {
      const [outcome] = await write(tx, record.record, [record], { by: 'editor', reason: 'A test' });
      expect(['created', 'updated']).toContain(outcome);
    }
    await moveDataVersion(tx);
    return records.map(({ id = '' }) => id);
  });

/** What merging and withdrawing leave in the table of all ids. */
const mark = (statement: ReturnType<typeof sql>) =>
  service.database.change(async (tx) => {
    await tx.execute(statement);
    await moveDataVersion(tx);
  });

const idOf = async (path: string) => (await answered<{ id: string }>(service, path)).id;

describe('every GET', () => {
  it('has an ETag, and answers 304 without a body to a client that has the answer', async () => {
    await forEach(await underV1(), async ({ sample }) => {
      const first = await ask(service, sample);
      const { etag } = first.headers;
      expect(etag, sample).toMatch(/^(W\/)?"[^"]+"$/);
      expect(first.headers['cache-control'], sample).toMatch(/max-age|no-cache/);
      expect(first.headers.vary, sample).toMatch(/\bAccept\b/);
      for (const held of [etag, `"other", ${etag}`, `W/"other",${etag}`]) {
        const again = await ask(service, sample, { 'if-none-match': String(held) });
        expect([again.statusCode, again.body], `${sample} ${held}`).toEqual([304, '']);
        expect(again.headers.etag).toBe(etag);
        expect(again.headers['cache-control']).toBe(first.headers['cache-control']);
      }
      expect((await ask(service, sample, { 'if-none-match': '"other"' })).statusCode).toBe(200);
    });
  });

  it('answers the same twice, from memory as from the database', async () => {
    await forEach(await underV1(), async ({ sample }) => {
      const [first, second] = [await ask(service, sample), await ask(service, sample)];
      expect(second.body, sample).toBe(first.body);
      for (const name of ['etag', 'content-type', 'link', 'vary', 'cache-control'])
        expect(second.headers[name], `${sample} ${name}`).toBe(first.headers[name]);
    });
  });

  it('of one record has a strong ETag that begins with its version', async () => {
    for (const kind of [
      'events',
      'quotes',
      'actors',
      'locations',
      'sources',
      'documents',
      'figures',
      'utterances',
    ]) {
      const { data } = await answered(service, `/v1/${kind}?limit=1`);
      const { headers } = await ask(service, `/v1/${kind}/${data[0]?.id}`);
      expect(headers.etag).toMatch(new RegExp(`^"${data[0]?.version}\\.`));
    }
  });

  it('has a HEAD that answers the same without a body', async () => {
    await forEach(await underV1(), async ({ sample }) => {
      const get = await ask(service, sample);
      const head = await service.app.inject({ method: 'HEAD', url: sample });
      expect([head.statusCode, head.body], sample).toEqual([200, '']);
      for (const name of ['etag', 'content-type', 'link'])
        expect(head.headers[name], `${sample} ${name}`).toBe(get.headers[name]);
    });
  });

  it('names its request, so that it can be found in the log', async () => {
    const ids = await Promise.all(
      ['/v1/timeline', '/v1/nothing', '/v1/timeline?actr=1', '/livez'].map(async (url) => {
        const { headers } = await ask(service, url, { 'x-request-id': 'mine' });
        expect(headers['x-request-id'], url).toMatch(/^[0-9a-f-]{36}$/);
        return headers['x-request-id'];
      }),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('may be read by any page, and is never taken for another type', async () => {
    for (const url of ['/v1/timeline', '/v1/actors/usa', '/v1/actors/nobody', '/v1/timeline?format=csv']) {
      const { headers } = await ask(service, url, { origin: 'https://example.org' });
      expect(headers['access-control-allow-origin'], url).toBe('*');
      expect(headers['access-control-expose-headers']).toMatch(/ETag.*Link/);
      expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
      expect(headers['strict-transport-security']).toBeDefined();
      expect(headers).not.toHaveProperty('x-powered-by');
    }
  });

  it('may be asked for by any page that asks first', async () => {
    const { statusCode, headers } = await service.app.inject({
      method: 'OPTIONS',
      url: '/v1/timeline',
      headers: {
        origin: 'https://example.org',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'if-none-match, accept',
      },
    });
    expect(statusCode).toBe(204);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-allow-methods']).toContain('GET');
    expect(headers['access-control-allow-headers']).toContain('if-none-match');
  });

  it.each([
    ['gzip', gunzipSync],
    ['br', brotliDecompressSync],
  ])('is compressed with %s where it is long', async (encoding, decompress) => {
    for (const url of ['/v1/timeline', '/v1/quotes?format=csv', '/v1/events?format=geojson']) {
      const whole = await ask(service, url);
      const packed = await ask(service, url, { 'accept-encoding': encoding });
      expect(packed.headers['content-encoding'], url).toBe(encoding);
      expect(packed.headers.vary).toMatch(/accept-encoding/i);
      expect(packed.rawPayload.length).toBeLessThan(whole.rawPayload.length / 3);
      expect(decompress(packed.rawPayload).toString()).toBe(whole.body);
    }
    const short = await ask(service, '/v1/actors/usa?fields=id', { 'accept-encoding': encoding });
    expect(short.headers['content-encoding']).toBeUndefined();
  });

  it('goes through a socket as it goes without one', async () => {
    const { body, headers, text } = await service.get('/v1/timeline?limit=2').expect(200);
    expect(text).toBe((await ask(service, '/v1/timeline?limit=2')).body);
    expect(body.data).toHaveLength(2);
    await service
      .get('/v1/timeline?limit=2')
      .set('If-None-Match', headers.etag ?? '')
      .expect(304);
    const csv = await service.get('/v1/quotes?format=csv').buffer(true).expect(200);
    expect(csv.text.split('\r\n').length).toBeGreaterThan(100);
  });
});

describe('GET /livez, /readyz, /metrics, /v1/version', () => {
  it('say that the process runs and the database is ready', async () => {
    for (const url of ['/livez', '/readyz'])
      expect([(await ask(service, url)).statusCode, (await ask(service, url)).json()]).toEqual([
        200,
        { status: 'ok' },
      ]);
  });

  it('measure requests by route and status for Prometheus', async () => {
    await ask(service, '/v1/actors/usa');
    const { headers, body } = await ask(service, '/metrics');
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(body).toMatch(
      /sijill_http_request_seconds_count\{method="GET",route="\/v1\/actors\/:ref",status="200"\} \d+/,
    );
    expect(body).toContain('process_cpu_seconds_total');
  });

  it('count the public records of each kind', async () => {
    const { counts } = await answered<{ counts: Record<string, number> }>(service, '/v1/version');
    expect(counts).toEqual({
      sources: 5,
      locations: 24,
      actors: 72,
      documents: 12,
      events: 76,
      quotes: 113,
      utterances: 18,
      figures: 18,
    });
  });
});

describe('after a write', () => {
  it('no answer is taken from before it', async () => {
    const urls = [
      '/v1/timeline?limit=1',
      '/v1/actors/usa',
      '/v1/version',
      '/v1/actors?limit=1&format=ndjson',
    ];
    const before = await Promise.all(urls.map((url) => ask(service, url)));
    const [id] = await change({
      record: 'event',
      type: 'statement',
      modality: 'occurred',
      title: { en: 'A statement of tomorrow' },
      date: { edtf: '2031-05-01', basis: 'stated' },
      participants: [{ role: 'speaker', actor: 'usa' }],
    });
    for (const [i, url] of urls.entries()) {
      const after = await ask(service, url, { 'if-none-match': String(before[i]?.headers.etag) });
      expect(after.statusCode, url).toBe(200);
      expect(after.headers.etag).not.toBe(before[i]?.headers.etag);
    }
    const { data, meta } = await answered(service, '/v1/timeline?limit=1');
    expect(data[0]?.id).toBe(id);
    expect(meta.data_version).toBe(before[0]?.json().meta.data_version + 1);
  });

  it('the change feed goes on where its reader stopped', async () => {
    const last = (await everyChange()).at(-1)?.cursor;
    const quiet = await answered(service, `/v1/changes?after=${last}`);
    expect([quiet.data, quiet.page.next_cursor]).toEqual([[], last]);
    const record = { record: 'source', slug: 'a-paper', kind: 'newspaper', name: { en: 'A paper' } } as const;
    const [id] = await change({ ...record });
    await change({ ...record, id: id ?? '', name: { en: 'A paper', ar: 'صحيفة' } });
    const { data } = await answered(service, `/v1/changes?after=${last}&expand=true`);
    expect(data).toMatchObject([
      { kind: 'source', id, version: 1, op: 'created', reason: 'A test' },
      { kind: 'source', id, version: 2, op: 'updated', reason: 'A test' },
    ]);
    expect(data[1]?.record).toEqual(await answered(service, '/v1/sources/a-paper'));
    expect((await ask(service, '/v1/sources/a-paper')).headers.etag).toMatch(/^"2\./);
  });

  it('the history says what changed (RFC 6902)', async () => {
    const record = { record: 'actor', slug: 'a-person', kind: 'person', name: { en: 'A person' } } as const;
    const [id] = await change({ ...record });
    await change({ ...record, id: id ?? '', country: 'IQ' });
    const { data } = await answered(service, '/v1/actors/a-person/history');
    expect(data).toMatchObject([
      { version: 1, op: 'created', by: 'editor' },
      { version: 2, op: 'updated', changes: [{ op: 'add', path: '/country', value: 'IQ' }] },
    ]);
  });

  it('a page that was begun before goes on without repeating or skipping what did not change', async () => {
    const whole = (await everything(service, '/v1/timeline')).map(({ id }) => id);
    const first = await answered(service, '/v1/timeline?limit=20');
    await change({
      record: 'event',
      type: 'meeting',
      modality: 'occurred',
      title: { en: 'A meeting in between' },
      date: { edtf: '2031-06', basis: 'stated' },
    });
    const rest = await answered(service, `/v1/timeline?limit=200&cursor=${first.page.next_cursor}`);
    expect([...first.data, ...rest.data].map(({ id }) => id)).toEqual(whole);
  });

  it('a cell that a spreadsheet would run as a formula is neutralised', async () => {
    for (const sign of ['=', '+', '-', '@', '\t', '\r']) {
      const [id] = await change({
        record: 'event',
        type: 'other',
        modality: 'occurred',
        title: { en: `${sign}HYPERLINK("http://example.org","x")` },
        date: { edtf: '2032', basis: 'stated' },
      });
      const { body } = await ask(service, '/v1/events?from=2032&format=csv');
      const line = body.split('\r\n').find((row) => row.startsWith(id ?? '?')) ?? body;
      expect(line, sign).toContain(`"'${sign}HYPERLINK(""http://example.org"",""x"")"`);
    }
  });
});

async function everyChange(): Promise<{ cursor: string; id: string }[]> {
  const seen: { cursor: string; id: string }[] = [];
  for (let after = ''; ; after = `&after=${seen.at(-1)?.cursor}`) {
    const { data } = await answered<{ data: typeof seen }>(service, `/v1/changes?limit=200${after}`);
    if (data.length === 0) return seen;
    seen.push(...data);
  }
}

describe('a record that was merged into another', () => {
  it('answers 308 with the address of the other, whatever stands behind it in the path or the query', async () => {
    const [loser, winner] = [await idOf('/v1/actors/us-forces'), await idOf('/v1/actors/usa')];
    await mark(
      sql`update records set merged_into = ${winner}, merged_directly = ${winner} where id = ${loser}`,
    );
    for (const name of ['us-forces', loser])
      for (const [suffix, query] of [
        ['', ''],
        ['', '?fields=id'],
        ['/timeline', '?limit=2&track=did'],
        ['/quotes', ''],
        ['/network', ''],
        ['/mentions', ''],
        ['/history', ''],
      ]) {
        const url = `/v1/actors/${name}${suffix}${query}`;
        const response = await ask(service, url);
        expect(response.statusCode, url).toBe(308);
        expect(response.headers.location).toBe(`/v1/actors/${winner}${suffix}${query}`);
        expect(problemOf(response, url).type).toBe('/problems/moved');
      }
  });

  it('means the other in a query, and is named in its record', async () => {
    const byLoser = await everything(service, '/v1/timeline?actor=us-forces');
    expect(byLoser).toEqual(await everything(service, '/v1/timeline?actor=usa'));
  });
});

describe('a record that was withdrawn', () => {
  it('answers 410 and says since when and why, under all its names', async () => {
    const id = await idOf('/v1/actors/gold:ian_mccary');
    await mark(
      sql`update records set gone_at = '2026-02-03T10:00:00Z', gone_reason = 'A mistake' where id = ${id}`,
    );
    for (const name of [id, 'ian-mccary', 'gold:ian_mccary'])
      for (const suffix of ['', '/timeline', '/quotes', '/network', '/mentions', '/history']) {
        const url = `/v1/actors/${name}${suffix}`;
        const response = await ask(service, url);
        expect(response.statusCode, url).toBe(410);
        const { type, detail } = problemOf(response, url);
        expect([type, detail]).toEqual(['/problems/gone', expect.stringMatching(/2026-02-03.*A mistake/)]);
      }
    const url = '/v1/timeline?actor=ian-mccary';
    const response = await ask(service, url);
    expect(response.statusCode).toBe(400);
    expect(problemOf(response, url).errors).toMatchObject([{ parameter: 'actor' }]);
  });
});

describe('a draft', () => {
  const draft = { review: 'draft' } as const;
  const event: AnyRecord = {
    record: 'event',
    type: 'attack',
    modality: 'occurred',
    title: { en: 'Zzdraft event', ar: 'حدث مسودة' },
    date: { edtf: '2035-07-01', basis: 'stated' },
    participants: [{ role: 'perpetrator', actor: 'iraq' }],
    locations: [{ role: 'place', location: 'baghdad' }],
    ...draft,
  };

  it('is invisible in records, lists, counts, other answers and the feed', async () => {
    const watched = [
      '/v1/version',
      '/v1/events?total=true&limit=1',
      '/v1/timeline?total=true&limit=1',
      '/v1/timeline/histogram?interval=day',
      '/v1/timeline?actor=iraq&limit=200&quotes=50',
      '/v1/timeline?location=baghdad&limit=200',
      '/v1/actors/iraq',
      '/v1/actors/iraq/timeline?include_members=true&limit=200',
      '/v1/actors/iraq/network?limit=200',
      '/v1/actors/iraq/mentions?limit=200',
      '/v1/actors/iraq/quotes?limit=200',
      '/v1/quotes?total=true&limit=200',
      '/v1/quotes?collapse=utterance&limit=200',
      '/v1/utterances?limit=200',
      '/v1/figures?limit=200',
      '/v1/figures?series=true&limit=200',
      '/v1/actors?limit=200',
      '/v1/sources?limit=200',
    ];
    const bare = async (url: string) => {
      const { meta, data_version, data_as_of, ...rest } = await answered<Record<string, unknown>>(
        service,
        url,
      );
      return rest;
    };
    const before = await Promise.all(watched.map(bare));
    const changes = (await everyChange()).length;
    const { id: document } = (await answered(service, '/v1/documents?limit=1')).data[0] ?? { id: '' };
    const [eventId = ''] = await change({ ...event });
    const written = await change(
      {
        record: 'quote',
        speaker: 'iraq',
        speaker_kind: 'named',
        mode: 'direct',
        lang: 'ar',
        text: 'مسودة',
        document,
        event: eventId,
        said: { edtf: '2035-07-01', basis: 'stated' },
        ...draft,
      },
      { record: 'figure', metric: 'killed', value: 7, event: eventId, location: 'baghdad', ...draft },
      { record: 'actor', slug: 'zz-draft-actor', kind: 'person', name: { en: 'Zz draft actor' }, ...draft },
      {
        record: 'source',
        slug: 'zz-draft-source',
        kind: 'website',
        name: { en: 'Zz draft source' },
        ...draft,
      },
      { record: 'location', slug: 'zz-draft-place', kind: 'city', name: { en: 'Zz draft place' }, ...draft },
    );
    const after = await Promise.all(watched.map(bare));
    for (const [i, url] of watched.entries()) expect(after[i], url).toEqual(before[i]);
    expect((await everyChange()).length).toBe(changes);
    const kinds = ['events', 'quotes', 'figures', 'actors', 'sources', 'locations'];
    for (const [i, id] of [eventId, ...written].entries())
      for (const suffix of ['', '/history', ...(i === 0 ? ['/evidence'] : [])]) {
        const url = `/v1/${kinds[i]}/${id}${suffix}`;
        const response = await ask(service, url);
        expect(response.statusCode, url).toBe(404);
        problemOf(response, url);
      }
  });

  it('cannot be asked for by its review state', async () => {
    for (const kind of ['timeline', 'events', 'quotes', 'actors', 'figures', 'documents']) {
      const url = `/v1/${kind}?review=draft`;
      const response = await ask(service, url);
      expect(response.statusCode, url).toBe(403);
      problemOf(response, url);
    }
  });

  it('appears when it is reviewed', async () => {
    const [id = ''] = await change({ ...event, title: { en: 'Soon reviewed' } });
    await change({ ...event, id, title: { en: 'Soon reviewed' }, review: 'reviewed' });
    expect((await answered(service, '/v1/events?from=2035&limit=5')).data).toMatchObject([
      { id, version: 2 },
    ]);
    expect((await everyChange()).at(-1)).toMatchObject({ id, version: 2 });
    const { data } = await answered(service, `/v1/events/${id}/history`);
    expect(data.map(({ version }) => version)).toEqual([2]);
  });
});

describe('a retracted record', () => {
  it('answers by name as a notice, and in lists only where retracted ones are asked for', async () => {
    const [id = ''] = await change({
      record: 'event',
      type: 'attack',
      modality: 'occurred',
      title: { en: 'Retracted' },
      date: { edtf: '2036-01-01', basis: 'stated' },
      review: 'retracted',
    });
    expect(await answered(service, `/v1/events/${id}`)).toMatchObject({ id, review: 'retracted' });
    expect((await answered(service, '/v1/events?from=2036')).data).toEqual([]);
    expect((await answered(service, '/v1/timeline?from=2036')).data).toEqual([]);
    expect((await answered(service, '/v1/events?from=2036&review=retracted')).data).toMatchObject([{ id }]);
    expect((await answered(service, '/v1/events?from=2036&review=reviewed,retracted')).data).toHaveLength(1);
  });

  it('a disputed one is in the lists, marked', async () => {
    const [id = ''] = await change({
      record: 'event',
      type: 'attack',
      modality: 'occurred',
      title: { en: 'Disputed' },
      date: { edtf: '2037-01-01', basis: 'stated' },
      review: 'disputed',
    });
    expect((await answered(service, '/v1/timeline?from=2037')).data).toMatchObject([
      { id, review: 'disputed' },
    ]);
  });
});
