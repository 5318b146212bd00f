import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Db } from './database.ts';

type Row<T extends PgTable> = T['$inferInsert'];

/**
 * Inserts any number of rows in one statement that does not grow with them: a list for each column. `replace`
 * overwrites rows of the same primary key `id`.
 */
export async function insertRows<T extends PgTable>(
  db: Db,
  table: T,
  values: Row<T>[],
  { replace = false } = {},
): Promise<void> {
  if (values.length > 0) await db.execute(insertion(table, values, replace));
}

/**
 * The same for rows of several tables, all by one statement, which the database need not wait for. Its lists are written out already, so that nothing is left to do when it is sent.
 */
export function insertionOf(tables: Map<PgTable, object[]>): SQL {
  const insertions = [...tables]
    .filter(([, values]) => values.length > 0)
    .map(([table, values], i) => sql`${sql.identifier(`t${i}`)} as (${insertion(table, values)})`);
  return insertions.length > 0 ? sql`with ${sql.join(insertions, sql`, `)} select` : sql`select`;
}

function insertion(table: PgTable, values: object[], replace = false): SQL {
  const columns = columnsOf(table);
  const rows = values as Record<string, unknown>[];
  const names = sql.raw(columns.map(({ name }) => `"${name}"`).join(', '));
  // A list of lists would have to be as long in every row, so each of them is read out of a text.
  const read = sql.raw(
    columns.map(({ name, type, many }) => (many ? `"${name}"::${type}` : `"${name}"`)).join(', '),
  );
  const lists = columns.map(({ field, type, many }) => {
    const list = listLiteral(
      rows.map((row) => written(row[field], type)),
      PLAIN.has(type),
    );
    return sql`${list}::${sql.raw(many ? 'text' : type)}[]`;
  });
  return sql`insert into ${sql.identifier(getTableName(table))} (${names})
    select ${read} from unnest(${sql.join(lists, sql`, `)}) as r(${names})
    ${replace ? overwrite(columns.map(({ name }) => name)) : sql.empty()}`;
}

const known = new WeakMap<PgTable, { field: string; name: string; type: string; many: boolean }[]>();

function columnsOf(table: PgTable) {
  let columns = known.get(table);
  if (!columns) {
    columns = Object.entries(getTableColumns(table)).map(([field, column]) => {
      const type = column.getSQLType();
      return { field, name: column.name, type, many: type.endsWith('[]') };
    });
    known.set(table, columns);
  }
  return columns;
}

/** A value as PostgreSQL reads it. */
function written(value: unknown, type: string): string | null {
  if (value === undefined || value === null) return null;
  if (type === 'json') return JSON.stringify(value);
  return Array.isArray(value) ? listLiteral(value) : String(value);
}

/** Types whose values have nothing in them that would have to be quoted in a list. */
const PLAIN = new Set(['uuid', 'integer', 'bigint', 'double precision', 'boolean', 'date']);

/** A list as PostgreSQL reads it. */
function listLiteral(values: unknown[], plain = false): string {
  let literal = '{';
  for (const value of values) {
    if (literal.length > 1) literal += ',';
    literal += value === null ? 'null' : plain ? value : quoted(String(value));
  }
  return `${literal}}`;
}

const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;

function overwrite(columns: string[]): SQL {
  const updates = columns.filter((name) => name !== 'id' && name !== 'created_at');
  return sql.raw(
    `on conflict (id) do update set ${updates.map((name) => `"${name}" = excluded."${name}"`).join(', ')}`,
  );
}
