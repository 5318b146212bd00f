import { type SQL, sql } from 'drizzle-orm';
import { type Db, row } from '../db/database.ts';
import { referenceKey, resolveReferences } from '../db/resolve.ts';
import { AppError } from '../errors.ts';
import { merge } from '../store/identity.ts';
import type { Authorship } from '../store/log.ts';
import type { Outcome } from '../store/write.ts';
import type { MergeLine } from './read.ts';

/** Merges what a bundle says was merged; already so is `unchanged`. Answers with a refusal where it cannot be. */
export async function applyMerge(
  tx: Db,
  { kind, merged, into }: MergeLine,
  authorship: Authorship,
): Promise<Outcome | { pointer: string; reason: string }> {
  const known = await resolveReferences(tx, [
    { kind, ref: merged },
    { kind, ref: into },
  ]);
  const loser = known.get(referenceKey(kind, merged));
  const winner = known.get(referenceKey(kind, into));
  if (!loser) return { pointer: '/merged', reason: `There is no ${kind} “${merged}”.` };
  if (!winner) return { pointer: '/into', reason: `There is no ${kind} “${into}”.` };
  const direct = await row<{ id: string | null }>(
    tx,
    sql`select merged_directly as id from records where id = ${loser.named_id}`,
  );
  if (direct?.id === winner.named_id || (loser.merged && loser.id === winner.id)) return 'unchanged';
  if (direct?.id) return { pointer: '/merged', reason: `“${merged}” is merged into another ${kind} here.` };
  if (loser.gone_at) return { pointer: '/merged', reason: `The ${kind} “${merged}” was withdrawn.` };
  if (winner.gone_at) return { pointer: '/into', reason: `The ${kind} “${into}” was withdrawn.` };
  try {
    await merge(tx, kind, loser.named_id, winner.id, authorship);
  } catch (error) {
    // Refused before anything was written, so the transaction goes on.
    if (error instanceof AppError) return { pointer: '/into', reason: error.message };
    throw error;
  }
  return 'created';
}

/** SQL: how the record of alias `r` is named in a bundle: by its shortest external id, its slug, or its id. */
export const nameOf = (r: string): SQL =>
  sql.raw(`coalesce(
    (select x.scheme || ':' || x.value from external_ids x where x.record_id = ${r}.id
     order by length(x.scheme || x.value), x.scheme, x.value limit 1), ${r}.slug, ${r}.id::text)`);
