import { type SQL, sql } from 'drizzle-orm';
import { compile, type Reads, rowBytes, text } from '../db/answer.ts';
import { all } from './conditions.ts';

/** What is read in the order of a list, by an index; `from` is another table than the list's own. */
export interface Driver {
  from?: SQL;
  sort: string;
  id: string;
  where: SQL[];
}

/**
 * How a page is found where nobody knows how many rows satisfy the question: the first of the list are looked at in
 * its order; where they do not fill the page, few satisfy it, and all of them are found by other indexes and sorted.
 * Either costs a few thousand rows at most, where one way alone can cost all of them.
 */
interface Walk extends Driver {
  /** The list's own table and its alias. */
  row: string;
  /** What a row met on the way must satisfy. */
  check: SQL[];
  /** The question's `where`, in the form that finds few rows (`soughtBy`). */
  rest: SQL[];
  /** What those satisfy that the walk's bounds leave out though they belong to the list. */
  longer: SQL[] | undefined;
  /** Whether most rows satisfy the question, so that the walk alone will do. */
  certain: boolean;
  /** Rows looked at in order before all that satisfy the question are sought. */
  most: number;
}

/** Where a list's rows come from, what orders them, and the SQL that builds one answer. */
export interface ListQuestion {
  /** Common table expressions that `from` uses, without `with`. */
  ctes?: SQL;
  from: SQL;
  where: SQL[];
  /** The same for the planner to guess by how many satisfy it, where `where` has more in it to find few. */
  expected?: SQL[] | undefined;
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
  walk?: Walk | undefined;
  /** Lists that this one is made of, where a page is found among the first rows of each. */
  parts?: ListPart[] | undefined;
}

/** What of a list's rows differs in one that it is made of. */
type ListPart = Pick<ListQuestion, 'from' | 'where' | 'sort' | 'id' | 'columns' | 'walk'>;

/** The question with further conditions. Its walk and its parts, which know nothing of them, are given up. */
export const narrowed = (question: ListQuestion, conditions: SQL[]): ListQuestion =>
  conditions.length === 0
    ? question
    : {
        ...question,
        where: [...question.where, ...conditions],
        expected: undefined,
        walk: undefined,
        parts: undefined,
      };

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
      rest: [...walk.rest, by(sort.sql)],
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
  const last = rows[limit - 1];
  return {
    entries: rows.slice(0, limit).map(([entry]) => entry ?? NULL),
    last: last ? { sort: `${last[1] ?? ''}`, id: `${last[2] ?? ''}` } : null,
    more: rows.length > limit,
  };
}

/** The statement of a page; its last row, one more than asked, only tells that there is more. */
export function pageStatement(question: ListQuestion, limit: number, after?: Position): SQL {
  return sql`with ${question.ctes ? sql`${question.ctes}, ` : sql.empty()}
    ${question.parts ? merged(question, question.parts, limit + 1, after) : onePage(question, limit + 1, after)},
    p as (select page.*, row_number() over (order by ${ordered(question, 'page.sort', 'page.id')}) as n from page)
    select case when p.n <= ${limit} then ${sql.raw(question.entry)} end::text,
      case when p.n = ${limit} then p.sort::text end, case when p.n = ${limit} then p.id::text end
    from p ${sql.raw(question.join)} order by p.n`;
}

/** The common table expression `page`, and those that it needs before it. */
const onePage = (question: ListQuestion, rows: number, after?: Position): SQL =>
  question.walk ? walked(question, question.walk, rows, after) : found(question, rows, after);

/** A page of several lists in one order: it is among their first pages. */
const merged = (question: ListQuestion, parts: ListPart[], rows: number, after?: Position): SQL =>
  sql`page as (select * from (${sql.join(
    parts.map(
      (part) =>
        sql`select * from (with ${onePage({ ...question, ...part }, rows, after)} select * from page) part`,
    ),
    sql` union all `,
  )}) s order by ${ordered(question, 's.sort', 's.id')} limit ${rows})`;

const ordered = ({ order }: ListQuestion, sort: string, id: string) =>
  sql.raw(`${sort} ${order}, ${id} ${order}`);

const beyond = ({ order, sort }: ListQuestion, by: { sort: string; id: string }, after?: Position): SQL[] =>
  after
    ? [
        sql`(${sql.raw(by.sort)}, ${sql.raw(by.id)}) ${sql.raw(order === 'desc' ? '<' : '>')}
          (${after.sort}::${sql.raw(sort.type)}, ${after.id}::uuid)`,
      ]
    : [];

const columnsOf = ({ columns }: ListQuestion) => (columns ? sql`, ${columns}` : sql.empty());

