import { sql } from 'drizzle-orm';
import { array, type Db, row, rows } from '../db/database.ts';
import { draftsAmong } from '../db/resolve.ts';
import { AppError } from '../errors.ts';
import type { RecordKind } from '../model/common.ts';
import { type Authorship, findLatest, type LoggedChange, logChanges, timeOf } from './log.ts';
import type { Stored } from './rows.ts';
import { hide, showAgain } from './show.ts';

/** Kinds of record that can turn out to be the same thing twice. */
export const mergeableKinds = ['actor', 'location', 'source', 'event', 'utterance'] as const;
export type MergeableKind = (typeof mergeableKinds)[number];

/**
 * Makes one record answer for another. No record that refers to the loser is rewritten: it keeps what was written,
 * and the tables show the winner in its place. What is written while they are merged is written of the winner. So
 * undoing shows exactly what every record says: those that named the loser name it again, those written since stay.
 * Throws AppError conflict where the pair is known to be distinct, one of them answers under another id already, a
 * published record would be shown as a draft, or a place would come to lie in itself.
 */
export async function merge(
  db: Db,
  kind: MergeableKind,
  loser: string,
  winner: string,
  authorship: Authorship,
) {
  if (loser === winner) throw conflict(`This ${kind} cannot be merged into itself.`);
  await lockLiving(db, kind, [loser, winner]);
  const drafts = await draftsAmong(db, [loser, winner]);
  if (drafts.has(winner) && !drafts.has(loser))
    throw conflict(`The ${kind} to merge into is a draft. Publish it first, or merge it into the other one.`);
  const both = [
    [loser, ...(await mergedUnder(db, loser))],
    [winner, ...(await mergedUnder(db, winner))],
  ] as const;
  if (await areDistinct(db, ...both))
    throw conflict(`These two were recorded as not the same ${kind}. Remove that first if it was wrong.`);
  if (kind === 'location' && (await liesIn(db, winner, loser)))
    throw conflict('The place to merge into lies inside the other one.');
  const touched = await referring(db, [...both[0]]);
  await db.execute(
    sql`update records set merged_directly = ${winner}, merged_into = ${winner} where id = ${loser}`,
  );
  await followMerges(db);
  await showAgain(db, [winner]);
  await showAgain(db, touched);
  await hide(db, kind, [loser]);
  await log(db, kind, [loser], 'merged', authorship, winner);
}

/** Lets a merged record answer for itself again; throws AppError conflict where it is not merged. */
export async function unmerge(
  db: Db,
  kind: MergeableKind,
  id: string,
  authorship: Authorship,
): Promise<void> {
  await lockRecords(db, [id]);
  const state = await row<{ merged_into: string | null }>(
    db,
    sql`select merged_into from records where id = ${id}`,
  );
  if (!state?.merged_into) throw conflict(`This ${kind} is not merged into another.`);
  await db.execute(sql`update records set merged_directly = null, merged_into = null where id = ${id}`);
  await followMerges(db);
  // Logged first: the record comes back showing the version that says so.
  await log(db, kind, [id], 'unmerged', authorship);
  await showAgain(db, [id]);
  await showAgain(db, [state.merged_into, ...(await referring(db, [id, ...(await mergedUnder(db, id))]))]);
}

/** Records that two records are not the same; a second time it changes nothing. */
export async function keepApart(
  db: Db,
  kind: MergeableKind,
  a: string,
  b: string,
  authorship: Authorship,
): Promise<void> {
  if (a === b) throw conflict('A record is not distinct from itself.');
  await lockLiving(db, kind, [a, b]);
  const { by, reason } = authorship;
  const fresh = await row(
    db,
    sql`insert into distinct_pairs (a_id, b_id, by, reason)
        values (least(${a}::uuid, ${b}::uuid), greatest(${a}::uuid, ${b}::uuid), ${by}, ${reason ?? null})
        on conflict do nothing returning a_id`,
  );
  if (fresh) await logPair(db, kind, a, b, 'distinguished', authorship);
}

/**
 * Takes back that two records are not the same, also where the second was merged or withdrawn since; throws AppError
 * not_found where it was not recorded.
 */
