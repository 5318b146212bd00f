import type { FastifyRequest } from 'fastify';
import type { Reads } from '../db/answer.ts';
import type { DataVersion } from '../db/version.ts';
import { AppError } from '../errors.ts';
import { dateOrTime } from '../model/parameters.ts';
import type { Asking } from './answers.ts';
import { questionOf } from './callers.ts';
import { stateOf } from './dataState.ts';
import { openReferences, type References } from './references.ts';

/** `as_of=` of every record and list. */
export const asOfParameter = {
  as_of: dateOrTime
    .refine((text) => !text.startsWith('0000'), 'There is no year 0')
    .optional()
    .describe(
      'Answers as the knowledge base stood at this ISO 8601 time, or at the end of this day (UTC); not in the future',
    ),
};

/** The moment that the parameter means: a day stands for its last microsecond. */
const momentOf = (asOf: string) => (asOf.includes('T') ? asOf : `${asOf}T23:59:59.999999Z`);

/** `meta.as_of` of an answer about the past, in UTC. */
export const asOfMeta = (query: object): { as_of?: string } => {
  const { as_of: asOf } = query as { as_of?: string };
  return asOf === undefined ? {} : { as_of: new Date(momentOf(asOf)).toISOString() };
};

const asked = new WeakMap<FastifyRequest, Promise<Asking>>();
const referencesOf = new WeakMap<Reads, References>();

/**
 * What answers a request: the knowledge base as it is, or with `as_of` as it stood. Throws AppError
 * invalid_parameter for a moment that has not come, too_slow where the knowledge base was too large then.
 */
export function askedAt(asking: Asking, request: FastifyRequest, data: DataVersion): Promise<Asking> {
  const { as_of: asOf } = questionOf(request) as { as_of?: string };
  if (asOf === undefined) return Promise.resolve(asking);
  const known = asked.get(request) ?? inThePast(asking, asOf, data);
  asked.set(request, known);
  return known;
}

async function inThePast(asking: Asking, asOf: string, data: DataVersion): Promise<Asking> {
  const position = await asking.snapshots.positionAt(
    momentOf(asOf),
    asOf.slice(0, 10) === asOf ? `${asOf}T00:00:00Z` : asOf,
  );
  if (position === undefined) {
    const detail = `“${asOf}” has not come yet.`;
    throw new AppError('invalid_parameter', detail, [{ parameter: 'as_of', code: 'future', detail }]);
  }
  const reads = await asking.snapshots.open(position, stateOf(data));
  const references = referencesOf.get(reads) ?? openReferences(reads);
  referencesOf.set(reads, references);
  return { ...asking, reads, references };
}
