import { execFileSync } from 'node:child_process';
import LinkHeader from 'http-link-header';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Actor, Mention, Neighbour } from '../../src/model/actor.ts';
import { Change, Version } from '../../src/model/change.ts';
import { Document } from '../../src/model/document.ts';
import { Event, TimelineEntry } from '../../src/model/event.ts';
import { Evidence } from '../../src/model/evidence.ts';
import { Figure, FigureSeries } from '../../src/model/figure.ts';
import { Location } from '../../src/model/location.ts';
import { Quote } from '../../src/model/quote.ts';
import { Source } from '../../src/model/source.ts';
import { CollapsedQuote, Utterance } from '../../src/model/utterance.ts';
import { Vocabulary, VocabularySummary } from '../../src/model/vocabulary.ts';
import { useApp } from '../support/app.ts';
import { answered, ask, type Entry, everything, forEach, pages, problemOf, withQuery } from './ask.ts';

const service = useApp();

const anyModality =
  'modality=occurred,ongoing,announced,planned,hypothetical,alleged,denied,cancelled&include=evidence,documents';

/** Every list, and lists that answer in another shape, with the schema of one answer. */
const lists: [string, z.ZodType][] = [
  ['/v1/timeline', TimelineEntry],
  [`/v1/timeline?${anyModality}&quotes=50`, TimelineEntry],
  ['/v1/actors/usa/timeline', TimelineEntry],
  ['/v1/actors/global-coalition/timeline?include_members=true', TimelineEntry],
  ['/v1/events', Event],
  [`/v1/events?${anyModality}`, Event],
  ['/v1/quotes', Quote],
  ['/v1/quotes?collapse=utterance', CollapsedQuote],
  ['/v1/actors/ian-mccary/quotes', Quote],
  ['/v1/actors/ian-mccary/quotes?collapse=utterance', CollapsedQuote],
  ['/v1/utterances', Utterance],
  ['/v1/figures', Figure],
  ['/v1/figures?include=evidence', Figure],
  ['/v1/figures?series=true', FigureSeries],
  ['/v1/actors', Actor],
  ['/v1/actors?include=evidence', Actor],
  ['/v1/actors?q=us', Actor],
  ['/v1/actors?q=العراق', Actor],
  ['/v1/actors/usa/network', Neighbour],
  ['/v1/actors/usa/mentions', Mention],
  ['/v1/locations', Location],
  ['/v1/locations?q=سوريا', Location],
  ['/v1/locations?near=44.4,33.3&radius_km=2000', Location],
  ['/v1/sources', Source],
  ['/v1/documents', Document],
].map(([path, schema]) => [encodeURI(path as string), schema as z.ZodType]);

const kinds: [string, z.ZodType][] = [
  ['sources', Source],
  ['locations', Location],
  ['actors', Actor],
  ['documents', Document],
  ['events', Event],
  ['quotes', Quote],
  ['utterances', Utterance],
  ['figures', Figure],
];

const Page = z.strictObject({
  limit: z.int().min(1).max(200),
  next_cursor: z.string().nullable(),
  total: z.unknown().optional(),
});
const Meta = z.strictObject({
  data_version: z.int(),
  data_as_of: z.iso.datetime(),
  licence: z.url(),
  query: z.record(z.string(), z.unknown()),
});
const listOf = (entry: z.ZodType) => z.strictObject({ data: z.array(entry), page: Page, meta: Meta });

/** One text for each answer of a list, also where answers have no id. */
const nameOf = (entry: Entry) => entry.id ?? JSON.stringify(entry);

