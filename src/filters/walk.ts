import { type SQL, sql } from 'drizzle-orm';
import { all } from './conditions.ts';
import {
  beyond,
  columnsOf,
  groupOf,
  type ListPart,
  type ListQuestion,
  ordered,
  type Position,
  type Walk,
} from './question.ts';

/** The common table expression `page`, and those that it needs before it. */
export const onePage = (question: ListQuestion, rows: number, after?: Position): SQL =>
  question.walk ? walked(question, question.walk, rows, after) : found(question, rows, after);

/** A page of several lists in one order: it is among their first pages. */
export const merged = (question: ListQuestion, parts: ListPart[], rows: number, after?: Position): SQL =>
  sql`page as (select * from (${sql.join(
    parts.map(
      (part) =>
        sql`select * from (with ${onePage({ ...question, ...part }, rows, after)} select * from page) part`,
    ),
    sql` union all `,
  )}) s order by ${ordered(question, 's.sort', 's.id')} limit ${rows})`;

/** The page by one scan, whichever the planner takes. */
function found(question: ListQuestion, rows: number, after?: Position): SQL {
  const { sort, id } = question;
  return sql`page as (
      select ${sql.raw(id)} as id, ${sql.raw(sort.sql)} as sort ${columnsOf(question)}
      from ${question.from} where ${all([...question.where, ...beyond(question, { sort: sort.sql, id }, after)])}
      ${groupOf(question)} order by ${ordered(question, sort.sql, id)} limit ${rows})`;
}

/**
 * Rows to look at on a walk. Of a million fewer than 2,500 satisfy a question, if they lie evenly, where 50 were not
 * among these; and rows that follow each other in the list mostly lie together.
 */
const MANY = 20_000;
/** The same where words are looked for in each row. */
const WORDS = 12_000;
/** The same where each row is looked up by its id: these take as long. */
const SOME = 4000;

/** How many rows a walk looks at: it looks each up by its id, or looks for words in it, or neither. */
export const reach = ({ lookup, words }: { lookup: boolean; words: boolean }): number =>
  lookup ? SOME : words ? WORDS : MANY;

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
    ${sought('sought', walk.rest(), short)},
    ${longer ? sql`${sought('longer', longer, missing)},` : sql.empty()}
    page as (select * from (
        select * from sought union all select * from walked where not (${short})
        ${longer ? sql`union all select * from longer` : sql.empty()}) s
      order by ${ordered(question, 's.sort', 's.id')} limit ${rows})`;
}
