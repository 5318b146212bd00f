import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { LRUCache } from 'lru-cache';
import type { z } from 'zod';
import type { Reads } from '../db/answer.ts';
import { type Db, rows } from '../db/database.ts';
import { type Resolved, referenceKey, resolveReferences } from '../db/resolve.ts';
import { AppError, type Fault } from '../errors.ts';
import type { RecordKind } from '../model/common.ts';
import { mapReferences, type Reference, referencesIn } from '../model/followReferences.ts';

/** Looks up the records that requests name; remembers them while the data version stands. */
export interface References {
  /** A query with every reference as an id; throws AppError unknown_reference that names the nearest records. */
  inQuery<T>(schema: z.ZodType<T>, query: T, version: string): Promise<T>;
  /**
   * The id of the record a path names. Throws AppError not_found or gone; answers `movedTo` where the record was
   * merged into another.
   */
  inPath(kind: RecordKind, ref: string, version: string): Promise<{ id: string; merged: boolean }>;
  /** The id of the record that was given this name, merged or withdrawn as it may be; throws AppError not_found. */
  anyState(kind: RecordKind, ref: string): Promise<string>;
}

const MOST_REMEMBERED = 50_000;

export function openReferences(reads: Reads): References {
  const db: Db = drizzle(reads.pool) as unknown as Db;
  const known = new LRUCache<string, Resolved>({ max: MOST_REMEMBERED });
  let knownAt = '';

  const look = async (named: Pick<Reference, 'kind' | 'ref'>[], version: string) => {
    if (version !== knownAt) {
      known.clear();
      knownAt = version;
    }
    const missing = named.filter(({ kind, ref }) => !known.has(referenceKey(kind, ref)));
    for (const [key, hit] of await resolveReferences(db, missing)) known.set(key, hit);
    return named.map(({ kind, ref }) => known.get(referenceKey(kind, ref)));
  };

  return {
    inQuery: async (schema, query, version) => {
      const references = referencesIn(schema, query);
      if (references.length === 0) return query;
      const hits = await look(references, version);
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
    inPath: async (kind, ref, version) => {
      const [hit] = await look([{ kind, ref }], version);
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
      return { id: hit.id, merged: hit.merged };
    },
    anyState: async (kind, ref) => {
      const hit = (await resolveReferences(db, [{ kind, ref }])).get(referenceKey(kind, ref));
      if (!hit) throw new AppError('not_found', `There is no ${kind} “${ref}”.`);
      return hit.named_id;
    },
  };
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

/** The nearest records by slug and by name, as a question to the sender. */
async function suggestions(db: Db, kind: RecordKind, ref: string): Promise<string> {
  const near = await rows<{ slug: string }>(
    db,
    sql`select r.slug from (
          select id, similarity(slug, ${ref}) as score from records
          where kind = ${kind} and slug % ${ref} and merged_into is null and gone_at is null
          union all
          select record_id, word_similarity(fold_text(${ref}), folded) + 0.1 from names
          where kind = ${kind} and fold_text(${ref}) <% folded) n
        join records r on r.id = n.id where r.slug is not null
        group by r.slug order by max(n.score) desc, r.slug limit 3`,
  );
  return near.length === 0 ? '' : `Did you mean ${near.map(({ slug }) => `“${slug}”`).join(', ')}?`;
}
