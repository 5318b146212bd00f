import { type SQL, sql } from 'drizzle-orm';
import { compile, type Reads, rowBytes, text } from '../db/answer.ts';
import { all } from './conditions.ts';

/** Where a list's rows come from, what orders them, and the SQL that builds one answer. */
export interface ListQuestion {
  /** Common table expressions that `from` uses, without `with`. */
  ctes?: SQL;
  from: SQL;
  where: SQL[];
  /** SQL of the sort value and its type, and of the id that breaks ties. */
  sort: { sql: string; type: 'date' | 'text' | 'float8' | 'timestamptz' };
  id: string;
  order: 'asc' | 'desc';
  /** SQL of further columns that `entry` needs, as `p.name`. */
  columns?: SQL;
  /** Joins the rows that `entry` reads, to `p.id`. */
  join: string;
  /** SQL of one answer as JSON. */
  entry: string;
}

/** The place in a list after which the next page begins. */
export interface Position {
  sort: string;
  id: string;
}

export interface Page {
  /** Finished JSON texts, in UTF-8. */
  entries: Buffer[];
  next: Position | null;
}

const NULL = Buffer.from('null');

/**
 * One page by one statement: ids first by index, then the answers built by PostgreSQL. Keyset paging on
 * (sort, id): page 1,000 costs what page 1 does, and nothing that did not change is repeated or skipped.
 */
export async function readPage(
  reads: Reads,
  question: ListQuestion,
  limit: number,
  after?: Position,
): Promise<Page> {
  const rows = await rowBytes(reads, pageStatement(question, limit, after));
  const last = rows[limit - 1];
  return {
    entries: rows.slice(0, limit).map(([entry]) => entry ?? NULL),
    next: rows.length > limit && last ? { sort: `${last[1] ?? ''}`, id: `${last[2] ?? ''}` } : null,
  };
}

const beyond = ({ sort, id, order }: ListQuestion, after: Position): SQL =>
  sql`(${sql.raw(sort.sql)}, ${sql.raw(id)}) ${sql.raw(order === 'desc' ? '<' : '>')} (${after.sort}::${sql.raw(sort.type)}, ${after.id}::uuid)`;

const ordered = ({ order }: ListQuestion, a: string, b: string) => sql.raw(`${a} ${order}, ${b} ${order}`);

/** The statement of a page; its last row, one more than asked, only tells that there is more. */
export function pageStatement(question: ListQuestion, limit: number, after?: Position): SQL {
  const { sort, id } = question;
  return sql`with ${question.ctes ? sql`${question.ctes}, ` : sql.empty()} page as (
      select ${sql.raw(id)} as id, ${sql.raw(sort.sql)} as sort
        ${question.columns ? sql`, ${question.columns}` : sql.empty()}
      from ${question.from} where ${all([...question.where, ...(after ? [beyond(question, after)] : [])])}
      order by ${ordered(question, sort.sql, id)} limit ${limit + 1}),
    p as (select page.*, row_number() over (order by ${ordered(question, 'page.sort', 'page.id')}) as n from page)
    select case when p.n <= ${limit} then ${sql.raw(question.entry)} end::text,
      case when p.n = ${limit} then p.sort::text end, case when p.n = ${limit} then p.id::text end
    from p ${sql.raw(question.join)} order by p.n`;
}

/**
 * Every answer of a list, so that memory stays flat: the first page as any page, the rest of a whole answer by one
 * statement where the database can send it so, else page by page.
 */
export async function* eachEntry(
  reads: Reads,
  question: ListQuestion,
  limit = Number.POSITIVE_INFINITY,
  from?: Position,
) {
  let after = from;
  for (let left = limit; left > 0; ) {
    const page: Page = await readPage(reads, question, Math.min(200, left), after);
    for (const entry of page.entries) yield entry.toString();
    left -= page.entries.length;
    if (!page.next) return;
    after = page.next;
    const rest =
      left === Number.POSITIVE_INFINITY && reads.copies?.start(compile(restStatement(question, after)));
    if (rest) return yield* rest;
  }
}

/**
 * All answers after a place, each a text without line breaks. There is a limit because without one PostgreSQL would
 * build all answers first and then sort them; with one it sorts, then builds each as it is sent.
 */
function restStatement(question: ListQuestion, after: Position): SQL {
  const { ctes, columns, from, entry, join } = question;
  return sql`${ctes ? sql`with ${ctes}` : sql.empty()}
    select replace((${sql.raw(entry)})::text, E'\\n', ' ')
    from (select ${sql.raw(question.id)} as id, ${sql.raw(question.sort.sql)} as sort
        ${columns ? sql`, ${columns}` : sql.empty()}
      from ${from} where ${all([...question.where, beyond(question, after)])}) p ${sql.raw(join)}
    order by ${ordered(question, 'p.sort', 'p.id')} limit ${Number.MAX_SAFE_INTEGER}`;
}

const MOST_COUNTED = 10_000;

/** How many answers a list has, exact up to 10,000; above that `exact` is false and the count stops there. */
export async function countAll(
  reads: Reads,
  question: ListQuestion,
): Promise<{ count: number; exact: boolean }> {
  const counted = await text(
    reads,
    sql`${question.ctes ? sql`with ${question.ctes}` : sql.empty()} select count(*)::text from (
      select from ${question.from} where ${all(question.where)} limit ${MOST_COUNTED + 1}) c`,
  );
  const count = Number(counted);
  return { count: Math.min(count, MOST_COUNTED), exact: count <= MOST_COUNTED };
}
