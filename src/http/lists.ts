import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Reads } from '../db/answer.ts';
import type { DataVersion } from '../db/version.ts';
import { countAll, eachEntry, type ListQuestion, readPage } from '../filters/page.ts';
import type { EntryKind, Format } from '../formats/format.ts';
import { formatsOf } from '../formats/index.ts';
import { mapReferences } from '../model/followReferences.ts';
import { DEFAULT_LIMIT, pageParameters } from '../model/parameters.ts';
import { baseOf } from './addresses.ts';
import { type Answer, type Asking, answer, stateOf } from './answers.ts';
import { askedAt, asOfMeta, asOfParameter } from './asOf.ts';
import { callerOf } from './callers.ts';
import { questionKey, readCursor, writeCursor } from './cursor.ts';
import { pickText, readFields } from './fields.ts';
import { chosenFormat } from './negotiate.ts';

export const licence = 'https://creativecommons.org/licenses/by/4.0/';

/** The query string of a list: its own parameters, paging and format. */
export const listQuery = <S extends z.ZodRawShape>(kind: EntryKind, shape: S) =>
  z.strictObject({ ...shape, ...pageParameters, ...asOfParameter, format: formatParameter(kind) });

export const formatParameter = (kind: EntryKind) =>
  z
    .enum(['json', ...formatsOf(kind).map(({ name }) => name)])
    .optional()
    .describe(
      'Overrides `Accept`. `json` is paged; the others stream the whole answer unless `limit` is given',
    );

export const Meta = z
  .strictObject({
    data_version: z.int(),
    data_as_of: z.iso.datetime(),
    as_of: z.iso
      .datetime()
      .optional()
      .describe('With `as_of`: the moment at which the knowledge base stood as it is shown'),
    licence: z.url(),
    query: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Meta' });

/** The body of a JSON list. */
export const listOf = (entry: z.ZodType) =>
  z.strictObject({
    data: z.array(entry),
    page: z.strictObject({
      limit: z.int(),
      next_cursor: z.string().nullable(),
      total: z.strictObject({ count: z.int(), exact: z.boolean() }).optional(),
    }),
    meta: Meta,
  });

/** Media types and schemas of a list's answers, for the API document. */
export const listContent = (kind: EntryKind, entry: z.ZodType) => ({
  description: 'The answers, page by page in JSON, whole in the other formats',
  content: {
    'application/json': { schema: listOf(entry) },
    ...Object.fromEntries(
      formatsOf(kind).map(({ mediaType }) => [mediaType.split(';')[0], { schema: z.string() }]),
    ),
  },
});

interface PageQuery {
  limit?: number | undefined;
  cursor?: string | undefined;
  total?: boolean | undefined;
  fields?: string | undefined;
  format?: string | undefined;
}

interface List<Q> {
  kind: EntryKind;
  query: z.ZodType<Q>;
  /** Schema of one answer: what `fields` may name. */
  entry: z.ZodType;
  /** The question, its references resolved to ids. */
  ask: (query: Q) => ListQuestion | Promise<ListQuestion>;
  /** Finishes an answer that PostgreSQL cannot finish alone. */
  finish?: (entry: string) => string;
}

/** Answers a list in the format asked for. */
export async function answerList<Q extends PageQuery>(
  asking: Asking,
  request: FastifyRequest,
  reply: FastifyReply,
  list: List<Q>,
) {
  const query = request.query as Q;
  const format = chosenFormat(request, query.format, formatsOf(list.kind));
  const wanted = query.fields ? readFields(query.fields, list.entry) : undefined;
  const finish = (entry: string) => {
    const finished = list.finish ? list.finish(entry) : entry;
    return wanted ? pickText(finished, wanted) : finished;
  };
  return answer(asking, request, reply, async (data) => {
    const { reads, references } = await askedAt(asking, request, data);
    const question = await list.ask(
      await references.inQuery(list.query, query, stateOf(data), callerOf(request)),
    );
    const key = questionKey([request.routeOptions.url, request.params, bare(list.query, query)]);
    const after = query.cursor === undefined ? undefined : readCursor(query.cursor, key);
    if (format)
      return streamed(
        reads,
        question,
        query,
        finish,
        list.kind,
        format,
        `${baseOf(asking.publicUrl, request)}${request.url}`,
      );
    const limit = query.limit ?? DEFAULT_LIMIT;
    const page = await readPage(reads, question, limit, after);
    const next = page.next && writeCursor(page.next, key);
    const total = query.total ? await countAll(reads, question) : undefined;
    return {
      type: 'application/json; charset=utf-8',
      body: listBody(
        page.entries.map(finish),
        { limit, next_cursor: next, ...(total ? { total } : {}) },
        data,
        query,
      ),
      link: next ? `<${withCursor(request.url, next)}>; rel="next"` : undefined,
    };
  });
}

/** What was asked, and the state of the data that answered. */
export const metaOf = (data: DataVersion, query: object): z.infer<typeof Meta> => ({
  data_version: data.version,
  data_as_of: data.asOf,
  ...asOfMeta(query),
  licence,
  query: query as Record<string, unknown>,
});

/** A list's JSON around answers that are JSON already. */
export function listBody(entries: string[], page: object, data: DataVersion, query: object): string {
  const meta = metaOf(data, query);
  return `{"data":[${entries.join(',\n')}],"page":${JSON.stringify(page)},"meta":${JSON.stringify(meta)}}`;
}

function streamed<Q extends PageQuery>(
  reads: Reads,
  question: ListQuestion,
  query: Q,
  finish: (entry: string) => string,
  kind: EntryKind,
  format: Format,
  self: string,
): Answer {
  const finished = async function* () {
    for await (const entry of eachEntry(reads, question, query.limit ?? format.most)) yield finish(entry);
  };
  return {
    type: format.mediaType,
    body: format.write(finished(), kind, self),
    filename: `sijill-${kind.replace('_', '-')}.${format.extension}`,
  };
}

/** The question without its place in the list: what a cursor is bound to. */
function bare<Q>(schema: z.ZodType<Q>, query: Q): unknown {
  const { cursor, limit, total, fields, format, ...rest } = mapReferences(
    schema,
    query,
    ({ ref }) => ref,
  ) as PageQuery;
  return rest;
}

function withCursor(url: string, cursor: string): string {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  searchParams.set('cursor', cursor);
  return `${pathname}?${searchParams}`;
}
