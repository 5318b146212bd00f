import { execFileSync, spawn } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openDatabase } from '../src/db/open.ts';
import { generate } from './generate.ts';

/** `npm run bench:bulk`: a bundle of the generator against `\copy` into the same tables. See bench/README.md. */

const { values: options } = parseArgs({
  options: {
    events: { type: 'string', default: '20000' },
    server: { type: 'string', default: 'postgres://postgres@127.0.0.1:5432/postgres' },
    'no-copy': { type: 'boolean', default: false },
  },
});

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sijill-bulk-'));
const databases = { loaded: `sijill_bulk_${process.pid}`, copied: `sijill_bulk_${process.pid}_copy` };

const administer = async (statement: string) => {
  const client = new pg.Client({ connectionString: options.server });
  await client.connect();
  await client.query(statement).finally(() => client.end());
};
const urlOf = (name: string) => Object.assign(new URL(options.server), { pathname: `/${name}` }).href;

async function make(name: string) {
  await administer(`create database "${name}"`);
  const database = await openDatabase({
    databaseUrl: urlOf(name),
    databaseReadUrl: undefined,
    poolSize: 1,
    statementTimeoutMs: 60_000,
  });
  await database.migrate();
  await database.close();
}

/** Writes the bundle; answers with its number of records. */
async function writeBundle(file: string, events: number): Promise<number> {
  let records = 0;
  function* lines() {
    yield '{"record":"bundle","format":"sijill","version":1,"dehydrated":false}\n';
    for (const { record, ...rest } of generate(events)) {
      records += 1;
      yield `${JSON.stringify({ record, ...rest })}\n`;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(file));
  return records;
}

/** Seconds, and the resident memory of the loader in MB at each tenth of the time and at its most. */
async function load(file: string, url: string) {
  const begun = performance.now();
  const child = spawn(process.execPath, ['dist/cli.js', 'load', file], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const memory: number[] = [];
  const watch = setInterval(() => {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
    if (kilobytes) memory.push(Math.round(Number(kilobytes) / 1024));
  }, 250);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`The load ended with code ${code}.`);
  const tenths = Array.from(
    { length: 10 },
    (_, i) => memory[Math.floor(((i + 0.5) * memory.length) / 10)] ?? 0,
  );
  return { seconds: (performance.now() - begun) / 1000, tenths, most: Math.max(...memory) };
}

/** What the load wrote, as `\copy` reads it: constraints between tables are not checked then, so the limit is strict. */
async function copy(from: string, to: string): Promise<number> {
  const dump = join(folder, 'dump.sql');
  const filtered = join(folder, 'copy.sql');
  const left = ['concepts', 'data_version', 'drizzle.*'].map((table) => `--exclude-table-data=${table}`);
  execFileSync('pg_dump', ['--data-only', '--disable-triggers', ...left, '-f', dump, from], {
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  async function* plain() {
    // Newer versions of pg_dump forbid what older ones of psql do not know.
    for await (const line of createInterface({ input: createReadStream(dump) }))
      if (!/^\\(un)?restrict /.test(line)) yield `${line}\n`;
  }
  await pipeline(Readable.from(plain()), createWriteStream(filtered));
  const begun = performance.now();
  execFileSync('psql', ['--quiet', '--single-transaction', '-v', 'ON_ERROR_STOP=1', '-f', filtered, to], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return (performance.now() - begun) / 1000;
}

try {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
  const bundle = join(folder, 'bundle.ndjson');
  const records = await writeBundle(bundle, Number(options.events));
  await make(databases.loaded);
  const { seconds, tenths, most } = await load(bundle, urlOf(databases.loaded));
  console.log(
    `${records} records loaded in ${seconds.toFixed(1)} s, ${(records / seconds).toFixed(0)} a second`,
  );
  console.log(`memory of the loader, MB: ${tenths.join(' ')}, at most ${most}`);
  if (!options['no-copy']) {
    await make(databases.copied);
    const copied = await copy(urlOf(databases.loaded), urlOf(databases.copied));
    console.log(`\\copy of the same rows: ${copied.toFixed(1)} s, ratio ${(copied / seconds).toFixed(2)}`);
  }
} finally {
  for (const name of Object.values(databases))
    await administer(`drop database if exists "${name}" with (force)`);
  rmSync(folder, { recursive: true });
}
