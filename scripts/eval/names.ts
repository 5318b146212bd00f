import anyAscii from 'any-ascii';
import { sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../src/app.ts';
import { rowTexts } from '../../src/db/answer.ts';
import { array } from '../../src/db/database.ts';
import { insertRows } from '../../src/db/insert.ts';
import { type Database, openDatabase } from '../../src/db/open.ts';
import { actors, nameKeys, names, records } from '../../src/db/tables/things.ts';
import { moveDataVersion } from '../../src/db/version.ts';
import { storedNameKeys } from '../../src/names/keys.ts';
import { makeDistractors, type Person, readPersons } from './persons.ts';

/**
 * Judges the lookup of persons by name on ../shared/data/names: real persons among made-up ones, asked over HTTP in the
 * other script and in other spellings, beside two simpler ways on the same data.
 */

interface Question {
  q: string;
  id: string;
}

/** Records with their scores, best first. */
type Found = { id: string; score: number }[];
type Ask = (q: string) => Promise<Found>;

interface Judged {
  asked: number;
  first: number;
  five: number;
  /** Highest share answered right at a threshold at which at most 6 % get a wrong person with the right one absent. */
  open: number;
  threshold: number;
  median: number;
  p99: number;
}

const CHUNK = 5000;
const MOST_WRONG = 0.06;

/** Puts the persons in, entered under one name each, in place of those that are there. */
async function enter(database: Database, persons: Person[], nameOf: (person: Person) => string) {
  await database.change(async (tx) => {
    await tx.execute(sql`truncate name_keys, names, actors, records cascade`);
    for (let at = 0; at < persons.length; at += CHUNK) {
      const chunk = persons.slice(at, at + CHUNK);
      const named = chunk.map((person) => ({ id: person.id, name: nameOf(person) }));
      const time = '2026-01-01T00:00:00Z';
      await insertRows(
        tx,
        records,
        named.map(({ id }) => ({ id, kind: 'actor', slug: `person-${id}` })),
      );
      await insertRows(
        tx,
        actors,
        named.map(({ id, name }) => ({
          ...{ id, slug: `person-${id}`, kind: 'person', name: { en: name }, review: 'reviewed', version: 1 },
          ...{ created_at: time, updated_at: time },
        })),
      );
      await insertRows(
        tx,
        names,
        named.map(({ id, name }) => ({
          ...{ record_id: id, ord: -1, kind: 'actor', value: name, lang: 'en', name_kind: 'primary' },
        })),
      );
      await insertRows(
        tx,
        nameKeys,
        named.flatMap(({ id, name }) =>
          storedNameKeys('actor', name).map((key) => ({ key, record_id: id, ord: -1 })),
        ),
      );
    }
    await moveDataVersion(tx);
  });
  for (const table of ['name_keys', 'names', 'actors', 'records'])
    await database.db.execute(sql.raw(`vacuum analyze ${table}`));
}

const overHttp =
  (app: FastifyInstance): Ask =>
  async (q) => {
    const answer = await app.inject({ url: '/v1/actors', query: { q, limit: '6', fields: 'id,match' } });
    if (answer.statusCode !== 200) throw new Error(`${q}: ${answer.body}`);
    const { data } = answer.json<{ data: { id: string; match: { score: number } }[] }>();
    return data.map(({ id, match }) => ({ id, score: match.score }));
  };

const found = (rows: (string | null)[][]): Found =>
  rows.map(([id, score]) => ({ id: id ?? '', score: Number(score) }));

/** Baseline: both names respelt in ASCII (any-ascii), most trigrams in common first (pg_trgm, at any threshold). */
async function respeltTrigrams(database: Database, persons: Person[], nameOf: (person: Person) => string) {
  const plain = (name: string) => anyAscii(name).toLowerCase();
  await database.db.execute(sql`drop table if exists eval_respelt`);
  await database.db.execute(sql`create table eval_respelt (id text, name text)`);
  for (let at = 0; at < persons.length; at += CHUNK) {
    const chunk = persons.slice(at, at + CHUNK);
    await database.db.execute(
      sql`insert into eval_respelt select * from unnest(${array(
        chunk.map(({ id }) => id),
        'text',
      )}, ${array(
        chunk.map((person) => plain(nameOf(person))),
        'text',
      )})`,
    );
  }
  await database.db.execute(sql`create index on eval_respelt using gist (name gist_trgm_ops(siglen=64))`);
  const ask: Ask = async (q) =>
    found(
      await rowTexts(
        database.reads,
        sql`select id, (1 - (name <-> ${plain(q)}))::text from eval_respelt order by name <-> ${plain(q)} limit 6`,
      ),
    );
  return ask;
}

/** Baseline: most consonant skeletons in common, by share of all that either has; no letters compared. */
const skeletonSets =
  (database: Database): Ask =>
  async (q) => {
    const keys = storedNameKeys('actor', q).filter((key) => key.startsWith('a~'));
    return found(
      await rowTexts(
        database.reads,
        sql`with shared as (
            select record_id, count(*) as n from name_keys where key = any(${array(keys, 'text')})
            group by record_id order by n desc limit 1000)
          select record_id::text, (n::float8 / (${keys.length} + (select count(*) from name_keys k
            where k.record_id = s.record_id and k.key like 'a~%') - n))::text as score
          from shared s order by score desc, record_id limit 6`,
      ),
    );
  };

async function judge(questions: Question[], ask: Ask): Promise<Judged> {
  let [first, five] = [0, 0];
  const best: { right: number; wrong: number }[] = [];
  const times: number[] = [];
  for (const { q, id } of questions) {
    const begun = performance.now();
    const answers = await ask(q);
    times.push(performance.now() - begun);
    const place = answers.findIndex((hit) => hit.id === id);
    if (place === 0) first += 1;
    if (place >= 0 && place < 5) five += 1;
    best.push({
      right: place === 0 ? (answers[0]?.score ?? 0) : -1,
      wrong: answers.find((hit) => hit.id !== id)?.score ?? 0,
    });
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const asked = questions.length;
  return {
    asked,
    first: first / asked,
    five: five / asked,
    ...openSet(best),
    median: at(0.5),
    p99: at(0.99),
  };
}

function openSet(best: { right: number; wrong: number }[]) {
  let chosen = { open: 0, threshold: 1 };
  for (let threshold = 0.4; threshold <= 1; threshold += 0.005) {
    const share = (of: (one: { right: number; wrong: number }) => boolean) =>
      best.filter(of).length / best.length;
    const open = share(({ right }) => right >= threshold);
    if (share(({ wrong }) => wrong >= threshold) <= MOST_WRONG && open > chosen.open)
      chosen = { open, threshold };
  }
  return chosen;
}

/** Prints how well and how fast persons are found: among so many others, drawn so many times. */
export async function judgeNames(databaseUrl: string | undefined, [count, seeds]: [number, number]) {
  const database = await openDatabase({
    databaseUrl,
    databaseReadUrl: undefined,
    poolSize: 2,
    statementTimeoutMs: 60_000,
  });
  await database.migrate();
  const app = await buildApp({ database, config: { publicUrl: undefined, publicRead: true, cacheBytes: 0 } });
  const persons = readPersons();
  const total = new Map<string, Judged[]>();
  const note = (task: string, judged: Judged) => total.set(task, [...(total.get(task) ?? []), judged]);
  const once = (q: string | undefined, { id }: Person) => ({ q: q ?? '', id });
  for (let seed = 1; seed <= seeds; seed += 1) {
    const all = [...persons, ...makeDistractors(count, seed)];
    const inArabic = persons.map((person) => once(person.arabic, person));
    const primary = persons.map((person) => once(person.latin[0], person));
    const aliases = persons.flatMap((person) => person.latin.map((q) => once(q, person)));
    const latinName = ({ latin }: Person) => latin[0] ?? '?';
    await enter(database, all, latinName);
    note('Arabic to Latin', await judge(inArabic, overHttp(app)));
    if (seed === 1) {
      note('  any-ascii + pg_trgm', await judge(inArabic, await respeltTrigrams(database, all, latinName)));
      note('  skeleton token sets', await judge(inArabic, skeletonSets(database)));
      note('Latin to Latin, other spellings', await judge(aliases, overHttp(app)));
    }
    await enter(database, all, ({ arabic }) => arabic);
    note('Latin to Arabic, primary names', await judge(primary, overHttp(app)));
    note('Latin to Arabic, all aliases', await judge(aliases, overHttp(app)));
    if (seed === 1) note('  skeleton token sets, primary', await judge(primary, skeletonSets(database)));
  }
  await app.close();
  await database.close();
  console.log(`Names: ${persons.length} persons among ${count} others, mean of ${seeds} draws`);
  console.table([...total].map(([task, runs]) => ({ task, ...meanOf(runs) })));
}

function meanOf(runs: Judged[]) {
  const mean = (of: (one: Judged) => number, digits: number) =>
    (runs.reduce((sum, one) => sum + of(one), 0) / runs.length).toFixed(digits);
  return {
    asked: runs[0]?.asked,
    'hit@1': mean(({ first }) => first, 3),
    'hit@5': mean(({ five }) => five, 3),
    'right, open set': mean(({ open }) => open, 3),
    'at score': mean(({ threshold }) => threshold, 3),
    'median ms': mean(({ median }) => median, 1),
    'p99 ms': mean(({ p99 }) => p99, 1),
  };
}
