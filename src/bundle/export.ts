import { type SQL, sql } from 'drizzle-orm';
import { array, type Db, rows } from '../db/database.ts';
import type { Database } from '../db/open.ts';
import { type RecordKind, recordKinds } from '../model/common.ts';
import { mapReferences, type Reference, referencesIn } from '../model/followReferences.ts';
import { type AnyRecord, recordSchemas } from '../model/records.ts';
import { nameOf } from './merges.ts';
import { prune } from './prune.ts';

/** Records read in one go. */
const CHUNK = 500;

export interface ExportOptions {
  /** Leaves out every word of the documents: texts, quotes' words, and what surrounds them. */
  dehydrated: boolean;
  /** States of review to export; all of them unless given. References to other records are then left out. */
  review?: readonly string[] | undefined;
}

/**
 * Writes the knowledge base as a bundle, line by line, from one consistent snapshot: kinds in the order in which
 * they refer to each other, records by id, references by external id where the record has one, and at the end
 * what was merged, in the order in which it was. A line is awaited before the next is made, so that memory does
 * not grow. Answers with the number of lines after the first.
 */
export async function exportBundle(
  database: Pick<Database, 'db'>,
  { dehydrated, review }: ExportOptions,
  writeLine: (line: string) => Promise<void> | void,
): Promise<number> {
  return database.db.transaction(
    async (tx) => {
      const db = tx as unknown as Db;
      let count = 0;
      const write = async (line: object) => {
        await writeLine(JSON.stringify(line));
        count += 1;
      };
      await writeLine(JSON.stringify({ record: 'bundle', format: 'sijill', version: 1, dehydrated }));
      for (const kind of recordKinds)
        for await (const records of chunks(db, kind, review)) {
          const names = await namesOf(db, kind, records, review);
          const texts = dehydrated ? new Map<string, string>() : await textsOf(db, kind, records);
          for (const record of records) {
            const line = portable(kind, record, names, texts, dehydrated);
            if (line) await write(line);
          }
        }
      for (const merge of await mergesOf(db, review)) await write({ record: 'merge', ...merge });
      return count;
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

type Written = AnyRecord & { id: string };

/** SQL: the newest version, as it was written, of the record with an id; null where it was withdrawn. */
const newest = (id: string) =>
  `(select n.document from changes n where n.record_id = ${id} order by n.version desc limit 1)`;

/** SQL: whether the record of alias `r` is exported, merges aside; a quote is with its document only. */
function isShown(r: string, review: readonly string[] | undefined): SQL {
  const there = sql.raw(`${r}.gone_at is null`);
  if (!review) return there;
  const inState = (id: string) =>
    sql`coalesce(${sql.raw(newest(id))}->>'review', 'reviewed') = any(${array(review, 'text')})`;
  return sql`(${there} and ${inState(`${r}.id`)} and (${sql.raw(r)}.kind <> 'quote'
    or ${inState(`(${newest(`${r}.id`)}->>'document')::uuid`)}))`;
}

async function* chunks(
  db: Db,
  kind: RecordKind,
  review: readonly string[] | undefined,
): AsyncGenerator<Written[]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const found = await rows<{ document: Written }>(
      db,
      sql`select ${sql.raw(newest('r.id'))} as document
          from records r left join records w on w.id = r.merged_into
          where r.kind = ${kind} and r.id > ${after} and ${isShown('r', review)}
            and (w.id is null or ${isShown('w', review)})
          order by r.id limit ${CHUNK}`,
    );
    const records = found.map(({ document }) => document);
    yield records;
    const last = records.at(-1);
    if (!last || records.length < CHUNK) return;
    after = last.id;
  }
}

/**
 * How each record that these refer to is named in the bundle; those that are not in it are absent. A merged record
 * that is left out is named as the one that answers for it.
 */
async function namesOf(
  db: Db,
  kind: RecordKind,
  records: Written[],
  review: readonly string[] | undefined,
): Promise<Map<string, string>> {
  const ids = new Set(
    records.flatMap((record) => referencesIn(recordSchemas[kind], record)).map(({ ref }) => ref),
  );
  if (ids.size === 0) return new Map();
  const found = await rows<{ id: string; name: string }>(
    db,
    sql`select r.id, case when w.id is null or ${isShown('r', review)} then ${nameOf('r')} else ${nameOf('w')} end as name
        from records r left join records w on w.id = r.merged_into
        where r.id = any(${array([...ids], 'uuid')})
          and case when w.id is null then ${isShown('r', review)} else ${isShown('w', review)} end`,
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

/** What was merged: each into the next of its chain where all is exported, else into the one that answers now. */
function mergesOf(db: Db, review: readonly string[] | undefined) {
  const into = sql.raw(review ? 'r.merged_into' : 'r.merged_directly');
  return rows<{ kind: RecordKind; merged: string; into: string }>(
    db,
    sql`select r.kind, ${nameOf('r')} as merged, ${nameOf('t')} as into
        from records r join records t on t.id = ${into} join records w on w.id = r.merged_into
        where ${isShown('r', review)} and ${isShown('w', review)}
        order by (select max(position) from changes c where c.record_id = r.id and c.op = 'merged'), r.id`,
  );
}

function portable(
  kind: RecordKind,
  record: Written,
  names: Map<string, string>,
  texts: Map<string, string>,
  dehydrated: boolean,
): object | undefined {
  const kept = prune(recordSchemas[kind], record, (id) => names.has(id));
  if (!kept) return undefined;
  const text = texts.get(record.id);
  const whole = text === undefined ? kept : { ...kept, text };
  const named = mapReferences(recordSchemas[kind], whole, ({ ref }: Reference) => names.get(ref) ?? ref);
  return (dehydrated ? withoutWords(named) : named) as object;
}

/** Fields that hold words of a document; `text` is a document's text or a quote's words. */
const WORDS = new Set(['text', 'prefix', 'suffix']);

function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !WORDS.has(name))
      // The schemes of external ids are anyone's to name.
      .map(([name, inner]) => [name, name === 'external_ids' ? inner : withoutWords(inner)]),
  );
}
