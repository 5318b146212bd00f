import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface Running {
  base: string;
  /** Resident memory in MB: now, and the most it was. */
  memory(): { now: number; most: number };
  /** Milliseconds of processor that all its threads took so far. */
  cpu(): number;
  stop(): Promise<void>;
}

/** Starts a program that listens on PORT, and waits until `path` answers. */
export async function start(
  command: string[],
  environment: Record<string, string>,
  path: string,
): Promise<Running> {
  const port = await freePort();
  const child = spawn(process.execPath, command, {
    cwd: root,
    env: { ...process.env, ...environment, PORT: `${port}`, HOST: '127.0.0.1' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const base = `http://127.0.0.1:${port}`;
  await answers(child, base + path);
  return {
    base,
    memory: () => {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      const megabytes = (field: string) =>
        Math.round(Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024);
      return { now: megabytes('VmRSS'), most: megabytes('VmHWM') };
    },
    cpu: () => {
      // After the name, which may hold anything; in ticks of a hundredth of a second.
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * 10;
    },
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

const quiet = { SIJILL_DEMO: 'false', SIJILL_RATE_LIMIT: '0', LOG_LEVEL: 'warn' };

/** The built service over the bench's database; `cache` is in MB. `options` are those of Node. */
export const startService = (url: string, cache: number, options: string[] = []) =>
  start(
    [...options, 'dist/main.js'],
    { ...quiet, DATABASE_URL: url, SIJILL_CACHE_MB: `${cache}` },
    '/v1/version',
  );

/** The built service over the embedded database of a directory, without its answer cache. */
export const startEmbedded = (directory: string) =>
  start(
    ['dist/main.js'],
    {
      ...quiet,
      DATABASE_URL: '',
      DATABASE_READ_URL: '',
      SIJILL_DATA_DIR: directory,
      SIJILL_CACHE_MB: '0',
    },
    '/v1/version',
  );

/** A bare Fastify that sends the texts of a folder's files. */
export const startBare = (folder: string) =>
  start(['--import', 'tsx', 'bench/bare.ts'], { ANSWERS: folder }, '/small');

async function answers(child: ChildProcess, address: string) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error(`The service ended with code ${child.exitCode}.`);
    if (
      await fetch(address).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${address} does not answer.`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
