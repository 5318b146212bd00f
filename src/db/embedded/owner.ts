import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync, statSync } from 'node:fs';
import { hostname } from 'node:os';

/** Who holds a data directory, as written into its lock file. */
export type LockOwner = {
  /** Differs for every lock ever taken. */
  token: string;
  pid: number;
  host: string;
  /** Since when, ISO 8601. */
  started: string;
  command: string;
  /** Where `pid` means something: boot and process namespace on Linux, else the host. */
  place: string;
  /** When the process itself began, as the system counts it; null where it does not say. */
  born: string | null;
};

/** A lock whose owner cannot be asked counts as given up when it has not been touched for so many milliseconds. */
export const SILENT_MS = 20_000;

/** This process as the owner of a new lock. */
export function thisProcess(): LockOwner {
  return {
    token: randomUUID(),
    pid: process.pid,
    host: hostname(),
    started: new Date().toISOString(),
    command: ['node', ...process.argv.slice(1, 3)].join(' '),
    place: place(),
    born: processState(process.pid)?.born ?? null,
  };
}

/** Whether `pid` names a process that this one can ask about. */
export function isNear(owner: LockOwner): boolean {
  return owner.place === place();
}

/** Whether the owner of the lock file at `path` still lives. */
export function isAlive(owner: LockOwner, path: string): boolean {
  // A process of another host or container cannot be asked; it is alive as long as it touches its lock.
  if (!isNear(owner))
    return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) < SILENT_MS;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  const state = processState(owner.pid);
  // The system gives the number of a dead process to a new one.
  return state ? !state.dead && (owner.born === null || owner.born === state.born) : true;
}

function place(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/** From /proc/<pid>/stat: whether the process is only a zombie, and its start time in clock ticks since boot. */
function processState(pid: number): { dead: boolean; born: string | null } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the command in parentheses, may itself hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ended = fields[0] === 'Z' || fields[0] === 'X';
    // The threads of a killed process, the database's among them, may outlive its first one by a moment.
    return { dead: ended && Number(fields[17]) <= 1, born: fields[19] ?? null };
  } catch {
    return undefined;
  }
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}
