import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The real service in a process of its own. */
export interface Service {
  url: string;
  process: ChildProcess;
  /** Settles with the exit status (null where a signal ended it) and the signal. */
  ended: Promise<[code: number | null, signal: NodeJS.Signals | null]>;
}

/** Starts the service with these environment variables and waits until it answers; Error with its words if it ends. */
export async function startService(environment: Record<string, string>): Promise<Service> {
  const script = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { PATH: process.env.PATH ?? '', PORT: '0', SIJILL_DEMO: 'false', LOG_LEVEL: 'info', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit') as Service['ended'];
  let said = '';
  child.stderr.on('data', (part) => {
    said += part;
  });
  const url = await new Promise<string>((resolve, reject) => {
    // Read to the end, so that the pipe never fills.
    createInterface({ input: child.stdout }).on('line', (line) => {
      said = `${said}${line}\n`.slice(-5000);
      const address = /Sijill answers at (http:[^ ]+)\/v1/.exec(line)?.[1];
      if (address) resolve(address);
    });
    void ended.then(([code]) =>
      reject(new Error(`The service ended with ${code} before it answered: ${said}`)),
    );
  });
  return { url, process: child, ended };
}
