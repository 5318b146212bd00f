import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportBundle } from '../../src/bundle/export.ts';
import { loadBundle } from '../../src/bundle/load.ts';
import { demoPath, loadDemo } from '../../src/demo.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let first: TestDatabase;
beforeAll(async () => {
  first = await openTestDatabase();
  await loadDemo(first.database);
});
afterAll(() => first.close());

async function exported(database: TestDatabase, dehydrated: boolean): Promise<string[]> {
  const lines: string[] = [];
  await exportBundle(database.database, { dehydrated }, (line) => {
    lines.push(line);
  });
  return lines;
}

describe('a bundle', () => {
  it('is written exactly as the demonstration knowledge base is kept, but for the title in its first line', async () => {
    const kept = readFileSync(join(demoPath, 'sijill-demo.ndjson'), 'utf8').trimEnd().split('\n');
    expect((await exported(first, true)).slice(1)).toEqual(kept.slice(1));
  });

  it('loaded into an empty database is exported byte for byte the same', async () => {
    const file = join(tmpdir(), `sijill-bundle-${process.pid}.ndjson`);
    const lines = await exported(first, false);
    writeFileSync(file, `${lines.join('\n')}\n`);
    const second = await openTestDatabase();
    try {
      const report = await loadBundle(second.database, [file], { by: 'test' });
      expect(report).toEqual({ created: lines.length - 1, updated: 0, unchanged: 0, rejected: [] });
      expect(await exported(second, false)).toEqual(lines);
    } finally {
      await second.close();
      rmSync(file);
    }
  });
});
