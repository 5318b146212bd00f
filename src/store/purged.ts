import { sql } from 'drizzle-orm';
import { array, type Db, rows } from '../db/database.ts';
import type { RecordKind } from '../model/common.ts';
import { recordSchemas } from '../model/records.ts';

/**
 * Takes out of a snapshot what was purged from history since: a purged record answers 410, as it does now, and
 * earlier versions of others lose what rested on it: the entry of a list that named it (a participant, a piece of
 * evidence), or a field, or all of a record that cannot stand without. Called before the snapshot is filled.
 */
export async function leaveOutPurged(db: Db): Promise<void> {
  let gone = await withdrawPurged(db);
  while (gone.length > 0) gone = await amend(db, gone);
}

/** Records whose words are gone from the change log although they were not withdrawn. */
async function withdrawPurged(db: Db): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    sql`update records r set gone_at = coalesce(r.gone_at, p.gone_at), gone_reason = null
        from public.records p
        where p.id = r.id and p.gone_at is not null
          and exists (select from changes c where c.record_id = r.id and c.document is null and c.op <> 'deleted')
        returning r.id`,
  );
  return found.map(({ id }) => id);
}

/** Amends the newest versions that name one of these records; returns the records that cannot stand without. */
async function amend(db: Db, purged: string[]): Promise<string[]> {
  const naming = await rows<{ record_id: string; kind: RecordKind; version: number; document: string }>(
    db,
    sql`select c.record_id, c.kind, c.version, c.document::text as document
        from records r join changes c on c.record_id = r.id
        where r.gone_at is null and c.document is not null
          and c.version = (select max(version) from changes l where l.record_id = r.id)
          and c.document::text like any(${array(
            purged.map((id) => `%${id}%`),
            'text',
          )})`,
  );
  const without = new Set(purged);
  const fallen: string[] = [];
  for (const { record_id, kind, version, document } of naming) {
    const { kept } = prune(JSON.parse(document), without);
    const stands = recordSchemas[kind].safeParse(kept).success;
    await db.execute(
      sql`insert into amended values (${record_id}, ${version}, ${
        stands ? JSON.stringify(kept) : null
      }::json) on conflict (record_id, version) do update set document = excluded.document`,
    );
    if (!stands) fallen.push(record_id);
  }
  if (fallen.length > 0)
    await db.execute(sql`update records set gone_at = now(), gone_reason = 'What it rests on was purged.'
      where id = any(${array(fallen, 'uuid')})`);
  return fallen;
}

/** A value without what names one of these ids; `lost` where one of its own fields is gone with it. */
function prune(value: unknown, ids: ReadonlySet<string>): { kept: unknown; lost: boolean } {
  if (typeof value === 'string') return { kept: value, lost: ids.has(value) };
  if (value === null || typeof value !== 'object') return { kept: value, lost: false };
  if (Array.isArray(value)) {
    const entries = value.map((entry) => prune(entry, ids)).filter(({ lost }) => !lost);
    return { kept: entries.map(({ kept }) => kept), lost: false };
  }
  const fields = Object.entries(value).map(([name, inner]) => ({ name, ...prune(inner, ids) }));
  return {
    kept: Object.fromEntries(fields.filter(({ lost }) => !lost).map(({ name, kept }) => [name, kept])),
    lost: fields.some(({ lost }) => lost),
  };
}
