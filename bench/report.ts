import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { type Db, rows } from '../src/db/database.ts';
import type { Effort } from './rounds.ts';
import type { Line } from './table.ts';

/** What one part found, and when, of which commit, on how busy a machine. */
export interface PartRecord {
  date: string;
  commit: string;
  /** Of the machine's processor: parts of one record may come from several. */
  cpu: string;
  effort: Effort;
  /** Load of the machine when it began: above 1 somebody else was at work. */
  load: number;
  lines: Line[];
  /** Why it ended before its end. */
  failed?: string;
}

export interface BenchRecord {
  date: string;
  events: number;
  /** Rows of the larger tables. */
  counts: Record<string, number>;
  machine: { cores: number; cpu: string; memoryGb: number };
  versions: Record<string, string>;
  parts: Record<string, PartRecord>;
}

const root = fileURLToPath(new URL('..', import.meta.url));

export async function openRecord(db: Db): Promise<BenchRecord> {
  const counted = await counts(db);
  return {
    date: new Date().toISOString(),
    events: counted.events ?? 0,
    counts: counted,
    machine: {
      cores: cpus().length,
      cpu: processor(),
      memoryGb: Math.round(totalmem() / 2 ** 30),
    },
    versions: await versions(db),
    parts: {},
  };
}

const processor = () => cpus()[0]?.model.trim() ?? 'unknown';

export const commit = (): string =>
  execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();

export const openPart = (effort: Effort): PartRecord => ({
  date: new Date().toISOString(),
  commit: commit(),
  cpu: processor(),
  effort,
  load: loadavg()[0] ?? 0,
  lines: [],
});

const measuredPackages = [
  'fastify',
  'pg',
  'drizzle-orm',
  'zod',
  'pino',
  '@fastify/compress',
  '@fastify/helmet',
  '@electric-sql/pglite',
];

async function versions(db: Db): Promise<Record<string, string>> {
  const [server] = await rows<{ version: string }>(
    db,
    sql`select current_setting('server_version') as version`,
  );
  const packages = measuredPackages.map((name) => [
    name,
    JSON.parse(readFileSync(`${root}node_modules/${name}/package.json`, 'utf8')).version as string,
  ]);
  return { node: process.versions.node, postgres: server?.version ?? '', ...Object.fromEntries(packages) };
}

async function counts(db: Db): Promise<Record<string, number>> {
  const tables = ['events', 'event_actors', 'participants', 'quotes', 'documents', 'actors', 'evidence'];
  const counted = tables.map((name) => `'${name}', (select count(*) from ${name})`).join(', ');
  const [row] = await rows<{ counts: Record<string, number> }>(
    db,
    sql.raw(`select json_build_object(${counted}) as counts`),
  );
  return row?.counts ?? {};
}

interface Measured {
  date: string;
  events: number;
  parts: object;
}

/**
 * Writes bench/results/<date>-<events><suffix>.json and answers with its path. Parts of another run of the same day stay
 * there unless they were measured anew.
 */
export function save(record: Measured, suffix = ''): string {
  const path = `bench/results/${record.date.slice(0, 10)}-${record.events}${suffix}.json`;
  mkdirSync(`${root}bench/results`, { recursive: true });
  const before = existsSync(root + path) ? JSON.parse(readFileSync(root + path, 'utf8')).parts : {};
  const whole = { ...record, parts: { ...before, ...record.parts } };
  writeFileSync(root + path, `${JSON.stringify(whole, null, 2)}\n`);
  return path;
}
