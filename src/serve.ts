import { resolve } from 'node:path';
import closeWithGrace from 'close-with-grace';
import { buildApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { isEmpty } from './db/empty.ts';
import { type Database, openDatabase } from './db/open.ts';
import { loadDemo } from './demo.ts';
import { loggerOptions } from './logger.ts';
import { startDelivering } from './webhooks/deliver.ts';

/** Milliseconds that running requests have to finish after a signal. */
const GRACE = 10_000;

/** Runs the service until a signal: configuration, database, app, listen, close. */
export async function serve(): Promise<void> {
  const config = readConfig();
  const database = await openDatabase(config);
  await prepare(database, config);
  const app = await buildApp({ database, config, logger: loggerOptions(config.logLevel) });
  const deliverer = startDelivering(database, { allowPrivate: config.webhookPrivate, log: app.log });
  app.addHook('onClose', async () => {
    await deliverer.stop();
    await database.close();
  });
  closeWithGrace({ delay: GRACE }, async ({ err }) => {
    if (err) app.log.error({ err }, 'closing after a failure');
    // A connection that never asked anything counts as one that is busy, and would be waited for.
    const last = setTimeout(() => app.server.closeAllConnections(), GRACE - 1000);
    await app.close();
    clearTimeout(last);
  });
  const address = await app.listen({ port: config.port, host: config.host });
  const data = config.databaseUrl ? 'PostgreSQL' : `the embedded database in ${resolve(config.dataDir)}`;
  const line = `Sijill answers at ${address}/v1, documentation at ${address}/docs, data in ${data}`;
  if (process.stdout.isTTY) console.log(line);
  else app.log.info(line);
}

async function prepare(database: Database, config: Config): Promise<void> {
  try {
    await database.migrate();
    if (config.demo && (await isEmpty(database.db))) await loadDemo(database);
  } catch (error) {
    await database.close();
    throw error;
  }
}
