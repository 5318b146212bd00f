import { sql } from 'drizzle-orm';
import { array, type Db, rows } from '../db/database.ts';
import type { Database } from '../db/open.ts';
import { type RecordKind, recordKinds } from '../model/common.ts';
import { mapReferences, type Reference, referencesIn } from '../model/followReferences.ts';
import { type AnyRecord, recordSchemas } from '../model/records.ts';

/** Records read in one go. */
const CHUNK = 500;

/**
 * Writes the knowledge base as a bundle, line by line, from one consistent snapshot: kinds in the order in which
 * they refer to each other, records by id, references by external id where the record has one. `dehydrated`
 * leaves out every word of the documents: texts, quotes' words, and what surrounds them.
 */
export async function exportBundle(
  database: Pick<Database, 'db'>,
  { dehydrated }: { dehydrated: boolean },
  writeLine: (line: string) => Promise<void> | void,
): Promise<number> {
  return database.db.transaction(
    async (tx) => {
      let count = 0;
      await writeLine(JSON.stringify({ record: 'bundle', format: 'sijill', version: 1, dehydrated }));
      for (const kind of recordKinds)
        for await (const records of chunks(tx as unknown as Db, kind)) {
          const names = await namesOf(tx as unknown as Db, kind, records);
          const texts = dehydrated
            ? new Map<string, string>()
            : await textsOf(tx as unknown as Db, kind, records);
          for (const record of records)
            await writeLine(JSON.stringify(portable(kind, record, names, texts, dehydrated)));
          count += records.length;
        }
      return count;
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

type Written = AnyRecord & { id: string };

async function* chunks(db: Db, kind: RecordKind): AsyncGenerator<Written[]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const found = await rows<{ document: Written }>(
      db,
      sql`select distinct on (c.record_id) c.document from changes c join records r on r.id = c.record_id
          where r.kind = ${kind} and r.gone_at is null and r.merged_into is null and c.record_id > ${after}
          order by c.record_id, c.version desc limit ${CHUNK}`,
    );
    const records = found.map(({ document }) => document);
    yield records;
    const last = records.at(-1);
    if (!last || records.length < CHUNK) return;
    after = last.id;
  }
}

/** How each record that these refer to is named in the bundle: by its shortest external id, its slug, or its id. */
async function namesOf(db: Db, kind: RecordKind, records: Written[]): Promise<Map<string, string>> {
  const ids = new Set(
    records.flatMap((record) => referencesIn(recordSchemas[kind], record)).map(({ ref }) => ref),
  );
  const found = await rows<{ id: string; name: string }>(
    db,
    sql`select r.id, coalesce(
          (select x.scheme || ':' || x.value from external_ids x where x.record_id = r.id
           order by length(x.scheme || x.value), x.scheme, x.value limit 1), r.slug, r.id::text) as name
        from records r where r.id = any(${array([...ids], 'uuid')})`,
  );
  return new Map(found.map(({ id, name }) => [id, name]));
}

async function textsOf(db: Db, kind: RecordKind, records: Written[]): Promise<Map<string, string>> {
  if (kind !== 'document') return new Map();
  const ids = records.map(({ id }) => id);
  const found = await rows<{ document_id: string; text: string }>(
    db,
    sql`select document_id, text from document_texts where document_id = any(${array(ids, 'uuid')})`,
  );
  return new Map(found.map(({ document_id, text }) => [document_id, text]));
}

function portable(
  kind: RecordKind,
  record: Written,
  names: Map<string, string>,
  texts: Map<string, string>,
  dehydrated: boolean,
): unknown {
  const text = texts.get(record.id);
  const whole = text === undefined ? record : { ...record, text };
  const named = mapReferences(recordSchemas[kind], whole, ({ ref }: Reference) => names.get(ref) ?? ref);
  return dehydrated ? withoutWords(named) : named;
}

/** Fields that hold words of a document; `text` is a document's text or a quote's words. */
const WORDS = new Set(['text', 'prefix', 'suffix']);

function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !WORDS.has(name))
      .map(([name, inner]) => [name, withoutWords(inner)]),
  );
}
