import { sql } from 'drizzle-orm';
import { isSmallWord } from '../../src/arabic/wordForms.ts';
import { type Db, row, rows } from '../../src/db/database.ts';
import { findTimeline } from '../../src/features/timeline/queries.ts';
import { pageStatement } from '../../src/filters/page.ts';
import { searchQuery } from '../../src/filters/words.ts';
import type { Question } from '../questions.ts';
import { type Chance, openChance, openZipf } from '../random.ts';
import * as words from '../words.ts';
import { compiled, entriesOf, inlined, readStatement } from './scripts.ts';

const LIMIT = 50;
const DRAWN = 5000;
/** Each is a script of its own, and pgbench takes 128. */
const ONE_WORD = 60;
const TWO_WORDS = 60;
/** Answers are counted no further than to tell common words from rare ones. */
const COUNTED = 20_000;

/** Arabic words of titles and summaries, one or two: those with most answers are asked for most. */
export const search: Question = {
  name: 'search',
  draw: async ({ db }) => {
    const asked = await byAnswers(db, await askable(db));
    const rank = openZipf(openChance(7), asked.length, 0.9);
    const ranks = Array.from({ length: DRAWN }, rank);
    const weights = new Map<number, number>();
    for (const script of ranks) weights.set(script, (weights.get(script) ?? 0) + 1);
    // pgbench takes no weights of scripts that never run, but each draw has to find its script.
    const scripts = (texts: string[]) => texts.map((text, i) => ({ text, weight: weights.get(i) ?? 0 }));
    return {
      name: 'search',
      wanted: 0.8,
      draws: ranks.map((script) => ({ path: pathOf(asked[script]?.q ?? ''), script, n: 1 })),
      mode: 'simple',
      own: scripts(asked.map(({ q }) => ownStatement(q))),
      byHand: scripts(
        asked.map(({ tsquery }) =>
          entriesOf(
            readStatement('search').replace(':words', () => `'${tsquery.replaceAll("'", "''")}'::tsquery`),
          ),
        ),
      ),
      unknown: [],
    };
  },
};

const pathOf = (q: string) => `/v1/timeline?q=${encodeURIComponent(q)}&limit=${LIMIT}`;

const ownStatement = (q: string) =>
  inlined(
    compiled(
      pageStatement(findTimeline({ q }, 'desc', { evidence: false, documents: false, quotes: 3 }), LIMIT),
    ),
  );

/** What can be asked for: words of the generator, pairs of them, and names that only few events have. */
async function askable(db: Db): Promise<string[]> {
  const chance = openChance(11);
  const named = await rows<{ name: string }>(
    db,
    sql`select name->>'ar' as name from actors where kind = 'person' order by md5(id::text) limit ${TWO_WORDS}`,
  );
  const arabic = (pairs: readonly (readonly [string, string, ...string[]])[]) => pairs.map(([, ar]) => ar);
  const texts = [...arabic(Object.values(words.happenings)), ...arabic(words.phrases)];
  const places = arabic(words.places).filter((name) => !name.includes(' '));
  const single = [
    ...texts.flatMap(wordsOf),
    ...places,
    ...arabic(words.givenNames),
    ...arabic(words.familyNames),
  ];
  const pair = () =>
    chance.weighted([
      [() => `${chance.pick(wordsOf(chance.pick(texts)))} ${chance.pick(places)}`, 3],
      [() => `${chance.pick(arabic(words.givenNames))} ${chance.pick(arabic(words.familyNames))}`, 2],
      [
        () =>
          wordsOf(chance.pick(arabic(words.phrases)))
            .slice(0, 2)
            .join(' '),
        2,
      ],
      // A family name and the number by which the generator tells those who share it apart.
      [() => chance.pick(named).name.split(' ').slice(-2).join(' '), 3],
    ])();
  const pairs = new Set<string>();
  for (let tries = 0; tries < 1000 && pairs.size < TWO_WORDS; tries += 1) pairs.add(pair());
  return [...shuffled(chance, [...new Set(single)]).slice(0, ONE_WORD), ...pairs];
}

const wordsOf = (text: string) => text.split(' ').filter((word) => word.length > 2 && !isSmallWord(word));

const shuffled = <T>(chance: Chance, values: T[]): T[] =>
  values
    .map((value) => ({ value, at: chance.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);

/** Those that have answers, most answers first, with what they mean to PostgreSQL. */
async function byAnswers(db: Db, asked: string[]): Promise<{ q: string; tsquery: string }[]> {
  const counted: { q: string; tsquery: string; count: number }[] = [];
  for (const q of asked) {
    const read = await row<{ tsquery: string }>(db, sql`select (${searchQuery(q)})::text as tsquery`);
    const tsquery = read?.tsquery ?? '';
    const found = await row<{ count: number }>(
      db,
      sql`select count(*)::int as count from (
        select from events e where e.words @@ ${tsquery}::tsquery limit ${COUNTED}) c`,
    );
    counted.push({ q, tsquery, count: found?.count ?? 0 });
  }
  return counted.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count || (a.q < b.q ? -1 : 1));
}
