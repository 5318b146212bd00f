import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { array } from '../../src/db/database.ts';
import { sampleScales } from '../../src/model/terms.ts';
import { useApp } from '../support/app.ts';
import { answered, ask, everything, type ListAnswer, problemOf } from './ask.ts';

const service = useApp();

interface Facets {
  data: Record<string, { count: number; [facet: string]: unknown }[]>;
  total: { count: number; exact: boolean };
}

const nameOf = (value: unknown) => (value as { slug?: string }).slug ?? String(value);

const facets = (query: string) => answered<Facets>(service, `/v1/facets?limit=200&${query}`);
const total = async (query: string) =>
  (await answered<ListAnswer>(service, `/v1/events?limit=1&total=true&${query}`)).page.total;

describe('facets', () => {
  for (const question of [
    '',
    'type=attack',
    'location=syria',
    'actor=usa&from=2015',
    'location=iraq&from=2023-06&to=2024',
    'near=44.4,33.3&radius_km=300',
  ])
    it(`count what the lists of each value hold: ${question || 'of everything'}`, async () => {
      const { data, total: all } = await facets(question);
      expect(all).toEqual(await total(question));
      const ways = { actor: 'with', type: 'type', location: 'location', source: 'source' } as const;
      for (const [facet, filter] of Object.entries(ways)) {
        // A second value of a filter would mean OR.
        if (question.includes(`${filter}=`)) continue;
        for (const entry of data[facet]?.slice(0, 6) ?? []) {
          const value = nameOf(entry[facet]);
          expect(await total(`${question}&${filter}=${value}`), `${facet} ${value}`).toEqual({
            count: entry.count,
            exact: true,
          });
        }
      }
      expect(data.actor?.length).toBeGreaterThan(0);
    });

  it('count every event with a day of its own in the year it begins in', async () => {
    const events = await everything(service, '/v1/events?fields=id,sort');
    const wanted = new Map<number, number>();
    for (const { sort } of events as unknown as { sort: { date: string | null; basis: string } }[])
      if (sort.basis === 'event' && sort.date)
        wanted.set(Number(sort.date.slice(0, 4)), (wanted.get(Number(sort.date.slice(0, 4))) ?? 0) + 1);
    const { data } = await facets('');
    expect(data.year?.map(({ year, count }) => [year, count])).toEqual([...wanted].sort(([a], [b]) => b - a));
  });

  it('come with the most frequent value first, so many of each and only those asked for', async () => {
    const { data } = await answered<Facets>(service, '/v1/facets?by=actor,type&limit=3');
    expect(Object.keys(data)).toEqual(['actor', 'type']);
    for (const entries of Object.values(data)) {
      expect(entries).toHaveLength(3);
      const counts = entries.map(({ count }) => count);
      expect(counts).toEqual([...counts].sort((a, b) => b - a));
    }
  });

  it('refuse what they do not take', async () => {
    const url = '/v1/facets?by=actr';
    expect(problemOf(await ask(service, url), url).errors?.[0]).toMatchObject({
      parameter: 'by',
      detail: expect.stringContaining('actor'),
    });
    const order = '/v1/facets?order=asc';
    expect(problemOf(await ask(service, order), order).errors?.[0]).toMatchObject({ parameter: 'order' });
  });
});

