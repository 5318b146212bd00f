import { type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { type Db, row } from '../db/database.ts';
import { insertionOf } from '../db/insert.ts';
import { putOffIndexes, putOffRows } from '../db/putOff.ts';
import * as things from '../db/tables/things.ts';
import type { RecordKind } from '../model/common.ts';
import { deriveAncestors, deriveSets } from './derive.ts';
import { type Authorship, changeRows, timeOf } from './log.ts';
import { project } from './project.ts';
import type { Rows, Stamp, Stored } from './rows.ts';
import { stampOf } from './show.ts';
import { referencesOf } from './write.ts';

/** Tables that grow with events and quotes: they are filled without their indexes. */
const LARGE = [
  ...['events', 'participants', 'event_locations', 'event_relations'],
  ...['event_actors', 'event_areas', 'event_reports'],
  ...['quotes', 'quote_speakers', 'quote_about', 'quote_chain'],
  ...['utterances', 'utterance_speakers', 'utterance_quotes'],
  ...['figures', 'evidence', 'changes', 'record_references'],
];

/** Copies of a day, which follow it by foreign key at any other time. */
const copies = [
  ['quote_speakers', 'quote_id', 'quotes'],
  ['quote_about', 'quote_id', 'quotes'],
  ['event_reports', 'event_id', 'events'],
] as const;

/** The first records of a knowledge base: nothing there can differ, be replaced or be merged. */
export interface Fill {
  /**
   * The statement that writes records, and `more` rows with them. Asks the database nothing, so that it can be done
   * while the database works. In the order of the log.
   */
  prepare(kind: RecordKind, records: Stored<RecordKind>[], more?: Rows): SQL;
  /** Works out what is derived, and makes the tables as they were. `analyze` has the planner look at them. */
  finish(analyze: () => Promise<void>): Promise<void>;
}

/** Whether nothing was ever recorded here; if so, nobody else records anything before the transaction ends. */
export async function claimEmpty(tx: Db): Promise<boolean> {
  const isEmpty = async () =>
    (await row<{ empty: boolean }>(tx, sql`select not exists (select from records) as empty`))?.empty ??
    false;
  // Of two at once one waits here, holding no table that the other will alter.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('sijill first load'))`);
  if (!(await isEmpty())) return false;
  await tx.execute(sql`lock table records in exclusive mode`);
  return isEmpty();
}

/**
 * Makes an empty knowledge base ready for many records: indexes and foreign keys are put off, and events and quotes
 * are written when what is derived for them is known. Readers wait until the transaction ends. Every record is already
 * registered, and comes once.
 */
export async function openFill(tx: Db, authorship: Authorship): Promise<Fill> {
  // Whole tables are joined and sorted at the end.
  await tx.execute(sql`set local work_mem = '64MB'`);
  await tx.execute(sql`set local maintenance_work_mem = '512MB'`);
  const resume = [
    await putOffIndexes(tx, LARGE),
    await putOffRows(tx, 'events', 'starts, id'),
    await putOffRows(tx, 'quotes', 'starts, id'),
  ];
  const at = await timeOf(tx);
  const stamp: Omit<Stamp, 'review'> = { version: 1, created_at: at, updated_at: at };
  let logged = await countLogged(tx);
  return {
    prepare: (kind, records, more: Rows = new Map()) => {
      const changes = records.map(
        (document) => ({ id: document.id, kind, version: 1, op: 'created', document }) as const,
      );
      const rows: Rows = new Map<PgTable, object[]>([
        [things.changes, changeRows(changes, logged, at, authorship)],
        [things.recordReferences, referencesOf(kind, records)],
        ...more,
      ]);
      logged += records.length;
      const show = project[kind] as (record: Stored<RecordKind>, stamp: Stamp, rows: Rows) => void;
      for (const record of records) show(record, stampOf(record, stamp), rows);
      return insertionOf(rows);
    },
    finish: async (analyze) => {
      await tx.execute(sql`update data_version set changes = ${logged}`);
      await analyze();
      await deriveAll(tx);
      for (const back of resume.toReversed()) await back();
    },
  };
}

/** How many changes were logged; nobody else logs one until the transaction ends. */
async function countLogged(tx: Db): Promise<number> {
  const found = await row<{ changes: string }>(tx, sql`select changes from data_version for update`);
  return Number(found?.changes);
}

async function deriveAll(tx: Db) {
  await deriveAncestors(tx);
  await deriveSets(tx, {
    quotes: all('quotes'),
    figures: all('figures'),
    utterances: all('utterances'),
    events: all('events'),
  });
  for (const [table, owner, of] of copies)
    await tx.execute(
      sql.raw(`update ${table} c set starts = o.starts from ${of} o
        where o.id = c.${owner} and c.starts <> o.starts`),
    );
}

const all = (table: string): SQL => sql.raw(`select id from ${table}`);
