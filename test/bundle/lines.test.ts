import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { linesOf } from '../../src/bundle/lines.ts';
import { type BundleLine, eachLine, eachName, wholeFiles } from '../../src/bundle/read.ts';

const directory = mkdtempSync(join(tmpdir(), 'sijill-lines-'));
const file = join(directory, 'bundle.ndjson');
afterAll(() => rmSync(directory, { recursive: true }));

async function read(text: string, kind?: 'source' | 'actor') {
  writeFileSync(file, text);
  const lines: BundleLine[] = [];
  for await (const line of eachLine(wholeFiles([file]), kind)) lines.push(line);
  return lines;
}
const source = (slug: string, name = 'x') =>
  JSON.stringify({ record: 'source', slug, kind: 'website', name: { en: name } });
const slugs = (lines: BundleLine[]) =>
  lines.map(({ record }) => (record && 'slug' in record ? record.slug : ''));

describe('the lines of a bundle', () => {
  it('end with LF, CRLF or the file, and with no other character', async () => {
    const lines = await read(`${source('a')}\r\n\n${source('b', 'x\u2028y')}\n${source('c')}`);
    expect(slugs(lines)).toEqual(['a', 'b', 'c']);
    expect(lines.map(({ line }) => line)).toEqual([1, 3, 4]);
  });

  it('stand where they say, however a file is cut into parts', async () => {
    const written = Array.from({ length: 3000 }, (_, i) => source(`s-${i}`, 'سجل'.repeat(1 + (i % 300))));
    const lines = await read(`${written.join('\n')}\n`);
    expect(slugs(lines)).toEqual(written.map((_, i) => `s-${i}`));
    const bytes = readFileSync(file);
    for (const { start, end, line } of lines)
      expect(bytes.subarray(start, end).toString()).toBe(`${written[line - 1]}\n`);
    const [from, to] = [lines[1000], lines[2999]];
    const some: string[] = [];
    if (from && to)
      for await (const { bytes: line } of linesOf({ ...from, end: to.end })) some.push(`${line}`);
    expect(some).toEqual(written.slice(1000));
  });

  it('of one kind are read alone, also where they begin in another way than an export writes', async () => {
    const actor = { slug: 'b', kind: 'person', name: { en: 'B' }, record: 'actor' };
    const lines = [source('a'), JSON.stringify(actor), source('c')].join('\n');
    expect(slugs(await read(lines, 'actor'))).toEqual(['b']);
    expect(slugs(await read(lines, 'source'))).toEqual(['a', 'c']);
  });

  it('are read for their names alone, whatever else is wrong with them', async () => {
    const written = [
      { record: 'source', slug: 'a', kind: 7 },
      { record: 'source', slug: 'Not A Slug' },
      { record: 'merge' },
    ];
    writeFileSync(file, written.map((line) => JSON.stringify(line)).join('\n'));
    const lines = [];
    for await (const { kind, names, refusal } of eachName(wholeFiles([file])))
      lines.push({ kind, slug: names?.slug, pointer: refusal?.pointer });
    expect(lines).toEqual([
      { kind: 'source', slug: 'a', pointer: undefined },
      { kind: undefined, slug: undefined, pointer: '/slug' },
      { kind: 'merge', slug: undefined, pointer: undefined },
    ]);
  });

  it('are refused where they are too long to be a record', async () => {
    const [long, short] = await read(`${source('a', 'ب'.repeat(17 * 1024 * 1024))}\n${source('b')}\n`);
    expect(long).toMatchObject({ line: 1, refusal: { reason: expect.stringContaining('longer than') } });
    expect(slugs(short ? [short] : [])).toEqual(['b']);
  });
});
