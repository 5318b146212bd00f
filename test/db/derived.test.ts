import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadBundle } from '../../src/bundle/load.ts';
import { BundleRejected } from '../../src/bundle/report.ts';
import { type Db, rows } from '../../src/db/database.ts';
import { moveDataVersion } from '../../src/db/version.ts';
import { demoPath, loadDemo } from '../../src/demo.ts';
import type { RecordKind } from '../../src/model/common.ts';
import { reportLevels, sampleScales, term } from '../../src/model/terms.ts';
import { trackBits } from '../../src/model/tracks.ts';
import { trackOf } from '../../src/model/vocabularies/index.ts';
import { register } from '../../src/store/register.ts';
import { write } from '../../src/store/write.ts';
import { byGold, type Demo, lines } from '../demo/bundle.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
  await loadDemo(opened.database);
});
afterAll(() => opened.close());
type Query = ReturnType<typeof sql>;
/** Through the readers' connections: they compile no statement, which would take longer than answering it. */
const ask = <T extends object>(query: Query) =>
  rows<T>(drizzle(opened.database.reads.pool) as unknown as Db, query);

const bits = sql.raw(
  `case role ${Object.entries(trackOf)
    .map(([role, track]) => `when '${role}' then ${trackBits[track]}`)
    .join(' ')} else ${trackBits.present} end`,
);

const asTerms = (id: string, kind: string, value: string) =>
  `select ${id} as id, '${kind}' as kind, ${value} as value`;

/** Every term of every event, from the tables that the other copies here are. */
const termsOfEvents =
  sql.raw(`select id::text || ' ' || array_agg(distinct filter_term(kind, value))::text as line from (
  ${[
    ...Object.entries(trackBits).map(
      ([name, bit]) =>
        `${asTerms('event_id', 'track', `actor_id || ' ${name}'`)} from event_actors where tracks & ${bit} > 0`,
    ),
    `${asTerms('event_id', 'actor', 'actor_id::text')} from event_actors where tracks <> 16`,
    `${asTerms('event_id', 'role', 'role::text')} from participants where coalesce(claim_status::text, '') <> 'denied'`,
    `${asTerms('event_id', 'role', `actor_id::text || ' ' || role::text`)} from participants where coalesce(claim_status::text, '') <> 'denied'`,
    `${asTerms('event_id', 'area', 'location_id::text')} from event_areas`,
    `${asTerms('event_id', 'country', 'country::text')} from event_locations join locations l on l.id = location_id`,
    ...['16', '4', '1', '0.25'].map(
      (size) =>
        `${asTerms('event_id', 'cell', `'${size} ' || floor((lon + 180) / ${size}) || ' ' || floor((lat + 90) / ${size})`)} from event_locations join locations l on l.id = location_id`,
    ),
    `${asTerms('event_id', 'source', 'source_id::text')} from event_reports`,
    `${asTerms('event_id', 'document', 'document_id::text')} from event_reports`,
    ...['type', 'subtype', 'modality', 'review'].map(
      (column) => `${asTerms('id', column, `${column}::text`)} from events`,
    ),
    `${asTerms('id', 'context', 'unnest(contexts)')} from events`,
    `${asTerms('e.id', 'sample', 'n::text')} from events e join (values ${sampleScales.map((n) => `(${n})`).join()}) l(n) on filter_term('sample', e.id::text) % n = 0`,
    `${asTerms('e.id', 'reports', 'n::text')} from events e join (values ${reportLevels.map((n) => `(${n})`).join()}) l(n) on n <= documents_count`,
  ].join(' union all ')}) t where value is not null group by id order by 1`);

