import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { nearest } from '../../text/nearest.ts';
import type { Hint } from './match.ts';
import { propertyOf } from './match.ts';
import { countedOnly, properties } from './properties.ts';
import { typeIds } from './types.ts';

/** What the service is asked, as the Reconciliation Service API 0.2 writes it: JSON in a parameter or a form field. */

/** Questions in one request, and records of which values are asked for in one. */
const MOST_QUESTIONS = 50;
const MOST_RECORDS = 200;
const MOST_CANDIDATES = 50;
const DEFAULT_CANDIDATES = 10;

/** PostgreSQL has no character 0, and nobody's name is longer than this. */
const text = z
  .string()
  .max(10_000)
  .refine((given) => !given.includes('\0'), 'has a character that no text has (NUL)');

const value = z.union([text, z.number(), z.boolean(), z.looseObject({ id: text })]);

const typeId = text.refine((id) => typeIds.includes(id), {
  error: ({ input }) => unknown('type', String(input), typeIds),
});

function unknown(what: string, given: string, names: readonly string[]): string {
  const meant = nearest(given, names);
  return `there is no ${what} “${given}”. ${meant ? `Did you mean “${meant}”?` : `There are: ${names.join(', ')}.`}`;
}

const hintIds = properties.map(({ id }) => id).filter((id) => !countedOnly.has(id));

const hint = z
  .strictObject({ pid: text, v: z.union([value, z.array(value).max(100)]) })
  .transform(({ pid, v }, context): Hint => {
    const property = propertyOf(pid);
    if (property && hintIds.includes(pid))
      return { property, values: [v].flat().map((one) => (typeof one === 'object' ? one.id : String(one))) };
    context.addIssue({ code: 'custom', path: ['pid'], message: unknown('property', pid, hintIds) });
    return z.NEVER;
  });

const Question = z
  .strictObject({
    query: text.transform((given) => given.trim().slice(0, 200)).default(''),
    type: z
      .union([typeId, z.array(typeId).max(100)])
      .transform((given) => [given].flat())
      .default([]),
    type_strict: z.enum(['any', 'should', 'all']).optional(),
    limit: z
      .number()
      .min(1)
      .transform((wanted) => Math.min(Math.floor(wanted), MOST_CANDIDATES))
      .default(DEFAULT_CANDIDATES),
    properties: z.array(hint).max(20).default([]),
  })
  .refine(
    ({ query, properties: hints }) => query !== '' || hints.length > 0,
    'needs a “query” or “properties”',
  );
export type Question = z.infer<typeof Question>;

export const Questions = z
  .record(z.string().max(200), Question)
  .refine((batch) => Object.keys(batch).length <= MOST_QUESTIONS, `has more than ${MOST_QUESTIONS} queries`);

const propertyId = text.transform((id, context) => {
  const property = propertyOf(id);
  if (property) return property;
  context.addIssue({
    code: 'custom',
    message: unknown(
      'property',
      id,
      properties.map((one) => one.id),
    ),
  });
  return z.NEVER;
});

export const Extension = z.strictObject({
  ids: z.array(text).max(MOST_RECORDS),
  properties: z
    .array(z.strictObject({ id: propertyId, settings: z.looseObject({}).optional() }))
    .min(1)
    .max(50),
});
export type Extension = z.infer<typeof Extension>;

/** The content of a parameter or field that holds JSON; throws AppError invalid_parameter that points into it. */
export function readJson<T>(schema: z.ZodType<T>, parameter: string, content: string): T {
  const refuse = (detail: string, pointer?: string) =>
    new AppError('invalid_parameter', `The parameter “${parameter}” is wrong: ${detail}`, [
      { parameter, ...(pointer ? { pointer } : {}), code: 'invalid_value', detail },
    ]);
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    throw refuse('It is not JSON.');
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const pointer = (issue?.path ?? []).map((step) => `/${String(step)}`).join('');
  throw refuse(`${pointer || 'It'}: ${issue?.message.replace(/(?<![.?])$/, '.')}`, pointer);
}
