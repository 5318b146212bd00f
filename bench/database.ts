import pg from 'pg';
import { type Database, openDatabase } from '../src/db/open.ts';
import { fill } from './fill.ts';

export interface BenchDatabase {
  name: string;
  url: string;
  database: Database;
  /** Seconds it took to fill; undefined where a kept one was taken. */
  filled: number | undefined;
  close(keep: boolean): Promise<void>;
}

/** The bench's own database of that many events, made and filled unless `keep` finds it complete. */
export async function openBench(server: string, events: number, keep: boolean): Promise<BenchDatabase> {
  const name = `sijill_bench_${events}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  const kept = keep && (await isComplete(server, url.href, name, events));
  if (!kept) {
    await administer(server, `drop database if exists "${name}" with (force)`);
    await administer(server, `create database "${name}"`);
  }
  const database = await openDatabase({
    databaseUrl: url.href,
    databaseReadUrl: undefined,
    poolSize: 4,
    statementTimeoutMs: 60_000,
  });
  await database.migrate();
  const begun = performance.now();
  if (!kept) await fill(database, events);
  return {
    name,
    url: url.href,
    database,
    filled: kept ? undefined : (performance.now() - begun) / 1000,
    close: async (keep) => {
      await database.close();
      if (!keep) await administer(server, `drop database "${name}" with (force)`);
    },
  };
}

async function isComplete(server: string, url: string, name: string, events: number): Promise<boolean> {
  const { rowCount } = await administer(server, `select from pg_database where datname = '${name}'`);
  if (!rowCount) return false;
  // What is derived from events is written last: half-filled databases have no row there.
  const count =
    'select (select count(*) from events) as events, exists (select from event_actors) as derived';
  const { rows } = await administer(url, count).catch(() => ({ rows: [] }));
  return Number(rows[0]?.events) === events && rows[0]?.derived === true;
}

async function administer(url: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client.query(statement).finally(() => client.end());
}
