import { buildApp } from '../../src/app.ts';
import { openDatabase } from '../../src/db/open.ts';
import { loadDemo } from '../../src/demo.ts';

/** The service over the demonstration knowledge base in an embedded database in memory. */
export async function openDemoService() {
  const database = await openDatabase({
    databaseUrl: undefined,
    databaseReadUrl: undefined,
    poolSize: 1,
    statementTimeoutMs: 60_000,
  });
  await database.migrate();
  await loadDemo(database);
  const app = await buildApp({ database, config: { publicUrl: undefined, publicRead: true, cacheBytes: 0 } });
  await app.ready();
  return {
    app,
    close: async () => {
      await app.close();
      await database.close();
    },
  };
}
