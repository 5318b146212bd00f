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

/** The first part of a walk: where many satisfy a question, a page is found here. */
const FIRST = 0.2;

/** So few rows are sought as quickly as a walk goes on to a page of more. */
const FEW = 5000;

/**
 * The page by a walk. It goes a short way first; where that does not fill the page, a look at a sample of what has the
 * question's terms and words says whether to seek these at once or to walk on.
 */
function walked(question: ListQuestion, walk: Walk, rows: number, after?: Position): SQL {
  const { sort, id } = question;
  const alias = walk.row.split(' ').at(-1) ?? '';
  const ordering = ordered(question, walk.sort, walk.id);
  const where = [...walk.where, ...beyond(question, walk, after)];
  const own = sql.raw(walk.row);
  if (walk.certain)
    return sql`page as (
      select ${sql.raw(walk.id)} as id, ${sql.raw(walk.sort)} as sort ${columnsOf(question)}
      from ${walk.from ? sql`${walk.from} join ${own} on ${sql.raw(`${alias}.id = ${walk.id}`)}` : own}
      where ${all([...where, ...walk.check])} order by ${ordering} limit ${rows})`;
  // `offset 0` keeps the planner from turning either way into the other.
  const met = (from: number, to: number, when: SQL) =>
    walk.from
      ? sql`select w.* from (select ${sql.raw(walk.id)} as id, ${sql.raw(walk.sort)} as sort ${columnsOf(question)}
            from ${walk.from} where ${all(where)} order by ${ordering} limit ${to - from} offset ${from}) w
          cross join lateral (select from ${own} where ${sql.raw(`${alias}.id = w.id`)} and ${all(walk.check)} offset 0) c
          where ${when} order by ${ordered(question, 'w.sort', 'w.id')} limit ${rows}`
      : sql`select ${sql.raw(`${alias}.id, ${alias}.sort`)} ${columnsOf(question)}
          from (select ${sql.raw(alias)}.*, ${sql.raw(walk.sort)} as sort from ${own} where ${all(where)}
            order by ${ordering} limit ${to - from} offset ${from}) ${sql.raw(alias)}
          where ${when} and ${all(walk.check)}
          order by ${ordered(question, `${alias}.sort`, `${alias}.id`)} limit ${rows}`;
  const ended = (most: number) => sql`(select count(*) from (select from ${walk.from ?? own}
      where ${all(where)} order by ${ordering} limit ${most}) l) < ${most}`;
  const sought = (name: string, conditions: SQL[], when: SQL) => sql`${sql.raw(name)} as (
      select * from (
        select ${sql.raw(id)} as id, ${sql.raw(sort.sql)} as sort ${columnsOf(question)}
        from ${question.from}
        where ${when} and ${all([...conditions, ...beyond(question, { sort: sort.sql, id }, after)])} offset 0) s
      order by ${ordered(question, 's.sort', 's.id')} limit ${rows})`;
  // What a part of the walk leads to: the page is `full`, the walk came to the end of its bounds and has met all there
  // is, it goes `on`, or what is left is `sought`.
  const sample = walk.sample?.();
  const { longer } = walk;
  const few = sample
    ? sql`case when (select count(*) from (select from ${sample.from} where ${all(sample.where)}
        limit ${Math.ceil(FEW / sample.scale)}) f) * ${sample.scale}::int < ${FEW} then 'sought' else 'on' end`
    : sql`'sought'`;
  const outcome = (part: string, most: number, otherwise: SQL) =>
    sql`case when (select count(*) from ${sql.raw(part)}) >= ${rows} then 'full'
      when ${ended(most)} then 'ended' else ${otherwise} end`;
  const first = sample ? Math.ceil(FIRST * walk.most) : walk.most;
  const is = (...outcomes: string[]) =>
    sql`(select outcome from way) in (${sql.raw(outcomes.map((one) => `'${one}'`).join(', '))})`;
  const begun = sql`begun as (${met(0, first, sql`true`)}),
    beginning as materialized (select ${outcome('begun', first, few)} as outcome)`;
  const goesOn = sql`(select outcome from beginning) = 'on'`;
  const whole = sample
    ? sql`walked as (select * from begun union all (${met(first, walk.most, goesOn)})),
      way as materialized (select case when ${goesOn} then ${outcome('walked', walk.most, sql`'sought'`)}
        else (select outcome from beginning) end as outcome)`
    : sql`walked as (select * from begun), way as (select outcome from beginning)`;
  return sql`${begun}, ${whole},
    ${sought('sought', walk.rest(), is('sought'))},
    ${
      // Newest first, what is longer than the walk's bounds comes after all that was met on it.
      longer
        ? sql`${sought('longer', longer, question.order === 'asc' ? is('full', 'ended') : is('ended'))},`
        : sql.empty()
    }
    page as (select * from (
        select * from sought union all select * from walked where ${is('full', 'ended')}
        ${longer ? sql`union all select * from longer` : sql.empty()}) s
      order by ${ordered(question, 's.sort', 's.id')} limit ${rows})`;
}
