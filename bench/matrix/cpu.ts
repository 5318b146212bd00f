import { readFileSync } from 'node:fs';
import pg from 'pg';

/** What the database's work for the service takes of the processor: it stays the same on a machine that does more. */
export interface Cpu {
  /** Milliseconds since some beginning. */
  spent(): Promise<number>;
  close(): Promise<void>;
}

/** Of the connections that the service has to a database on this machine (Linux). */
export async function openCpu(databaseUrl: string): Promise<Cpu> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  return {
    spent: async () => {
      const { rows } = await client.query<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and application_name = 'sijill'`,
      );
      const of = (pid: number) => Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
      return rows.reduce((sum, { pid }) => sum + of(pid), 0);
    },
    close: () => client.end(),
  };
}
