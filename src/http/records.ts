import type { SQL } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { rowTexts } from '../db/answer.ts';
import type { DataVersion } from '../db/version.ts';
import { AppError } from '../errors.ts';
import { draftSight, publicSight, type Sight } from '../filters/conditions.ts';
import type { RecordKind } from '../model/common.ts';
import { ref } from '../model/common.ts';
import { pageParameters } from '../model/parameters.ts';
import { type Asking, answer } from './answers.ts';
import { askedAt, asOfParameter } from './asOf.ts';
import { callerOf } from './callers.ts';
import { stateOf } from './dataState.ts';
import { pickText, readFields } from './fields.ts';

export const refParams = (kind: RecordKind) =>
  z.strictObject({ ref: ref(kind).describe('An id, a slug, or `scheme:value` of an external id') });

/** The query string of one record. */
export const recordQuery = <S extends z.ZodRawShape>(shape: S) =>
  z.strictObject({ ...shape, fields: pageParameters.fields, ...asOfParameter });

interface OneRecord {
  kind: RecordKind;
  entry: z.ZodType;
  /** The statement that answers with the record's JSON and its version; no row where `sight` does not show it. */
  ask: (id: string, sight: Sight) => SQL;
  finish?: (entry: string) => string;
}

/** Answers with one record; 308 where it was merged into another, 404 and 410 as problem documents. */
export async function answerRecord(
  asking: Asking,
  request: FastifyRequest,
  reply: FastifyReply,
  one: OneRecord,
) {
  const { fields } = request.query as { fields?: string };
  const wanted = fields ? readFields(fields, one.entry) : undefined;
  return answer(asking, request, reply, async (data) => {
    const { id, draft } = await findInPath(asking, request, one.kind, data);
    const { reads } = await askedAt(asking, request, data);
    const [found] = await rowTexts(reads, one.ask(id, draft ? draftSight : publicSight));
    const json = found?.[0];
    if (!json)
      throw new AppError(
        'not_found',
        `There is no ${one.kind} “${(request.params as { ref: string }).ref}”.`,
      );
    const finished = one.finish ? one.finish(json) : json;
    return {
      type: 'application/json; charset=utf-8',
      body: wanted ? pickText(finished, wanted) : finished,
      version: Number(found[1]),
    };
  });
}

/** The id of the record that the path names (see findInPath). */
export const namedInPath = async (
  asking: Asking,
  request: FastifyRequest,
  kind: RecordKind,
  data: DataVersion,
) => (await findInPath(asking, request, kind, data)).id;

/**
 * The record that the path names, and whether it is a draft that the caller may see; throws AppError not_found or
 * gone, and moved where it answers under another id now.
 */
export async function findInPath(
  asking: Asking,
  request: FastifyRequest,
  kind: RecordKind,
  data: DataVersion,
): Promise<{ id: string; draft: boolean }> {
  const { ref: named } = request.params as { ref: string };
  const caller = callerOf(request);
  const { references } = await askedAt(asking, request, data);
  const { id, merged, draft } = await references.inPath(kind, named, stateOf(data), caller);
  if (!merged) return { id, draft };
  const [path = '', ...rest] = request.url.split('?');
  const query = rest.join('?');
  const steps = path.split('/');
  const moved = steps.map((step, i) => (i === 3 ? id : step)).join('/');
  throw new AppError('moved', `This ${kind} was merged into ${id}.`, [], query ? `${moved}?${query}` : moved);
}
