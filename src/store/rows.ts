import type { PgTable } from 'drizzle-orm/pg-core';
import type { RecordKind } from '../model/common.ts';
import { type EdtfInput, parseEdtf } from '../model/edtf.ts';
import type { SelectorRecord } from '../model/evidence.ts';
import type { RecordOf } from '../model/records.ts';

/** A record with its id, every reference resolved to an id. */
export type Stored<K extends RecordKind> = RecordOf<K> & { id: string };

/** The columns that say which version of a record a row shows. */
export interface Stamp {
  review: string;
  version: number;
  created_at: string;
  updated_at: string;
}

/** A version of a record that the tables are to show. */
export interface Shown {
  record: Stored<RecordKind>;
  stamp: Stamp;
}

/** Rows by table, gathered over many records so that each table is written once. */
export type Rows = Map<PgTable, object[]>;

export function addRow<T extends PgTable>(rows: Rows, table: T, row: Nullish<T['$inferInsert']>): void {
  const known = rows.get(table);
  if (known) known.push(row);
  else rows.set(table, [row]);
}

/** Optional fields may be undefined: JSON leaves them out and the column becomes null. */
type Nullish<T> = { [K in keyof T]: T[K] | undefined };

/** The written columns of an EDTF date. */
export function dateColumns<N extends string>(name: N, date: EdtfInput | null | undefined) {
  return {
    [`${name}_edtf`]: date?.edtf,
    [`${name}_basis`]: date?.basis,
    [`${name}_note`]: date?.note,
  } as Record<`${N}_edtf` | `${N}_basis` | `${N}_note`, string | undefined>;
}

/** The same with the days the record is found at; where undated, derive.ts puts those of its first report. */
export function datedColumns<N extends string>(name: N, date: EdtfInput | null | undefined) {
  const facts = date ? parseEdtf(date.edtf) : null;
  return {
    ...dateColumns(name, date),
    starts: facts?.from ?? '-infinity',
    ends: facts ? (facts.to ?? 'infinity') : '-infinity',
  };
}

/** Where words stand; unverified until the text is loaded. */
export function selectorColumns(selector: SelectorRecord | null | undefined) {
  return {
    start_at: selector?.start,
    end_at: selector?.end,
    sha256: selector?.sha256,
    prefix: selector?.prefix,
    suffix: selector?.suffix,
    anchor: selector ? 'unverified' : undefined,
  };
}
