import { type SQL, sql } from 'drizzle-orm';

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
export interface Walk extends Driver {
  /** The list's own table and its alias. */
  row: string;
  /** What a row met on the way must satisfy. */
  check: SQL[];
  /** The question's `where`, in the form that finds few rows (`soughtBy`). */
  rest: () => SQL[];
  /** What one row in `scale` satisfies of those that the question's terms and words alone would find. */
  sample?: (() => { scale: number; from: SQL; where: SQL[] }) | undefined;
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
  /** What rows of one answer have in common, where an answer is made of several: among it the sort value and the id. */
  group?: SQL;
  /** SQL of further columns that `entry` needs, as `p.name`. */
  columns?: SQL;
  /** SQL of how much one answer, a row of `page`, holds, where some hold much: a page ends with the one that fills it. */
  weight?: string;
  /** Joins the rows that `entry` reads, to `p.id`. */
  join: string;
  /** SQL of one answer as JSON. */
  entry: string;
  walk?: Walk | undefined;
  /** Lists that this one is made of, where a page is found among the first rows of each. */
  parts?: ListPart[] | undefined;
}

/** What of a list's rows differs in one that it is made of. */
export type ListPart = Pick<ListQuestion, 'from' | 'where' | 'sort' | 'id' | 'columns' | 'walk'>;

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

/** The order of a list, by what is its sort value and its id here. */
export const ordered = ({ order }: ListQuestion, sort: string, id: string) =>
  sql.raw(`${sort} ${order}, ${id} ${order}`);

/** What comes after a place, in the same. */
export const beyond = (
  { order, sort }: ListQuestion,
  by: { sort: string; id: string },
  after?: Position,
): SQL[] =>
  after
    ? [
        sql`(${sql.raw(by.sort)}, ${sql.raw(by.id)}) ${sql.raw(order === 'desc' ? '<' : '>')}
          (${after.sort}::${sql.raw(sort.type)}, ${after.id}::uuid)`,
      ]
    : [];

export const groupOf = ({ group }: { group?: SQL | undefined }) =>
  group ? sql`group by ${group}` : sql.empty();

export const columnsOf = ({ columns }: ListQuestion) => (columns ? sql`, ${columns}` : sql.empty());