describe('every list', () => {
  it('answers pages that its schema describes', async () => {
    await forEach(lists, async ([path, schema]) => {
      const page = listOf(schema);
      for (const answer of await pages(service, path, 40)) {
        const { error } = page.safeParse(answer);
        expect(error && z.prettifyError(error), path).toBeUndefined();
        expect(answer.page.limit).toBe(40);
      }
    });
  });

  it('visits every answer exactly once, whatever the limit, and in the same order', async () => {
    await forEach(lists, async ([path]) => {
      const whole = (await everything(service, path)).map(nameOf);
      expect(new Set(whole).size, path).toBe(whole.length);
      for (const limit of [3, 7, whole.length, Math.max(whole.length - 1, 1)].filter(
        (n) => n <= 200 && n > 0,
      ))
        expect((await everything(service, path, limit)).map(nameOf), `${path}, ${limit} a page`).toEqual(
          whole,
        );
    });
  });

  it('ends on a page without a cursor even where the last answer ends a page', async () => {
    const { page } = await answered(service, '/v1/sources?limit=5');
    expect(page).toEqual({ limit: 5, next_cursor: null });
  });

  it('names the next page in a Link header that keeps the question', async () => {
    await forEach(lists, async ([path]) => {
      const first = await ask(service, withQuery(path, 'limit=2'));
      const { data, page } = first.json();
      const link = first.headers.link as string | undefined;
      if (!page.next_cursor) return expect(link, path).toBeUndefined();
      const [next] = LinkHeader.parse(link ?? '').rel('next');
      const url = new URL(next?.uri ?? '', 'http://localhost');
      expect(url.searchParams.get('cursor')).toBe(page.next_cursor);
      const second = await answered(service, `${url.pathname}${url.search}`);
      const whole = await answered(service, withQuery(path, 'limit=4'));
      expect([...data, ...second.data].map(nameOf), path).toEqual(whole.data.map(nameOf));
    });
  });

  it('answers with 50 a page unless told', async () => {
    const { data, page } = await answered(service, '/v1/quotes');
    expect([data.length, page.limit]).toEqual([50, 50]);
  });

  it('counts only when asked to, and then counts what its pages hold', async () => {
    await forEach(lists, async ([path]) => {
      const { page } = await answered(service, withQuery(path, 'total=true&limit=1'));
      const whole = await everything(service, path);
      expect(page.total, path).toEqual({ count: whole.length, exact: true });
      expect((await answered(service, withQuery(path, 'limit=1'))).page).not.toHaveProperty('total');
      expect((await answered(service, withQuery(path, 'limit=1&total=false'))).page).not.toHaveProperty(
        'total',
      );
    });
  });

  it('echoes the question as it was understood', async () => {
    const { meta } = await answered(
      service,
      '/v1/timeline?actor=usa&type=attack,statement&type=call&limit=5&total=true&from=2020&near=44.4,33.3',
    );
    expect(meta.query).toEqual({
      actor: ['usa'],
      type: ['attack', 'statement', 'call'],
      limit: 5,
      total: true,
      from: '2020',
      near: [44.4, 33.3],
    });
  });

  it('says which state of the data it answers from', async () => {
    const version = await answered<Record<string, unknown>>(service, '/v1/version');
    await forEach(lists, async ([path]) => {
      const { meta } = await answered(service, withQuery(path, 'limit=1'));
      expect([meta.data_version, meta.data_as_of]).toEqual([version.data_version, version.data_as_of]);
    });
  });

  it('trims its answers to `fields`, also inside lists and maps', async () => {
    const { data } = await answered(service, '/v1/events?limit=5&fields=id,title.ar,participants.actor.slug');
    for (const event of data) {
      expect(Object.keys(event)).toEqual(['id', 'title', 'participants']);
      expect(Object.keys(event.title as object)).toEqual(['ar']);
      for (const participant of event.participants as object[])
        expect(participant).toEqual({ actor: { slug: expect.any(String) } });
    }
  });
});

