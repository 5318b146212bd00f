import { sql } from 'drizzle-orm';
import pg from 'pg';
import { type Db, row } from './database.ts';

/** The state of the knowledge base: it moves with every committed write, whoever writes. */
export interface DataVersion {
  /** Which database; two databases never share a version. */
  database: string;
  version: number;
  /** When the last write was committed, ISO 8601. */
  asOf: string;
}

/** Moves the data version as the last step of a transaction that changed answers, and tells other processes. */
export async function moveDataVersion(tx: Db): Promise<void> {
  await tx.execute(sql`update data_version set version = version + 1, changed_at = now()`);
  await tx.execute(sql`select pg_notify('sijill_version', '')`);
}

export async function readDataVersion(db: Db): Promise<DataVersion> {
  const found = await row<{ database: string; version: string; as_of: string }>(
    db,
    sql`select database_id as database, version,
          to_char(changed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as as_of from data_version`,
  );
  if (!found) throw new Error('The table data_version is empty: this is not a Sijill database.');
  return { database: found.database, version: Number(found.version), asOf: found.as_of };
}

export interface VersionWatch {
  /** The data version now, without asking the database where it would have told us of a change. */
  current(): Promise<DataVersion>;
  /** The data version now, where that is known without asking the database. */
  known(): DataVersion | undefined;
  /** To be called after a commit of this process, before it is acknowledged. */
  forget(): void;
  /**
   * Calls `listener` whenever something may have been committed, by whomever; returns what ends it. It may be called
   * for nothing, and every few seconds while announcements cannot be heard.
   */
  onMove(listener: () => void): () => void;
  close(): Promise<void>;
}

/** Milliseconds between guesses that something was committed, while announcements cannot be heard. */
const POLL = 3000;

/**
 * Keeps the data version known. With `listenUrl` it is asked for again only when a commit is announced, and for
 * every call while the announcements cannot be heard. `alone`: nobody else can write (the embedded database).
 */
export function watchDataVersion(
  db: Db,
  options: { listenUrl?: string | undefined; alone?: boolean },
): VersionWatch {
  let known: Promise<DataVersion> | undefined;
  let arrived: DataVersion | undefined;
  let hears = options.alone ?? false;
  let closed = false;
  let listener: pg.Client | undefined;
  const listeners = new Set<() => void>();
  let guessing: NodeJS.Timeout | undefined;
  const forget = () => {
    known = undefined;
    arrived = undefined;
    for (const tell of listeners) tell();
  };
  const onMove = (tell: () => void) => {
    listeners.add(tell);
    guessing ??= setInterval(() => {
      if (!hears) forget();
    }, POLL).unref();
    return () => {
      listeners.delete(tell);
      if (listeners.size > 0) return;
      clearInterval(guessing);
      guessing = undefined;
    };
  };

  const listen = async (connectionString: string): Promise<void> => {
    // Kept alive by TCP: a connection that is lost in silence would leave everyone waiting.
    const client = new pg.Client({ connectionString, application_name: 'sijill-version', keepAlive: true });
    listener = client;
    client.on('notification', forget);
    client.on('error', () => undefined);
    client.on('end', () => {
      hears = false;
      forget();
      if (!closed) setTimeout(() => void listen(connectionString), 1000).unref();
    });
    try {
      await client.connect();
      await client.query('listen sijill_version');
      forget();
      hears = true;
    } catch {
      await client.end().catch(() => undefined);
    }
  };
  if (options.listenUrl) void listen(options.listenUrl);

  return {
    current: () => {
      if (known && hears) return known;
      const asked = readDataVersion(db);
      known = asked;
      asked.then(
        (data) => {
          if (known === asked) arrived = data;
        },
        () => {
          if (known === asked) known = undefined;
        },
      );
      return asked;
    },
    known: () => (hears ? arrived : undefined),
    forget,
    onMove,
    close: async () => {
      closed = true;
      clearInterval(guessing);
      await listener?.end().catch(() => undefined);
    },
  };
}
