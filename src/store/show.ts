import { sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { array, type Db, rows as select } from '../db/database.ts';
import { insertRows } from '../db/insert.ts';
import * as happenings from '../db/tables/happenings.ts';
import * as things from '../db/tables/things.ts';
import { type RecordKind, recordKinds } from '../model/common.ts';
import { mapReferences, referencesIn } from '../model/followReferences.ts';
import { recordSchemas } from '../model/records.ts';
import { absorb } from './absorb.ts';
import { derive, deriveTouched, eventsSharing, touchedBy } from './derive.ts';
import { findLatest } from './log.ts';
import { project } from './project.ts';
import type { Rows, Shown, Stamp, Stored } from './rows.ts';
import { anchorRewritten } from './texts.ts';

/** The table of each kind, and the rows of a record's own parts by table and owner column. */
const tables: Record<RecordKind, { record: PgTable; parts: [PgTable, string][] }> = {
  source: { record: things.sources, parts: [] },
  location: {
    record: things.locations,
    parts: [
      [things.names, 'record_id'],
      [things.nameKeys, 'record_id'],
    ],
  },
  actor: {
    record: things.actors,
    parts: [
      [things.names, 'record_id'],
      [things.nameKeys, 'record_id'],
      [things.actorRoles, 'actor_id'],
      [things.actorRelations, 'actor_id'],
      [things.evidence, 'owner_id'],
    ],
  },
  document: { record: things.documents, parts: [] },
  event: {
    record: happenings.events,
    parts: [
      [happenings.participants, 'event_id'],
      [happenings.eventLocations, 'event_id'],
      [happenings.eventRelations, 'event_id'],
      [things.evidence, 'owner_id'],
      [things.disagreements, 'owner_id'],
    ],
  },
  quote: {
    record: happenings.quotes,
    parts: [
      [happenings.quoteSpeakers, 'quote_id'],
      [happenings.quoteAbout, 'quote_id'],
      [happenings.quoteChain, 'quote_id'],
    ],
  },
  utterance: {
    record: happenings.utterances,
    parts: [
      [happenings.utteranceSpeakers, 'utterance_id'],
      [happenings.utteranceQuotes, 'utterance_id'],
      [things.disagreements, 'owner_id'],
    ],
  },
  figure: { record: things.figures, parts: [[things.evidence, 'owner_id']] },
};

/**
 * Makes the tables show these versions of records of one kind: their rows, the words at their anchors, and what is
 * derived from them, by `settle`. References to merged records show the record that answers for them; a record shows
 * what was merged into it as well.
 */
export async function show(db: Db, kind: RecordKind, shown: Shown[], settle = deriveTouched): Promise<void> {
  if (shown.length === 0) return;
  const ids = shown.map(({ record }) => record.id);
  const events = await eventsOf(db, kind, ids);
  for (const [table, owner] of tables[kind].parts)
    await db.execute(sql`delete from ${table} where ${sql.identifier(owner)} = any(${array(ids, 'uuid')})`);
  const whole = await absorb(db, kind, shown);
  const winners = await findWinners(db, kind, whole);
  const projected: Rows = new Map();
  for (const { record, stamp } of whole) {
    const followed = mapReferences(recordSchemas[kind], record, ({ ref }) => winners.get(ref) ?? ref);
    (project[kind] as (record: Stored<RecordKind>, stamp: Stamp, rows: Rows) => void)(
      followed as Stored<RecordKind>,
      stamp,
      projected,
    );
  }
  for (const [table, rows] of projected)
    await insertRows(db, table, rows as never[], { replace: 'id' in table });
  await anchorRewritten(db, ids);
  await settle(db, await touchedBy(db, kind, ids, events));
}

/** Shows again the newest versions of records of any kinds, or of those that answer for them; not withdrawn ones. */
export async function showAgain(db: Db, ids: string[]): Promise<void> {
  const live = await select<{ id: string; kind: RecordKind }>(
    db,
    sql`select distinct w.id, w.kind from records r join records w on w.id = coalesce(r.merged_into, r.id)
        where r.id = any(${array(ids, 'uuid')}) and w.gone_at is null order by w.id`,
  );
  const latest = await findLatest(
    db,
    live.map(({ id }) => id),
  );
  for (const kind of recordKinds) {
    const shown = live
      .filter((record) => record.kind === kind)
      .flatMap(({ id }) => {
        const version = latest.get(id);
        if (!version?.document) return [];
        const record = JSON.parse(version.document) as Stored<RecordKind>;
        return [{ record, stamp: stampOf(record, version) }];
      });
    await show(db, kind, shown);
  }
}

export const stampOf = (
  record: Stored<RecordKind>,
  { version, created_at, updated_at }: Omit<Stamp, 'review'>,
): Stamp => ({ review: record.review ?? 'reviewed', version, created_at, updated_at });

/** Takes records of one kind out of the tables; nothing that is shown may still refer to them. */
export async function hide(db: Db, kind: RecordKind, ids: string[]): Promise<void> {
  const { record, parts } = tables[kind];
  const events = await eventsOf(db, kind, ids);
  for (const [table, owner] of parts)
    await db.execute(sql`delete from ${table} where ${sql.identifier(owner)} = any(${array(ids, 'uuid')})`);
  await db.execute(sql`delete from ${record} where id = any(${array(ids, 'uuid')})`);
  await derive(db, 'event', events);
}

/** The events that change with these records, as they are shown until now: by quotes, and by shared texts or origins. */
async function eventsOf(db: Db, kind: RecordKind, ids: string[]): Promise<string[]> {
  if (kind === 'document') return eventsSharing(db, ids);
  if (kind !== 'quote') return [];
  const found = await select<{ id: string }>(
    db,
    sql`select distinct event_id as id from quotes where id = any(${array(ids, 'uuid')}) and event_id is not null`,
  );
  return found.map(({ id }) => id);
}

async function findWinners(db: Db, kind: RecordKind, shown: Shown[]): Promise<Map<string, string>> {
  const ids = shown.flatMap(({ record }) => referencesIn(recordSchemas[kind], record)).map(({ ref }) => ref);
  const found = await select<{ id: string; merged_into: string }>(
    db,
    sql`select id, merged_into from records where id = any(${array([...new Set(ids)], 'uuid')}) and merged_into is not null`,
  );
  return new Map(found.map(({ id, merged_into }) => [id, merged_into]));
}
