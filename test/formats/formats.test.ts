import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../src/formats/columns.ts';
import { csv } from '../../src/formats/csv.ts';
import type { EntryKind, Format } from '../../src/formats/format.ts';
import { geojson } from '../../src/formats/geojson.ts';
import { formatsOf } from '../../src/formats/index.ts';
import { ndjson } from '../../src/formats/ndjson.ts';

async function* each(entries: unknown[]) {
  for (const entry of entries) yield typeof entry === 'string' ? entry : JSON.stringify(entry);
}

const answering = {
  self: 'http://localhost/v1/events?format=x',
  base: 'http://localhost',
  language: 'ar' as const,
};

async function written(format: Format, kind: EntryKind, entries: unknown[]): Promise<string> {
  let text = '';
  for await (const piece of format.write(each(entries), { ...answering, kind })) text += piece;
  return text;
}

const kinds = Object.keys(columnsOf) as EntryKind[];

const source = {
  id: '1',
  slug: 'a',
  kind: 'agency',
  name: { en: 'A' },
  url: null,
  country: null,
  documents: 2,
};

describe('every format', () => {
  it.each(kinds)('writes an empty answer of kind %s', async (kind) => {
    for (const format of formatsOf(kind)) {
      const text = await written(format, kind, []);
      if (format === ndjson) expect(text).toBe('');
      if (format === csv) expect(text).toMatch(/^\uFEFF[a-z0-9_]+(,[a-z0-9_]+)*\r\n$/);
      if (format === geojson) expect(JSON.parse(text)).toEqual({ type: 'FeatureCollection', features: [] });
    }
  });

  it('has a name, a media type and a file ending of its own', () => {
    const all = [...new Set(kinds.flatMap((kind) => formatsOf(kind)))];
    for (const part of ['name', 'mediaType', 'extension'] as const)
      expect(new Set(all.map((format) => format[part])).size).toBe(all.length);
  });
});

describe('ndjson', () => {
  it('keeps an answer on its line, whatever PostgreSQL wrote between its values', async () => {
    const text = await written(ndjson, 'source', ['{"a" : 1,\n "b" : "x\\ny"}', { c: 2 }]);
    expect(text.split('\n')).toHaveLength(3);
    expect(
      text
        .split('\n')
        .slice(0, 2)
        .map((line) => JSON.parse(line)),
    ).toEqual([{ a: 1, b: 'x\ny' }, { c: 2 }]);
  });
});

describe('csv', () => {
  it('has no column twice', () => {
    for (const kind of kinds) {
      const names = columnsOf[kind].map(({ name }) => name);
      expect(new Set(names).size, kind).toBe(names.length);
    }
  });

  it('leaves unknown values empty, never 0 or null', async () => {
    const [, row] = (await written(csv, 'source', [source])).split('\r\n');
    expect(row).toBe('1,a,,A,agency,,,2');
  });

  it('quotes commas, quotes and line breaks (RFC 4180)', async () => {
    const text = await written(csv, 'source', [{ ...source, name: { en: 'a "b", c\nd', ar: 'س، ص' } }]);
    expect(text).toContain('1,a,س، ص,"a ""b"", c\nd",agency,,,2\r\n');
  });

  it.each(['=1+1', '+1', '-1+2', '@SUM(A1)', '\t=1', '\r=1', '=cmd|x'])(
    'begins a cell that would run as a formula with an apostrophe: %j',
    async (name) => {
      const text = await written(csv, 'source', [{ ...source, name: { en: name } }]);
      expect(text).toContain(`'${name}`);
    },
  );

  it('leaves negative numbers numbers', async () => {
    const place = {
      id: '1',
      slug: 'w',
      name: { en: 'W' },
      kind: 'city',
      parent: null,
      country: 'US',
      point: [-77.04, 38.9],
    };
    expect(await written(csv, 'location', [place])).toContain(',-77.04,38.9\r\n');
  });
});

describe('geojson', () => {
  const event = (...points: ([number, number] | null)[]) => ({
    id: '1',
    title: { en: 'A' },
    date: null,
    locations: points.map((point) => ({ location: { slug: 'x', point } })),
  });

  it.each([
    ['nowhere', event(), null],
    ['at a place without a point', event(null), null],
    ['at one place', event([44.4, 33.3]), { type: 'Point', coordinates: [44.4, 33.3] }],
    [
      'at several places',
      event([44.4, 33.3], null, [38, 34]),
      {
        type: 'MultiPoint',
        coordinates: [
          [44.4, 33.3],
          [38, 34],
        ],
      },
    ],
  ])('puts an event %s', async (_, entry, geometry) => {
    const { features } = JSON.parse(await written(geojson, 'event', [entry, entry]));
    expect(features).toHaveLength(2);
    expect(features[0]).toMatchObject({
      type: 'Feature',
      id: '1',
      geometry,
      properties: { title_en: 'A', title_ar: null },
    });
  });

  it('is for what has a place only', () => {
    expect(kinds.filter((kind) => formatsOf(kind).includes(geojson))).toEqual([
      'event',
      'timeline',
      'location',
    ]);
  });
});