const termsOfQuotes =
  sql.raw(`select id::text || ' ' || array_agg(distinct filter_term(kind, value))::text as line from (
  ${[
    ...['speaker', 'actor'].map(
      (kind) => `${asTerms('quote_id', kind, 'actor_id::text')} from quote_speakers`,
    ),
    ...['about', 'actor'].map((kind) => `${asTerms('quote_id', kind, 'actor_id::text')} from quote_about`),
    `${asTerms('id', 'sample', "'256'")} from quotes where filter_term('sample', id::text) % 256 = 0`,
    `${asTerms('quote_id', 'area', 'ancestor_id::text')} from quote_about x join location_ancestors la on la.location_id = x.location_id`,
    `${asTerms('q.id', 'source', 'source_id::text')} from quotes q join documents d on d.id = document_id`,
    ...['mode', 'speech_act', 'speaker_kind', 'lang', 'review'].map(
      (column) => `${asTerms('id', column, `${column}::text`)} from quotes`,
    ),
    `${asTerms('id', 'medium', 'medium_kind::text')} from quotes`,
  ].join(' union all ')}) t where value is not null group by id order by 1`);

/** What each copy should hold, worked out anew from the written columns alone; beside it, what it holds. */
const copies: Record<string, [wanted: Query, held: Query]> = {
  location_ancestors: [
    sql`with recursive up(location, ancestor, depth) as (
          select id, id, 0 from locations
          union all select u.location, l.parent_id, u.depth + 1
          from up u join locations l on l.id = u.ancestor where l.parent_id is not null)
        select location::text || ' in ' || ancestor || ' ' || depth as line from up order by 1`,
    sql`select location_id::text || ' in ' || ancestor_id || ' ' || depth as line from location_ancestors order by 1`,
  ],
  event_days: [
    sql`select e.id::text || ' ' || case
          when e.date_edtf is not null then
            coalesce(edtf_from(e.date_edtf), '-infinity') || ' ' || coalesce(edtf_to(e.date_edtf), 'infinity') || ' event'
          when r.first is null then '-infinity -infinity none'
          else r.first || ' ' || coalesce(r.last, r.first) || ' reported' end as line
        from events e left join lateral (
          select edtf_from(d.published_edtf) as first, edtf_to(d.published_edtf) as last from documents d
          where edtf_from(d.published_edtf) is not null
            and (exists (select from evidence v where v.owner_id = e.id and v.document_id = d.id)
              or exists (select from quotes q where q.event_id = e.id and q.document_id = d.id))
          order by 1, d.id limit 1) r on true
        order by 1`,
    sql`select id::text || ' ' || starts || ' ' || ends || ' ' || sort_basis as line from events order by 1`,
  ],
  event_actors: [
    sql`select actor::text || ' ' || e.id || ' ' || e.starts || ' ' || bit_or(bit) as line from (
          select actor_id as actor, event_id as event,
            case when claim_status = 'denied' then ${sql.raw(`${trackBits.about}`)} else ${bits} end as bit from participants
          union all
          select p.actor_id, p.event_id, ${sql.raw(`${trackBits.said}`)} from participants p
          where exists (select from quotes q join quote_speakers s on s.quote_id = q.id
            where q.event_id = p.event_id and s.actor_id = p.actor_id)
          union all
          select a.actor_id, q.event_id, ${sql.raw(`${trackBits.about}`)} from quotes q join quote_about a on a.quote_id = q.id
          where a.actor_id is not null and q.event_id is not null) parts
        join events e on e.id = parts.event group by actor, e.id, e.starts order by 1`,
    sql`select actor_id::text || ' ' || event_id || ' ' || starts || ' ' || tracks as line from event_actors order by 1`,
  ],
  event_areas: [
    sql`with recursive inside(event, place) as (
          select event_id, location_id from event_locations
          union select i.event, l.parent_id from inside i join locations l on l.id = i.place
          where l.parent_id is not null)
        select i.place::text || ' ' || i.event || ' ' || e.starts as line
        from inside i join events e on e.id = i.event order by 1`,
    sql`select location_id::text || ' ' || event_id || ' ' || starts as line from event_areas order by 1`,
  ],
  event_reports: [
    sql`select e.id::text || ' ' || d.id || ' ' || coalesce(d.source_id::text, 'none') || ' ' || e.starts as line
        from events e cross join documents d
        where exists (select from evidence v where v.owner_id = e.id and v.document_id = d.id)
          or exists (select from quotes q where q.event_id = e.id and q.document_id = d.id)
        order by 1`,
    sql`select event_id::text || ' ' || document_id || ' ' || coalesce(source_id::text, 'none') || ' ' || starts as line
        from event_reports order by 1`,
  ],
  quote_days: [
    sql`select q.id::text || ' ' || case when q.said_edtf is not null
          then coalesce(edtf_from(q.said_edtf), '-infinity') || ' ' || coalesce(edtf_to(q.said_edtf), 'infinity')
          else coalesce(d.first, '-infinity') || ' ' || coalesce(d.last, d.first, '-infinity') end as line
        from quotes q join (
          select id, edtf_from(published_edtf) as first, edtf_to(published_edtf) as last from documents) d
          on d.id = q.document_id
        order by 1`,
    sql`select id::text || ' ' || starts || ' ' || ends as line from quotes order by 1`,
  ],
  event_terms: [termsOfEvents, sql`select id::text || ' ' || terms::text as line from events order by 1`],
  quote_terms: [termsOfQuotes, sql`select id::text || ' ' || terms::text as line from quotes order by 1`],
  quote_speakers: [
    sql`select s.quote_id::text || ' ' || s.actor_id || ' ' || q.starts as line
        from quote_speakers s join quotes q on q.id = s.quote_id order by 1`,
    sql`select quote_id::text || ' ' || actor_id || ' ' || starts as line from quote_speakers order by 1`,
  ],
  utterance_days: [
    sql`select u.id::text || ' ' || case when u.said_edtf is not null
          then coalesce(edtf_from(u.said_edtf), '-infinity') || ' ' || coalesce(edtf_to(u.said_edtf), 'infinity')
          else (select min(q.starts) || ' ' || max(q.ends) from utterance_quotes uq join quotes q on q.id = uq.quote_id
                where uq.utterance_id = u.id) end as line
        from utterances u order by 1`,
    sql`select id::text || ' ' || starts || ' ' || ends as line from utterances order by 1`,
  ],
  figure_sources: [
    sql`select f.id::text || ' ' || s.id as line from figures f cross join sources s
        where exists (select from evidence ev join documents d on d.id = ev.document_id
          where ev.owner_id = f.id and d.source_id = s.id) order by 1`,
    sql`select id::text || ' ' || unnest(sources) as line from figures order by 1`,
  ],
  figure_days: [
    sql`select f.id::text || ' ' || case when f.as_of_edtf is not null
          then coalesce(edtf_from(f.as_of_edtf), '-infinity') || ' ' || coalesce(edtf_to(f.as_of_edtf), 'infinity')
          else coalesce(r.first, '-infinity') || ' ' || coalesce(r.last, r.first, '-infinity') end as line
        from figures f left join lateral (
          select edtf_from(d.published_edtf) as first, edtf_to(d.published_edtf) as last
          from evidence v join documents d on d.id = v.document_id
          where v.owner_id = f.id and edtf_from(d.published_edtf) is not null order by 1, d.id limit 1) r on true
        order by 1`,
    sql`select id::text || ' ' || starts || ' ' || ends as line from figures order by 1`,
  ],
};

