import { readFileSync } from 'node:fs';
import type { RecordKind } from '../../src/model/common.ts';
import type { RecordOf } from '../../src/model/records.ts';

/** A bundle's records as they stand there: with an id and the gold ids as external ids. */
export type Demo<K extends RecordKind> = RecordOf<K> & {
  id: string;
  external_ids: { gold: [string, ...string[]]; file?: [string] };
};
type AnyDemo = { [K in RecordKind]: Demo<K> }[RecordKind];

const file = new URL('../../data/demo/sijill-demo.ndjson', import.meta.url);

export const bundleText = readFileSync(file, 'utf8');
export const lines: Record<string, unknown>[] = bundleText
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

// test/demo/schema.test.ts checks that the lines have this shape.
const demoRecords = lines.slice(1) as unknown as AnyDemo[];

/** The records of one kind, in the order of the bundle. */
export function demo<K extends RecordKind>(kind: K): Demo<K>[] {
  return demoRecords.filter((record) => record.record === kind) as Demo<K>[];
}

/** gold id -> record, for one kind. */
export function byGold<K extends RecordKind>(kind: K): Map<string, Demo<K>> {
  return new Map(demo(kind).flatMap((record) => record.external_ids.gold.map((id) => [id, record] as const)));
}
