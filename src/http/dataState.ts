import { createHash } from 'node:crypto';
import type { DataVersion } from '../db/version.ts';
import { softwareVersion } from '../version.ts';

let last: { data: DataVersion; state: string } | undefined;

/** The state of the data as one short word; it moves with every write, and with every release of the software. */
export function stateOf(data: DataVersion): string {
  if (last?.data !== data) last = { data, state: `${prefixOf(data)}-${data.version}` };
  return last.state;
}

const prefixOf = ({ database }: DataVersion) =>
  createHash('sha1').update(`${database} ${softwareVersion}`).digest('hex').slice(0, 6);
