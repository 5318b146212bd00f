import { sql } from 'drizzle-orm';
import { array, type Db, row, rows } from '../db/database.ts';
import { insertRows } from '../db/insert.ts';
import * as things from '../db/tables/things.ts';
import type { changeOps } from '../model/change.ts';
import type { RecordKind } from '../model/common.ts';
import type { Stored } from './rows.ts';

/** Who makes a change and why; both stand in the change log. */
export interface Authorship {
  by: string;
  reason?: string | undefined;
}

/** The newest version of a record: as it was written (null where it was withdrawn), and when it was first written. */
export interface Latest {
  kind: RecordKind;
  version: number;
  document: string | null;
  created_at: string;
  updated_at: string;
}

/** The newest versions of records that have one. */
export async function findLatest(db: Db, ids: readonly string[]): Promise<Map<string, Latest>> {
  const found = await rows<Latest & { record_id: string }>(
    db,
    sql`select distinct on (c.record_id) c.record_id, c.kind, c.version, c.document::text as document,
          (select at from changes f where f.record_id = c.record_id and f.version = 1) as created_at,
          c.at as updated_at
        from changes c where c.record_id = any(${array(ids, 'uuid')}) order by c.record_id, c.version desc`,
  );
  return new Map(found.map(({ record_id, ...rest }) => [record_id, rest]));
}

/** One change to be logged. */
export interface LoggedChange {
  id: string;
  kind: RecordKind;
  version: number;
  op: (typeof changeOps)[number];
  document: Stored<RecordKind> | null;
  into?: string;
}

/**
 * Appends to the change log. The counter's row stays locked until commit, so positions are without gaps and in
 * commit order; a writer logs as its last step.
 */
export async function logChanges(
  db: Db,
  changes: LoggedChange[],
  at: string,
  { by, reason }: Authorship,
): Promise<void> {
  if (changes.length === 0) return;
  const counted = await row<{ last: string }>(
    db,
    sql`update data_version set changes = changes + ${changes.length} returning changes as last`,
  );
  await insertRows(
    db,
    things.changes,
    changeRows(changes, Number(counted?.last) - changes.length, at, { by, reason }),
  );
}

/** The rows of changes that come after the one at position `last`. */
export const changeRows = (changes: LoggedChange[], last: number, at: string, { by, reason }: Authorship) =>
  changes.map(({ id, into, ...change }, i) => ({
    ...change,
    position: last + 1 + i,
    at,
    record_id: id,
    into_id: into,
    by,
    reason,
  }));

/** The transaction's time, as the log and the rows show it. */
export async function timeOf(db: Db): Promise<string> {
  return (await row<{ now: string }>(db, sql`select now()::text as now`))?.now ?? '';
}
