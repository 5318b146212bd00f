import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { everything } from '../features/ask.ts';
import { useApp } from '../support/app.ts';
import { useDesk } from '../support/desk.ts';
import { useAddress } from './address.ts';
import { isMissing, run } from './program.ts';
import { ogcSchemas } from './schemas.ts';

const service = useApp();
const desk = useDesk(service);
const address = useAddress(service);
const faults = ogcSchemas();

interface Link {
  rel: string;
  href: string;
  type?: string;
}
interface Feature {
  id: string;
  geometry: { type: string; coordinates: unknown } | null;
  properties: Record<string, string | number | null>;
}
interface Items {
  features: Feature[];
  links: Link[];
  numberMatched?: number;
  numberReturned: number;
}

const events = '/ogc/collections/events/items';
const items = async (path: string): Promise<Items> => (await service.get(path).expect(200)).body;
const ids = ({ features }: Items) => features.map(({ id }) => id);
const linked = (links: Link[], rel: string) => links.find((link) => link.rel === rel);
const local = (href: string) => href.replace(/^https?:\/\/[^/]+/, '');

/** Every page from the first, by the links in the bodies. */
async function pagesFrom(path: string): Promise<Items[]> {
  const pages = [await items(path)];
  for (let next = linked(pages[0]?.links ?? [], 'next'); next; ) {
    const page = await items(local(next.href));
    pages.push(page);
    next = linked(page.links, 'next');
  }
  return pages;
}

describe('OGC API Features', () => {
  it('describes itself as its schemas say', async () => {
    const landing = (await service.get('/ogc').expect(200)).body;
    expect(faults('landingPage', landing)).toEqual([]);
    for (const rel of ['service-desc', 'conformance', 'data']) {
      const link = linked(landing.links, rel);
      const answer = await service.get(local(link?.href ?? '')).expect(200);
      expect(answer.headers['content-type']?.split('; ')[0]).toBe(link?.type);
    }
    expect(faults('confClasses', (await service.get('/ogc/conformance')).body)).toEqual([]);
    const { body } = await service.get('/ogc/collections');
    expect(faults('collections', body)).toEqual([]);
    expect(body.collections.map(({ id }: { id: string }) => id)).toEqual(['events', 'locations']);
    for (const collection of body.collections) {
      expect((await service.get(`/ogc/collections/${collection.id}`)).body).toEqual(collection);
      expect(linked(collection.links, 'items')?.type).toBe('application/geo+json');
    }
  });

  it('has an API definition that names every parameter its pages take', async () => {
    const { body } = await service
      .get('/ogc/api')
      .buffer()
      .parse((response, done) => {
        let text = '';
        response.on('data', (chunk) => (text += chunk));
        response.on('end', () => done(null, JSON.parse(text)));
      });
    const names = body.paths['/collections/events/items'].get.parameters.map(({ $ref }: { $ref: string }) =>
      $ref.split('/').at(-1),
    );
    expect(names).toEqual(['limit', 'bbox', 'datetime', 'cursor']);
    expect(body.components.parameters.limit.schema).toMatchObject({ maximum: 1000, default: 100 });
    expect(body.servers).toEqual([{ url: expect.stringMatching(/^http:\/\/[^/]+\/ogc$/) }]);
  });

  it.each(['events', 'locations'])('gives all %s that /v1 lists, each once, page by page', async (name) => {
    const pages = await pagesFrom(`/ogc/collections/${name}/items?limit=7`);
    for (const page of pages) expect(faults('featureCollectionGeoJSON', page)).toEqual([]);
    const records = await everything(service, `/v1/${name}`);
    expect(pages.flatMap(ids)).toEqual(records.map(({ id }) => id));
    expect(pages[0]?.numberMatched).toBe(records.length);
    expect(pages.every(({ features, numberReturned }) => features.length === numberReturned)).toBe(true);
  });

  it('takes more than the most for the most', async () => {
    expect((await items(`${events}?limit=100000`)).features.length).toBe((await items(events)).numberMatched);
  });

  it('gives one feature with its links, and moves to the id of its record', async () => {
    const { features } = await items('/ogc/collections/locations/items?limit=1');
    const { body } = await service.get(`/ogc/collections/locations/items/${features[0]?.id}`).expect(200);
    expect(faults('featureGeoJSON', body)).toEqual([]);
    expect(body).toMatchObject(features[0] ?? {});
    expect(body.links.map(({ rel }: Link) => rel)).toEqual(['self', 'collection']);
  });

  it('finds by box what lies in it and what lies nowhere', async () => {
    const all = (await items(`${events}?limit=1000`)).features;
    const inside = (await items(`${events}?limit=1000&bbox=38.8,29,48.6,37.4`)).features;
    const isInside = ({ geometry }: Feature) =>
      !geometry ||
      (geometry.coordinates as number[][]).some(
        ([lon = 0, lat = 0]) => lon >= 38.8 && lon <= 48.6 && lat >= 29 && lat <= 37.4,
      );
    expect(inside.map(({ id }) => id)).toEqual(all.filter(isInside).map(({ id }) => id));
    expect(inside.length).toBeLessThan(all.length);
    expect(inside.some(({ geometry }) => geometry === null)).toBe(true);
    const withHeights = await items(`${events}?limit=1000&bbox=38.8,29,0,48.6,37.4,9`);
    expect(ids(withHeights)).toEqual(inside.map(({ id }) => id));
  });

  it.each([
    ['2024-03-01', '2024-03-01', '2024-03-01'],
    ['2024-03-01T23:30:00-02:00', '2024-03-02', '2024-03-02'],
    ['2024-02-01/2024-03-01T00:00:00Z', '2024-02-01', '2024-03-01'],
    ['../2023-12-31', '', '2023-12-31'],
    ['/2023-12-31', '', '2023-12-31'],
    ['2025-01-01/..', '2025-01-01', '9999'],
    ['2025-01-01/', '2025-01-01', '9999'],
  ])('finds by datetime %s what may lie in it and what has no time', async (datetime, from, to) => {
    const all = (await items(`${events}?limit=1000`)).features;
    const found = await items(`${events}?limit=1000&datetime=${encodeURIComponent(datetime)}`);
    const fits = ({ properties: { date_edtf: edtf, date_from: first, date_to: last } }: Feature) =>
      edtf === null || (String(first ?? '') <= to && String(last ?? '9999') >= from);
    expect(ids(found)).toEqual(all.filter(fits).map(({ id }) => id));
    expect(found.features.length).toBeGreaterThan(0);
    expect(found.features.length).toBeLessThan(all.length);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=ten', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['bbox=1,2,3', 'bbox'],
    ['bbox=1,50,2,40', 'bbox'],
    ['bbox=a,b,c,d', 'bbox'],
    ['datetime=2024-13-01', 'datetime'],
    ['datetime=0000-01-01', 'datetime'],
    ['datetime=../..', 'datetime'],
    ['datetime=2024-01-01/2023-01-01', 'datetime'],
    ['datetime=1/2/3', 'datetime'],
    ['cursor=x', 'cursor'],
    ['crs=EPSG:4326', 'crs'],
  ])('refuses %s and names %s', async (query, parameter) => {
    const answer = await service.get(`${events}?${query}`).expect(400);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body.errors[0].parameter).toBe(parameter);
  });

  it('refuses the cursor of another question', async () => {
    const next = linked((await items(`${events}?limit=1`)).links, 'next');
    const cursor = new URL(next?.href ?? '').searchParams.get('cursor');
    await service.get(`/ogc/collections/locations/items?cursor=${cursor}`).expect(400);
  });

  it('has no other collection and no other feature, and says so', async () => {
    const unknown = await service.get('/ogc/collections/event/items').expect(404);
    expect(unknown.body.detail).toContain('“events”');
    await service.get('/ogc/collections/events/items/nothing').expect(404);
  });

  it('shows no draft, not even to who may see it in /v1', async () => {
    const draft = { slug: 'ogc-draft', kind: 'site', name: { en: 'Draft' }, parent: 'iraq', point: [44, 33] };
    expect((await desk.send('contributor', 'POST', '/v1/locations', { body: draft })).status).toBe(201);
    for (const as of ['none', 'contributor', 'editor'] as const) {
      const all = await desk.send(as, 'GET', '/ogc/collections/locations/items?limit=1000');
      expect(JSON.parse(all.text).features.map(({ properties }: Feature) => properties.slug)).not.toContain(
        'ogc-draft',
      );
      expect((await desk.send(as, 'GET', '/ogc/collections/locations/items/ogc-draft')).status).toBe(404);
    }
  });
});

