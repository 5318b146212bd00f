import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCollapsedQuotes, findQuotes } from '../../src/features/quotes/queries.ts';
import { findActorTimeline, findMembersTimeline, findTimeline } from '../../src/features/timeline/queries.ts';
import type { EventFilter } from '../../src/filters/events.ts';
import { readPage } from '../../src/filters/page.ts';
import type { ListQuestion, Position } from '../../src/filters/question.ts';
import type { QuoteFilter } from '../../src/filters/quotes.ts';
import { type Track, tracks } from '../../src/model/tracks.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let opened: TestDatabase;
let ids: Map<string, string>;
beforeAll(async () => {
  opened = await openTestDatabase({ demo: true });
  const { rows } = await opened.database.reads.pool.query<{ slug: string; id: string }>(
    "select kind || ' ' || slug as slug, id from records where slug is not null",
  );
  ids = new Map(rows.map(({ slug, id }) => [slug, id]));
});
afterAll(() => opened.close());
const actor = (slug: string) => [ids.get(`actor ${slug}`) ?? ''];
const location = (slug: string) => [ids.get(`location ${slug}`) ?? ''];

interface Entry {
  id?: string;
  utterance?: { id: string } | null;
  variants?: { quote: { id: string } }[];
}

const idOf = ({ id, utterance, variants }: Entry) => id ?? utterance?.id ?? variants?.[0]?.quote.id ?? '';

/** Every answer by pages of four, in their order. */
async function leaf(question: ListQuestion): Promise<string[]> {
  const found: string[] = [];
  for (let after: Position | undefined; ; ) {
    const page = await readPage(opened.database.reads, question, 4, after);
    found.push(...page.entries.map((entry) => idOf(JSON.parse(`${entry}`))));
    if (!page.next) return found;
    after = page.next;
  }
}

const included = { evidence: false, documents: false, quotes: 0 };
const eventFilters: Record<string, () => EventFilter> = {
  'a type': () => ({ type: ['statement'] }),
  'an actor': () => ({ actor: actor('isis') }),
  'an actor and a type': () => ({ actor: actor('isis'), type: ['attack', 'political'] }),
  'two actors': () => ({ actor: actor('usa'), with: actor('iraq') }),
  'a place': () => ({ location: location('iraq'), modality: ['occurred'] }),
  'a range': () => ({ from: '2014', to: '2025', type: ['statement', 'attack', 'meeting'] }),
  'a range within': () => ({ from: '2024-01-01', to: '2024-12-31', date_mode: 'within' }),
  'an open range': () => ({ from: '2024-03', actor: actor('usa') }),
  'a circle': () => ({ near: [44.4, 33.3], radius_km: 600 }),
  'a box': () => ({ bbox: [36, 29, 50, 38], from: '2019' }),
  'a box and a circle': () => ({ bbox: [36, 29, 50, 38], near: [44.4, 33.3], radius_km: 600 }),
  words: () => ({ q: 'iraq', type: ['statement', 'meeting'] }),
  'several words': () => ({ q: 'coalition -isis' }),
  'a time of change': () => ({ updated_since: '2020-01-01T00:00:00Z', type: ['statement'] }),
};
const quoteFilters: Record<string, () => QuoteFilter> = {
  'a speaker': () => ({ speaker: actor('ian-mccary') }),
  'a speaker and a mode': () => ({ speaker: actor('ian-mccary'), mode: ['indirect'] }),
  'what is about': () => ({ about: actor('isis'), from: '2023' }),
  'a range of what is said': () => ({ from: '2016', to: '2024-06' }),
  'words of quotes': () => ({ q: 'coalition', mode: ['indirect', 'mixed'] }),
};
const parts: [string, readonly Track[], EventFilter][] = [
  ['all of an actor', tracks, {}],
  ['a part of an actor', ['affected'], {}],
  ['a part of an actor and a type', ['did', 'about'], { type: ['statement', 'meeting'] }],
];
const cases = (['asc', 'desc'] as const).flatMap((order) => [
  ...Object.entries(eventFilters).map(
    ([name, filter]) => [name, order, () => findTimeline(filter(), order, included)] as const,
  ),
  ...parts.map(
    ([name, wanted, filter]) =>
      [
        name,
        order,
        () => findActorTimeline(actor('isis')[0] ?? '', wanted, filter, order, included),
      ] as const,
  ),
  ...Object.entries(quoteFilters).map(
    ([name, filter]) => [name, order, () => findQuotes(filter(), order)] as const,
  ),
  ...Object.entries({ ...quoteFilters, everything: () => ({}) }).map(
    ([name, filter]) => [`${name}, once each`, order, () => findCollapsedQuotes(filter(), order)] as const,
  ),
]);

/** The question as it is found by reading all. */
const unwalked = (question: ListQuestion) => ({ ...question, walk: undefined, parts: undefined });

/** A look that promises more than are worth seeking. */
const promising = () => ({ scale: 1_000_000, from: sql`data_version`, where: [] });

/** The same by a walk of so many rows, which goes on where a look promises many, and else leaves off early. */
const walking = <Q extends Pick<ListQuestion, 'walk' | 'parts'>>(
  question: Q,
  most: number,
  goesOn: boolean,
): Q => ({
  ...question,
  walk: question.walk && {
    ...question.walk,
    certain: false,
    most,
    sample: goesOn ? promising : question.walk.sample,
  },
  parts: question.parts?.map((part) => walking(part, most, goesOn)),
});

describe('a page that is walked to', () => {
  it.each(cases)('finds what is found by reading all: %s, %s', async (_, __, ask) => {
    const question = ask();
    const all = await leaf(unwalked(question));
    expect(all.length).toBeGreaterThan(0);
    for (const most of [1, 3, 9, 30, 1000])
      for (const goesOn of [false, true])
        expect(await leaf(walking(question, most, goesOn)), `after ${most} rows, ${goesOn}`).toEqual(all);
  });
});

describe('the timeline of all who stand for an actor', () => {
  const filters: Record<string, () => EventFilter> = {
    everything: () => ({}),
    'a type': () => ({ type: ['statement', 'meeting'] }),
    'a range': () => ({ from: '2020', to: '2025' }),
    'another actor': () => ({ actor: actor('iraq') }),
    words: () => ({ q: 'coalition' }),
  };
  it.each(Object.entries(filters))(
    'is found along its events and along all events alike: %s',
    async (_, filter) => {
      for (const slug of ['usa', 'global-coalition', 'iraq'])
        for (const order of ['asc', 'desc'] as const) {
          const ask = (few: number) =>
            findMembersTimeline(
              opened.database.reads,
              actor(slug)[0] ?? '',
              tracks,
              filter(),
              order,
              included,
              few,
            );
          const all = await leaf(unwalked(await ask(0)));
          for (const few of [0, 20_000])
            for (const most of [1, 5, 1000])
              expect(
                await leaf(walking(await ask(few), most, false)),
                `${slug}, ${order}, ${few}, ${most}`,
              ).toEqual(all);
        }
    },
  );
});
