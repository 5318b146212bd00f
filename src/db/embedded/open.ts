import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Duplex } from 'node:stream';
import pg from 'pg';
import { type Engine, type Loss, startEngine } from './engine.ts';
import { type DirectoryLock, lockDirectory } from './lock.ts';
import { openSession, type Session } from './stream.ts';

const OVERRUN_MS = 10_000;

type EmbeddedOptions = {
  /** Directory of the database, created when missing. Without it everything is in memory and gone at the end. */
  dataDir?: string | undefined;
  /**
   * Milliseconds a query may take before it is stopped with SQLSTATE 57014; null is without limit.
   * Default 10,000 in a directory; null in memory, where stopping a query loses all data.
   */
  overrunMs?: number | null | undefined;
  /** The same for the first queries of an engine, which take longer. Default: as `overrunMs`. */
  warmingMs?: number | null | undefined;
};

export type Embedded = {
  /** One connection: queries queue, and a transaction keeps it until its client is released. */
  pool: pg.Pool;
  /** Runs `work` with no limit on its queries (migrations, bulk loading). */
  withoutWatchdog<T>(work: () => Promise<T>): Promise<T>;
  /** Ends the pool (waiting for clients in use), closes the database cleanly and gives up the directory. */
  close(): Promise<void>;
};

/**
 * Opens PGlite behind an ordinary `pg.Pool`. A query that overruns fails with code 57014, one whose engine
 * crashed with 57P02; either way the connection leaves the pool and the next one meets a fresh engine.
 * Throws `DataDirectoryLocked` when another process holds the directory, Error when it cannot be opened.
 */
export async function openEmbedded(options: EmbeddedOptions = {}): Promise<Embedded> {
  const dataDir = options.dataDir === undefined ? undefined : resolve(options.dataDir);
  const overrunMs = options.overrunMs === undefined ? (dataDir ? OVERRUN_MS : null) : options.overrunMs;
  const lock = dataDir === undefined ? undefined : takeDirectory(dataDir);
  try {
    const { warmingMs = overrunMs } = options;
    return await openLocked(dataDir, { overrunMs, warmingMs }, lock);
  } catch (error) {
    lock?.release();
    throw error;
  }
}

function takeDirectory(dataDir: string): DirectoryLock {
  mkdirSync(dataDir, { recursive: true });
  return lockDirectory(dataDir);
}

function openPool(stream: () => Duplex, isLost: () => boolean): pg.Pool {
  const pool = new pg.Pool({
    stream,
    max: 1,
    idleTimeoutMillis: 0,
    // Given here so that PGHOST, PGSSLMODE and their like cannot reach in.
    host: 'embedded',
    port: 5432,
    user: 'postgres',
    database: 'postgres',
    password: '',
    ssl: false,
  });
  // A lost connection is replaced by the pool; without listeners pg would end the process instead.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('release', (_error, client) => {
    if (isLost()) client.end().catch(() => {});
  });
  return pool;
}

async function openLocked(
  dataDir: string | undefined,
  limits: { overrunMs: number | null; warmingMs: number | null },
  lock?: DirectoryLock,
) {
  const directory = dataDir && join(dataDir, 'postgres');
  let session: { id: number; current: Session } | undefined;
  let engine: Engine | undefined;
  let starting: Promise<Engine> | undefined;
  let unwatched = 0;
  let closing: Promise<void> | undefined;

  const start = async () => {
    engine = await startEngine({
      directory,
      ...limits,
      unwatched: () => unwatched > 0,
      onReply: (reply) => {
        if (reply.kind !== 'ready' && reply.session === session?.id) session?.current.receive(reply);
      },
      onLoss: restart,
    });
    return engine;
  };
  const ready = () => {
    starting ??= start().catch((error) => {
      starting = undefined;
      throw error;
    });
    return starting;
  };
  const restart = (loss: Loss, stopped: Promise<unknown>) => {
    engine = undefined;
    // Never two engines in one directory: the new one waits for the end of the old thread.
    starting = stopped.then(start).catch((error) => {
      starting = undefined;
      throw error;
    });
    starting.catch(() => {});
    session?.current.lose(loss);
  };

  const stream = () => {
    const id = (session?.id ?? 0) + 1;
    session = { id, current: openSession(id, { ready, post: (order) => engine?.post(order) }) };
    return session.current.stream;
  };

  await ready();
  const pool = openPool(stream, () => session?.current.isLost() ?? false);

  // While an order is under way the worker may still write: then the lock stays, and is seen to be a dead one's.
  const releaseAtExit = () => {
    if (engine?.pending() === 0) lock?.release();
  };
  if (lock) process.once('exit', releaseAtExit);

  const shut = async () => {
    await pool.end();
    await starting?.then((running) => running.close()).catch(() => {});
    process.removeListener('exit', releaseAtExit);
    lock?.release();
  };
  return {
    pool,
    withoutWatchdog: async <T>(work: () => Promise<T>): Promise<T> => {
      unwatched += 1;
      try {
        return await work();
      } finally {
        unwatched -= 1;
      }
    },
    close: () => (closing ??= shut()),
  };
}
