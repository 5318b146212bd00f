import { buildApp } from '../../src/app.ts';
import { openDemoDatabase } from '../support/demoDatabase.ts';

/** The service over the demonstration knowledge base in an embedded database in memory. */
export async function openDemoService() {
  const database = await openDemoDatabase();
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
