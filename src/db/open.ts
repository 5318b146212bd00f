import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Config } from '../config.ts';
import type { Reads } from './answer.ts';
import { type Copies, openCopies } from './copy.ts';
import { oneByOne, type Pooled, type Tx } from './database.ts';
import { openEmbedded } from './embedded/open.ts';
import { migrate } from './migrate.ts';
import { type VersionWatch, watchDataVersion } from './version.ts';

/** The open database: `db` reads and writes, `reads` answers the public's questions, `version` keys caches. */
export interface Database {
  db: Pooled;
  /** The same, for what has to be known before a request is answered: it gives a server that fell silent up in time. */
  prompt: Pooled;
  reads: Reads;
  version: VersionWatch;
  /** Runs a transaction that changes the knowledge base; its changes are known here when it returns. */
  change<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  migrate(): Promise<void>;
  /** Whether it is the embedded one. */
  embedded: boolean;
  close(): Promise<void>;
}

export type DatabaseConfig = Pick<
  Config,
  'databaseUrl' | 'databaseReadUrl' | 'poolSize' | 'statementTimeoutMs'
> & {
  /** Directory of the embedded database; undefined keeps it in memory. */
  dataDir?: string | undefined;
};

/** Opens PostgreSQL where `databaseUrl` is given, else the embedded database; tables are not touched yet. */
export function openDatabase(config: DatabaseConfig): Promise<Database> {
  return config.databaseUrl ? openServer(config, config.databaseUrl) : openOwn(config);
}

/** What some filters find among a million rows is a map of them: with less memory it becomes one of whole pages. */
const WORK_MEM = '32MB';

/** Milliseconds that a server has to say, after a statement's own timeout, that it stopped it. */
const SILENCE = 2000;

async function openServer(config: DatabaseConfig, url: string): Promise<Database> {
  // A large load sends its next statement before the server has done with the one before.
  const writing = serverPool(config, url, '-c timezone=UTC -c jit=off', { pipeline: true });
  // JIT costs more than it saves on statements of milliseconds; asking can never write.
  const reading = serverPool(
    config,
    config.databaseReadUrl ?? url,
    `-c timezone=UTC -c jit=off -c work_mem=${WORK_MEM} -c default_transaction_read_only=on -c statement_timeout=${config.statementTimeoutMs}`,
    // A server that fell silent never says that a statement took too long; its connection is given up.
    { query_timeout: config.statementTimeoutMs + SILENCE },
  );
  const readDb = drizzle(reading);
  return assemble({
    writing,
    prompt: givingUp(writing, config.statementTimeoutMs + SILENCE),
    reading,
    // A replica lags behind announcements, so its own version is asked for each time.
    version: watchDataVersion(readDb, { listenUrl: config.databaseReadUrl ? undefined : url }),
    unhurried: (work) => work(),
    copies: openCopies(reading, Math.max(1, Math.floor(config.poolSize / 5))),
    embedded: false,
    close: async () => {
      await Promise.all([writing.end(), reading.end()]);
    },
  });
}

function serverPool(config: DatabaseConfig, connectionString: string, options: string, more: pg.PoolConfig) {
  const pool = new pg.Pool({
    connectionString,
    options,
    ...more,
    max: config.poolSize,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 5000,
    application_name: 'sijill',
  });
  // A server that goes away breaks idle connections; the pool replaces them, so this must not end the process.
  pool.on('error', () => undefined);
  // The same for a connection that is lost in a transaction: the pool does not listen to those it has given out, and
  // the statement under way fails anyway.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

async function openOwn(config: DatabaseConfig): Promise<Database> {
  const embedded = await openEmbedded({
    dataDir: config.dataDir && join(config.dataDir, 'db'),
    ...(config.dataDir
      ? { overrunMs: config.statementTimeoutMs, warmingMs: Math.max(config.statementTimeoutMs * 5, 10_000) }
      : {}),
  });
  await embedded.pool.query('set timezone = UTC');
  return assemble({
    writing: embedded.pool,
    prompt: embedded.pool,
    reading: embedded.pool,
    version: watchDataVersion(drizzle(embedded.pool), { alone: true }),
    unhurried: embedded.withoutWatchdog,
    embedded: true,
    close: embedded.close,
  });
}

/** A pool whose statements fail after so many milliseconds without an answer. */
const givingUp = (pool: pg.Pool, query_timeout: number): pg.Pool => {
  const query = (statement: pg.QueryConfig, values?: unknown[]) =>
    // The types of pg do not know that one statement can have a timeout of its own.
    pool.query({ ...statement, query_timeout } as pg.QueryConfig, values);
  // Of a pool, drizzle uses nothing else outside a transaction.
  return { query } as unknown as pg.Pool;
};

interface Parts {
  writing: pg.Pool;
  prompt: pg.Pool;
  reading: pg.Pool;
  version: VersionWatch;
  unhurried: <T>(work: () => Promise<T>) => Promise<T>;
  copies?: Copies;
  embedded: boolean;
  close: () => Promise<void>;
}

function assemble({
  writing,
  prompt,
  reading,
  version,
  unhurried,
  copies,
  embedded,
  close,
}: Parts): Database {
  const db = drizzle(writing);
  return {
    db,
    prompt: drizzle(prompt),
    reads: { pool: reading, copies },
    version,
    embedded,
    change: async (work) => {
      const done = await unhurried(() =>
        db.transaction((tx) => work(embedded ? oneByOne(tx as Tx) : (tx as Tx))),
      );
      version.forget();
      return done;
    },
    migrate: () => unhurried(() => migrate(writing)),
    close: async () => {
      await version.close();
      await close();
    },
  };
}
