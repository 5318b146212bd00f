import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findBackends } from './cpu.ts';
import type { Drawn, Script } from './questions.ts';

const execute = promisify(execFile);

/** What PostgreSQL alone reaches. */
export interface LimitRound {
  perSecond: number;
  /** Mean milliseconds. */
  latency: number;
  /** Milliseconds of processor that PostgreSQL took for one. */
  cpu: number;
}

/** Runs scripts with pgbench, over TCP as the service connects. Throws an Error where a run fails. */
export async function runPgbench(
  url: string,
  mode: Drawn['mode'],
  scripts: Script[],
  clients: number,
  seconds: number,
): Promise<LimitRound> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const folder = mkdtempSync(join(tmpdir(), 'sijill-bench-'));
  const files = scripts.flatMap(({ text, weight }, i) => {
    // One that was never drawn is no script of this run.
    if (weight === 0) return [];
    const file = join(folder, `${i}.sql`);
    writeFileSync(file, text);
    return ['-f', `${file}@${weight}`];
  });
  const threads = Math.min(clients, 2);
  const application = `${basename(folder)}`;
  const running = execute(
    'pgbench',
    ['-M', mode, '-n', ...files, '-c', `${clients}`, '-j', `${threads}`, '-T', `${seconds}`],
    {
      maxBuffer: 64 * 1024 * 1024,
      env: {
        ...process.env,
        PGHOST: hostname,
        PGPORT: port || '5432',
        PGUSER: decodeURIComponent(username),
        PGPASSWORD: decodeURIComponent(password),
        PGAPPNAME: application,
        PGDATABASE: pathname.slice(1),
        // As the service's own connections: no encryption on the way, no compiling of plans.
        PGSSLMODE: 'disable',
        PGOPTIONS: '-c jit=off -c timezone=UTC -c work_mem=32MB -c default_transaction_read_only=on',
      },
    },
  ).finally(() => rmSync(folder, { recursive: true }));
  const [{ stdout }, spent] = await Promise.all([running, watch(url, application, clients, running)]);
  // With several scripts each has lines of its own too; those of the whole come first.
  const perSecond = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
  const latency = Number(/^latency average = ([\d.]+)/m.exec(stdout)?.[1]);
  const done = Number(/^number of transactions actually processed: (\d+)/m.exec(stdout)?.[1]);
  if (!perSecond || !/^number of failed transactions: 0 /m.test(stdout))
    throw new Error(`pgbench failed:\n${stdout.slice(0, 2000)}`);
  return { perSecond, latency, cpu: spent / done };
}

/** What the backends of a run took of the processor: read until shortly before they go. */
async function watch(
  url: string,
  application: string,
  clients: number,
  running: Promise<unknown>,
): Promise<number> {
  let over = false;
  const end = () => {
    over = true;
  };
  running.then(end, end);
  let backends = await findBackends(url, application);
  while (!over && backends.count < clients) backends = await findBackends(url, application);
  let spent = 0;
  while (!over) {
    spent = backends.spent();
    await wait(20);
  }
  return spent;
}
