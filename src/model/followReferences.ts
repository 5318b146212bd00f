import { z } from 'zod';
import { type RecordKind, referenceKinds } from './common.ts';

/** One reference inside a record: what it says, the kind of record it names, and where it stands (JSON pointer). */
export interface Reference {
  ref: string;
  kind: RecordKind;
  pointer: string;
}

/**
 * Copies a value that `schema` has accepted, with each reference replaced by what `replace` gives for it, keys in
 * the schema's order, and without nulls and empty lists: the one form in which a record is stored and compared.
 */
export function mapReferences(
  schema: z.ZodType,
  value: unknown,
  replace: (reference: Reference) => string,
  pointer = '',
): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return value == null ? value : mapReferences(schema.unwrap() as z.ZodType, value, replace, pointer);
  if (schema instanceof z.ZodPipe) return mapReferences(schema.out as z.ZodType, value, replace, pointer);
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    const element = schema.element as z.ZodType;
    return value.map((entry, i) => mapReferences(element, entry, replace, `${pointer}/${i}`));
  }
  if (schema instanceof z.ZodObject && typeof value === 'object' && value !== null) {
    const fields = value as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(schema.shape as Record<string, z.ZodType>)
        .map(([key, field]) => [key, mapReferences(field, fields[key], replace, `${pointer}/${key}`)])
        .filter(([, field]) => field != null && !(Array.isArray(field) && field.length === 0)),
    );
  }
  const kind = referenceKinds.get(schema)?.kind;
  return kind && typeof value === 'string' ? replace({ ref: value, kind, pointer }) : value;
}

/** Every reference in a value that `schema` has accepted, in reading order. */
export function referencesIn(schema: z.ZodType, value: unknown): Reference[] {
  const found: Reference[] = [];
  mapReferences(schema, value, (reference) => {
    found.push(reference);
    return reference.ref;
  });
  return found;
}
