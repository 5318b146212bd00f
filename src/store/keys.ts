import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { type Db, row, rows } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { KeyRole } from '../model/roles.ts';

/** A key as it may be shown: never the key itself, of which only the hash is stored. */
export interface ApiKey {
  id: string;
  name: string;
  role: KeyRole;
  created_at: string;
  last_used_at: string | null;
  revoked_at: string | null;
}

/** 256 random bits: long enough that a plain SHA-256 of it cannot be guessed backwards. */
const newKey = () => `sj_${randomBytes(32).toString('base64url')}`;

const hashOf = (key: string) => createHash('sha256').update(key).digest('hex');

/** Makes a key; the answer is the only time it is seen. Throws AppError conflict where the name is taken. */
export async function createKey(db: Db, name: string, role: KeyRole): Promise<{ id: string; key: string }> {
  const key = newKey();
  const created = await row<{ id: string }>(
    db,
    sql`insert into api_keys (id, name, role, hash) values (${newId()}, ${name}, ${role}, ${hashOf(key)})
        on conflict (name) do nothing returning id`,
  );
  if (!created) throw new AppError('conflict', `There is a key named “${name}” already.`);
  return { id: created.id, key };
}

export const listKeys = (db: Db) =>
  rows<ApiKey>(
    db,
    sql`select id, name, role, created_at, last_used_at, revoked_at from api_keys order by created_at, id`,
  );

/** Ends a key at once; throws AppError not_found where no living key has that name or id. */
export async function revokeKey(db: Db, named: string): Promise<void> {
  const revoked = await row(
    db,
    sql`update api_keys set revoked_at = now()
        where (name = ${named} or id::text = ${named}) and revoked_at is null returning id`,
  );
  if (!revoked) throw new AppError('not_found', `There is no living key “${named}”.`);
}

/** The living key with this secret; its use is noted, at most once a minute. */
export async function findKey(db: Db, key: string): Promise<ApiKey | undefined> {
  const found = await row<ApiKey>(
    db,
    sql`select id, name, role, created_at, last_used_at, revoked_at from api_keys
        where hash = ${hashOf(key)} and revoked_at is null`,
  );
  if (found)
    await db.execute(sql`update api_keys set last_used_at = now()
      where id = ${found.id} and (last_used_at is null or last_used_at < now() - interval '1 minute')`);
  return found;
}
