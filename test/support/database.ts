import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Database, openDatabase } from '../../src/db/open.ts';

/** Which database the running vitest project stands for: the embedded one, or the server at TEST_DATABASE_URL. */
export const engine = process.env.SIJILL_TEST_ENGINE === 'postgres' ? 'postgres' : 'embedded';

export interface TestDatabase {
  database: Database;
  /** Connection string of the server's database; undefined for the embedded one. */
  url: string | undefined;
  close(): Promise<void>;
}

/** An empty, migrated database of its own: in memory, or newly created on the server and dropped at the end. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const server = engine === 'postgres' ? process.env.TEST_DATABASE_URL : undefined;
  const url = server && (await createDatabase(server));
  const database = await openDatabase({
    databaseUrl: url,
    databaseReadUrl: undefined,
    poolSize: 4,
    statementTimeoutMs: 5000,
  });
  await database.migrate();
  return {
    database,
    url,
    close: async () => {
      await database.close();
      if (server && url)
        await administer(server, `drop database "${new URL(url).pathname.slice(1)}" with (force)`);
    },
  };
}

async function createDatabase(server: string): Promise<string> {
  const name = `sijill_test_${randomBytes(6).toString('hex')}`;
  await administer(server, `create database "${name}"`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function administer(server: string, statement: string) {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
