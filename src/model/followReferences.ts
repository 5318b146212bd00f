import { z } from 'zod';
import { type RecordKind, referenceKinds } from './common.ts';

/** One reference inside a record: what it says, the kind of record it names, and where it stands (JSON pointer). */
export interface Reference {
  ref: string;
  kind: RecordKind;
  pointer: string;
}

type Replace = (reference: Reference) => string;

/** What follows the references in values of one schema. */
interface Follower {
  map(value: unknown, replace: Replace, pointer: string): unknown;
  /** The same without the copy; absent where no reference can stand. */
  find?: ((value: unknown, found: Reference[], pointer: string) => void) | undefined;
}

/** Looking at a schema of zod costs more than following a value, so each is looked at once. */
const followers = new WeakMap<z.ZodType, Follower>();

function followerOf(schema: z.ZodType): Follower {
  const known = followers.get(schema);
  if (known) return known;
  const made = makeFollower(schema);
  followers.set(schema, made);
  return made;
}

function makeFollower(schema: z.ZodType): Follower {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return followerOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodPipe) return followerOf(schema.out as z.ZodType);
  if (schema instanceof z.ZodArray) return followEntries(followerOf(schema.element as z.ZodType));
  if (schema instanceof z.ZodObject)
    return followFields(
      Object.entries(schema.shape as Record<string, z.ZodType>).map(([key, field]) => [
        key,
        followerOf(field),
      ]),
    );
  const kind = referenceKinds.get(schema)?.kind;
  return kind ? followReference(kind) : { map: (value) => value };
}

const followEntries = ({ map, find }: Follower): Follower => ({
  map: (value, replace, pointer) =>
    Array.isArray(value) ? value.map((entry, i) => map(entry, replace, `${pointer}/${i}`)) : value,
  find:
    find &&
    ((value, found, pointer) => {
      if (Array.isArray(value))
        for (const [i, entry] of value.entries()) find(entry, found, `${pointer}/${i}`);
    }),
});

function followFields(fields: [string, Follower][]): Follower {
  const named = fields.filter(([, { find }]) => find);
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null;
  return {
    map: (value, replace, pointer) => {
      if (!isObject(value)) return value;
      const copy: Record<string, unknown> = {};
      for (const [key, { map }] of fields) {
        const field = value[key] == null ? undefined : map(value[key], replace, `${pointer}/${key}`);
        if (field != null && !(Array.isArray(field) && field.length === 0)) copy[key] = field;
      }
      return copy;
    },
    find:
      named.length === 0
        ? undefined
        : (value, found, pointer) => {
            if (!isObject(value)) return;
            for (const [key, { find }] of named)
              if (value[key] != null) find?.(value[key], found, `${pointer}/${key}`);
          },
  };
}

const followReference = (kind: RecordKind): Follower => ({
  map: (value, replace, pointer) =>
    typeof value === 'string' ? replace({ ref: value, kind, pointer }) : value,
  find: (value, found, pointer) => {
    if (typeof value === 'string') found.push({ ref: value, kind, pointer });
  },
});

/**
 * Copies a value that `schema` has accepted, with each reference replaced by what `replace` gives for it, keys in
 * the schema's order, and without nulls and empty lists: the one form in which a record is stored and compared.
 */
export const mapReferences = (schema: z.ZodType, value: unknown, replace: Replace): unknown =>
  followerOf(schema).map(value, replace, '');

/** Every reference in a value that `schema` has accepted, in reading order. */
export function referencesIn(schema: z.ZodType, value: unknown): Reference[] {
  const found: Reference[] = [];
  followerOf(schema).find?.(value, found, '');
  return found;
}
