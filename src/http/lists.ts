import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Reads } from '../db/answer.ts';
import type { DataVersion } from '../db/version.ts';
import { AppError } from '../errors.ts';
import { countAll, eachEntry, readPage } from '../filters/page.ts';
import type { ListQuestion } from '../filters/question.ts';
import type { Answering, EntryKind, Format } from '../formats/format.ts';
import { formatsOf } from '../formats/index.ts';
import { mapReferences } from '../model/followReferences.ts';
import type { Language } from '../model/language.ts';
import { DEFAULT_LIMIT, languageParameter, pageParameters } from '../model/parameters.ts';
import { baseOf } from './addresses.ts';
import { type Answer, type Asking, answer } from './answers.ts';
import { askedAt, asOfMeta, asOfParameter } from './asOf.ts';
import { asksInBody, callerOf, ownDrafts, questionOf } from './callers.ts';
import { type Place, questionKey, readCursor, writeCursor } from './cursor.ts';
import { stateOf } from './dataState.ts';
import { pickText, readFields, type Wanted } from './fields.ts';
import { type Highlighter, openHighlighter } from './highlights.ts';
import { chosenFormat, essence } from './negotiate.ts';

const licence = 'https://creativecommons.org/licenses/by/4.0/';

/** The query string of a list: its own parameters, paging and format. */
export const listQuery = <S extends z.ZodRawShape>(kind: EntryKind, shape: S) =>
  z.strictObject({
    ...shape,
    ...pageParameters,
    ...asOfParameter,
    format: formatParameter(kind),
    ...languageOf(kind),
  });

/** Where no format holds one language, the parameter would say nothing, and is not known. */
const languageOf = (kind: EntryKind) =>
  // It is optional, so a question without it has the same type.
  (formatsOf(kind).some(({ oneLanguage }) => oneLanguage) ? { language: languageParameter } : {}) as {
    language: typeof languageParameter;
  };

const formatParameter = (kind: EntryKind) =>
  z
    .enum(['json', ...formatsOf(kind).map(({ name }) => name)])
    .optional()
    .describe(
      'Overrides `Accept`. `json` is paged; the others stream the whole answer unless `limit` is given',
    );

export const Meta = z
  .strictObject({
    data_version: z.int().describe('Grows with every write'),
    data_as_of: z.iso.datetime().describe('When the last write was committed'),
    as_of: z.iso
      .datetime()
      .optional()
      .describe('With `as_of`: the moment at which the knowledge base stood as it is shown'),
    licence: z.url().describe('Of the records; the words of the articles belong to their outlets'),
    query: z.record(z.string(), z.unknown()).describe('The question as it was understood'),
  })
  .meta({ id: 'Meta', description: 'What was asked, and the state of the data that answered.' });

export const Total = z
  .strictObject({ count: z.int(), exact: z.boolean() })
  .describe('How many: counted up to 10,000 (`exact`), estimated above');

const Page = z
  .strictObject({
    limit: z.int(),
    next_cursor: z.string().nullable().describe('`cursor` of the next page; null on the last'),
    total: Total.optional().describe('With `total=true`: counted up to 10,000 (`exact`), estimated above'),
  })
  .meta({ id: 'Page', description: 'Where this page stands in the whole answer.' });

/** The body of a JSON list. */
export const listOf = (entry: z.ZodType) =>
  z.strictObject({
    data: z.array(entry),
    page: Page,
    meta: Meta,
  });

/** Media types and schemas of a list's answers, for the API document. */
export const listContent = (kind: EntryKind, entry: z.ZodType) => ({
  description: 'The answers, page by page in JSON, whole in the other formats',
  content: {
    'application/json': { schema: listOf(entry) },
    ...Object.fromEntries(
      formatsOf(kind).map(({ mediaType }) => [essence(mediaType), { schema: schemaOf(mediaType) }]),
    ),
  },
});

/** Other formats have their own specifications; their schemas only tell JSON from text. */
export const schemaOf = (mediaType: string) =>
  essence(mediaType).endsWith('+json')
    ? z.union([z.looseObject({}), z.array(z.looseObject({}))])
    : z.string();

interface PageQuery {
  limit?: number | undefined;
  cursor?: string | undefined;
  total?: boolean | undefined;
  fields?: string | undefined;
  format?: string | undefined;
  order?: string | undefined;
  q?: string | undefined;
  highlight?: boolean | undefined;
  language?: Language | undefined;
}

