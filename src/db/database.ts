import { type SQL, sql } from 'drizzle-orm';
import type { NodePgDatabase, NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase, PgTransaction } from 'drizzle-orm/pg-core';

/** A connection pool or an open transaction: every query function takes it first. */
export type Db = PgDatabase<NodePgQueryResultHKT, Record<string, never>>;
export type Tx = PgTransaction<NodePgQueryResultHKT, Record<string, never>, Record<string, never>>;
export type Pooled = NodePgDatabase<Record<string, never>>;

/** The rows of a statement, as `pg` gives them: dates and timestamps are text, bigints are text. */
export async function rows<T extends object>(db: Db, query: SQL): Promise<T[]> {
  // The caller names the columns it selects; pg cannot know them.
  return (await db.execute(query)).rows as T[];
}

/** The first row of a statement, or undefined. */
export async function row<T extends object>(db: Db, query: SQL): Promise<T | undefined> {
  return (await rows<T>(db, query))[0];
}

/** A list as one parameter of type `type[]`, so that its length does not change the statement. */
export const array = (values: readonly unknown[], type: string) =>
  sql`${sql.param(values)}::${sql.raw(type)}[]`;

/**
 * The same transaction for a connection that is no pipeline: statements that are sent before the one before has its
 * answer wait here.
 */
export function oneByOne(tx: Tx): Tx {
  let last: Promise<unknown> = Promise.resolve();
  const execute = (query: SQL) => {
    const done = last.then(() => tx.execute(query));
    last = done.catch(() => undefined);
    return done;
  };
  return Object.create(tx, { execute: { value: execute } });
}
