import { sql } from 'drizzle-orm';
import { array, type Db, rows } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { RecordKind } from '../model/common.ts';
import { lockLiving, mergedUnder, referring } from './identity.ts';
import { type Authorship, findLatest, logChanges, timeOf } from './log.ts';
import { hide } from './show.ts';
import { dropTexts } from './texts.ts';

/**
 * Takes a record back: it answers 410 with the reason, and its history stays. Throws AppError conflict, naming
 * them, where other records still refer to it: they would be left pointing at nothing.
 */
export async function withdraw(db: Db, kind: RecordKind, id: string, authorship: Authorship): Promise<void> {
  await lockLiving(db, kind, [id]);
  const users = await referring(db, [id, ...(await mergedUnder(db, id))]);
  const alive = await rows<{ id: string; kind: string }>(
    db,
    sql`select id, kind from records where id = any(${array(users, 'uuid')}) and gone_at is null order by kind, id`,
  );
  if (alive.length > 0) throw inUse(kind, alive);
  const latest = (await findLatest(db, [id])).get(id);
  const at = await timeOf(db);
  await hide(db, kind, [id]);
  await db.execute(sql`delete from record_references where from_id = ${id}`);
  await db.execute(
    sql`update records set gone_at = now(), gone_reason = ${authorship.reason ?? null} where id = ${id}`,
  );
  const version = (latest?.version ?? 0) + 1;
  await logChanges(db, [{ id, kind, version, op: 'deleted', document: null }], at, authorship);
}

/**
 * Removes what a withdrawn record said from history, change log and stored answers; its id stays, as a tombstone
 * that says when it went.
 */
export async function purge(db: Db, id: string): Promise<void> {
  await db.execute(sql`update changes set document = null, reason = null, by = null where record_id = ${id}`);
  await db.execute(sql`update records set slug = null, gone_reason = null where id = ${id}`);
  await db.execute(sql`delete from external_ids where record_id = ${id}`);
  await dropTexts(db, id);
  // A document's drafts went with its row; those of another document may be what a purged record was made of.
  await db.execute(
    sql`delete from drafts where record_id = ${id} or strpos(proposal::text, ${id}::text) > 0`,
  );
  // Answers that speak of another record may hold this one's name; whoever names a record gives its id.
  await db.execute(
    sql`delete from idempotent_answers where record_id = ${id} or strpos(body, ${id}::text) > 0`,
  );
}

function inUse(kind: RecordKind, users: { id: string; kind: string }[]): AppError {
  const named = users.slice(0, 5).map((user) => `${user.kind} ${user.id}`);
  const more = users.length > 5 ? ` and ${users.length - 5} more` : '';
  return new AppError(
    'conflict',
    `This ${kind} is still referred to by ${named.join(', ')}${more}. Change or withdraw them first, or merge it.`,
  );
}
