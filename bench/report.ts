import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { type Db, rows } from '../src/db/database.ts';
import type { Effort, Measured, MeasuredCached } from './measure.ts';

export interface BenchRecord {
  date: string;
  commit: string;
  events: number;
  /** Rows of the larger tables. */
  counts: Record<string, number>;
  effort: Effort;
  machine: { cores: number; cpu: string; memoryGb: number };
  versions: Record<string, string>;
  /** Seconds to fill the database; absent where a kept one was taken. */
  filled?: number | undefined;
  /** Mean bytes of one page by question. */
  pageBytes: Record<string, number>;
  questions: Measured[];
  cached: MeasuredCached[];
}

const root = fileURLToPath(new URL('..', import.meta.url));

export const machine = () => ({
  cores: cpus().length,
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  memoryGb: Math.round(totalmem() / 2 ** 30),
});

const measuredPackages = [
  'fastify',
  'pg',
  'drizzle-orm',
  'zod',
  'pino',
  '@fastify/compress',
  '@fastify/helmet',
];

export async function versions(db: Db): Promise<Record<string, string>> {
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

export async function counts(db: Db): Promise<Record<string, number>> {
  const tables = ['events', 'event_actors', 'participants', 'quotes', 'documents', 'actors', 'evidence'];
  const counted = tables.map((name) => `'${name}', (select count(*) from ${name})`).join(', ');
  const [row] = await rows<{ counts: Record<string, number> }>(
    db,
    sql.raw(`select json_build_object(${counted}) as counts`),
  );
  return row?.counts ?? {};
}

/** Writes bench/results/<date>-<events>.json and answers with its path. */
export function save(record: BenchRecord): string {
  const path = `bench/results/${record.date.slice(0, 10)}-${record.events}.json`;
  mkdirSync(`${root}bench/results`, { recursive: true });
  writeFileSync(root + path, `${JSON.stringify(record, null, 2)}\n`);
  return path;
}

/** The record as people read it. */
export function markdown({ questions, cached, events, machine, versions, pageBytes }: BenchRecord): string {
  const per = (value: number) => (value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en'));
  const part = (value: number) => value.toFixed(2);
  return [
    `${events.toLocaleString('en')} events; ${machine.cores} cores (${machine.cpu}), PostgreSQL ${versions.postgres}, Node ${versions.node}`,
    '',
    '| question | page | clients | service /s | limit, own SQL /s | limit, by hand /s | ratio own | ratio by hand | p50 ms | p99 ms | RSS MB | load |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...questions.map((m) =>
      row([
        m.question,
        `${Math.round((pageBytes[m.question] ?? 0) / 1024)} kB`,
        m.clients,
        per(m.service),
        per(m.limitOwn),
        per(m.limitByHand),
        part(m.ratioOwn),
        `**${part(m.ratioByHand)}**`,
        m.p50.toFixed(1),
        m.p99.toFixed(1),
        m.memory,
        m.load.toFixed(1),
      ]),
    ),
    '',
    '| answer | clients | service /s | bare Fastify /s | ratio | p50 ms | p99 ms | RSS MB |',
    '|---|--:|--:|--:|--:|--:|--:|--:|',
    ...cached.map((m) =>
      row([
        m.answer,
        m.clients,
        per(m.service),
        per(m.bare),
        part(m.ratio),
        m.p50.toFixed(2),
        m.p99.toFixed(2),
        m.memory,
      ]),
    ),
  ].join('\n');
}

const row = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`;
