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
export function openGrowth(tx: Db, sample: Sample = {}): Growth {
  let [written, next] = [0, FIRST];
  return async (records) => {
    written += records;
    if (written < next) return;
    next = written * 3;
    await analyze(tx, sample);
  };
}

interface Sample {
  /** Whether a tenth of the usual sample will do, as it does for joins of whole tables. */
  quickly?: boolean;
}

/**
 * Has the planner look at all tables of the schema's own and of the transaction's; a plain `analyze` would warn of those
 * of the server.
 */
export async function analyze(tx: Db, { quickly = false }: Sample = {}): Promise<void> {
  const tables = await rows<{ name: string }>(
    tx,
    sql`select format('%s.%I', relnamespace::regnamespace, relname) as name from pg_class
        where relkind = 'r' and relnamespace in ('public'::regnamespace, pg_my_temp_schema()) order by 1`,
  );
  if (quickly) await tx.execute(sql`set local default_statistics_target = 10`);
  await tx.execute(sql.raw(`analyze ${tables.map(({ name }) => name).join(', ')}`));
  if (quickly) await tx.execute(sql`set local default_statistics_target to default`);
}
