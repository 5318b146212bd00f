import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Database } from '../db/open.ts';
import { type ExportOptions, exportBundle } from './export.ts';

/** Exports as files, so that a slow reader holds no connection and no snapshot of the database. */
export interface Spool {
  /** The export as the data stands at `state` or later; asked again at the same state it is the same file. */
  read(options: ExportOptions, state: string): Promise<Readable>;
  /** Removes the files. */
  close(): Promise<void>;
}

interface Kept {
  state: string;
  path: Promise<string>;
  readers: number;
  replaced: boolean;
}

const PART = 64 * 1024;

/** Keeps one file for each way to export; an older one goes when its last reader has it. */
export function openSpool(database: Pick<Database, 'db'>): Spool {
  let folder: Promise<string> | undefined;
  let count = 0;
  const kept = new Map<string, Kept>();

  const write = async (options: ExportOptions) => {
    folder ??= mkdtemp(join(tmpdir(), 'sijill-export-'));
    count += 1;
    const path = join(await folder, `${count}.ndjson`);
    await exportToFile(database, options, path);
    return path;
  };
  const drop = (entry: Kept) => {
    if (entry.replaced && entry.readers === 0)
      void entry.path.then((path) => rm(path, { force: true })).catch(() => undefined);
  };

  return {
    read: async (options, state) => {
      const variant = JSON.stringify(options);
      let entry = kept.get(variant);
      if (entry?.state !== state) {
        const former = entry;
        entry = { state, path: write(options), readers: 0, replaced: false };
        kept.set(variant, entry);
        if (former) {
          former.replaced = true;
          drop(former);
        }
      }
      const mine = entry;
      mine.readers += 1;
      const leave = () => {
        mine.readers -= 1;
        drop(mine);
      };
      try {
        return createReadStream(await mine.path, { highWaterMark: PART }).once('close', leave);
      } catch (error) {
        if (kept.get(variant) === mine) kept.delete(variant);
        leave();
        throw error;
      }
    },
    close: async () => {
      if (folder) await rm(await folder, { recursive: true, force: true });
    },
  };
}

/** Writes an export to a file; answers with the number of lines after the first. A failure leaves no file. */
export async function exportToFile(
  database: Pick<Database, 'db'>,
  options: ExportOptions,
  path: string,
): Promise<number> {
  const out = createWriteStream(path);
  const failed = new AbortController();
  out.on('error', () => failed.abort());
  let part = '';
  const flush = async () => {
    const text = part;
    part = '';
    if (!out.write(text)) await once(out, 'drain', { signal: failed.signal });
  };
  try {
    const lines = await exportBundle(database, options, async (line) => {
      part += `${line}\n`;
      if (part.length >= PART) await flush();
    });
    out.end(part);
    await finished(out);
    return lines;
  } catch (error) {
    out.destroy();
    await rm(path, { force: true });
    throw out.errored ?? error;
  }
}
