import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Drawn, Script } from './questions.ts';

const execute = promisify(execFile);

/** What PostgreSQL alone reaches. */
export interface LimitRound {
  perSecond: number;
  /** Mean milliseconds. */
  latency: number;
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
  const { stdout } = await execute(
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
        PGDATABASE: pathname.slice(1),
        // As the service's own connections: no encryption on the way, no compiling of plans.
        PGSSLMODE: 'disable',
        PGOPTIONS: '-c jit=off -c timezone=UTC -c default_transaction_read_only=on',
      },
    },
  ).finally(() => rmSync(folder, { recursive: true }));
  // With several scripts each has lines of its own too; those of the whole come first.
  const perSecond = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
  const latency = Number(/^latency average = ([\d.]+)/m.exec(stdout)?.[1]);
  if (!perSecond || !/^number of failed transactions: 0 /m.test(stdout))
    throw new Error(`pgbench failed:\n${stdout.slice(0, 2000)}`);
  return { perSecond, latency };
}
