import { sql } from 'drizzle-orm';
import { type Db, row } from '../db/database.ts';

/** The answer to a write: what is sent, and what is sent again to the same `Idempotency-Key`. */
export interface Written {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** The record it speaks of, so that a purge finds it. */
  record: string | undefined;
}

/** A caller's key; `false` where another transaction holds it. Held until commit. */
export async function holdKey(db: Db, caller: string, key: string): Promise<boolean> {
  const lock = await row<{ held: boolean }>(
    db,
    sql`select pg_try_advisory_xact_lock(hashtextextended(${JSON.stringify([caller, key])}, 0)) as held`,
  );
  return lock?.held ?? false;
}

/** What was answered to a key, and the fingerprint of the request it came with. */
export const findAnswer = (db: Db, caller: string, key: string) =>
  row<Omit<Written, 'record'> & { fingerprint: string }>(
    db,
    sql`select fingerprint, status, headers, body from idempotent_answers where caller = ${caller} and key = ${key}`,
  );

export async function keepAnswer(
  db: Db,
  caller: string,
  key: string,
  fingerprint: string,
  { status, headers, body, record }: Written,
): Promise<void> {
  await db.execute(sql`insert into idempotent_answers (caller, key, fingerprint, status, headers, body, record_id)
    values (${caller}, ${key}, ${fingerprint}, ${status}, ${JSON.stringify(headers)}::json, ${body}, ${record ?? null})`);
}
