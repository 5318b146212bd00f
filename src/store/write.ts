import { sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { v7 as newId } from 'uuid';
import { array, type Db, row, rows as select } from '../db/database.ts';
import { insertRows } from '../db/insert.ts';
import { referenceKey, resolveReferences } from '../db/resolve.ts';
import * as happenings from '../db/tables/happenings.ts';
import * as things from '../db/tables/things.ts';
import type { RecordKind } from '../model/common.ts';
import { mapReferences, referencesIn } from '../model/followReferences.ts';
import { type AnyRecord, recordSchemas } from '../model/records.ts';
import { derive } from './derive.ts';
import { project } from './project.ts';
import type { Rows, Stored } from './rows.ts';
import { anchorRewritten } from './texts.ts';

/** Who makes a change and why; both stand in the change log. */
export interface Authorship {
  by: string;
  reason?: string;
}

export type Outcome = 'created' | 'updated' | 'unchanged';

/** A record that was refused: why, and where in it. */
export interface Refusal {
  pointer: string;
  reason: string;
}

/** The rows of a record's own parts, by table and owner column: emptied before its new version is written. */
const parts: Record<RecordKind, [PgTable, string][]> = {
  source: [],
  location: [[things.names, 'record_id']],
  actor: [
    [things.names, 'record_id'],
    [things.actorRoles, 'actor_id'],
    [things.actorRelations, 'actor_id'],
    [things.evidence, 'owner_id'],
  ],
  document: [],
  event: [
    [happenings.participants, 'event_id'],
    [happenings.eventLocations, 'event_id'],
    [happenings.eventRelations, 'event_id'],
    [things.evidence, 'owner_id'],
    [things.disagreements, 'owner_id'],
  ],
  quote: [
    [happenings.quoteSpeakers, 'quote_id'],
    [happenings.quoteAbout, 'quote_id'],
    [happenings.quoteChain, 'quote_id'],
  ],
  utterance: [
    [happenings.utteranceSpeakers, 'utterance_id'],
    [happenings.utteranceQuotes, 'utterance_id'],
    [things.disagreements, 'owner_id'],
  ],
  figure: [[things.evidence, 'owner_id']],
};

/**
 * Gives every record its id, in place, and makes new ones known by id, slug and external ids, so that the records
 * that follow may refer to them. Answers with the refusals, by index.
 */
export async function register(db: Db, records: AnyRecord[]): Promise<Map<number, Refusal>> {
  const known = await findKnown(db, records);
  const refusals = new Map<number, Refusal>();
  const taken = new Map<string, number>();
  const fresh: (AnyRecord & { id: string })[] = [];
  records.forEach((record, i) => {
    const names = namesOf(record);
    const ids = [
      ...new Set(names.map(({ ref }) => known.get(referenceKey(record.record, ref))?.id).filter(Boolean)),
    ];
    const twin = names.find(({ ref }) => taken.has(referenceKey(record.record, ref)));
    if (twin) {
      refusals.set(i, { pointer: twin.pointer, reason: `“${twin.ref}” names another record of this batch.` });
      return;
    }
    for (const { ref } of names) taken.set(referenceKey(record.record, ref), i);
    if (ids.length > 1 || (record.id && ids[0] && ids[0] !== record.id)) {
      const clash = names.find(({ ref }) => known.get(referenceKey(record.record, ref))?.id !== record.id);
      refusals.set(i, {
        pointer: clash?.pointer ?? '',
        reason: `“${clash?.ref}” belongs to another ${record.record}.`,
      });
      return;
    }
    const id = ids[0] ?? record.id ?? newId();
    record.id = id;
    if (ids.length === 0) fresh.push({ ...record, id });
  });
  await insertRows(
    db,
    things.records,
    fresh.map(({ id, record: kind, ...rest }) => ({ id, kind, slug: 'slug' in rest ? rest.slug : null })),
  );
  await renameSlugs(db, records);
  await writeExternalIds(
    db,
    records.filter(
      (record, i): record is AnyRecord & { id: string } => !refusals.has(i) && record.id != null,
    ),
  );
  return refusals;
}

function findKnown(db: Db, records: AnyRecord[]) {
  return resolveReferences(
    db,
    records.flatMap((record) => namesOf(record).map(({ ref }) => ({ kind: record.record, ref }))),
  );
}

/** Every name that a record claims for itself. */
function namesOf(record: AnyRecord) {
  return [
    ...(record.id ? [{ ref: record.id, pointer: '/id' }] : []),
    ...('slug' in record ? [{ ref: record.slug, pointer: '/slug' }] : []),
    ...Object.entries(record.external_ids ?? {}).flatMap(([scheme, values]) =>
      values.map((value, i) => ({ ref: `${scheme}:${value}`, pointer: `/external_ids/${scheme}/${i}` })),
    ),
  ];
}

/** The copy in the record's own row follows by its foreign key. */
async function renameSlugs(db: Db, records: AnyRecord[]) {
  const slugs = records.flatMap((record) => ('slug' in record ? [{ id: record.id, slug: record.slug }] : []));
  await db.execute(sql`update records r set slug = n.slug
    from json_to_recordset(${JSON.stringify(slugs)}::json) as n(id uuid, slug text)
    where r.id = n.id and r.slug is distinct from n.slug`);
}

async function writeExternalIds(db: Db, records: (AnyRecord & { id: string })[]) {
  const ids = array(
    records.map(({ id }) => id),
    'uuid',
  );
  await db.execute(sql`delete from external_ids where record_id = any(${ids})`);
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

/**
 * Writes registered records of one kind: the version in the change log, the rows, and what is derived from them.
 * Records that say nothing new are left as they are. Answers with an outcome or a refusal for each, in order.
 */
export async function write(
  db: Db,
  kind: RecordKind,
  records: AnyRecord[],
  authorship: Authorship,
): Promise<(Outcome | Refusal)[]> {
  const { stored, refusals } = await resolveAll(db, kind, records);
  const latest = await findLatest(
    db,
    stored.map(({ id }) => id),
  );
  const changed = stored.filter((record) => latest.get(record.id)?.document !== JSON.stringify(record));
  if (changed.length === 0) return records.map((_, i) => refusals.get(i) ?? 'unchanged');
  const at = (await row<{ now: string }>(db, sql`select now()::text as now`))?.now ?? '';
  await writeRows(db, kind, changed, latest, at);
  await logChanges(db, kind, changed, latest, at, authorship);
  await anchorRewritten(
    db,
    changed.map(({ id }) => id),
  );
  const before = changed.map(
    ({ id }) => JSON.parse(latest.get(id)?.document ?? '{}').event as string | undefined,
  );
  await derive(
    db,
    kind,
    changed.map(({ id }) => id),
    kind === 'quote' ? before.filter((event) => event !== undefined) : [],
  );
  const changedIds = new Set(changed.map(({ id }) => id));
  return records.map((record, i) => {
    const refusal = refusals.get(i);
    if (refusal) return refusal;
    if (!record.id || !changedIds.has(record.id)) return 'unchanged';
    return latest.has(record.id) ? 'updated' : 'created';
  });
}

/** The records with every reference as an id, or why not. */
async function resolveAll(db: Db, kind: RecordKind, records: AnyRecord[]) {
  const schema = recordSchemas[kind];
  const known = await resolveReferences(
    db,
    records.flatMap((record) => referencesIn(schema, record)),
  );
  const refusals = new Map<number, Refusal>();
  const stored = records.flatMap((record, i) => {
    const resolved = mapReferences(schema, record, ({ ref, kind: named, pointer }) => {
      const hit = known.get(referenceKey(named, ref));
      if (!hit) refusals.set(i, { pointer, reason: `There is no ${named} “${ref}”.` });
      return hit?.id ?? ref;
    });
    return refusals.has(i) ? [] : [resolved as Stored<RecordKind>];
  });
  return { stored, refusals };
}

interface Latest {
  version: number;
  document: string;
  created_at: string;
}

async function findLatest(db: Db, ids: string[]): Promise<Map<string, Latest>> {
  const found = await select<Latest & { record_id: string }>(
    db,
    sql`select distinct on (c.record_id) c.record_id, c.version, c.document::text as document,
          (select at from changes f where f.record_id = c.record_id and f.version = 1) as created_at
        from changes c where c.record_id = any(${array(ids, 'uuid')}) order by c.record_id, c.version desc`,
  );
  return new Map(found.map(({ record_id, ...rest }) => [record_id, rest]));
}

async function writeRows(
  db: Db,
  kind: RecordKind,
  changed: Stored<RecordKind>[],
  latest: Map<string, Latest>,
  at: string,
) {
  if (changed.length === 0) return;
  const old = array(
    changed.filter(({ id }) => latest.has(id)).map(({ id }) => id),
    'uuid',
  );
  for (const [table, owner] of parts[kind])
    await db.execute(sql`delete from ${table} where ${sql.identifier(owner)} = any(${old})`);
  const projected: Rows = new Map();
  for (const record of changed) {
    const before = latest.get(record.id);
    const stamp = {
      review: record.review ?? 'reviewed',
      version: (before?.version ?? 0) + 1,
      created_at: before?.created_at ?? at,
      updated_at: at,
    };
    (project[kind] as (record: Stored<RecordKind>, s: typeof stamp, rows: Rows) => void)(
      record,
      stamp,
      projected,
    );
  }
  for (const [table, rows] of projected)
    await insertRows(db, table, rows as never[], { replace: 'id' in table });
}

async function logChanges(
  db: Db,
  kind: RecordKind,
  changed: Stored<RecordKind>[],
  latest: Map<string, Latest>,
  at: string,
  { by, reason }: Authorship,
) {
  // The counter's row stays locked until commit: positions are without gaps and in commit order.
  const counted = await row<{ last: string }>(
    db,
    sql`update data_version set changes = changes + ${changed.length} returning changes as last`,
  );
  const first = Number(counted?.last) - changed.length + 1;
  await insertRows(
    db,
    things.changes,
    changed.map((document, i) => {
      const before = latest.get(document.id)?.version;
      return {
        position: first + i,
        at,
        record_id: document.id,
        kind,
        version: (before ?? 0) + 1,
        op: before ? 'updated' : 'created',
        by,
        reason,
        document,
      };
    }),
  );
}
