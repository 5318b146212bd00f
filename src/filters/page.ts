import { type SQL, sql } from 'drizzle-orm';
import { compile, type Reads, rowBytes, text } from '../db/answer.ts';
import { all } from './conditions.ts';
import { beyond, groupOf, type ListPart, type ListQuestion, ordered, type Position } from './question.ts';
import { merged, onePage } from './walk.ts';

export interface Page {
  /** Finished JSON texts, in UTF-8. */
  entries: Buffer[];
  next: Position | null;
}

const NULL = Buffer.from('null');

/**
 * One page by one statement: ids first by index, then the answers built by PostgreSQL. Keyset paging on
 * (sort, id): page 1,000 costs what page 1 does, and nothing that did not change is repeated or skipped. What nothing
 * dates is found at −infinity, and comes last in a chronology too: it is read when the dated answers are at their end.
 */
export async function readPage(
  reads: Reads,
  question: ListQuestion,
  limit: number,
  after?: Position,
): Promise<Page> {
  if (!isChronology(question)) return pageOf(await readPart(reads, question, limit, after));
  const amongUndated = after?.sort === UNDATED;
  const dated = amongUndated
    ? { entries: [], last: null, more: false }
    : await readPart(reads, withSort(question, '>'), limit, after);
  if (dated.more) return pageOf(dated);
  const left = limit - dated.entries.length;
  const undated = await readPart(reads, withSort(question, '='), left, amongUndated ? after : undefined);
  return pageOf({
    entries: [...dated.entries, ...undated.entries],
    last: undated.last ?? dated.last,
    more: undated.more,
  });
}

const isChronology = ({ sort, order }: ListQuestion) => sort.type === 'date' && order === 'asc';

/** Where that is found in the order of dates which nothing dates, as PostgreSQL writes it. */
const UNDATED = '-infinity';

/** The dated answers of a question, or those that nothing dates. */
function withSort<Q extends ListPart>(question: Q, compare: '>' | '='): Q {
  const by = (sort: string) => sql.raw(`${sort} ${compare} '${UNDATED}'`);
  const { where, sort, walk, parts } = question as Q & Pick<ListQuestion, 'parts'>;
  return {
    ...question,
    ...(parts ? { parts: parts.map((part) => withSort(part, compare)) } : {}),
    where: [...where, by(sort.sql)],
    walk: walk && {
      ...walk,
      where: [...walk.where, by(walk.sort)],
      rest: () => [...walk.rest(), by(sort.sql)],
      longer: walk.longer && [...walk.longer, by(sort.sql)],
    },
  };
}

/** Answers in their order, the place of the last where there are as many as asked, and whether there are more. */
interface Part {
  entries: Buffer[];
  last: Position | null;
  more: boolean;
}

const pageOf = ({ entries, last, more }: Part): Page => ({ entries, next: more ? last : null });

async function readPart(
  reads: Reads,
  question: ListQuestion,
  limit: number,
  after?: Position,
): Promise<Part> {
  const rows = await rowBytes(reads, pageStatement(question, limit, after));
  const end = rows.findIndex(([, , id]) => id !== null);
  const last = rows[end];
  const shown = rows.slice(0, last ? end + 1 : limit);
  return {
    entries: shown.map(([entry]) => entry ?? NULL),
    last: last ? { sort: `${last[1] ?? ''}`, id: `${last[2] ?? ''}` } : null,
    more: rows.length > shown.length,
  };
}

/** What a page holds when it is full though it has fewer answers than were asked for. */
const FULL = 1000;

/** The statement of a page; the place of its last answer stands beside that, and a row after it tells that there is more. */
export function pageStatement(question: ListQuestion, limit: number, after?: Position): SQL {
  const order = ordered(question, 'page.sort', 'page.id');
  const { weight } = question;
  const held = weight
    ? sql`, coalesce(sum(${sql.raw(weight)}) over (order by ${order} rows between unbounded preceding and 1 preceding), 0) as before,
        ${sql.raw(weight)} as weight`
    : sql.empty();
  const shown = weight ? sql`p.n <= ${limit} and p.before < ${FULL}` : sql`p.n <= ${limit}`;
  const last = weight
    ? sql`${shown} and (p.n = ${limit} or p.before + p.weight >= ${FULL})`
    : sql`p.n = ${limit}`;
  return sql`with ${question.ctes ? sql`${question.ctes}, ` : sql.empty()}
    ${question.parts ? merged(question, question.parts, limit + 1, after) : onePage(question, limit + 1, after)},
    p as (select page.*, row_number() over (order by ${order}) as n ${held} from page)
    select case when ${shown} then ${sql.raw(question.entry)} end::text,
      case when ${last} then p.sort::text end, case when ${last} then p.id::text end
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
      from ${from} where ${all([...question.where, ...remaining(question, after)])} ${groupOf(question)}) p ${sql.raw(join)}
    order by ${isChronology(question) ? sql.raw(`p.sort = '${UNDATED}', `) : sql.empty()}
      ${ordered(question, 'p.sort', 'p.id')} limit ${Number.MAX_SAFE_INTEGER}`;
}

/** What comes after a place in a list in which the undated come last. */
function remaining(question: ListQuestion, after: Position): SQL[] {
  const { sort, id } = question;
  const next = beyond(question, { sort: sort.sql, id }, after);
  if (!isChronology(question)) return next;
  const undated = sql.raw(`${sort.sql} = '${UNDATED}'`);
  return after.sort === UNDATED ? [undated, ...next] : [sql`(${all(next)} or ${undated})`];
}

export const MOST_COUNTED = 10_000;

/** How many answers a list has: counted where they are no more than `most`, else what the planner expects. */
export async function countAll(
  reads: Reads,
  {
    ctes: defined,
    from,
    where,
    expected = where,
    group,
  }: Pick<ListQuestion, 'ctes' | 'from' | 'where' | 'expected' | 'group'>,
  most = MOST_COUNTED,
): Promise<{ count: number; exact: boolean }> {
  const ctes = defined ? sql`with ${defined}` : sql.empty();
  const counted = Number(
    await text(
      reads,
      sql`${ctes} select count(*)::text from (select from ${from} where ${all(where)} ${groupOf({ group })} limit ${most + 1}) c`,
    ),
  );
  if (counted <= most) return { count: counted, exact: true };
  const [plan] = await rowBytes(
    reads,
    sql`explain (format json) ${ctes} select from ${from} where ${all(expected)} ${groupOf({ group })}`,
  );
  const guess = JSON.parse(`${plan?.[0] ?? '[]'}`)[0]?.Plan?.['Plan Rows'];
  return { count: Math.max(Math.round(Number(guess) || 0), counted), exact: false };
}
