import { fileURLToPath } from 'node:url';
import { loadBundle } from './bundle/load.ts';
import { bundleFiles } from './bundle/read.ts';
import type { Database } from './db/open.ts';

/** The directory of the demonstration bundle. */
export const demoPath = fileURLToPath(new URL('../data/demo', import.meta.url));

/** Loads the demonstration knowledge base; a second time it finds everything unchanged. */
export const loadDemo = (database: Database) =>
  loadBundle(database, bundleFiles(demoPath), { by: 'demo', reason: 'The demonstration knowledge base' });
