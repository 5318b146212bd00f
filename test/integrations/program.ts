import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

/** Whether a program that is not ours is missing; never in CI, which installs it. */
export const isMissing = (program: string) => !process.env.CI && spawnSync('which', [program]).status !== 0;

const exec = promisify(execFile);

/** What a program prints; throws where it ends badly. */
export const run = async (program: string, args: string[]) =>
  (await exec(program, args, { maxBuffer: 32 * 1024 * 1024 })).stdout;