interface Page {
  id: string;
  source_id: string | null;
  part_of: string | null;
  text_sha256: string | null;
  from: string | null;
  syndicated_from_document: string | null;
  syndicated_from_source: string | null;
}

/** How many documents, outlets and independent outlets report each event, counted in TypeScript. */
async function reportCounts() {
  const pages =
    await ask<Page>(sql`select id, source_id, part_of, text_sha256, edtf_from(published_edtf)::text as from,
    syndicated_from_document, syndicated_from_source from documents`);
  const reports = await ask<{ event: string; document: string }>(
    sql`select owner_id as event, document_id as document from evidence join events on events.id = owner_id
        union select event_id, document_id from quotes where event_id is not null`,
  );
  const known = new Map(pages.map((page) => [page.id, page]));
  const outletOf = (page: Page) => page.source_id ?? page.part_of ?? page.id;
  const originOf = (page: Page) => {
    if (page.syndicated_from_source) return page.syndicated_from_source;
    const from = known.get(page.syndicated_from_document ?? '');
    if (from) return from.source_id ?? from.id;
    if (page.part_of || !page.text_sha256) return outletOf(page);
    const key = ({ from, id }: Page) => `${from ?? '9999-12-31'} ${id}`;
    const [first = page] = pages
      .filter(({ text_sha256 }) => text_sha256 === page.text_sha256)
      .sort((a, b) => (key(a) < key(b) ? -1 : 1));
    return first.source_id ?? first.id;
  };
  const events = await ask<{ id: string }>(sql`select id from events order by id`);
  return events.map(({ id }) => {
    const by = reports
      .filter(({ event }) => event === id)
      .flatMap(({ document }) => known.get(document) ?? []);
    const outlets = new Set(by.map(outletOf)).size;
    return {
      id,
      documents: by.length,
      outlets,
      independent: Math.min(new Set(by.map(originOf)).size, outlets),
    };
  });
}

