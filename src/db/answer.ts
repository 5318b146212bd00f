import { createHash } from 'node:crypto';
import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type pg from 'pg';

/** A question to the database that PostgreSQL answers with finished JSON texts. */
export interface Reads {
  pool: pg.Pool;
}

const dialect = new PgDialect();
const names = new Map<string, string>();

/** Prepared statements live as long as their connection, so only this many of the questions seen are prepared. */
const MOST_PREPARED = 300;

/** The text columns of a statement's rows, untouched. */
export async function rowTexts(reads: Reads, query: SQL): Promise<(string | null)[][]> {
  const { sql: text, params } = dialect.sqlToQuery(query);
  const name = preparedName(text);
  const answer = await reads.pool.query<(string | null)[]>({
    text,
    values: params,
    rowMode: 'array',
    ...(name ? { name } : {}),
  });
  return answer.rows;
}

/** The statement's first text, or undefined where it has no row or the text is null. */
export async function text(reads: Reads, query: SQL): Promise<string | undefined> {
  return (await rowTexts(reads, query))[0]?.[0] ?? undefined;
}

/** The statement as `pg` and pgbench take it. */
export const compile = (query: SQL) => dialect.sqlToQuery(query);

function preparedName(statement: string): string | undefined {
  const known = names.get(statement);
  if (known || names.size >= MOST_PREPARED) return known;
  const name = `s${createHash('sha1').update(statement).digest('base64url').slice(0, 16)}`;
  names.set(statement, name);
  return name;
}
