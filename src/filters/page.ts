import { type SQL, sql } from 'drizzle-orm';
import { type Reads, rowBytes, text } from '../db/answer.ts';
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

/**
 * The statement of a page; its last row, one more than asked, only tells that there is more. What nothing dates is
 * found at −infinity, and comes last in a chronology too: it is read only when the dated answers do not fill the page.
 */
export function pageStatement(question: ListQuestion, limit: number, after?: Position): SQL {
  const { sort, id, order } = question;
  const chronology = sort.type === 'date' && order === 'asc';
  const beyond = sql.raw(order === 'desc' ? '<' : '>');
  const rest = after
    ? [
        sql`(${sql.raw(sort.sql)}, ${sql.raw(id)}) ${beyond} (${after.sort}::${sql.raw(sort.type)}, ${after.id}::uuid)`,
      ]
    : [];
  const ordered = (a: string, b: string) => sql.raw(`${a} ${order}, ${b} ${order}`);
  const select = (
    conditions: SQL[],
    most: SQL,
  ) => sql`select ${sql.raw(id)} as id, ${sql.raw(sort.sql)} as sort
        ${question.columns ? sql`, ${question.columns}` : sql.empty()}
      from ${question.from} where ${all([...question.where, ...conditions])}
      order by ${ordered(sort.sql, id)} limit ${most}`;
  const amongUndated = after?.sort === UNDATED;
  const dated = select(
    [...rest, amongUndated ? sql`false` : sql.raw(`${sort.sql} > '${UNDATED}'`)],
    sql`${limit + 1}`,
  );
  const undated = select(
    [...(amongUndated ? rest : []), sql.raw(`${sort.sql} = '${UNDATED}'`)],
    sql`(select ${limit + 1} - count(*) from dated)`,
  );
  const page = chronology
    ? sql`dated as (${dated}), page as (select * from dated union all (${undated}))`
    : sql`page as (${select(rest, sql`${limit + 1}`)})`;
  const number = sql`${chronology ? sql.raw(`page.sort = '${UNDATED}', `) : sql.empty()}${ordered('page.sort', 'page.id')}`;
  return sql`with ${question.ctes ? sql`${question.ctes}, ` : sql.empty()} ${page},
    p as (select page.*, row_number() over (order by ${number}) as n from page)
    select case when p.n <= ${limit} then ${sql.raw(question.entry)} end::text,
      case when p.n = ${limit} then p.sort::text end, case when p.n = ${limit} then p.id::text end
    from p ${sql.raw(question.join)} order by p.n`;
}

/** Where that is found in the order of dates which nothing dates, as PostgreSQL writes it. */
const UNDATED = '-infinity';

/** Every answer of a list, page by page, so that memory stays flat. */
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
  }
}

/** The most answers of a list that are counted. */
export const MOST_COUNTED = 10_000;

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
