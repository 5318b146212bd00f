import { z } from 'zod';
import { AppError } from '../errors.ts';
import { nearest } from '../text/nearest.ts';

/** `fields=a,b.c`: which parts of an answer are wanted, as a tree; `true` is the whole of a part. */
export type Wanted = { [field: string]: true | Wanted };

/** Reads the parameter; throws AppError invalid_parameter for a field that the answer's schema does not have. */
export function readFields(text: string, schema: z.ZodType): Wanted {
  const wanted = none();
  for (const path of text.split(',').map((part) => part.trim())) {
    let at = wanted;
    let inside: z.ZodType | undefined = schema;
    const steps = path.split('.');
    for (const [i, step] of steps.entries()) {
      inside = field(inside, step, path);
      const known = at[step];
      if (i === steps.length - 1) at[step] = true;
      else if (known === true) break;
      else {
        const next = known ?? none();
        at[step] = next;
        at = next;
      }
    }
  }
  return wanted;
}

/** No prototype: `fields=a.__proto__.b` must not reach that of every object. */
const none = (): Wanted => Object.create(null);

/** The schema of a field; inside maps (languages, schemes) any name is a field. */
function field(schema: z.ZodType | undefined, name: string, path: string): z.ZodType | undefined {
  const inner = schema && unwrap(schema);
  if ((inner === undefined || inner instanceof z.ZodRecord) && name !== '') return undefined;
  const shape = inner instanceof z.ZodObject ? (inner.shape as Record<string, z.ZodType>) : {};
  if (Object.hasOwn(shape, name)) return shape[name];
  const best = name === '' ? undefined : nearest(name, Object.keys(shape));
  const detail = `There is no field “${path}”.${best ? ` Did you mean “${best}”?` : ''}`;
  throw new AppError('invalid_parameter', detail, [{ parameter: 'fields', code: 'unknown_field', detail }]);
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return unwrap(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodArray) return unwrap(schema.element as z.ZodType);
  return schema;
}

/** The wanted parts of an answer, lists part by part. */
export function pick(value: unknown, wanted: true | Wanted): unknown {
  if (wanted === true || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((entry) => pick(entry, wanted));
  const fields = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(wanted)
      .filter(([name]) => Object.hasOwn(fields, name))
      .map(([name, inner]) => [name, pick(fields[name], inner)]),
  );
}

/** The same over a finished JSON text. */
export const pickText = (json: string, wanted: Wanted): string =>
  JSON.stringify(pick(JSON.parse(json), wanted));
