import { sql } from 'drizzle-orm';
import { awaitedLater } from '../src/bundle/chunks.ts';
import { analyze } from '../src/bundle/growth.ts';
import type { Database } from '../src/db/open.ts';
import * as things from '../src/db/tables/things.ts';
import { moveDataVersion } from '../src/db/version.ts';
import type { RecordKind } from '../src/model/common.ts';
import { recordSchemas } from '../src/model/records.ts';
import { openFill } from '../src/store/fillEmpty.ts';
import { type Generated, generate } from './generate.ts';

/** Records written by one statement a table. */
const CHUNK = 2000;

/** Every so many records, one is held against its schema. */
const PROVED = 50;

/**
 * Fills a migrated, empty database with a generated knowledge base, as `sijill load` fills an empty one; only the look-up
 * of references is left out, since ids are known.
 */
export async function fill(database: Database, events: number): Promise<void> {
  await database.change(async (tx) => {
    const fill = await openFill(tx, { by: 'bench' });
    let writing: Promise<unknown> = Promise.resolve();
    for (const chunk of chunks(generate(events))) {
      const kind = chunk[0]?.record as RecordKind;
      chunk.forEach((record, i) => {
        if (i % PROVED === 0) recordSchemas[kind].parse(record);
      });
      const statement = fill.prepare(kind, chunk, new Map([[things.records, chunk.map(known)]]));
      await writing;
      writing = awaitedLater(Promise.resolve(tx.execute(statement)));
    }
    await writing;
    await fill.finish(() => analyze(tx));
    await moveDataVersion(tx);
  });
  await database.db.execute(sql`vacuum (analyze)`);
}

/** What makes a record known. */
const known = ({ id, record, ...rest }: Generated) => ({
  id,
  kind: record,
  slug: 'slug' in rest ? rest.slug : null,
});

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
