import { loadBundle } from '../../src/bundle/load.ts';
import { exportToFile } from '../../src/bundle/spool.ts';
import { openDatabase } from '../../src/db/open.ts';

/** Run by memory.test.ts: loads a bundle, exports it again, and says how much memory that took at most. */
const [databaseUrl = '', from = '', to = ''] = process.argv.slice(2);
const database = await openDatabase({
  databaseUrl,
  databaseReadUrl: undefined,
  poolSize: 2,
  statementTimeoutMs: 60_000,
});
const megabytes = () => Math.round(process.resourceUsage().maxRSS / 1024);
const seconds = (since: number) => Math.round((Date.now() - since) / 1000);
const atStart = megabytes();
let began = Date.now();
const { created } = await loadBundle(database, [from], { by: 'test' });
const loaded = { created, loadSeconds: seconds(began), loadMb: megabytes() };
began = Date.now();
const exported = await exportToFile(database, { dehydrated: false }, to);
process.stdout.write(
  `${JSON.stringify({ atStartMb: atStart, ...loaded, exported, exportSeconds: seconds(began), exportMb: megabytes() })}\n`,
);
await database.close();
