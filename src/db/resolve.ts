import { sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { validate as isUuid } from 'uuid';
import type { RecordKind } from '../model/common.ts';
import { array, type Db, rows } from './database.ts';

/** How a reference was written: an id, a slug, or `scheme:value` of an external id. */
interface Named {
  kind: RecordKind;
  ref: string;
}

/** What a reference names. `id` is the record that answers for it now; `merged` if it was given another id then. */
export interface Resolved extends Named {
  id: string;
  /** The record it was given for, before merges. */
  named_id: string;
  merged: boolean;
  gone_at: string | null;
  gone_reason: string | null;
}

export const referenceKey = (kind: RecordKind, ref: string) => `${kind} ${ref}`;

/** Looks up references of any kinds in one statement; those that name nothing are absent from the answer. */
export async function resolveReferences(db: Db, named: Named[]): Promise<Map<string, Resolved>> {
  const once = new Map(named.map((reference) => [referenceKey(reference.kind, reference.ref), reference]));
  // A bundle's references are nearly all ids, which need no more than the records themselves.
  const [ids, names] = partition([...once.values()], ({ ref }) => isUuid(ref));
  const parts = [...(ids.length > 0 ? [byId(ids)] : []), ...(names.length > 0 ? [byName(names)] : [])];
  if (parts.length === 0) return new Map();
  const found = await rows<Resolved>(
    db,
    sql`select n.kind, n.ref, coalesce(r.merged_into, r.id) as id, r.id as named_id,
          r.merged_into is not null as merged,
          r.gone_at, r.gone_reason
        from (${sql.join(parts, sql` union all `)}) n(kind, ref, id)
        join records r on r.id = n.id and r.kind = n.kind`,
  );
  return new Map(found.map((hit) => [referenceKey(hit.kind, hit.ref), hit]));
}

/** References that are remembered: 20 MB of them. */
const REMEMBERED = 50_000;

/** The same for a time in which nothing that was found changes: most of a bundle's references come again and again. */
export function openLookup(): typeof resolveReferences {
  const known = new LRUCache<string, Resolved>({ max: REMEMBERED });
  return async (db, named) => {
    const keyed = named.map((reference) => [referenceKey(reference.kind, reference.ref), reference] as const);
    const found = new Map(keyed.map(([key]) => [key, known.get(key)]));
    const missing = keyed.filter(([key]) => !found.get(key)).map(([, reference]) => reference);
    for (const [key, hit] of await resolveReferences(db, missing)) {
      known.set(key, hit);
      found.set(key, hit);
    }
    return new Map([...found].flatMap(([key, hit]) => (hit ? [[key, hit]] : [])));
  };
}

const byId = (ids: Named[]) =>
  sql`select kind, ref, ref::uuid from unnest(${listed(ids, 'kind')}, ${listed(ids, 'ref')}) as n(kind, ref)`;

const byName = (names: Named[]) =>
  sql`select n.kind, n.ref, coalesce(x.record_id, s.id)
    from json_to_recordset(${JSON.stringify(names.map(split))}::json) as n(kind text, ref text, scheme text, value text)
    left join external_ids x on x.kind = n.kind and x.scheme = n.scheme and x.value = n.value
    left join records s on s.kind = n.kind and s.slug = n.ref and n.scheme is null`;

const listed = (named: Named[], field: keyof Named) =>
  array(
    named.map((reference) => reference[field]),
    'text',
  );

/** Those of these records that are drafts, or were when they were withdrawn, each with who began it. */
export async function draftsAmong(db: Db, ids: readonly string[]): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map();
  const found = await rows<{ id: string; by: string | null }>(
    db,
    sql`select r.id, f.by from unnest(${array(ids, 'uuid')}) as r(id)
        join changes f on f.record_id = r.id and f.version = 1
        left join lateral (select c.document->>'review' as review from changes c
          where c.record_id = r.id and c.document is not null order by c.version desc limit 1) l on true
        where l.review = 'draft'
          or l.review is null and not exists (select from changes p where p.record_id = r.id and p.public)`,
  );
  return new Map(found.map(({ id, by }) => [id, by]));
}

/** What an external id is of; nothing of a slug, which has no colon. */
function split({ kind, ref }: Named) {
  const colon = ref.indexOf(':');
  return colon > 0 ? { kind, ref, scheme: ref.slice(0, colon), value: ref.slice(colon + 1) } : { kind, ref };
}

function partition<T>(values: T[], isFirst: (value: T) => boolean): [T[], T[]] {
  const [first, rest]: [T[], T[]] = [[], []];
  for (const value of values) (isFirst(value) ? first : rest).push(value);
  return [first, rest];
}
