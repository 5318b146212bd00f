import { sql } from 'drizzle-orm';
import type pg from 'pg';
import type { Reads } from '../../src/db/answer.ts';
import { type Db, rows } from '../../src/db/database.ts';
import { findActors } from '../../src/features/actors/queries.ts';
import { pageStatement } from '../../src/filters/page.ts';
import type { Question } from '../questions.ts';
import { openChance, openZipf } from '../random.ts';
import { compiled, drawing, inlined, readStatement } from './scripts.ts';

const LIMIT = 10;
const DRAWN = 1000;

interface Statement {
  text: string;
  values: unknown[];
}

/** What the service asks of PostgreSQL for one name: candidates by keys, then a page of those that it chose. */
interface Looked {
  q: string;
  keys: unknown;
  records: unknown;
  names: unknown;
  rules: unknown;
  scores: unknown;
  statements: [Statement, Statement];
}

/** Actors by a name as printed, in either script; the busiest are asked for most. */
export const lookup: Question = {
  name: 'lookup',
  draw: async ({ db, reads }) => {
    const drawn = await drawNames(db);
    const looked = new Map<string, Looked>();
    for (const q of new Set(drawn)) looked.set(q, await look(reads, q));
    await write(db, drawn, looked);
    const [any] = looked.values();
    return {
      name: 'lookup',
      wanted: 0.7,
      draws: drawn.map((q, i) => ({ path: pathOf(q), script: 0, n: i + 1 })),
      mode: 'prepared',
      own: [{ text: drawing(DRAWN, any ? ownStatements(any) : ''), weight: 1 }],
      byHand: [{ text: drawing(DRAWN, readStatement('lookup')), weight: 1 }],
      // How well a name matches is found out by comparing letters.
      unknown: ['match'],
    };
  },
};

const pathOf = (q: string) => `/v1/actors?q=${encodeURIComponent(q)}&limit=${LIMIT}`;

async function drawNames(db: Db): Promise<string[]> {
  const busiest = await rows<{ names: string[] }>(
    db,
    sql`select array_agg(n.value order by n.ord) as names
      from (select actor_id, count(*) from event_actors where tracks & 15 > 0 group by actor_id) c
      join actors a on a.id = c.actor_id join names n on n.record_id = a.id
      where a.review in ('reviewed', 'disputed')
      group by a.id, c.count order by c.count desc, a.id`,
  );
  const chance = openChance(7);
  const rank = openZipf(chance, busiest.length, 0.9);
  return Array.from({ length: DRAWN }, () => chance.pick(busiest[rank()]?.names ?? []));
}

/** Asks as the service does, and keeps what it asked. */
async function look({ pool }: Reads, q: string): Promise<Looked> {
  const asked: Statement[] = [];
  const query = ({ text, values = [], ...rest }: pg.QueryConfig) => {
    asked.push({ text, values });
    return pool.query({ text, values, ...rest });
  };
  // Of a pool, a lookup uses nothing else.
  const question = await findActors({ pool: { query } as unknown as pg.Pool }, { q }, false);
  const page = compiled(pageStatement(question, LIMIT));
  const [proposals, ...more] = asked;
  if (!proposals || more.length > 0)
    throw new Error(`“${q}” took ${asked.length} statements to propose names.`);
  const [records, names, rules, scores] = page.values.filter(Array.isArray);
  const [keys] = proposals.values.filter(Array.isArray);
  return { q, keys, records, names, rules, scores, statements: [proposals, page] };
}

/** Both statements; the arrays of the second stand in the order in which they were read above. */
function ownStatements({ q, statements: [proposals, page] }: Looked): string {
  const column = (name: string) => `(select ${name} from bench.lookup where n = :n)`;
  const arrays = ['records', 'names', 'rules', 'scores'];
  const first = inlined(proposals, (value) =>
    value === q ? column('q') : Array.isArray(value) ? column('keys') : undefined,
  );
  return first + inlined(page, (value) => (Array.isArray(value) ? column(arrays.shift() ?? '') : undefined));
}

/** Rows that one statement writes: each holds up to 200 names. */
const SLICE = 100;

async function write(db: Db, drawn: string[], looked: Map<string, Looked>): Promise<void> {
  await db.execute(sql`drop table if exists bench.lookup`);
  await db.execute(sql`create table bench.lookup (n integer primary key, q text not null, keys text[] not null,
    records uuid[] not null, names text[] not null, rules text[] not null, scores float8[] not null,
    hits uuid[] generated always as (records[1:10]) stored)`);
  for (let from = 0; from < drawn.length; from += SLICE) {
    const slice = drawn.slice(from, from + SLICE).map((q, i) => {
      const { statements, ...row } = looked.get(q) as Looked;
      return { n: from + i + 1, ...row };
    });
    await db.execute(sql`insert into bench.lookup
      select * from json_to_recordset(${JSON.stringify(slice)}::json) as d(n integer, q text, keys text[],
        records uuid[], names text[], rules text[], scores float8[])`);
  }
  await db.execute(sql`analyze bench.lookup`);
}
