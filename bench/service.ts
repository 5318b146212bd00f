import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface Running {
  base: string;
  /** Resident memory in MB: now, and the most it was. */
  memory(): { now: number; most: number };
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
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

/** The built service over the bench's database; `cache` is in MB. `options` are those of Node. */
export const startService = (url: string, cache: number, options: string[] = []) =>
  start(
    [...options, 'dist/main.js'],
    {
      DATABASE_URL: url,
      SIJILL_DEMO: 'false',
      SIJILL_RATE_LIMIT: '0',
      SIJILL_CACHE_MB: `${cache}`,
      LOG_LEVEL: 'warn',
    },
    '/v1/version',
  );

/** A bare Fastify that sends one text, of `bytes` from a file. */
export const startBare = (file: string) =>
  start(['--import', 'tsx', 'bench/bare.ts'], { ANSWER: file }, '/small');

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
