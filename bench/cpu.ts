import { readFileSync } from 'node:fs';
import pg from 'pg';

/** Milliseconds of processor that the backends of one program took: unlike time, they are the same on a busy machine. */
export interface Backends {
  count: number;
  spent(): number;
}

/** Finds the backends that are connected under a name; Linux, with the database on the same machine. */
export async function findBackends(url: string, application: string): Promise<Backends> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client
    .query<{ pid: number }>(
      'select pid from pg_stat_activity where datname = current_database() and application_name = $1',
      [application],
    )
    .finally(() => client.end());
  const last = new Map(rows.map(({ pid }) => [pid, 0]));
  return {
    count: rows.length,
    spent: () => {
      for (const pid of last.keys()) last.set(pid, read(pid) ?? last.get(pid) ?? 0);
      return [...last.values()].reduce((sum, ms) => sum + ms, 0);
    },
  };
}

/** Undefined once the backend has gone. */
function read(pid: number): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return undefined;
  }
}
