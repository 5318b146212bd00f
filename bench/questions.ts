import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { compile } from '../src/db/answer.ts';
import { type Db, rows } from '../src/db/database.ts';
import { findQuotes } from '../src/features/quotes/queries.ts';
import { findTimeline } from '../src/features/timeline/queries.ts';
import { type ListQuestion, pageStatement } from '../src/filters/page.ts';
import { openChance, openZipf } from './random.ts';

/** Answers on a page; every actor that is asked about has at least so many. */
export const LIMIT = 50;

/** Questions drawn, for the service and for the limit alike. */
export const DRAWN = 5000;

/** A question that is measured; `name` is also its table of draws and its hand-written statement. */
export interface Question {
  name: string;
  path(slug: string): string;
  ask(actor: string): ListQuestion;
  /** SQL of the rows whose count by `actor_id` says who is asked about, and how often. */
  activity: string;
}

export const questions: Question[] = [
  {
    name: 'timeline',
    path: (slug) => `/v1/timeline?actor=${slug}&limit=${LIMIT}`,
    ask: (actor) =>
      findTimeline({ actor: [actor] }, 'desc', { evidence: false, documents: false, quotes: 3 }),
    activity: `event_actors x join events e on e.id = x.event_id
      where x.tracks & 15 > 0 and e.review in ('reviewed', 'disputed')
      and e.modality not in ('hypothetical', 'cancelled')`,
  },
  {
    name: 'quotes',
    path: (slug) => `/v1/quotes?speaker=${slug}&limit=${LIMIT}`,
    ask: (actor) => findQuotes({ speaker: [actor] }, 'desc'),
    activity: `quote_speakers x`,
  },
];

/** Writes the draws of every question into tables of the database; the busiest are asked about most. */
export async function draw(db: Db): Promise<Map<string, string[]>> {
  await db.execute(sql`create schema if not exists bench`);
  const drawn = new Map<string, string[]>();
  for (const { name, activity, path } of questions) {
    const busiest = await rows<{ id: string; slug: string }>(
      db,
      sql.raw(`select a.id, a.slug from (select x.actor_id, count(*) from ${activity} group by x.actor_id) c
        join actors a on a.id = c.actor_id where c.count >= ${LIMIT} order by c.count desc, a.id`),
    );
    const chance = openChance(7);
    const rank = openZipf(chance, busiest.length, 0.9);
    const draws = Array.from({ length: DRAWN }, (_, n) => ({ n: n + 1, ...busiest[rank()] }));
    await db.execute(sql.raw(`drop table if exists bench.${name}`));
    await db.execute(sql.raw(`create table bench.${name} (n integer primary key, actor_id uuid not null)`));
    await db.execute(sql`insert into ${sql.raw(`bench.${name}`)}
      select n, id from json_to_recordset(${JSON.stringify(draws)}::json) as d(n integer, id uuid)`);
    await db.execute(sql.raw(`analyze bench.${name}`));
    drawn.set(
      name,
      draws.map(({ slug }) => path(slug ?? '')),
    );
  }
  return drawn;
}

const ANY_ACTOR = '00000000-0000-0000-0000-000000000000';

/** The service's own statement as a pgbench script: the actor is the n-th drawn, all else as the service sends it. */
export function ownStatement({ name, ask }: Question): string {
  const { sql: text, params } = compile(pageStatement(ask(ANY_ACTOR), LIMIT));
  const inlined = text.replace(/\$(\d+)/g, (_, place: string) => {
    const value = params[Number(place) - 1];
    if (value === ANY_ACTOR) return `(select actor_id from bench.${name} where n = :n)`;
    return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
  });
  return `\\set n random(1, ${DRAWN})\n${inlined};\n`;
}

/** The hand-written statement of the same question as a pgbench script. */
export function handWritten({ name }: Question): string {
  const text = readFileSync(new URL(`questions/${name}.sql`, import.meta.url), 'utf8');
  return `\\set n random(1, ${DRAWN})\n${text}`;
}
