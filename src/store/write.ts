import { sql } from 'drizzle-orm';
import { array, type Db } from '../db/database.ts';
import { insertRows } from '../db/insert.ts';
import { referenceKey, resolveReferences } from '../db/resolve.ts';
import * as things from '../db/tables/things.ts';
import type { RecordKind } from '../model/common.ts';
import { mapReferences, referencesIn } from '../model/followReferences.ts';
import { type AnyRecord, recordSchemas } from '../model/records.ts';
import { deriveTouched } from './derive.ts';
import { type Authorship, findLatest, type Latest, type LoggedChange, logChanges, timeOf } from './log.ts';
import type { Refusal } from './register.ts';
import type { Stored } from './rows.ts';
import { show, stampOf } from './show.ts';

export type Outcome = 'created' | 'updated' | 'unchanged';

/**
 * Writes registered records of one kind: the rows, what is derived from them, and the version in the change log.
 * Records that say nothing new are left as they are; one that was published is not made a draft. `settle` brings up to
 * date what is derived, at once unless told otherwise. Answers with an outcome or a refusal for each, in order.
 */
export async function write(
  db: Db,
  kind: RecordKind,
  records: AnyRecord[],
  authorship: Authorship,
  settle = deriveTouched,
): Promise<(Outcome | Refusal)[]> {
  const { stored, refusals } = await resolveAll(db, kind, records);
  const latest = await findLatest(
    db,
    stored.map(({ id }) => id),
  );
  const differing = stored.filter((record) => latest.get(record.id)?.document !== JSON.stringify(record));
  const hidden = new Set(
    differing
      .filter((record) => wouldHide(reviewOf(latest.get(record.id)), record.review))
      .map(({ id }) => id),
  );
  const changed = differing.filter(({ id }) => !hidden.has(id));
  await writeChanged(db, kind, changed, latest, authorship, settle);
  const changedIds = new Set(changed.map(({ id }) => id));
  return records.map((record, i) => {
    const refusal = refusals.get(i);
    if (refusal) return refusal;
    if (record.id && hidden.has(record.id)) return { pointer: '/review', reason: staysPublished(kind) };
    if (!record.id || !changedIds.has(record.id)) return 'unchanged';
    return latest.has(record.id) ? 'updated' : 'created';
  });
}

/** Whether a record that readers may have seen would be a draft again, `before` and `after` being states of review. */
export const wouldHide = (before: string | undefined, after: string | undefined) =>
  before !== undefined && before !== 'draft' && after === 'draft';

/** Why not. */
export const staysPublished = (kind: RecordKind) =>
  `This ${kind} was published and cannot be a draft again; dispute or retract it.`;

/** The state of review of a record's newest version; undefined where there is none. */
const reviewOf = (latest: Latest | undefined): string | undefined =>
  latest?.document ? ((JSON.parse(latest.document) as Stored<RecordKind>).review ?? 'reviewed') : undefined;

async function writeChanged(
  db: Db,
  kind: RecordKind,
  changed: Stored<RecordKind>[],
  latest: Map<string, Latest>,
  authorship: Authorship,
  settle: typeof deriveTouched,
) {
  if (changed.length === 0) return;
  const at = await timeOf(db);
  const versions = changed.map((record) => {
    const before = latest.get(record.id);
    return {
      record,
      before,
      stamp: stampOf(record, {
        version: (before?.version ?? 0) + 1,
        created_at: before?.created_at ?? at,
        updated_at: at,
      }),
    };
  });
  await writeReferences(db, kind, changed);
  await show(db, kind, versions, settle);
  await logChanges(
    db,
    versions.map(({ record, before, stamp }) => ({
      id: record.id,
      kind,
      version: stamp.version,
      op: operation(record, before),
      document: record,
    })),
    at,
    authorship,
  );
}

function operation(record: Stored<RecordKind>, before: Latest | undefined): LoggedChange['op'] {
  if (!before) return 'created';
  return record.review === 'retracted' && reviewOf(before) !== 'retracted' ? 'retracted' : 'updated';
}

async function writeReferences(db: Db, kind: RecordKind, changed: Stored<RecordKind>[]) {
  const ids = array(
    changed.map(({ id }) => id),
    'uuid',
  );
  await db.execute(sql`delete from record_references where from_id = any(${ids})`);
  await insertRows(db, things.recordReferences, referencesOf(kind, changed));
}

/** Which record refers to which, once for each pair. */
export const referencesOf = (kind: RecordKind, records: Stored<RecordKind>[]) =>
  records.flatMap((record) =>
    [...new Set(referencesIn(recordSchemas[kind], record).map(({ ref }) => ref))].map((to_id) => ({
      from_id: record.id,
      to_id,
    })),
  );

/** The records with every reference as an id, or why not. */
export async function resolveAll(
  db: Db,
  kind: RecordKind,
  records: AnyRecord[],
  resolve = resolveReferences,
) {
  const schema = recordSchemas[kind];
  const known = await resolve(
    db,
    records.flatMap((record) => referencesIn(schema, record)),
  );
  const refusals = new Map<number, Refusal>();
  const stored = records.flatMap((record, i) => {
    const resolved = mapReferences(schema, record, ({ ref, kind: named, pointer }) => {
      const hit = known.get(referenceKey(named, ref));
      if (!hit) refusals.set(i, { pointer, reason: `There is no ${named} “${ref}”.` });
      else if (hit.id === record.id)
        refusals.set(i, { pointer, reason: `A ${kind} cannot refer to itself.` });
      else if (hit.gone_at) refusals.set(i, { pointer, reason: `The ${named} “${ref}” was withdrawn.` });
      return hit?.id ?? ref;
    });
    const nul = pointerToNul(resolved);
    if (nul !== undefined)
      refusals.set(i, { pointer: nul, reason: 'Text cannot hold the character U+0000.' });
    return refusals.has(i) ? [] : [resolved as Stored<RecordKind>];
  });
  return { stored, refusals };
}

/** Where a value holds U+0000, which JSON can say and PostgreSQL cannot store; undefined where nowhere. */
function pointerToNul(value: unknown, pointer = ''): string | undefined {
  if (typeof value === 'string') return value.includes('\u0000') ? pointer : undefined;
  if (value === null || typeof value !== 'object') return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = pointerToNul(inner, `${pointer}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