/** The page by one scan, whichever the planner takes. */
function found(question: ListQuestion, rows: number, after?: Position): SQL {
  const { sort, id } = question;
  return sql`page as (
      select ${sql.raw(id)} as id, ${sql.raw(sort.sql)} as sort ${columnsOf(question)}
      from ${question.from} where ${all([...question.where, ...beyond(question, { sort: sort.sql, id }, after)])}
      order by ${ordered(question, sort.sql, id)} limit ${rows})`;
}

/**
 * Rows to look at on a walk. Of a million about half as many satisfy a question, if they lie evenly, where 50 were not
 * among these; and rows that follow each other in the list mostly lie together.
 */
export const MANY = 12_000;
/** The same where each row is looked up by its id: these take as long. */
export const SOME = 4000;

function walked(question: ListQuestion, walk: Walk, rows: number, after?: Position): SQL {
  const { sort, id } = question;
  const alias = walk.row.split(' ').at(-1);
  const ordering = ordered(question, walk.sort, walk.id);
  const where = [...walk.where, ...beyond(question, walk, after)];
  const own = sql.raw(walk.row);
  if (walk.certain)
    return sql`page as (
      select ${sql.raw(walk.id)} as id, ${sql.raw(walk.sort)} as sort ${columnsOf(question)}
      from ${walk.from ? sql`${walk.from} join ${own} on ${sql.raw(`${alias}.id = ${walk.id}`)}` : own}
      where ${all([...where, ...walk.check])} order by ${ordering} limit ${rows})`;
  // \`offset 0\` keeps the planner from turning either way into the other.
  const first = walk.from
    ? sql`(select ${sql.raw(walk.id)} as id, ${sql.raw(walk.sort)} as sort ${columnsOf(question)}
          from ${walk.from} where ${all(where)} order by ${ordering} limit ${walk.most}) w
        cross join lateral (select from ${own} where ${sql.raw(`${alias}.id = w.id`)} and ${all(walk.check)} offset 0) c`
    : sql`(select ${sql.raw(alias ?? '')}.*, ${sql.raw(walk.sort)} as sort from ${own} where ${all(where)}
          order by ${ordering} limit ${walk.most}) ${sql.raw(alias ?? '')} where ${all(walk.check)}`;
  const from = sql.raw(walk.from ? 'w' : (alias ?? ''));
  const sought = (name: string, conditions: SQL[], when: SQL) => sql`${sql.raw(name)} as (
      select * from (
        select ${sql.raw(id)} as id, ${sql.raw(sort.sql)} as sort ${columnsOf(question)}
        from ${question.from}
        where ${when} and ${all([...conditions, ...beyond(question, { sort: sort.sql, id }, after)])} offset 0) s
      order by ${ordered(question, 's.sort', 's.id')} limit ${rows})`;
  const full = sql`(select count(*) from walked) = ${rows}`;
  // A walk that came to the end of its bounds has met all there is.
  const cut = sql`(select count(*) from (select from ${walk.from ?? own}
      where ${all(where)} order by ${ordering} limit ${walk.most}) l) = ${walk.most}`;
  const short = sql`not (${full}) and ${cut}`;
  const { longer } = walk;
  // Newest first, what is longer than the walk's bounds comes after all that was met on it.
  const missing = question.order === 'asc' ? sql`not (${short})` : sql`not (${full}) and not ${cut}`;
  return sql`walked as (
      select ${walk.from ? sql`w.*` : sql`${from}.id, ${from}.sort ${columnsOf(question)}`} from ${first}
      order by ${ordered(question, `${walk.from ? 'w' : alias}.sort`, `${walk.from ? 'w' : alias}.id`)} limit ${rows}),
    ${sought('sought', walk.rest, short)},
    ${longer ? sql`${sought('longer', longer, missing)},` : sql.empty()}
    page as (select * from (
        select * from sought union all select * from walked where not (${short})
        ${longer ? sql`union all select * from longer` : sql.empty()}) s
      order by ${ordered(question, 's.sort', 's.id')} limit ${rows})`;
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
      from ${from} where ${all([...question.where, ...remaining(question, after)])}) p ${sql.raw(join)}
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
  }: Pick<ListQuestion, 'ctes' | 'from' | 'where' | 'expected'>,
  most = MOST_COUNTED,
): Promise<{ count: number; exact: boolean }> {
  const ctes = defined ? sql`with ${defined}` : sql.empty();
  const counted = Number(
    await text(
      reads,
      sql`${ctes} select count(*)::text from (select from ${from} where ${all(where)} limit ${most + 1}) c`,
    ),
  );
  if (counted <= most) return { count: counted, exact: true };
  const [plan] = await rowBytes(
    reads,
    sql`explain (format json) ${ctes} select from ${from} where ${all(expected)}`,
  );
  const guess = JSON.parse(`${plan?.[0] ?? '[]'}`)[0]?.Plan?.['Plan Rows'];
  return { count: Math.max(Math.round(Number(guess) || 0), counted), exact: false };
}
