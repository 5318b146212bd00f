import { sql } from 'drizzle-orm';
import { type Db, rows } from '../db/database.ts';

/** Is told how many records were written more. */
export type Growth = (records: number) => Promise<void>;

/** Records after which the tables are first looked at. */
const FIRST = 2000;

/**
 * Has the planner look at the tables whenever about three times as much was written as it knew of. Nothing else does
 * while a transaction is open, and of a table that was never looked at it expects every list of ids to need all rows.
 */
export function openGrowth(tx: Db): Growth {
  let [written, next] = [0, FIRST];
  let tables: string | undefined;
  return async (records) => {
    written += records;
    if (written < next) return;
    next = written * 3;
    tables ??= (await tablesOf(tx)).join(', ');
    await tx.execute(sql.raw(`analyze ${tables}`));
  };
}

/** All of the schema's own: a plain `analyze` would warn of those of the server. */
const tablesOf = async (tx: Db) =>
  (
    await rows<{ name: string }>(
      tx,
      sql`select format('%I', relname) as name from pg_class
          where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
    )
  ).map(({ name }) => name);
