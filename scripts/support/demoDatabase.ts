import { openDatabase } from '../../src/db/open.ts';
import { loadDemo } from '../../src/demo.ts';

/** The demonstration knowledge base in an embedded database in memory. */
export async function openDemoDatabase() {
  const database = await openDatabase({
    databaseUrl: undefined,
    databaseReadUrl: undefined,
    poolSize: 1,
    statementTimeoutMs: 60_000,
  });
  await database.migrate();
  await loadDemo(database);
  return database;
}