const storedCounts = () =>
  ask(sql`select id, documents_count as documents, outlets_count as outlets, independent_count as independent
          from events order by id`);

async function expectCopiesRight(after: string) {
  for (const [copy, [wanted, held]] of Object.entries(copies))
    expect(await ask(held), `${copy} after: ${after}`).toEqual(await ask(wanted));
  expect(await storedCounts(), `counts after: ${after}`).toEqual(await reportCounts());
}

/** Everything that answers are built from, but for the stamps of versions. */
async function contents() {
  const held = await Promise.all(Object.values(copies).map(([, query]) => ask(query)));
  return [...held, await storedCounts()];
}

const bundleRecords = (): { [K in RecordKind]: Map<string, Demo<K>> } => ({
  source: byGold('source'),
  location: byGold('location'),
  actor: byGold('actor'),
  document: byGold('document'),
  event: byGold('event'),
  quote: byGold('quote'),
  utterance: byGold('utterance'),
  figure: byGold('figure'),
});
/** The records as they were last written. */
let records = bundleRecords();

/** Writes a changed record as an editor's change would be written. */
async function rewrite<K extends RecordKind>(kind: K, gold: string, change: Partial<Demo<K>>) {
  const known = records[kind].get(gold) ?? expect.fail(`no ${kind} ${gold}`);
  const changed = { ...known, ...change };
  records[kind].set(gold, changed);
  const record = structuredClone(changed);
  return opened.database.change(async (tx) => {
    expect((await register(tx, [record])).refused).toEqual(new Map());
    const [outcome] = await write(tx, kind, [record], { by: 'test', reason: 'to see what follows' });
    if (outcome !== 'unchanged') await moveDataVersion(tx);
    return outcome;
  });
}

interface Logged {
  position: string;
  record_id: string;
  version: number;
  op: string;
}
const log = () => ask<Logged>(sql`select position, record_id, version, op from changes order by position`);
const versions = async () =>
  (await ask<{ version: string; changes: string }>(sql`select version, changes from data_version`))[0];

describe('the copies', () => {
  it('are right in the demonstration knowledge base', () => expectCopiesRight('loading'));
});

describe('a second load of the same bundle', () => {
  it('finds everything unchanged and moves no version', async () => {
    const before = [await versions(), await contents()];
    expect(await loadDemo(opened.database)).toEqual({
      created: 0,
      updated: 0,
      unchanged: lines.length - 1,
      rejected: [],
    });
    expect([await versions(), await contents()]).toEqual(before);
  });
});

