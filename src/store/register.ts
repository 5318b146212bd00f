import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { array, type Db } from '../db/database.ts';
import { insertRows } from '../db/insert.ts';
import { referenceKey, resolveReferences } from '../db/resolve.ts';
import * as things from '../db/tables/things.ts';
import type { RecordKind } from '../model/common.ts';

/** A record that was refused: why, and where in it. */
export interface Refusal {
  pointer: string;
  reason: string;
}

export interface Registered {
  /** By index: records that contradict what is known. */
  refused: Map<number, Refusal>;
  /** Indexes of records that were merged or withdrawn since: they are not written again. */
  settled: Set<number>;
  /** Indexes of records that were known before. */
  known: Set<number>;
}

/** A record by what it is known by. */
export interface Named {
  record: RecordKind;
  id?: string | undefined;
  slug?: string | undefined;
  external_ids?: Record<string, string[]> | undefined;
}

type Identified = Named & { id: string };

/**
 * Gives every record its id, in place, and makes new ones known by id, slug and external ids, so that the records
 * that follow may refer to them.
 */
export async function register(db: Db, records: Named[]): Promise<Registered> {
  const hitsByName = await findKnown(db, records);
  const refused = new Map<number, Refusal>();
  const settled = new Set<number>();
  const known = new Set<number>();
  const taken = new Set<string>();
  const fresh: Identified[] = [];
  const written: Identified[] = [];
  records.forEach((record, i) => {
    const names = namesOf(record);
    const hits = names.flatMap(({ ref }) => hitsByName.get(referenceKey(record.record, ref)) ?? []);
    const twin = names.find(({ ref }) => taken.has(referenceKey(record.record, ref)));
    for (const { ref } of names) taken.add(referenceKey(record.record, ref));
    const clash = twin ?? contradiction(record, names, hits);
    if (clash) {
      const whose = twin ? 'names another record of this batch' : `belongs to another ${record.record}`;
      refused.set(i, { pointer: clash.pointer, reason: `“${clash.ref}” ${whose}.` });
      return;
    }
    const [hit] = hits;
    record.id = hit?.named_id ?? record.id ?? newId();
    if (hit && (hit.merged || hit.gone_at)) settled.add(i);
    else written.push(record as Identified);
    if (hit) known.add(i);
    else fresh.push(record as Identified);
  });
  await insertRows(
    db,
    things.records,
    fresh.map(({ id, record: kind, slug }) => ({ id, kind, slug })),
  );
  await renameSlugs(db, written);
  await writeExternalIds(db, written, fresh);
  return { refused, settled, known };
}

/** Gives records that are known by name their ids, in place. */
export async function identify(db: Db, records: Named[]): Promise<void> {
  const nameless = records.filter(({ id }) => !id);
  const hits = await findKnown(db, nameless);
  for (const record of nameless)
    for (const { ref } of namesOf(record)) record.id ??= hits.get(referenceKey(record.record, ref))?.named_id;
}

type Name = { ref: string; pointer: string };

/** The name by which a record claims to be another than its other names say. */
function contradiction(
  record: Named,
  names: Name[],
  hits: { ref: string; named_id: string }[],
): Name | undefined {
  const meant = record.id ?? hits[0]?.named_id;
  const other = hits.find(({ named_id }) => named_id !== meant);
  return other && names.find(({ ref }) => ref === other.ref);
}

function findKnown(db: Db, records: Named[]) {
  return resolveReferences(
    db,
    records.flatMap((record) => namesOf(record).map(({ ref }) => ({ kind: record.record, ref }))),
  );
}

/** Every name that a record claims for itself. */
function namesOf(record: Named): Name[] {
  return [
    ...(record.id ? [{ ref: record.id, pointer: '/id' }] : []),
    ...(record.slug ? [{ ref: record.slug, pointer: '/slug' }] : []),
    ...Object.entries(record.external_ids ?? {}).flatMap(([scheme, values]) =>
      values.map((value, i) => ({ ref: `${scheme}:${value}`, pointer: `/external_ids/${scheme}/${i}` })),
    ),
  ];
}

/** The copy in the record's own row follows by its foreign key. */
async function renameSlugs(db: Db, records: Identified[]) {
  const slugs = records.flatMap(({ id, slug }) => (slug ? [{ id, slug }] : []));
  if (slugs.length === 0) return;
  await db.execute(sql`update records r set slug = n.slug
    from json_to_recordset(${JSON.stringify(slugs)}::json) as n(id uuid, slug text)
    where r.id = n.id and r.slug is distinct from n.slug`);
}

async function writeExternalIds(db: Db, records: Identified[], fresh: Identified[]) {
  if (records.length > fresh.length) {
    const ids = array(
      records.map(({ id }) => id),
      'uuid',
    );
    await db.execute(sql`delete from external_ids where record_id = any(${ids})`);
  }
  await insertRows(
    db,
    things.externalIds,
    records.flatMap((record) =>
      Object.entries(record.external_ids ?? {}).flatMap(([scheme, values]) =>
        values.map((value) => ({ kind: record.record, scheme, value, record_id: record.id })),
      ),
    ),
  );
}