describe('cursors', () => {
  const refused = async (url: string) => {
    const response = await ask(service, url);
    expect(response.statusCode, url).toBe(400);
    expect(problemOf(response, url)).toMatchObject({
      type: '/problems/invalid-cursor',
      errors: [{ parameter: 'cursor', code: 'invalid_cursor' }],
    });
  };
  let cursor: string;
  beforeAll(async () => {
    cursor = (await answered(service, '/v1/timeline?actor=usa&limit=2')).page.next_cursor ?? '';
  });

  it('fit the question they came from, with another limit and other fields too', async () => {
    const { data } = await answered(service, `/v1/timeline?actor=usa&limit=5&fields=id&cursor=${cursor}`);
    const whole = await everything(service, '/v1/timeline?actor=usa');
    expect(data.map(({ id }) => id)).toEqual(whole.slice(2, 7).map(({ id }) => id));
  });

  it.each([
    ['another list', '/v1/events?actor=usa'],
    ['another filter', '/v1/timeline?actor=iraq'],
    ['one filter more', '/v1/timeline?actor=usa&type=attack'],
    ['no filter', '/v1/timeline?'],
    ['another order', '/v1/timeline?actor=usa&order=asc'],
    ['one actor’s timeline', '/v1/actors/usa/timeline?'],
  ])('are refused by %s', async (_, path) => {
    await refused(`${path}&cursor=${cursor}`.replace('?&', '?'));
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, -4)],
    ['empty', () => ''],
    ['made up', () => 'abc'],
    ['JSON of another kind', () => Buffer.from('{"a":1}').toString('base64url')],
    ['a number', () => Buffer.from('12').toString('base64url')],
    ['not base64', () => '%F0%9F%92%A5'],
  ])('are refused when %s', async (_, change) => {
    await refused(`/v1/timeline?actor=usa&cursor=${change(cursor)}`);
  });

  it('are refused where another actor’s list gave them out', async () => {
    const { page } = await answered(service, '/v1/actors/usa/quotes?limit=1');
    await refused(`/v1/actors/iraq/quotes?cursor=${page.next_cursor}`);
  });
});

describe('order', () => {
  const days = (entries: Entry[]) =>
    entries.map(({ sort, id }) => `${(sort as { date: string | null }).date ?? '0'} ${id}`);

  it.each(['/v1/timeline', '/v1/events', '/v1/actors/usa/timeline', `/v1/events?${anyModality}`])(
    '%s goes from the newest to the oldest, events of one day by id, undated ones last',
    async (path) => {
      const seen = days(await everything(service, path, 4));
      expect(seen).toEqual(seen.toSorted().reverse());
    },
  );

  it.each([
    '/v1/timeline',
    '/v1/events',
    '/v1/actors/usa/timeline',
    '/v1/quotes',
    '/v1/figures',
    '/v1/utterances',
  ])('%s in the other order is the same list backwards, with what nothing dates last again', async (path) => {
    const newestFirst = (await everything(service, path)).map(nameOf);
    const chronology = (await everything(service, withQuery(path, 'order=asc'), 4)).map(nameOf);
    const dated = chronology.indexOf(newestFirst[0] ?? '') + 1;
    expect(dated).toBeGreaterThan(newestFirst.length / 2);
    expect(chronology).toEqual([
      ...newestFirst.slice(0, dated).toReversed(),
      ...newestFirst.slice(dated).toReversed(),
    ]);
  });

  it('takes `order=desc` as what it does unless told', async () => {
    const { data } = await answered(service, '/v1/timeline');
    expect((await answered(service, '/v1/timeline?order=desc')).data).toEqual(data);
  });

  it('puts near places first', async () => {
    const places = await everything(service, '/v1/locations?near=44.4,33.3&radius_km=3000', 3);
    const away = places.map(({ distance_km }) => distance_km as number);
    expect(away.length).toBeGreaterThan(5);
    expect(away).toEqual(away.toSorted((a, b) => a - b));
  });

  it.each(['/v1/locations?radius_km=5', '/v1/events?radius_km=5'])('%s has no middle', async (url) => {
    expect(problemOf(await ask(service, url), url).errors?.[0]?.parameter).toBe('radius_km');
  });
});

