import { openDatabase } from '../../src/db/open.ts';
import { loadDemo } from '../../src/demo.ts';

/** `tsx fillTemplate.ts PLACE [demo]`: migrates the database at a `postgres://` address or in a directory, and fills it. */
const [place = '', demo] = process.argv.slice(2);
const database = await openDatabase({
  ...(place.startsWith('postgres') ? { databaseUrl: place } : { databaseUrl: undefined, dataDir: place }),
  databaseReadUrl: undefined,
  poolSize: 2,
  statementTimeoutMs: 60_000,
});
await database.migrate();
if (demo) await loadDemo(database);
await database.close();
