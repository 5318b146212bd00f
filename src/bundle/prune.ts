import { z } from 'zod';
import { referenceKinds } from '../model/common.ts';

/** Stands for a value that is not there without the reference that was left out of it. */
const gone = Symbol('gone');

/**
 * Leaves out of a record every reference that `keep` refuses, and what means nothing without it: a participant
 * without its actor, a chain link without who. Undefined where the record itself cannot be without it. Evidence
 * for an entry of a list that lost some is evidence for the list.
 */
export function prune<T extends object>(
  schema: z.ZodType,
  record: T,
  keep: (id: string) => boolean,
): T | undefined {
  const pruned = walk(schema, record, keep);
  if (pruned === gone) return undefined;
  if (pruned === record) return record;
  const shortened = Object.entries(record)
    .filter(([name, value]) => Array.isArray(value) && length((pruned as T)[name as keyof T]) < value.length)
    .map(([name]) => `/${name}`);
  return pointAtLists(pruned, shortened) as T;
}

const length = (value: unknown) => (Array.isArray(value) ? value.length : 0);

function walk(schema: z.ZodType, value: unknown, keep: (id: string) => boolean): unknown {
  if (value == null) return value;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    const inner = walk(schema.unwrap() as z.ZodType, value, keep);
    return inner === gone ? undefined : inner;
  }
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    const entries = value.map((entry) => walk(schema.element as z.ZodType, entry, keep));
    return entries.every((entry, i) => entry === value[i])
      ? value
      : entries.filter((entry) => entry !== gone);
  }
  if (schema instanceof z.ZodObject && typeof value === 'object') return walkFields(schema, value, keep);
  if (referenceKinds.has(schema) && typeof value === 'string') return keep(value) ? value : gone;
  return value;
}

function walkFields(schema: z.ZodObject, value: object, keep: (id: string) => boolean): unknown {
  const shape = schema.shape as Record<string, z.ZodType>;
  const before = Object.entries(value);
  const after = before.map(([name, field]) => {
    const inner = shape[name];
    return [name, inner ? walk(inner, field, keep) : field] as const;
  });
  if (after.some(([, field]) => field === gone)) return gone;
  if (after.every(([, field], i) => field === before[i]?.[1])) return value;
  const left = Object.fromEntries(after.filter(([, field]) => field !== undefined));
  return schema.safeParse(left).success ? left : gone;
}

/** In `supports`, pointers into lists whose entries have moved up become pointers at the lists. */
function pointAtLists(value: unknown, lists: string[]): unknown {
  if (lists.length === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => pointAtLists(entry, lists));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (name !== 'supports') return [name, pointAtLists(inner, lists)];
      const pointers = (inner as string[]).map(
        (pointer) => lists.find((list) => pointer.startsWith(`${list}/`)) ?? pointer,
      );
      return [name, [...new Set(pointers)]];
    }),
  );
}
