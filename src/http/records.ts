import type { SQL } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { rowTexts } from '../db/answer.ts';
import type { DataVersion } from '../db/version.ts';
import { AppError } from '../errors.ts';
import { draftSight, publicSight, type Sight } from '../filters/conditions.ts';
import { recordFormatsOf } from '../formats/index.ts';
import type { RecordKind } from '../model/common.ts';
import { ref } from '../model/common.ts';
import { type Language, languages } from '../model/language.ts';
import { pageParameters } from '../model/parameters.ts';
import { pageOf } from '../pages/page.tsx';
import { policy } from '../pages/style.ts';
import { baseOf } from './addresses.ts';
import { type Answer, type Asking, answer } from './answers.ts';
import { askedAt, asOfParameter } from './asOf.ts';
import { callerOf } from './callers.ts';
import { stateOf } from './dataState.ts';
import { pickText, readFields } from './fields.ts';
import { schemaOf } from './lists.ts';
import { chosenFormat, essence, spokenBy } from './negotiate.ts';

export const refParams = (kind: RecordKind) =>
  z.strictObject({ ref: ref(kind).describe('An id, a slug, or `scheme:value` of an external id') });

/** The query string of one record. */
export const recordQuery = <S extends z.ZodRawShape>(kind: RecordKind, shape: S) =>
  z.strictObject({
    ...shape,
    fields: pageParameters.fields,
    ...asOfParameter,
    format: z
      .enum(['json', 'html', ...recordFormatsOf(kind).map(({ name }) => name)])
      .optional()
      .describe('Overrides `Accept`. `html` is a page to be read; a browser gets it unless told otherwise'),
    language: z
      .enum(languages)
      .optional()
      .describe(
        'Language of the page, and of a format that holds one; overrides `Accept-Language`, else `ar`',
      ),
  });

/** Media types and schemas of a record's answers, for the API document. */
export const recordContent = (kind: RecordKind, description: string, entry: z.ZodType) => ({
  description: `${description}; to a browser as a page in Arabic or English`,
  content: {
    'application/json': { schema: entry },
    'text/html': { schema: z.string() },
    ...Object.fromEntries(
      recordFormatsOf(kind).map(({ mediaType }) => [essence(mediaType), { schema: schemaOf(mediaType) }]),
    ),
  },
});

const page = { name: 'html', mediaType: 'text/html; charset=utf-8', one: undefined };

/** The statement that answers with a record's JSON and its version; no row where `sight` does not show it. */
type AskOne = (id: string, sight: Sight) => SQL;

interface OneRecord {
  kind: RecordKind;
  entry: z.ZodType;
  ask: AskOne;
  finish?: (entry: string) => string;
  /** Formats that show more than the record: how it is asked for and finished for them. */
  whole?: { formats: string[]; ask: AskOne; finish: (entry: string) => string };
}

/** Answers with one record in the format asked for; 308 where it was merged into another, 404 and 410 as problems. */
export async function answerRecord(
  asking: Asking,
  request: FastifyRequest,
  reply: FastifyReply,
  one: OneRecord,
) {
  const { fields, format, language = spokenBy(request) } = request.query as RecordQuery;
  const shown = chosenFormat(request, format, [...recordFormatsOf(one.kind), page]);
  if (fields && shown) throw alwaysWhole(shown.name);
  const wanted = fields ? readFields(fields, one.entry) : undefined;
  const whole = shown && one.whole?.formats.includes(shown.name) ? one.whole : one;
  const base = baseOf(asking.publicUrl, request);
  return answerPart(asking, request, reply, one.kind, whole.ask, (json) => {
    const finished = whole.finish ? whole.finish(json) : json;
    if (!shown) return { type: JSON_TYPE, body: wanted ? pickText(finished, wanted) : finished };
    if (!shown.one)
      return { type: shown.mediaType, body: pageOf(one.kind, finished, { base, language }), policy };
    const answering = { kind: one.kind, self: base + request.url, base, language };
    return { type: shown.mediaType, body: shown.one(finished, answering) };
  });
}

export const JSON_TYPE = 'application/json; charset=utf-8';

const alwaysWhole = (name: string) =>
  new AppError('invalid_parameter', `“fields” trims json; ${name} is always whole.`, [
    { parameter: 'fields', code: 'contradiction', detail: 'Leave it out, or ask for json.' },
  ]);

/** Answers with what `make` makes of the record that the path names, or of a part of it. */
export function answerPart(
  asking: Asking,
  request: FastifyRequest,
  reply: FastifyReply,
  kind: RecordKind,
  ask: AskOne,
  make: (json: string) => Answer,
) {
  return answer(asking, request, reply, async (data) => {
    const { id, draft } = await findInPath(asking, request, kind, data);
    const { reads } = await askedAt(asking, request, data);
    const [found] = await rowTexts(reads, ask(id, draft ? draftSight : publicSight));
    const json = found?.[0];
    if (!json)
      throw new AppError('not_found', `There is no ${kind} “${(request.params as { ref: string }).ref}”.`);
    return { ...make(json), version: Number(found[1]) };
  });
}

interface RecordQuery {
  fields?: string | undefined;
  format?: string | undefined;
  language?: Language | undefined;
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
