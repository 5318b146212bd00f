import { sql } from 'drizzle-orm';
import { type Db, row, rows } from '../../db/database.ts';
import { draftsAmong } from '../../db/resolve.ts';
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

/** Whether a record is withdrawn. */
export async function isGone(db: Db, id: string): Promise<boolean> {
  const found = await row<{ gone: boolean }>(
    db,
    sql`select gone_at is not null as gone from records where id = ${id}`,
  );
  return found?.gone ?? false;
}

/** Who began a draft; undefined where the record is published. */
export const draftBegunBy = async (db: Db, id: string) => (await draftsAmong(db, [id])).get(id);

/** Drafts that a record refers to, with who began each. */
export async function draftsReferredTo(db: Db, id: string): Promise<Map<string, string | null>> {
  const named = await rows<{ id: string }>(
    db,
    sql`select to_id as id from record_references where from_id = ${id}`,
  );
  return draftsAmong(
    db,
    named.map(({ id: to }) => to),
  );
}