describe('of many events', () => {
  /** Within five standard deviations of a sample of one in sixteen. */
  const near = (told = 0, wanted: number) => Math.abs(told - wanted) < 20 * Math.sqrt(wanted);
  const COPIES = 30_000;
  beforeAll(async () => {
    const { id: actor } = await answered<{ id: string }>(service, '/v1/actors/iraq');
    // Events that only counting sees: enough columns of one that is there.
    await service.database.change(async (tx) => {
      await tx.execute(sql`create temporary table made on commit drop as
        select gen_random_uuid() as id, n from generate_series(1, ${COPIES}::int) n`);
      await tx.execute(sql`insert into records (id, kind) select id, 'event' from made`);
      await tx.execute(sql`insert into events (id, type, modality, title, date_edtf, date_basis, starts, ends, sort_basis,
          review, version, created_at, updated_at, terms)
        select id, case when n % 4 = 0 then 'call' else 'meeting' end, 'occurred', '{"en": "Made"}',
          (1900 + n % 10)::text, 'stated', make_date(1900 + n % 10, 1, 1), make_date(1900 + n % 10, 12, 31), 'event',
          'reviewed', 1, now(), now(),
          array[filter_term('type', case when n % 4 = 0 then 'call' else 'meeting' end), filter_term('actor', ${actor}),
            filter_term('modality', 'occurred')]
            || array(select filter_term('sample', s::text) from unnest(${array(sampleScales, 'int')}) s
              where filter_term('sample', id::text) % s = 0)
        from made`);
      await tx.execute(sql`insert into event_actors (actor_id, event_id, starts, tracks, happened)
        select a.id, made.id, make_date(1900 + n % 10, 1, 1), 8, make_date(1900 + n % 10, 1, 1)
        from made join actors a on a.id = ${actor} or (a.slug = 'usa' and n % 5 = 0)`);
      await tx.execute(sql`update data_version set version = version + 1`);
    });
    await service.database.db.execute(sql`analyze events`);
  });

  it('the total is estimated, and says so', async () => {
    const told = await total('to=1999');
    expect(told?.exact).toBe(false);
    expect(told?.count).toBeGreaterThan(10_000);
    expect(told?.count).toBeLessThan(40_000);
    expect(await total('type=call&to=1999')).toEqual({ count: COPIES / 4, exact: true });
  });

  it('facets are estimated from a sample, and say so', async () => {
    const { data, total: all } = await answered<Facets>(service, '/v1/facets?to=1999');
    expect(all.exact).toBe(false);
    expect(near(all.count, COPIES)).toBe(true);
    const counts = new Map(data.type?.map(({ type, count }) => [`${type}`, count]));
    expect(near(counts.get('meeting'), 0.75 * COPIES)).toBe(true);
    expect(near(counts.get('call'), 0.25 * COPIES)).toBe(true);
    // Few are counted all.
    const few = await answered<Facets>(service, '/v1/facets?to=1900&type=call');
    expect(few.total).toEqual({ count: COPIES / 20, exact: true });
    expect(few.data.type).toEqual([{ type: 'call', count: COPIES / 20 }]);
  });

  it('a network is estimated from a sample, and says so', async () => {
    interface Network {
      data: { actor: { slug: string }; events: number; types: Record<string, number>; exact: boolean }[];
    }
    const { data } = await answered<Network>(service, '/v1/actors/iraq/network?to=1999');
    expect(data.map(({ actor, exact }) => [actor.slug, exact])).toEqual([['usa', false]]);
    expect(near(data[0]?.events, COPIES / 5)).toBe(true);
    const few = await answered<Network>(service, '/v1/actors/iraq/network?to=1900&type=call');
    expect(few.data).toMatchObject([{ events: COPIES / 20, types: { call: COPIES / 20 }, exact: true }]);
  });

  it('the histogram counts exactly what the index of days has, estimates the rest, and says so', async () => {
    interface Histogram {
      data: { start: string; count: number; by: Record<string, number> }[];
      exact: boolean;
    }
    const bySource = await answered<Histogram>(service, '/v1/timeline/histogram?to=1999&by=source');
    expect(bySource.exact).toBe(false);
    expect(bySource.data.map(({ count }) => count)).toEqual(Array(10).fill(COPIES / 10));
    for (const { by } of bySource.data)
      expect(Math.abs((by.none ?? 0) - COPIES / 10)).toBeLessThan(COPIES / 25);
    const byType = await answered<Histogram>(service, '/v1/timeline/histogram?to=1999&by=type');
    expect(byType.exact).toBe(true);
    const calls = await answered<Histogram>(service, '/v1/timeline/histogram?to=1999&type=call');
    expect(calls.exact).toBe(true);
    expect(calls.data.reduce((sum, { count }) => sum + count, 0)).toBe(COPIES / 4);
    const ofActor = await answered<Histogram>(service, '/v1/timeline/histogram?to=1999&actor=iraq');
    expect(ofActor.exact).toBe(false);
    expect(
      near(
        ofActor.data.reduce((sum, { count }) => sum + count, 0),
        COPIES,
      ),
    ).toBe(true);
  });
});
