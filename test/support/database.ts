import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../src/db/open.ts';
import { administer, urlOf } from './templates.ts';

/** Which database the running vitest project stands for: the embedded one, or the server at TEST_DATABASE_URL. */
export const engine = process.env.SIJILL_TEST_ENGINE === 'postgres' ? 'postgres' : 'embedded';

export interface TestDatabase {
  database: Database;
  /** Connection string of the server's database; undefined for the embedded one. */
  url: string | undefined;
  close(): Promise<void>;
}

const settings = { databaseReadUrl: undefined, poolSize: 4, statementTimeoutMs: 5000 };

/**
 * A migrated database of its own, empty or with the demonstration knowledge base: a copy of a template, in a new
 * directory or newly created on the server, and removed at the end.
 */
export async function openTestDatabase({ demo = false } = {}): Promise<TestDatabase> {
  const template = inject('templates')[demo ? 'demo' : 'empty'];
  const server = engine === 'postgres' ? process.env.TEST_DATABASE_URL : undefined;
  return server ? openOnServer(server, template) : openCopy(template);
}

async function openCopy(template: string): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sijill-test-'));
  cpSync(template, dataDir, { recursive: true });
  const database = await openDatabase({ ...settings, databaseUrl: undefined, dataDir });
  return {
    database,
    url: undefined,
    close: async () => {
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function openOnServer(server: string, template: string): Promise<TestDatabase> {
  const name = `sijill_test_${randomBytes(6).toString('hex')}`;
  await administer(server, `create database "${name}" template "${template}"`);
  const url = urlOf(server, name);
  const database = await openDatabase({ ...settings, databaseUrl: url });
  return {
    database,
    url,
    close: async () => {
      await database.close();
      await administer(server, `drop database "${name}" with (force)`);
    },
  };
}
