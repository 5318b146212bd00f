import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';
import { type Scheme, schemes } from '../model/vocabularies/index.ts';
import { type Db, row } from './database.ts';
import { insertRows } from './insert.ts';
import { fillNameKeys } from './nameKeys.ts';
import { concepts } from './tables/things.ts';
import { moveDataVersion } from './version.ts';

const folder = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Any number that nothing else in the database locks with. */
const MIGRATION_LOCK = 7_345_201;

/**
 * Brings the tables up to date and writes the vocabularies' concepts and the keys of names. Safe to run again, and side by side: one
 * connection does all of it under a lock that other processes wait for.
 */
export async function migrate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    const db = drizzle(client);
    await db.execute(sql`select pg_advisory_lock(${MIGRATION_LOCK})`);
    await checkLocale(db);
    await applyMigrations(db, { migrationsFolder: folder });
    await db.transaction(writeConcepts);
    await db.transaction(fillNameKeys);
    await db.execute(sql`select pg_advisory_unlock(${MIGRATION_LOCK})`);
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Search keys need letters folded beyond ASCII, which the locale C does not do. */
async function checkLocale(db: Db) {
  const folded = await row<{ letter: string }>(db, sql`select lower('Ж') as letter`);
  if (folded?.letter !== 'ж')
    throw new Error(
      'This database has the locale C. Create it with a UTF-8 locale (such as C.UTF-8 or en_US.UTF-8).',
    );
}

async function writeConcepts(tx: Db) {
  const wanted = conceptRows();
  const stored = await tx.select().from(concepts).orderBy(sql`scheme collate "C"`, concepts.ord);
  if (JSON.stringify(stored) === JSON.stringify(wanted)) return;
  await tx.delete(concepts);
  await insertRows(tx, concepts, wanted);
  await moveDataVersion(tx);
}

/** Whether this software's migrations are all applied. */
export async function isMigrated(db: Db): Promise<boolean> {
  const applied = await row<{ count: number }>(
    db,
    sql`select count(*)::int as count from drizzle.__drizzle_migrations`,
  );
  return applied?.count === readMigrationFiles({ migrationsFolder: folder }).length;
}

/** The vocabularies as rows, in the order in which the database gives them back. */
function conceptRows() {
  return Object.entries<Scheme>(schemes)
    .flatMap(([scheme, { concepts: all }]) =>
      all.map((concept, ord) => ({
        scheme,
        code: concept.code,
        ord,
        broader: concept.broader ?? null,
        label: { ...concept.label },
        definition: concept.definition ? { ...concept.definition } : null,
        crosswalk: concept.crosswalk ?? {},
      })),
    )
    .sort((a, b) => (a.scheme < b.scheme ? -1 : a.scheme > b.scheme ? 1 : a.ord - b.ord));
}
