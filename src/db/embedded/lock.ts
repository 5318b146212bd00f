import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, isAlive, isNear, type LockOwner, SILENT_MS, thisProcess } from './owner.ts';

export type DirectoryLock = { owner: LockOwner; release(): void };

const BEAT_MS = 5_000;

/** Thrown when a data directory is in use; the message names the owner and what to do. */
export class DataDirectoryLocked extends Error {
  override readonly name = 'DataDirectoryLocked';
  readonly owner: LockOwner;

  constructor(directory: string, owner: LockOwner) {
    const elsewhere = `If that process is gone, try again in ${SILENT_MS / 1000} seconds. `;
    super(
      `The data directory ${directory} is in use by process ${owner.pid} on host ${owner.host} ` +
        `since ${owner.started} (${owner.command}). ${isNear(owner) ? '' : elsewhere}` +
        'Stop that process, choose another directory with SIJILL_DATA_DIR, or use a PostgreSQL server with DATABASE_URL.',
    );
    this.owner = owner;
  }
}

/**
 * Takes a data directory for this process alone, also against itself, until `release()`. The lock of a dead
 * process is taken over. Throws `DataDirectoryLocked` when its owner lives; the directory must exist.
 */
export function lockDirectory(directory: string): DirectoryLock {
  const path = join(directory, 'sijill.lock');
  const owner = thisProcess();
  take(path, owner, directory);
  const beat = setInterval(() => touch(path), BEAT_MS).unref();
  const release = () => {
    clearInterval(beat);
    if (read(path)?.token === owner.token) rmSync(path, { force: true });
  };
  return { owner, release };
}

function take(path: string, owner: LockOwner, directory: string): void {
  for (;;) {
    if (create(path, owner)) return;
    const former = read(path);
    if (!former) continue;
    if (isAlive(former, path)) throw new DataDirectoryLocked(directory, former);
    // The right to replace one dead owner is itself a lock, named after it: two takers cannot both have it,
    // and a taker that died holding it is replaced in the same way.
    const right = `${path}.${former.token}`;
    take(right, owner, directory);
    try {
      if (read(path)?.token === former.token) {
        renameSync(draft(path, owner), path);
        return;
      }
    } finally {
      rmSync(right, { force: true });
    }
  }
}

// A link appears with its whole content or not at all, and fails when the name is taken.
function create(path: string, owner: LockOwner): boolean {
  const whole = draft(path, owner);
  try {
    linkSync(whole, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(whole, { force: true });
  }
}

function draft(path: string, owner: LockOwner): string {
  const name = `${path}.${randomUUID()}.draft`;
  writeFileSync(name, `${JSON.stringify(owner, null, 2)}\n`, { flag: 'wx' });
  return name;
}

function read(path: string): LockOwner | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as LockOwner;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    if (!(error instanceof SyntaxError)) throw error;
    // Left by a power cut: only its silence can tell that nobody holds it.
    return {
      token: 'unreadable',
      pid: 0,
      host: 'unknown',
      started: 'unknown',
      command: '',
      place: '',
      born: null,
    };
  }
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Nothing can be done here, and the next beat tries again.
  }
}