export async function keepApartNoMore(
  db: Db,
  kind: MergeableKind,
  a: string,
  b: string,
  authorship: Authorship,
): Promise<void> {
  await lockLiving(db, kind, [a]);
  const known = await row(
    db,
    sql`delete from distinct_pairs
        where a_id = least(${a}::uuid, ${b}::uuid) and b_id = greatest(${a}::uuid, ${b}::uuid) returning a_id`,
  );
  if (!known) throw new AppError('not_found', `These two were not recorded as not the same ${kind}.`);
  await logPair(db, kind, a, b, 'undistinguished', authorship);
}

/** A new version of `a` that says what became known of it and `b`. */
async function logPair(
  db: Db,
  kind: MergeableKind,
  a: string,
  b: string,
  op: LoggedChange['op'],
  authorship: Authorship,
) {
  await log(db, kind, [a], op, authorship, b);
  await showAgain(db, [a]);
}

/** Records, of any kind, that refer to one of these as they are written now. */
export async function referring(db: Db, ids: string[]): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    sql`select distinct from_id as id from record_references where to_id = any(${array(ids, 'uuid')}) order by 1`,
  );
  return found.map(({ id }) => id);
}

/** Everything that answers under this record's id. */
export async function mergedUnder(db: Db, id: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    sql`with recursive under as (
          select id from records where merged_directly = ${id}
          union select r.id from under u join records r on r.merged_directly = u.id)
        select id from under`,
  );
  return found.map(({ id: under }) => under);
}

/** Writers of the same record wait for each other from here on; in the order of ids, so that none waits in a ring. */
export async function lockRecords(db: Db, ids: string[]): Promise<void> {
  await db.execute(sql`select id from records where id = any(${array(ids, 'uuid')}) order by id for update`);
}

/** Locks records that have to answer for themselves; throws AppError gone or conflict where one does not. */
export async function lockLiving(db: Db, kind: RecordKind, ids: string[]): Promise<void> {
  await lockRecords(db, ids);
  const states = await rows<{ id: string; merged_into: string | null; gone: boolean }>(
    db,
    sql`select id, merged_into, gone_at is not null as gone from records where id = any(${array(ids, 'uuid')})`,
  );
  for (const { id, merged_into, gone } of states) {
    if (gone) throw new AppError('gone', `The ${kind} ${id} was withdrawn.`);
    if (merged_into)
      throw conflict(`The ${kind} ${id} is merged into ${merged_into}; change that one, or unmerge it.`);
  }
}

/** Every merged record answers under the end of its chain. */
async function followMerges(db: Db) {
  await db.execute(sql`with recursive chain as (
      select id, merged_directly as into from records where merged_directly is not null
      union
      select c.id, r.merged_directly from chain c join records r on r.id = c.into where r.merged_directly is not null)
    update records r set merged_into = c.into from chain c
    where c.id = r.id and r.merged_into is distinct from c.into
      and not exists (select from records w where w.id = c.into and w.merged_directly is not null)`);
}

/** Whether any record of one group is known to be another than one of the other group. */
async function areDistinct(db: Db, one: readonly string[], other: readonly string[]): Promise<boolean> {
  const known = await row(
    db,
    sql`select from distinct_pairs
        where (a_id = any(${array(one, 'uuid')}) and b_id = any(${array(other, 'uuid')}))
          or (b_id = any(${array(one, 'uuid')}) and a_id = any(${array(other, 'uuid')})) limit 1`,
  );
  return known !== undefined;
}

async function liesIn(db: Db, inner: string, outer: string): Promise<boolean> {
  const known = await row(
    db,
    sql`select from location_ancestors where location_id = ${inner} and ancestor_id = ${outer}`,
  );
  return known !== undefined;
}

async function log(
  db: Db,
  kind: RecordKind,
  ids: string[],
  op: LoggedChange['op'],
  authorship: Authorship,
  into?: string,
) {
  const latest = await findLatest(db, ids);
  await logChanges(
    db,
    ids.map((id) => {
      const before = latest.get(id);
      const document = before?.document ? (JSON.parse(before.document) as Stored<RecordKind>) : null;
      return { id, kind, version: (before?.version ?? 0) + 1, op, document, ...(into ? { into } : {}) };
    }),
    await timeOf(db),
    authorship,
  );
}

const conflict = (detail: string) => new AppError('conflict', detail);
