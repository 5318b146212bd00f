import { sql } from 'drizzle-orm';
import { rows } from '../../src/db/database.ts';
import { findQuotes } from '../../src/features/quotes/queries.ts';
import { findTimeline } from '../../src/features/timeline/queries.ts';
import { pageStatement } from '../../src/filters/page.ts';
import type { ListQuestion } from '../../src/filters/question.ts';
import type { Question } from '../questions.ts';
import { openChance, openZipf } from '../random.ts';
import { compiled, drawing, entriesOf, inlined, readStatement } from './scripts.ts';

/** Answers on a page; every actor that is asked about has at least so many. */
const LIMIT = 50;
const DRAWN = 5000;

/** A question about one actor; `name` is also its table of draws. */
interface ByActor {
  name: string;
  wanted: number;
  path(slug: string): string;
  ask(actor: string): ListQuestion;
  byHand(): string;
  /** SQL of the rows whose count by `actor_id` says who is asked about, and how often. */
  activity: string;
}

export const timeline = byActor({
  name: 'timeline',
  wanted: 0.85,
  path: (slug) => `/v1/timeline?actor=${slug}&limit=${LIMIT}`,
  ask: (actor) => findTimeline({ actor: [actor] }, 'desc', { evidence: false, documents: false, quotes: 3 }),
  byHand: () => entriesOf(readStatement('timeline')),
  activity: `event_actors x join events e on e.id = x.event_id
    where x.tracks & 15 > 0 and e.review in ('reviewed', 'disputed')
    and e.modality not in ('hypothetical', 'cancelled')`,
});

export const quotes = byActor({
  name: 'quotes',
  wanted: 0.8,
  path: (slug) => `/v1/quotes?speaker=${slug}&limit=${LIMIT}`,
  ask: (actor) => findQuotes({ speaker: [actor] }, 'desc'),
  byHand: () => readStatement('quotes'),
  activity: 'quote_speakers x',
});

const ANY_ACTOR = '00000000-0000-0000-0000-000000000000';

/** The busiest are asked about most. */
function byActor({ name, wanted, path, ask, byHand, activity }: ByActor): Question {
  return {
    name,
    draw: async ({ db }) => {
      const busiest = await rows<{ id: string; slug: string }>(
        db,
        sql.raw(`select a.id, a.slug from (select x.actor_id, count(*) from ${activity} group by x.actor_id) c
          join actors a on a.id = c.actor_id where c.count >= ${LIMIT} order by c.count desc, a.id`),
      );
      const rank = openZipf(openChance(7), busiest.length, 0.9);
      const draws = Array.from({ length: DRAWN }, (_, i) => ({ n: i + 1, ...busiest[rank()] }));
      const table = sql.raw(`bench.${name}`);
      await db.execute(sql`drop table if exists ${table}`);
      await db.execute(sql`create table ${table} (n integer primary key, actor_id uuid not null)`);
      await db.execute(sql`insert into ${table}
        select n, id from json_to_recordset(${JSON.stringify(draws)}::json) as d(n integer, id uuid)`);
      await db.execute(sql`analyze ${table}`);
      const own = inlined(compiled(pageStatement(ask(ANY_ACTOR), LIMIT)), (value) =>
        value === ANY_ACTOR ? `(select actor_id from bench.${name} where n = :n)` : undefined,
      );
      return {
        name,
        wanted,
        draws: draws.map(({ n, slug }) => ({ path: path(slug ?? ''), script: 0, n })),
        mode: 'prepared',
        own: [{ text: drawing(DRAWN, own), weight: 1 }],
        byHand: [{ text: drawing(DRAWN, byHand()), weight: 1 }],
        unknown: [],
      };
    },
  };
}
