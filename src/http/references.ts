import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { LRUCache } from 'lru-cache';
import type { z } from 'zod';
import type { Reads } from '../db/answer.ts';
import { type Db, rows } from '../db/database.ts';
import { draftsAmong, type Resolved, referenceKey, resolveReferences } from '../db/resolve.ts';
import { AppError, type Fault } from '../errors.ts';
import type { RecordKind } from '../model/common.ts';
import { mapReferences, type Reference, referencesIn } from '../model/followReferences.ts';
import { type Caller, seesDraft } from './callers.ts';

/** Looks up the records that requests name; remembers them while the data version stands. */
export interface References {
  /**
   * A query with every reference as an id; throws AppError unknown_reference that names the nearest records. A draft
   * that the caller may not see is unknown, here and in a path.
   */
  inQuery<T>(schema: z.ZodType<T>, query: T, version: string, caller: Caller): Promise<T>;
  /** The record that answers for the one a path names; throws AppError not_found or gone. */
  inPath(kind: RecordKind, ref: string, version: string, caller: Caller): Promise<Found>;
  /** The id of the record that was given this name, merged or withdrawn as it may be; throws AppError not_found. */
  anyState(kind: RecordKind, ref: string): Promise<string>;
}

/** `merged` if it was named by a record that was merged into it; `draft` if it was never published. */
interface Found {
  id: string;
  merged: boolean;
  draft: boolean;
}

/** `begunBy`: who began it, where it is a draft. */
type Known = Resolved & { draft: boolean; begunBy: string | null };

const MOST_REMEMBERED = 50_000;

export function openReferences(reads: Reads): References {
  const db: Db = drizzle(reads.pool) as unknown as Db;
  const known = new LRUCache<string, Known>({ max: MOST_REMEMBERED });
  let knownAt = '';

  const look = async (named: Pick<Reference, 'kind' | 'ref'>[], version: string, caller: Caller) => {
    if (version !== knownAt) {
      known.clear();
      knownAt = version;
    }
    const missing = named.filter(({ kind, ref }) => !known.has(referenceKey(kind, ref)));
    for (const [key, hit] of await resolveKnown(db, missing)) known.set(key, hit);
    return named
      .map(({ kind, ref }) => known.get(referenceKey(kind, ref)))
      .map((hit) => (hit?.draft && !seesDraft(caller, hit.begunBy) ? undefined : hit));
  };

  return {
    inQuery: async (schema, query, version, caller) => {
      const references = referencesIn(schema, query);
      if (references.length === 0) return query;
      const hits = await look(references, version, caller);
      const unknown = references.filter((_, i) => !hits[i] || hits[i]?.gone_at);
      if (unknown.length > 0) throw await refuse(db, unknown);
      const ids = new Map(
        hits.map((hit) => [referenceKey(hit?.kind ?? 'actor', hit?.ref ?? ''), hit?.id ?? '']),
      );
      return mapReferences(
        schema,
        query,
        ({ kind, ref }) => ids.get(referenceKey(kind, ref)) ?? ref,
      ) as typeof query;
    },
    inPath: async (kind, ref, version, caller) => {
      const [hit] = await look([{ kind, ref }], version, caller);
      if (!hit)
        throw new AppError(
          'not_found',
          `There is no ${kind} “${ref}”. ${await suggestions(db, kind, ref)}`.trim(),
        );
      if (hit.gone_at)
        throw new AppError(
          'gone',
          `This ${kind} was withdrawn on ${hit.gone_at.slice(0, 10)}${hit.gone_reason ? `: ${hit.gone_reason}` : ''}.`,
        );
      return { id: hit.id, merged: hit.merged, draft: hit.draft };
    },
    anyState: async (kind, ref) => {
      const hit = (await resolveReferences(db, [{ kind, ref }])).get(referenceKey(kind, ref));
      if (!hit) throw new AppError('not_found', `There is no ${kind} “${ref}”.`);
      return hit.named_id;
    },
  };
}

async function resolveKnown(db: Db, named: Pick<Reference, 'kind' | 'ref'>[]): Promise<[string, Known][]> {
  const hits = [...(await resolveReferences(db, named))];
  const drafts = await draftsAmong(
    db,
    hits.map(([, { id }]) => id),
  );
  return hits.map(([key, hit]) => [
    key,
    { ...hit, draft: drafts.has(hit.id), begunBy: drafts.get(hit.id) ?? null },
  ]);
}

async function refuse(db: Db, unknown: Reference[]): Promise<AppError> {
  const faults: Fault[] = await Promise.all(
    unknown.map(async ({ kind, ref, pointer }) => ({
      parameter: pointer.split('/')[1] ?? '',
      code: 'unknown_reference',
      detail: `There is no ${kind} “${ref}”. ${await suggestions(db, kind, ref)}`.trim(),
    })),
  );
  return new AppError('unknown_reference', faults[0]?.detail ?? 'Unknown reference.', faults);
}

/** The nearest published records by slug and by name, as a question to the sender. */
async function suggestions(db: Db, kind: RecordKind, ref: string): Promise<string> {
  const found = await rows<{ id: string; slug: string }>(
    db,
    sql`select r.id, r.slug from (
          select id, similarity(slug, ${ref}) as score from records
          where kind = ${kind} and slug % ${ref} and merged_into is null and gone_at is null
          union all
          select record_id, word_similarity(fold_text(${ref}), folded) + 0.1 from names
          where kind = ${kind} and fold_text(${ref}) <% folded) n
        join records r on r.id = n.id where r.slug is not null
        group by r.id, r.slug order by max(n.score) desc, r.slug limit 10`,
  );
  const drafts = await draftsAmong(
    db,
    found.map(({ id }) => id),
  );
  const near = found.filter(({ id }) => !drafts.has(id)).slice(0, 3);
  return near.length === 0 ? '' : `Did you mean ${near.map(({ slug }) => `“${slug}”`).join(', ')}?`;
}