interface List<Q> {
  /** The route whose cursors these are, where another asks the same. */
  route?: string;
  kind: EntryKind;
  query: z.ZodType<Q>;
  /** Schema of one answer: what `fields` may name. */
  entry: z.ZodType;
  /** The question, its references resolved to ids; `reads` for one that has to look something up first. */
  ask: (query: Q, reads: Reads) => ListQuestion | Promise<ListQuestion>;
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
  const query = questionOf(request) as Q;
  const format = chosenFormat(request, query.format, formatsOf(list.kind));
  if (query.fields && format?.columns) throw ownFields('fields', `“fields” trims`, format);
  if (query.highlight && format && format.name !== 'ndjson')
    throw ownFields('highlight', '“highlight” adds to', format);
  const wanted = query.fields ? readFields(query.fields, list.entry) : undefined;
  const untouched = !list.finish && !wanted && !query.highlight;
  return answer(asking, request, reply, async (data) => {
    const { reads, references } = await askedAt(asking, request, data);
    const resolved = await references.inQuery(list.query, query, stateOf(data), callerOf(request));
    const question = await list.ask({ ...resolved, ...ownDrafts(request) }, reads);
    const highlighter = query.highlight ? await openHighlighter(reads, query.q) : undefined;
    const finish = finisher(list.finish, highlighter, wanted);
    const { sort, order } = question;
    const key = questionKey([
      list.route ?? request.routeOptions.url,
      request.params,
      bare(list.query, query),
      sort.sql,
      order,
    ]);
    const after = query.cursor === undefined ? undefined : readCursor(query.cursor, key);
    if (format) {
      const base = baseOf(asking.publicUrl, request);
      const { language = 'ar' } = query;
      const answering = { kind: list.kind, self: base + request.url, base, language };
      return streamed(reads, question, query, finish, format, answering, after);
    }
    const limit = query.limit ?? DEFAULT_LIMIT;
    const page = await readPage(reads, question, limit, after);
    const next = page.next && writeCursor(page.next, key);
    const total = query.total ? await countAll(reads, question) : undefined;
    return {
      type: 'application/json; charset=utf-8',
      body: listBody(
        untouched ? page.entries : await finish(page.entries.map((entry) => entry.toString())),
        { limit, next_cursor: next, ...(total ? { total } : {}) },
        data,
        query,
      ),
      link: next && !asksInBody(request) ? `<${withCursor(request.url, next)}>; rel="next"` : undefined,
    };
  });
}

const ownFields = (parameter: string, does: string, format: Format) =>
  new AppError('invalid_parameter', `${does} json and ndjson; ${format.name} has fields of its own.`, [
    { parameter, code: 'contradiction', detail: `Leave it out, or ask for ndjson.` },
  ]);

type Finisher = (entries: string[]) => Promise<string[]>;

/** What becomes of answers as PostgreSQL built them: finished, highlighted, trimmed. */
const finisher =
  (
    finish: ((entry: string) => string) | undefined,
    highlight: Highlighter | undefined,
    wanted: Wanted | undefined,
  ) =>
  async (entries: string[]) => {
    const finished = finish ? entries.map(finish) : entries;
    const marked = highlight ? await highlight(finished) : finished;
    return wanted ? marked.map((entry) => pickText(entry, wanted)) : marked;
  };

/** What was asked, and the state of the data that answered. */
export const metaOf = (data: DataVersion, query: object): z.infer<typeof Meta> => ({
  data_version: data.version,
  data_as_of: data.asOf,
  ...asOfMeta(query),
  licence,
  query: query as Record<string, unknown>,
});

/** A list's JSON around answers that are JSON already. */
export function listBody(
  entries: (string | Buffer)[],
  page: object,
  data: DataVersion,
  query: object,
): Buffer {
  const parts = entries.flatMap((entry, i) => [i === 0 ? OPEN : COMMA, bytesOf(entry)]);
  const rest = `],"page":${JSON.stringify(page)},"meta":${JSON.stringify(metaOf(data, query))}}`;
  return Buffer.concat([...(entries.length === 0 ? [OPEN] : parts), Buffer.from(rest)]);
}

const OPEN = Buffer.from('{"data":[');
const COMMA = Buffer.from(',\n');
const bytesOf = (entry: string | Buffer) => (typeof entry === 'string' ? Buffer.from(entry) : entry);

function streamed<Q extends PageQuery>(
  reads: Reads,
  question: ListQuestion,
  query: Q,
  finish: Finisher,
  format: Format,
  answering: Answering,
  after: Place | undefined,
): Answer {
  const finished = async function* () {
    for await (const entry of eachEntry(reads, question, query.limit ?? format.most, after))
      yield* await finish([entry]);
  };
  return {
    type: format.mediaType,
    body: format.write(finished(), answering),
    filename: `sijill-${answering.kind.replace('_', '-')}.${format.extension}`,
  };
}

/** The question without its place in the list, and without its order, which may be said or not: see above. */
function bare<Q>(schema: z.ZodType<Q>, query: Q): unknown {
  const { cursor, limit, total, fields, format, language, highlight, order, ...rest } = mapReferences(
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