describe('every record', () => {
  it.each(kinds)(
    'of /v1/%s answers by id, slug and external id, as its schema describes',
    async (kind, schema) => {
      const query = kind === 'events' ? `?${anyModality}` : '';
      const records = await everything(service, `/v1/${kind}${query}`);
      await forEach(records, async (record) => {
        const external = Object.entries(record.external_ids as Record<string, string[]>).flatMap(
          ([scheme, values]) => values.map((value) => encodeURIComponent(`${scheme}:${value}`)),
        );
        const names = [record.id, ...(record.slug ? [record.slug] : []), ...external];
        const answers = await Promise.all(names.map((name) => ask(service, `/v1/${kind}/${name}`)));
        for (const answer of answers) expect(answer.body, answer.body).toBe(answers[0]?.body);
        const { data, error } = schema.safeParse(answers[0]?.json());
        expect(error && z.prettifyError(error), `${kind}/${record.id}`).toBeUndefined();
        expect((data as Entry).id).toBe(record.id);
      });
    },
  );

  it('says in a list what it says alone', async () => {
    for (const kind of ['sources', 'locations', 'documents', 'quotes'])
      for (const record of (await answered(service, `/v1/${kind}?limit=10`)).data)
        expect(await answered(service, `/v1/${kind}/${record.id}`)).toEqual(record);
  });

  it.each(kinds)('of /v1/%s has a history that begins with its creation', async (kind) => {
    const History = z.strictObject({ data: z.array(Version).min(1) });
    const records = (await answered(service, `/v1/${kind}?limit=12`)).data;
    await forEach(records, async ({ id, version }) => {
      const { data } = History.parse(await answered(service, `/v1/${kind}/${id}/history`));
      expect(data[0]).toMatchObject({ version: 1, op: 'created', by: 'demo' });
      expect(data.at(-1)?.version).toBe(version);
    });
  });

  it('of an event has its evidence at an address of its own', async () => {
    const events = await everything(service, '/v1/events?include=evidence');
    await forEach(events, async ({ id, evidence }) => {
      const answer = await answered<{ data: unknown[] }>(service, `/v1/events/${id}/evidence`);
      expect(z.array(Evidence).parse(answer.data)).toEqual(evidence);
    });
  });

  it('gives only the fields asked for', async () => {
    expect(await answered(service, '/v1/actors/usa?fields=slug,name.ar')).toEqual({
      slug: 'usa',
      name: { ar: 'الولايات المتحدة' },
    });
  });
});

