import { z } from 'zod';
import type { Fault } from '../errors.ts';
import { nearest } from '../text/nearest.ts';

/** What a validator says of one place in a request. */
export type Issue = {
  keyword: string;
  instancePath: string;
  message?: string;
  params: Record<string, unknown>;
};

/** What the route takes and what it was given, for suggestions. */
export interface Expected {
  parameters: string[];
  /** The question as it was given, wherever it stands. */
  given?: Record<string, unknown>;
  /** The schema of the body, and what was sent as one. */
  body?: { schema: unknown; given: unknown };
  /** The parameters stand in the body: faults point there, and the address takes none. */
  asksInBody?: boolean;
}

/** A fault of a parameter, where parameters are the fields of a body. */
export const inBody = ({ parameter, ...fault }: Fault): Fault =>
  parameter === undefined ? fault : { pointer: `/${parameter}`, ...fault };

export function bodyFaults(issue: Issue, { body }: Expected): Fault[] {
  const { keyword, instancePath, message = 'Invalid.', params } = issue;
  const path = instancePath.split('/').filter((step) => step !== '');
  const pointer = path.map((step) => `/${step}`).join('');
  if (keyword === 'unrecognized_keys') {
    const known = fieldsAt(body?.schema, path);
    return (params.keys as string[]).map((field) => ({
      pointer: `${pointer}/${field}`,
      code: 'unknown_field',
      detail: `There is no field “${field}” here. ${suggest(field, known)}`.trim(),
    }));
  }
  const meant = suggest(`${valueAt(body?.given, path) ?? ''}`, (params.values as string[] | undefined) ?? []);
  return [{ pointer, code: keyword, detail: `${meant} ${sentence(message)}`.trim() }];
}

/** The names of the fields that a schema has at a place; none where it takes any, or one of several shapes. */
function fieldsAt(schema: unknown, [step, ...rest]: string[]): string[] {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodArray) return step === undefined ? [] : fieldsAt(inner.element, rest);
  if (!(inner instanceof z.ZodObject)) return [];
  return step === undefined ? Object.keys(inner.shape) : fieldsAt(inner.shape[step], rest);
}

function unwrap(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return unwrap(schema.unwrap());
  return schema instanceof z.ZodPipe ? unwrap(schema.out) : schema;
}

/** What was sent at a place, also as the only one of a list, or among others between commas. */
function valueAt(given: unknown, [step, ...rest]: string[]): unknown {
  if (step === undefined) return given;
  if (typeof given === 'string') return given.split(',')[Number(step)]?.trim();
  return typeof given === 'object' && given !== null && Object.hasOwn(given, step)
    ? valueAt((given as Record<string, unknown>)[step], rest)
    : undefined;
}

export function parameterFaults(issue: Issue, expected: Expected): Fault[] {
  if (issue.keyword === 'unrecognized_keys')
    return (issue.params.keys as string[]).map((parameter) => ({
      parameter,
      code: 'unknown_parameter',
      detail: expected.asksInBody
        ? 'This address takes none: the question stands in the body.'
        : suggest(parameter, expected.parameters) ||
          `Known are: ${expected.parameters.join(', ') || 'none'}.`,
    }));
  const [, parameter = '', place = '0'] = issue.instancePath.split('/');
  const values = issue.params.values as string[] | undefined;
  const given = [expected.given?.[parameter]].flat().join(',').split(',')[Number(place)]?.trim();
  return [
    {
      parameter,
      code: values ? 'unknown_value' : 'invalid_value',
      detail: values
        ? [given ? suggest(given, values) : '', `It takes ${values.join(', ')}.`].filter(Boolean).join(' ')
        : sentence(issue.message ?? 'Invalid'),
    },
  ];
}

const suggest = (given: string, known: readonly string[]) => {
  const best = given === '' ? undefined : nearest(given, known);
  return best ? `Did you mean “${best}”?` : '';
};

const sentence = (text: string) =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? '' : '.'}`;
