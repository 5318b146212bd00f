import { createHash } from 'node:crypto';
import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import { type ByteRow, readRows } from './bytes.ts';
import type { Copies } from './copy.ts';

/** A question to the database that PostgreSQL answers with finished JSON texts. */
export interface Reads {
  pool: pg.Pool;
  /** Left out by the embedded database and by snapshots of the past. */
  copies?: Copies | undefined;
}

const dialect = new PgDialect();
const names = new Map<string, string>();

/** Prepared statements live as long as their connection, so only this many of the questions seen are prepared. */
const MOST_PREPARED = 300;

/** The text columns of a statement's rows, untouched. */
export async function rowTexts(reads: Reads, query: SQL): Promise<(string | null)[][]> {
  const answer = await reads.pool.query<(string | null)[]>({ ...prepare(query), rowMode: 'array' });
  return answer.rows;
}

/** The same as the bytes that PostgreSQL sent, for answers that go out as they came in. */
export const rowBytes = (reads: Reads, query: SQL): Promise<ByteRow[]> =>
  readRows(reads.pool, prepare(query));

/** The statement's first text, or undefined where it has no row or the text is null. */
export async function text(reads: Reads, query: SQL): Promise<string | undefined> {
  return (await rowTexts(reads, query))[0]?.[0] ?? undefined;
}

function prepare(query: SQL): pg.QueryConfig {
  const { sql: text, params: values } = compile(query);
  const name = preparedName(text);
  return name ? { text, values, name } : { text, values };
}

/** The statement as `pg` and pgbench take it. */
export const compile = (query: SQL) => dialect.sqlToQuery(query);

/**
 * A search is planned for its own words where the planner sees them: the plan for any words would read a million rows for a
 * rare one.
 */
const SEARCHES = / @@ (?!\(select )/;

function preparedName(statement: string): string | undefined {
  const known = names.get(statement);
  if (known || names.size >= MOST_PREPARED || SEARCHES.test(statement)) return known;
  const name = `s${createHash('sha1').update(statement).digest('base64url').slice(0, 16)}`;
  names.set(statement, name);
  return name;
}
