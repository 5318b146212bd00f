import { sql } from 'drizzle-orm';
import { type Db, row } from './database.ts';

/** Whether no record was ever written. */
export async function isEmpty(db: Db): Promise<boolean> {
  const known = await row<{ known: boolean }>(db, sql`select exists (select from records) as known`);
  return !known?.known;
}
