import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import type { TestProject } from 'vitest/node';

/**
 * Databases that are made once for all test files of a run and copied for each: a migrated empty one, and one with the
 * demonstration knowledge base. Directories of the embedded database, or names of databases on the server.
 */
export interface Templates {
  empty: string;
  demo: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    templates: Templates;
  }
}

/** Run by vitest once for a project, before its first file. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = project.config.env.SIJILL_TEST_ENGINE === 'postgres' && process.env.TEST_DATABASE_URL;
  const made = server ? await onServer(server) : await embedded();
  project.provide('templates', made.templates);
  return made.remove;
}

async function embedded() {
  const folder = mkdtempSync(join(tmpdir(), 'sijill-templates-'));
  const templates = { empty: join(folder, 'empty'), demo: join(folder, 'demo') };
  await fill(templates.empty);
  await fill(templates.demo, 'demo');
  return { templates, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

async function onServer(server: string) {
  const name = `sijill_template_${randomBytes(6).toString('hex')}`;
  const templates = { empty: `${name}_empty`, demo: `${name}_demo` };
  for (const [kind, database] of Object.entries(templates)) {
    await administer(server, `create database "${database}"`);
    await fill(urlOf(server, database), ...(kind === 'demo' ? ['demo' as const] : []));
  }
  return {
    templates,
    remove: async () => {
      for (const database of Object.values(templates))
        await administer(server, `drop database "${database}" with (force)`);
    },
  };
}

/** In a process of its own: vitest's has no `import.meta.resolve`, by which the embedded database finds its worker. */
const fill = (place: string, ...demo: 'demo'[]) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', program, place, ...demo]);

const program = fileURLToPath(new URL('fillTemplate.ts', import.meta.url));

export function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

export async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
