import type { SQL } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { rowTexts } from '../db/answer.ts';
import type { DataVersion } from '../db/version.ts';
import { AppError } from '../errors.ts';
import type { RecordKind } from '../model/common.ts';
import { ref } from '../model/common.ts';
import { pageParameters } from '../model/parameters.ts';
import { type Asking, answer, stateOf } from './answers.ts';
import { askedAt, asOfParameter } from './asOf.ts';
import { pickText, readFields } from './fields.ts';

export const refParams = (kind: RecordKind) =>
  z.strictObject({ ref: ref(kind).describe('An id, a slug, or `scheme:value` of an external id') });

/** The query string of one record. */
export const recordQuery = <S extends z.ZodRawShape>(shape: S) =>
  z.strictObject({ ...shape, fields: pageParameters.fields, ...asOfParameter });

interface OneRecord {
  kind: RecordKind;
  entry: z.ZodType;
  /** The statement that answers with the record's JSON and its version; no row where the public may not see it. */
  ask: (id: string) => SQL;
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
    const id = await namedInPath(asking, request, one.kind, data);
    const { reads } = await askedAt(asking, request, data);
    const [found] = await rowTexts(reads, one.ask(id));
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

/** The id of the record that the path names; throws AppError moved where it answers under another id now. */
export async function namedInPath(
  asking: Asking,
  request: FastifyRequest,
  kind: RecordKind,
  data: DataVersion,
) {
  const { ref: named } = request.params as { ref: string };
  const { references } = await askedAt(asking, request, data);
  const { id, merged } = await references.inPath(kind, named, stateOf(data));
  if (!merged) return id;
  const [path = '', query] = request.url.split('?');
  const steps = path.split('/');
  const moved = steps.map((step, i) => (i === 3 ? id : step)).join('/');
  throw new AppError('moved', `This ${kind} was merged into ${id}.`, [], query ? `${moved}?${query}` : moved);
}
