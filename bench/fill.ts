import { sql } from 'drizzle-orm';
import type { Db } from '../src/db/database.ts';
import { insertRows } from '../src/db/insert.ts';
import type { Database } from '../src/db/open.ts';
import * as things from '../src/db/tables/things.ts';
import { moveDataVersion } from '../src/db/version.ts';
import type { RecordKind } from '../src/model/common.ts';
import { recordSchemas } from '../src/model/records.ts';
import { derive } from '../src/store/derive.ts';
import { project } from '../src/store/project.ts';
import type { Rows, Stamp, Stored } from '../src/store/rows.ts';
import { deriveQuoteTerms } from '../src/store/terms.ts';
import { type Generated, generate } from './generate.ts';

/** Records written by one statement a table. */
const CHUNK = 4000;

/** Every so many records, one is held against its schema. */
const PROVED = 50;

const AT = '2026-01-01T00:00:00Z';

/**
 * Fills a migrated, empty database with a generated knowledge base: the rows, the change log and what is derived
 * are those that `sijill load` would write; only the look-up of references is left out, since ids are known.
 */
export async function fill(database: Database, events: number): Promise<void> {
  const ids = new Map<RecordKind, string[]>();
  const undated: string[] = [];
  let position = 0;
  await database.change(async (tx) => {
    for (const chunk of chunks(generate(events))) {
      const kind = chunk[0]?.record as RecordKind;
      await writeChunk(tx, kind, chunk, position);
      position += chunk.length;
      ids.set(kind, [...(ids.get(kind) ?? []), ...chunk.map(({ id }) => id)]);
      for (const record of chunk) if (record.record === 'quote' && !record.said) undated.push(record.id);
    }
    await tx.execute(sql`update data_version set changes = ${position}`);
  });
  await database.change(async (tx) => {
    await tx.execute(sql`analyze`);
    await derive(tx, 'location', []);
    await derive(tx, 'quote', undated);
    for (const some of slices(ids.get('event') ?? [], 20_000)) await derive(tx, 'event', some);
    for (const some of slices(ids.get('quote') ?? [], 20_000)) await deriveQuoteTerms(tx, some);
    await derive(tx, 'utterance', ids.get('utterance') ?? []);
    await derive(tx, 'figure', ids.get('figure') ?? []);
    await moveDataVersion(tx);
  });
  await database.db.execute(sql`vacuum (analyze)`);
}

async function writeChunk(tx: Db, kind: RecordKind, chunk: Generated[], before: number) {
  const stamp: Stamp = { review: 'reviewed', version: 1, created_at: AT, updated_at: AT };
  await insertRows(
    tx,
    things.records,
    chunk.map(({ id, record, ...rest }) => ({ id, kind: record, slug: 'slug' in rest ? rest.slug : null })),
  );
  const rows: Rows = new Map();
  chunk.forEach((record, i) => {
    if (i % PROVED === 0) recordSchemas[kind].parse(record);
    const write = project[kind] as (record: Stored<RecordKind>, stamp: Stamp, rows: Rows) => void;
    write(record, { ...stamp, review: record.review ?? 'reviewed' }, rows);
  });
  for (const [table, values] of rows) await insertRows(tx, table, values as never[]);
  await insertRows(
    tx,
    things.changes,
    chunk.map((document, i) => ({
      position: before + i + 1,
      at: AT,
      record_id: document.id,
      kind,
      version: 1,
      op: 'created',
      by: 'bench',
      document,
    })),
  );
}

/** Runs of records of one kind. */
function* chunks(records: Iterable<Generated>): Generator<Generated[]> {
  let chunk: Generated[] = [];
  for (const record of records) {
    if (chunk.length === CHUNK || (chunk[0] && chunk[0].record !== record.record)) {
      yield chunk;
      chunk = [];
    }
    chunk.push(record);
  }
  if (chunk.length > 0) yield chunk;
}

function* slices<T>(values: T[], size: number): Generator<T[]> {
  for (let i = 0; i < values.length; i += size) yield values.slice(i, i + size);
}
