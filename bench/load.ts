import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const script = fileURLToPath(new URL('wrk.lua', import.meta.url));

export interface LoadRound {
  requests: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  bytesPerSecond: number;
  /** Answers that failed, where that may be. */
  failures: number;
}

/**
 * Asks for the paths, over and over, by so many clients at once; a path may bring a header of its own, after a tab. Throws an Error
 * where an answer failed.
 */
export async function runWrk(
  base: string,
  paths: string[],
  clients: number,
  seconds: number,
  { headers = [], from = 0, mayFail = false }: { headers?: string[]; from?: number; mayFail?: boolean } = {},
): Promise<LoadRound> {
  const folder = mkdtempSync(join(tmpdir(), 'sijill-bench-'));
  const file = join(folder, 'paths');
  writeFileSync(file, `${paths.join('\n')}\n`);
  const { stdout } = await execute('wrk', [
    ...['-t', '1', '-c', `${clients}`, '-d', `${seconds}s`, '--timeout', '10s', '-s', script],
    ...headers.flatMap((header) => ['-H', header]),
    ...[base, '--', file, `${from}`],
  ]).finally(() => rmSync(folder, { recursive: true }));
  const line = stdout.split('\n').find((text) => text.startsWith('{'));
  if (!line) throw new Error(`wrk failed:\n${stdout}`);
  const { requests, microseconds, bytes, failures, p50, p99 } = JSON.parse(line);
  if ((failures > 0 && !mayFail) || requests === 0)
    throw new Error(`${failures} of ${requests} answers failed:\n${stdout}`);
  return {
    requests,
    failures,
    perSecond: (requests * 1e6) / microseconds,
    p50: p50 / 1000,
    p99: p99 / 1000,
    bytesPerSecond: (bytes * 1e6) / microseconds,
  };
}