describe('GET /v1/vocabularies', () => {
  it('lists every scheme, and each answers as JSON and as SKOS in JSON-LD', async () => {
    const { data } = await answered<{ data: unknown[] }>(service, '/v1/vocabularies');
    for (const { scheme, concepts } of z.array(VocabularySummary).parse(data)) {
      const vocabulary = Vocabulary.parse(await answered(service, `/v1/vocabularies/${scheme}`));
      expect(vocabulary.concepts.length).toBe(concepts);
      const response = await ask(service, `/v1/vocabularies/${scheme}`, { accept: 'application/ld+json' });
      expect(response.headers['content-type']).toContain('application/ld+json');
      const skos = response.json();
      const [conceptScheme, ...listed] = skos['@graph'];
      expect(conceptScheme['@type']).toBe('ConceptScheme');
      expect(listed).toHaveLength(concepts);
      for (const concept of listed) {
        expect(concept.prefLabel).toMatchObject({ ar: expect.any(String), en: expect.any(String) });
        expect(concept['@id']).toMatch(/^http:\/\/localhost(:80)?\/v1\/vocabularies\/[a-z-]+#[\w.-]+$/);
      }
    }
  });

  it('suggests the nearest scheme', async () => {
    const url = '/v1/vocabularies/event-type';
    const response = await ask(service, url);
    expect(response.statusCode).toBe(404);
    expect(problemOf(response, url).detail).toContain('“event-types”');
  });
});

describe('GET /v1/changes', () => {
  it('gives each change once from the beginning to the end, page by page', async () => {
    const seen: z.infer<typeof Change>[] = [];
    let after = '';
    for (;;) {
      const url = `/v1/changes?limit=90${after && `&after=${after}`}`;
      const { data, page } = await answered<{ data: unknown[]; page: { next_cursor: string } }>(service, url);
      if (data.length === 0) {
        expect(page.next_cursor).toBe(after);
        break;
      }
      seen.push(...z.array(Change).parse(data));
      expect(page.next_cursor).toBe(seen.at(-1)?.cursor);
      after = page.next_cursor;
    }
    const { counts } = await answered<{ counts: Record<string, number> }>(service, '/v1/version');
    expect(seen).toHaveLength(Object.values(counts).reduce((sum, count) => sum + count, 0));
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
  });

  it('goes on from the cursor of any change', async () => {
    const { data } = await answered(service, '/v1/changes?limit=9');
    const rest = await answered(service, `/v1/changes?limit=5&after=${data[3]?.cursor}`);
    expect(rest.data).toEqual(data.slice(4, 9));
  });

  it('adds each record as it answers now with `expand=true`', async () => {
    const { data } = await answered(service, '/v1/changes?limit=200&expand=true');
    await forEach(
      data.filter((_, i) => i % 9 === 0),
      async ({ id, kind, record }) => {
        expect(record).toEqual(await answered(service, `/v1/${kind}s/${id}`));
      },
    );
  });

  it.each(['abc', 'YzE=', 'Yzk5OTk5OTk5OTk5OTk5OTk5OQ', ''])(
    'refuses a cursor it never gave: %j',
    async (cursor) => {
      const url = `/v1/changes?after=${cursor}`;
      const response = await ask(service, url);
      expect(response.statusCode).toBe(400);
      expect(problemOf(response, url).errors).toMatchObject([{ parameter: 'after' }]);
    },
  );
});

/** The rows of tables as another program reads them: Python’s csv module. */
function readCsv(texts: string[]): Record<string, string>[][] {
  const script = `import csv, io, json, sys
texts = json.loads(sys.stdin.buffer.read())
print(json.dumps([list(csv.DictReader(io.StringIO(t.removeprefix("\\ufeff"), newline=""), strict=True)) for t in texts]))`;
  const input = JSON.stringify(texts);
  return JSON.parse(execFileSync('python3', ['-c', script], { input, maxBuffer: 1 << 26 }).toString());
}

describe('formats', () => {
  it('ndjson has the answers of json, one a line, whole', async () => {
    await forEach(lists, async ([path]) => {
      const response = await ask(service, withQuery(path, 'format=ndjson'));
      expect(response.headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
      const lines = response.body.split('\n');
      expect(lines.pop(), path).toBe('');
      expect(
        lines.map((line) => JSON.parse(line)),
        path,
      ).toEqual(await everything(service, path));
    });
  });

  it('csv begins with a byte-order mark and a header, and every row has every column', async () => {
    const tables: { path: string; text: string; ids: string[] }[] = [];
    await forEach(lists, async ([path]) => {
      const response = await ask(service, withQuery(path, 'format=csv'));
      expect(response.headers['content-type']).toMatch(/^text\/csv; charset=utf-8/);
      expect(response.rawPayload.subarray(0, 3).toString('hex')).toBe('efbbbf');
      expect(response.body).toMatch(/\r\n$/);
      const ids = (await everything(service, path)).map(({ id }) => id);
      tables.push({ path, text: response.body, ids });
    });
    const read = readCsv(tables.map(({ text }) => text));
    for (const [i, { path, ids }] of tables.entries()) {
      const rows = read[i] ?? [];
      expect(rows, path).toHaveLength(ids.length);
      const header = Object.keys(rows[0] ?? {});
      for (const row of rows) {
        expect(Object.keys(row)).toEqual(header);
        expect(Object.values(row)).not.toContain(null);
      }
      if (header.includes('id')) expect(rows.map(({ id }) => id)).toEqual(ids);
    }
  });

  it('csv keeps Arabic as it is written', async () => {
    const { body } = await ask(service, '/v1/actors?format=csv');
    const actors = new Map(readCsv([body])[0]?.map((row) => [row.slug, row]));
    for (const { slug, name } of await everything(service, '/v1/actors'))
      expect(actors.get(slug as string)?.name_ar ?? '').toBe((name as { ar?: string }).ar ?? '');
  });

  it('geojson is a feature collection with a feature for each answer (RFC 7946)', async () => {
    const located = [
      '/v1/timeline',
      '/v1/events',
      '/v1/actors/usa/timeline',
      '/v1/locations',
      '/v1/locations?near=44.4,33.3&radius_km=2000',
    ];
    for (const path of located) {
      const response = await ask(service, withQuery(path, 'format=geojson'));
      expect(response.headers['content-type']).toBe('application/geo+json; charset=utf-8');
      const { type, features } = Collection.parse(response.json());
      expect(type).toBe('FeatureCollection');
      expect(features.map(({ id }) => id)).toEqual((await everything(service, path)).map(({ id }) => id));
    }
  });

  it('geojson puts an event at the points of its places, and nowhere where none is known', async () => {
    const { features } = (await ask(service, '/v1/events?format=geojson')).json();
    const events = await everything(service, '/v1/events');
    for (const [i, { geometry }] of features.entries()) {
      const places = events[i]?.locations as { location: { point: [number, number] | null } }[];
      const points = places.flatMap(({ location }) => (location.point ? [location.point] : []));
      if (points.length === 0) expect(geometry).toBeNull();
      else expect([geometry.coordinates].flat(2)).toEqual(points.flat());
    }
  });

  it('come whole unless `limit` is given', async () => {
    const lines = async (query: string) =>
      (await ask(service, `/v1/quotes?format=ndjson${query}`)).body.split('\n').length - 1;
    expect(await lines('')).toBe(113);
    expect(await lines('&limit=7')).toBe(7);
  });

  it('are chosen by Accept, and `format` overrides it', async () => {
    const typeOf = async (accept: string, query = '') =>
      (await ask(service, `/v1/timeline?limit=1${query}`, { accept })).headers['content-type'];
    expect(await typeOf('application/geo+json')).toContain('application/geo+json');
    expect(await typeOf('text/csv')).toContain('text/csv');
    expect(await typeOf('text/csv;q=0.5, application/json')).toContain('application/json');
    expect(await typeOf('text/html,application/xhtml+xml,*/*;q=0.8')).toContain('application/json');
    expect(await typeOf('*/*')).toContain('application/json');
    expect(await typeOf('text/csv', '&format=json')).toContain('application/json');
    expect(await typeOf('image/png', '&format=ndjson')).toContain('application/x-ndjson');
  });

  it('are saved under a name of their own', async () => {
    const { headers } = await ask(service, '/v1/timeline?format=csv&limit=1');
    expect(headers['content-disposition']).toBe('attachment; filename="sijill-timeline.csv"');
    expect((await ask(service, '/v1/timeline?limit=1')).headers).not.toHaveProperty('content-disposition');
  });
});

const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
const Collection = z.strictObject({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.strictObject({
      type: z.literal('Feature'),
      id: z.string(),
      geometry: z
        .union([
          z.strictObject({ type: z.literal('Point'), coordinates: Position }),
          z.strictObject({ type: z.literal('MultiPoint'), coordinates: z.array(Position).min(2) }),
        ])
        .nullable(),
      properties: z.record(z.string(), z.unknown()),
    }),
  ),
});