const noGdal = isMissing('ogr2ogr');

describe.skipIf(noGdal)(`GDAL${noGdal ? ' (skipped: gdal-bin is not installed)' : ''}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sijill-ogc-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('opens the service, with the types and the number of its features', async () => {
    const told = await run('ogrinfo', ['-ro', '-so', '-al', `OAPIF:${address()}/ogc`]);
    const counts = [...told.matchAll(/Feature Count: (\d+)/g)].map(([, count]) => Number(count));
    const listed = await Promise.all(
      ['events', 'locations'].map((name) => everything(service, `/v1/${name}`)),
    );
    expect(counts).toEqual(listed.map(({ length }) => length));
    expect(told).toMatch(
      /Geometry: Multi Point[\s\S]*title_ar: String[\s\S]*date_from: Date[\s\S]*documents: Integer/,
    );
    expect(told).toContain('WGS 84');
  });

  it.each(['events', 'locations'])('reads all %s in Arabic, page by page', async (name) => {
    const file = join(folder, `${name}.geojson`);
    const source = `OAPIF:${address()}/ogc`;
    await run('ogr2ogr', ['-f', 'GeoJSON', file, source, name, '-oo', 'PAGE_SIZE=7']);
    const read: { features: { properties: Record<string, unknown>; geometry: unknown }[] } = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    const { features } = await items(`/ogc/collections/${name}/items?limit=1000`);
    const arabic = name === 'events' ? 'title_ar' : 'name_ar';
    expect(read.features.map(({ properties }) => [properties.id, properties[arabic]])).toEqual(
      features.map(({ id, properties }) => [id, properties[arabic]]),
    );
    expect(read.features.map(({ geometry }) => geometry)).toEqual(features.map(({ geometry }) => geometry));
    expect(read.features.some(({ properties }) => /[\u0600-\u06ff]/.test(String(properties[arabic])))).toBe(
      true,
    );
  });

  it('lets the service choose by box and time', async () => {
    const file = join(folder, 'chosen.geojson');
    const box = ['-spat', '38.8', '29', '48.6', '37.4'];
    await run('ogr2ogr', ['-f', 'GeoJSON', file, `OAPIF:${address()}/ogc`, 'locations', ...box]);
    const read = JSON.parse(readFileSync(file, 'utf8'));
    const placed = (await items('/ogc/collections/locations/items?limit=1000&bbox=38.8,29,48.6,37.4'))
      .features;
    expect(read.features.length).toBe(placed.filter(({ geometry }) => geometry).length);
  });
});