describe('a bundle with a bad line', () => {
  const directory = mkdtempSync(join(tmpdir(), 'sijill-bad-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const header = { record: 'bundle', format: 'sijill', version: 1, dehydrated: true };
  const source = { record: 'source', slug: 'new-paper', kind: 'newspaper', name: { en: 'New Paper' } };
  const event = { record: 'event', type: 'meeting', modality: 'occurred', title: { en: 'New' } };

  const bad: [what: string, line: unknown, pointer: string, reason: RegExp][] = [
    ['no JSON', '{"record": "source",', '', /^Not JSON/],
    ['no kind', { slug: 'x' }, '/record', /one of source/],
    ['an unknown field', { ...event, date: { edtf: '2024', basis: 'stated', nots: 'x' } }, '/date', /nots/],
    ['a missing field', { ...event, title: undefined }, '/title', /must be given/i],
    ['a date that is none', { ...event, date: { edtf: '2024-13', basis: 'stated' } }, '/date/edtf', /EDTF/i],
    ['a subtype of another type', { ...event, subtype: 'ied' }, '/subtype', /subtype/],
    [
      'a reference to nothing',
      { ...event, participants: [{ role: 'host', actor: 'nobody-at-all' }] },
      '/participants/0/actor',
      /There is no actor “nobody-at-all”/,
    ],
    [
      'a reference to a record of another kind',
      { ...event, participants: [{ role: 'host', actor: 'palmyra' }] },
      '/participants/0/actor',
      /There is no actor “palmyra”/,
    ],
    ['a slug that is taken in the bundle', source, '/slug', /names another record/],
    [
      'names of two records in one',
      { ...source, slug: 'alhurra', external_ids: { gold: ['almustaqilla'] } },
      '/external_ids/gold/0',
      /“gold:almustaqilla” belongs to another source/,
    ],
  ];

  it.each(bad)('%s: nothing is loaded, and the line is named', async (_, line, pointer, reason) => {
    const file = join(directory, 'bad.ndjson');
    const text = typeof line === 'string' ? line : JSON.stringify(line);
    writeFileSync(file, [JSON.stringify(header), '', JSON.stringify(source), text, ''].join('\n'));
    const before = [await versions(), await contents()];
    const failure = await loadBundle(opened.database, [file], { by: 'test' }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(BundleRejected);
    const { rejected } = (failure as BundleRejected).report;
    expect(rejected).toEqual([{ file, line: 4, pointer, reason: expect.stringMatching(reason) }]);
    expect([await versions(), await contents()]).toEqual(before);
    expect(await ask(sql`select from records where slug = 'new-paper'`)).toEqual([]);
  });

  it('all bad lines of a bundle are named at once', async () => {
    const file = join(directory, 'many.ndjson');
    writeFileSync(
      file,
      [header, { ...event, type: 'war' }, event, { record: 'x' }]
        .map((line) => JSON.stringify(line))
        .join('\n'),
    );
    const failure = await loadBundle(opened.database, [file], { by: 'test' }).catch(
      (error: unknown) => error,
    );
    expect((failure as BundleRejected).report.rejected.map(({ line, pointer }) => [line, pointer])).toEqual([
      [2, '/type'],
      [4, '/record'],
    ]);
  });
});

describe('after a change', () => {
  const stated = (edtf: string) => ({ edtf, basis: 'stated' as const });
  let fresh: unknown;
  beforeAll(async () => {
    fresh = await contents();
  });

  it.each<[string, () => Promise<unknown>]>([
    ['an undated event gets a date', () => rewrite('event', '003:e07', { date: stated('2020-03~/2020-05') })],
    ['a dated event gets another', () => rewrite('event', '000:e15', { date: stated('2025-03-23') })],
    ['a dated event gets an open one', () => rewrite('event', '004:e12', { date: stated('../2021-12') })],
    ['an event loses its date', () => rewrite('event', '000:e01', { date: undefined })],
    ['an event loses its evidence', () => rewrite('event', '000:e02', { evidence: undefined })],
    [
      'an event keeps one report',
      () => rewrite('event', '000:e03', { evidence: records.event.get('000:e03')?.evidence?.slice(-1) }),
    ],
    [
      'an event gets other participants',
      () =>
        rewrite('event', '002:e15', {
          participants: [
            { role: 'host', actor: 'isis' },
            { role: 'speaker', actor: 'isis' },
          ],
        }),
    ],
    [
      'an event gets other places',
      () =>
        rewrite('event', '002:e08', {
          locations: [{ role: 'place', location: 'kirkuk', precision: 'near' }],
        }),
    ],
    ['a place moves into another country', () => rewrite('location', 'kirkuk', { parent: 'gold:syria' })],
    ['a place with places in it moves', () => rewrite('location', 'iraq', { parent: 'gold:africa' })],
    ['a place is cut loose', () => rewrite('location', 'kurdistan_region', { parent: undefined })],
    ['a quote moves to another event', () => rewrite('quote', '002:q15', { event: 'gold:002:e08' })],
    [
      'a quote of another document joins an event',
      () => rewrite('quote', '003:q17', { event: 'gold:002:e18' }),
    ],
    ['a quote leaves its event', () => rewrite('quote', '004:q16', { event: undefined })],
    [
      'a quote mentions others',
      () => rewrite('quote', '000:q18', { about: [{ actor: 'turkey' }, { location: 'turkey' }] }),
    ],
    ['a quote loses its day', () => rewrite('quote', '003:q04', { said: undefined })],
    ['a quote gets another day', () => rewrite('quote', '000:q24', { said: stated('2025-03-17') })],
    ['a document gets another date', () => rewrite('document', '003', { published: stated('2020-07') })],
    [
      'a document gets an interval',
      () => rewrite('document', '004', { published: stated('2023-09-05/2023-10') }),
    ],
    ['a document gets a source', () => rewrite('document', '001', { source: 'gold:arabi21' })],
    [
      'a document turns out to be a copy',
      () => rewrite('document', '000', { syndicated_from: { document: 'gold:001' } }),
    ],
    ['a document is no copy after all', () => rewrite('document', '000', { syndicated_from: undefined })],
    [
      'a document has an agency as its source',
      () => rewrite('document', '002', { syndicated_from: { source: 'gold:getty' } }),
    ],
    ['a figure gets a date', () => rewrite('figure', '003:f01', { as_of: stated('2020') })],
    ['a figure loses its date', () => rewrite('figure', '000:f01', { as_of: undefined })],
    ['a figure loses its evidence', () => rewrite('figure', '003:f05', { evidence: undefined })],
  ])('%s', async (what, change) => {
    expect(await change()).toBe('updated');
    await expectCopiesRight(what);
  });

  it('of every kind, in any order', async () => {
    const one = <T>(values: Iterable<T>) => fc.constantFrom(...values);
    const maybe = <T>(values: Iterable<T>) => fc.option(one(values), { nil: undefined });
    const ref = (kind: RecordKind) => [...records[kind].keys()].map((gold) => `gold:${gold}`);
    const date = fc.option(
      one(
        [
          '2019',
          '2021-05~',
          '../2020',
          '2022-01-01/2022-02',
          '2024/..',
          '[2020-01,2023]',
          '20XX',
          '2024-03-01?',
        ].map(stated),
      ),
      { nil: undefined },
    );
    // A region in itself would be a ring; leaves move anywhere.
    const leaves = [...records.location.keys()].filter(
      (gold) => ![...records.location.values()].some(({ parent }) => parent === `gold:${gold}`),
    );
    const stems = [...records.location.keys()].filter((gold) => !leaves.includes(gold));
    const steps = fc.oneof(
      fc.tuple(fc.constant('event'), one(records.event.keys()), fc.record({ date })),
      fc.tuple(
        fc.constant('event'),
        one(records.event.keys()),
        fc.record({
          evidence: fc.option(
            fc.array(
              one(ref('document')).map((document) => ({ document })),
              { maxLength: 3 },
            ),
          ),
        }),
      ),
      fc.tuple(
        fc.constant('event'),
        one(records.event.keys()),
        fc.record({
          participants: fc.array(fc.record({ role: one(Object.keys(trackOf)), actor: one(ref('actor')) }), {
            maxLength: 4,
          }),
          locations: fc.array(
            fc.record({
              role: fc.constant('place'),
              location: one(ref('location')),
              precision: fc.constant('near'),
            }),
            { maxLength: 3 },
          ),
        }),
      ),
      fc.tuple(
        fc.constant('location'),
        one(leaves),
        fc.record({ parent: maybe(stems.map((gold) => `gold:${gold}`)) }),
      ),
      fc.tuple(
        fc.constant('quote'),
        one(records.quote.keys()),
        fc.record({
          event: maybe(ref('event')),
          about: fc.array(
            one(ref('actor')).map((actor) => ({ actor })),
            { maxLength: 2 },
          ),
        }),
      ),
      fc.tuple(
        fc.constant('document'),
        one(records.document.keys()),
        fc.record({ source: maybe(ref('source')) }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 12 }), async (sequence) => {
        for (const [kind, gold, change] of sequence)
          await rewrite(kind as RecordKind, gold, change as Partial<Demo<RecordKind>>);
        await expectCopiesRight(JSON.stringify(sequence));
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });

  it('the bundle puts everything back', async () => {
    const report = await loadDemo(opened.database);
    expect(report.updated).toBeGreaterThan(20);
    expect(report).toMatchObject({ created: 0, rejected: [] });
    records = bundleRecords();
    await expectCopiesRight('loading the bundle again');
    expect(await contents()).toEqual(fresh);
  });
});

describe('the change log', () => {
  it('has no gaps, and holds every version of every record once', async () => {
    const logged = await log();
    expect(logged.map(({ position }) => Number(position))).toEqual(logged.map((_, i) => i + 1));
    expect(Number((await versions())?.changes)).toBe(logged.length);
    const seen = new Map<string, number>();
    for (const { record_id, version, op } of logged) {
      expect(version).toBe((seen.get(record_id) ?? 0) + 1);
      expect(op).toBe(version === 1 ? 'created' : 'updated');
      seen.set(record_id, version);
    }
    const shown = await ask<{ id: string; version: number }>(
      sql.raw(
        ['sources', 'locations', 'actors', 'documents', 'events', 'quotes', 'utterances', 'figures']
          .map((table) => `select id, version from ${table}`)
          .join(' union all '),
      ),
    );
    expect(new Map(shown.map(({ id, version }) => [id, version]))).toEqual(seen);
  });

  it('an update that says nothing new is no change', async () => {
    const before = await versions();
    expect(await rewrite('event', '002:e10', {})).toBe('unchanged');
    expect(await versions()).toEqual(before);
  });

  it('changes side by side keep it gapless', async () => {
    const before = Number((await versions())?.changes);
    const names = ['kdp', 'pmf', 'ihec', 'krg', 'unitad'];
    await Promise.all(names.map((gold, i) => rewrite('actor', gold, { description: { en: `Note ${i}` } })));
    const added = (await log()).slice(before);
    expect(added.map(({ position }) => Number(position))).toEqual(names.map((_, i) => before + i + 1));
  });

  it('a change that fails leaves no trace', async () => {
    const before = [await versions(), await contents()];
    const broken = opened.database.change(async (tx) => {
      const record = structuredClone({ ...(records.event.get('000:e15') ?? expect.fail()), date: undefined });
      await register(tx, [record]);
      await write(tx, 'event', [record], { by: 'test' });
      throw new Error('power cut');
    });
    await expect(broken).rejects.toThrow('power cut');
    expect([await versions(), await contents()]).toEqual(before);
  });

  it('the kept bundle itself was never touched', () => {
    expect(readFileSync(join(demoPath, 'sijill-demo.ndjson'), 'utf8').trimEnd().split('\n')).toHaveLength(
      lines.length,
    );
  });
});

it('a term is the same number in TypeScript and in SQL', () =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom('actor', 'cell', 'role'),
      fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
      async (kind, value) => {
        const [held] = await ask<{ term: string }>(sql`select filter_term(${kind}, ${value})::text as term`);
        expect(held?.term).toBe(term(kind, value));
      },
    ),
    { numRuns: 30 },
  ));
