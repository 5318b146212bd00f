import { sql } from 'drizzle-orm';
import { type Db, row, rows } from '../../db/database.ts';
import type { RecordKind } from '../../model/common.ts';
import { recordShapes } from '../../shapes/index.ts';

/** A record's answer and version as they stand inside a transaction, whatever its state of review. */
export async function readRecord(
  db: Db,
  kind: RecordKind,
  id: string,
): Promise<{ json: string; version: number }> {
  const { table, row: alias, json } = recordShapes[kind];
  const everything = (r: string) => `${r}.review is not null`;
  const found = await row<{ json: string; version: number }>(
    db,
    sql`select ${sql.raw(json(everything))}::text as json, ${sql.raw(alias)}.version
        from ${sql.raw(`${table} ${alias}`)} where ${sql.raw(alias)}.id = ${id}`,
  );
  if (!found) throw new Error(`The ${kind} ${id} was written and is not there.`);
  return found;
}

/** What a contributor needs to be let at a record: that it is a draft, and whose. */
export async function draftOf(db: Db, id: string): Promise<{ draft: boolean; by: string | null }> {
  const found = await rows<{ review: string | null; by: string | null }>(
    db,
    sql`select c.document->>'review' as review, f.by from changes c
        join changes f on f.record_id = c.record_id and f.version = 1
        where c.record_id = ${id} order by c.version desc limit 1`,
  );
  return { draft: found[0]?.review === 'draft', by: found[0]?.by ?? null };
}
