import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../../bench/generate.ts';
import { exportBundle } from '../../src/bundle/export.ts';
import { loadBundle } from '../../src/bundle/load.ts';
import { BundleRejected } from '../../src/bundle/report.ts';
import { rows } from '../../src/db/database.ts';
import { sha256 } from '../../src/text/codePoints.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const directory = mkdtempSync(join(tmpdir(), 'sijill-first-'));
const [file, broken] = [join(directory, 'bundle.ndjson'), join(directory, 'broken.ndjson')];

/** A page whose words are there, and one quote where they stand and one where they do not. */
const words = 'قال المتحدث: لا خطط للانسحاب.';
const page = '0197a000-0000-7000-8000-000000000001';
const quoteOf = (id: string, start: number) => ({
  record: 'quote',
  id,
  document: page,
  speaker_kind: 'unnamed',
  mode: 'direct',
  lang: 'ar',
  selector: { start, end: start + 15, sha256: sha256([...words].slice(13, 28).join('')) },
});
const withText = [
  { record: 'document', id: page, lang: 'ar', text: words, text_sha256: sha256(words) },
  { record: 'source', slug: 'known-by-slug', kind: 'website', name: { en: 'Known by its slug' } },
  { record: 'document', lang: 'ar', source: 'known-by-slug', external_ids: { test: ['no-id'] } },
  quoteOf('0197a000-0000-7000-8000-000000000002', 13),
  quoteOf('0197a000-0000-7000-8000-000000000003', 5),
];

let demo: TestDatabase;
let usual: TestDatabase;
let first: TestDatabase;
let untouched: string[];
beforeAll(async () => {
  demo = await openTestDatabase({ demo: true });
  const lines: string[] = [];
  await exportBundle(demo.database, { dehydrated: false }, (line) => {
    lines.push(line);
  });
  const made = [...generate(400), ...withText].map((record) => JSON.stringify(record));
  writeFileSync(file, [...lines, ...made, ''].join('\n'));
  const lost = {
    record: 'event',
    type: 'call',
    modality: 'occurred',
    title: { en: 'x' },
    participants: [{ role: 'caller', actor: 'nobody' }],
  };
  writeFileSync(broken, [...lines, JSON.stringify(lost), ''].join('\n'));
  usual = await openTestDatabase();
  first = await openTestDatabase();
  untouched = await schema(first);
});
afterAll(async () => {
  for (const opened of [demo, usual, first]) await opened?.close();
  rmSync(directory, { recursive: true });
});

const lines = async ({ database }: TestDatabase, query: string) =>
  (await rows<{ line: string }>(database.db, sql.raw(query))).map(({ line }) => line);

/** Every index and every constraint, in the catalog's words. */
const schema = (opened: TestDatabase) =>
  lines(
    opened,
    `select pg_get_indexdef(indexrelid) as line from pg_index join pg_class on oid = indrelid
       where relnamespace = 'public'::regnamespace
     union all
     select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated
       from pg_constraint where connamespace = 'public'::regnamespace order by line`,
  );

/** The rows of every table, but for ids that were drawn and times of day. */
async function contents(opened: TestDatabase) {
  const tables = await lines(
    opened,
    `select relname as line from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not in ('data_version', 'concepts') order by 1`,
  );
  const drawn = (
    await lines(
      opened,
      `select record_id::text as line from external_ids where scheme = 'test'
       union all select id::text from records where slug = 'known-by-slug' order by 1`,
    )
  ).map((id, i) => [id, `drawn ${i}`] as const);
  const shown: Record<string, string[]> = {};
  for (const table of tables) {
    const found = await lines(opened, `select to_jsonb(t)::text as line from ${table} t`);
    shown[table] = found
      .map((line) =>
        drawn
          .reduce((text, [id, name]) => text.replaceAll(id, name), line)
          .replace(/"(created_at|updated_at|at|loaded_at)": "[^"]+"/g, '"$1": "then"'),
      )
      .toSorted();
  }
  return shown;
}

describe('a large bundle, the first that a knowledge base is told', () => {
  it('leaves nothing behind where a line is rejected', async () => {
    const failure = await loadBundle(first.database, [broken], { by: 'test' }, { large: 0 }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(BundleRejected);
    expect((failure as BundleRejected).report.rejected).toMatchObject([
      { pointer: '/participants/0/actor', reason: 'There is no actor “nobody”.' },
    ]);
    expect(await lines(first, `select id::text as line from records`)).toEqual([]);
    expect(await schema(first)).toEqual(untouched);
  });

  it('is written as any other, and so are the tables, their indexes and their foreign keys', async () => {
    const [report, same] = [
      await loadBundle(usual.database, [file], { by: 'test' }, { large: Number.POSITIVE_INFINITY }),
      await loadBundle(first.database, [file], { by: 'test' }, { large: 0 }),
    ];
    expect(same).toEqual(report);
    expect(report.created).toBeGreaterThan(1000);
    const [ours, theirs] = [await contents(first), await contents(usual)];
    for (const table of Object.keys(theirs)) expect(ours[table], table).toEqual(theirs[table]);
    expect(
      await lines(first, `select anchor as line from quotes where document_id = '${page}' order by id`),
    ).toEqual(['verified', 'moved']);
    expect(await schema(first)).toEqual(untouched);
  });

  it('told again, changes nothing', async () => {
    const report = await loadBundle(first.database, [file], { by: 'test' }, { large: 0 });
    expect(report).toMatchObject({ created: 0, updated: 0, rejected: [] });
  });
});
