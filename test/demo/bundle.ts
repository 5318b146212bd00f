import { readFileSync } from 'node:fs';
import type { RecordKind } from '../../src/model/common.ts';
import type { RecordOf } from '../../src/model/records.ts';

/** A bundle's records as they stand there: with an id and the gold ids as external ids. */
export type Demo<K extends RecordKind> = RecordOf<K> & {
  id: string;
  external_ids: { gold: [string, ...string[]]; file?: [string] };
};

const file = new URL('../../data/demo/sijill-demo.ndjson', import.meta.url);

export const lines: Record<string, unknown>[] = readFileSync(file, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

/** The records of one kind, in the order of the bundle. */
export function demo<K extends RecordKind>(kind: K): Demo<K>[] {
  // test/demo/schema.test.ts checks that the lines have this shape.
  return lines.filter(({ record }) => record === kind) as unknown as Demo<K>[];
}

/** gold id -> record, for one kind. */
export function byGold<K extends RecordKind>(kind: K): Map<string, Demo<K>> {
  return new Map(demo(kind).flatMap((record) => record.external_ids.gold.map((id) => [id, record] as const)));
}
