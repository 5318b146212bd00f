import { describe, expect, it } from 'vitest';
import { recordKinds } from '../../src/model/common.ts';
import { BundleHeader, recordSchemas } from '../../src/model/records.ts';
import { lines } from './bundle.ts';

const recordLines = lines.slice(1);
const kindOf = (line: Record<string, unknown>) => (recordKinds as readonly unknown[]).indexOf(line.record);
const goldOf = (line: Record<string, unknown>) => (line.external_ids as { gold: string[] }).gold;

describe('the demonstration bundle', () => {
  it('starts with a header that says it is dehydrated', () => {
    expect(BundleHeader.parse(lines[0])).toMatchObject({ dehydrated: true });
  });

  it('holds only records that the model accepts', () => {
    const refused = recordLines.flatMap((line) => {
      const kind = recordKinds[kindOf(line)];
      const issues = kind ? recordSchemas[kind].safeParse(line).error?.issues : [`no kind “${line.record}”`];
      return issues ? [{ gold: goldOf(line), issues }] : [];
    });
    expect(refused).toEqual([]);
  });

  it('leaves out nulls and empty lists', () => {
    const empties = (value: unknown, path: string): string[] => {
      if (value === null || (Array.isArray(value) && value.length === 0)) return [path];
      if (typeof value !== 'object') return [];
      return Object.entries(value).flatMap(([key, inner]) => empties(inner, `${path}/${key}`));
    };
    expect(recordLines.flatMap((line) => empties(line, `${line.record}:${goldOf(line)[0]}`))).toEqual([]);
  });

  it('stands in the order of the kinds, and of the gold ids in each', () => {
    const keys = recordLines.map((line) => [kindOf(line), goldOf(line)[0] ?? ''] as const);
    const sorted = [...keys].sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1));
    expect(keys).toEqual(sorted);
  });

  it('gives every record its own UUIDv7 of 22 November 2026 and the state “reviewed”', () => {
    const ids = recordLines.map((line) => String(line.id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      const time = new Date(Number.parseInt(id.slice(0, 13).replace('-', ''), 16));
      expect(time.toISOString().slice(0, 10)).toBe('2026-11-22');
    }
    expect(new Set(recordLines.map((line) => line.review))).toEqual(new Set(['reviewed']));
  });

  it('carries no article text', () => {
    for (const line of recordLines) {
      expect(line).not.toHaveProperty('text');
      expect(JSON.stringify(line)).not.toMatch(/"(exact|prefix|suffix)":/);
    }
  });
});
