import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../db/open.ts';
import { moveDataVersion } from '../db/version.ts';
import { type Anchoring, findPage, loadText } from '../store/texts.ts';

export interface HydrateReport extends Anchoring {
  /** Files whose text a document was waiting for. */
  loaded: string[];
  /** Files that no document names or has the hash of. */
  unknown: string[];
}

/** Loads the `.txt` files of a directory into the documents they belong to, in one transaction. */
export function hydrate(database: Pick<Database, 'change'>, directory: string): Promise<HydrateReport> {
  const files = readdirSync(directory)
    .filter((name) => name.endsWith('.txt'))
    .sort();
  return database.change(async (tx) => {
    const report: HydrateReport = { loaded: [], unknown: [], verified: 0, moved: 0, orphaned: 0 };
    for (const name of files) {
      const text = readFileSync(join(directory, name), 'utf8');
      const page = await findPage(tx, text, name);
      if (!page) {
        report.unknown.push(name);
        continue;
      }
      const { verified, moved, orphaned } = await loadText(tx, page, text);
      report.loaded.push(name);
      report.verified += verified;
      report.moved += moved;
      report.orphaned += orphaned;
    }
    if (report.loaded.length > 0) await moveDataVersion(tx);
    return report;
  });
}
