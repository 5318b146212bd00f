import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { loadBundle } from '../../bundle/load.ts';
import { BundleRejected, type LoadReport } from '../../bundle/report.ts';
import { openSpool } from '../../bundle/spool.ts';
import type { Database } from '../../db/open.ts';
import { AppError } from '../../errors.ts';
import { callerOf } from '../../http/callers.ts';
import { stateOf } from '../../http/dataState.ts';
import { jsonContent, listFailures } from '../../http/describe.ts';
import { toProblem } from '../../http/problem.ts';
import { Review } from '../../model/common.ts';
import { flag, list } from '../../model/parameters.ts';

const NDJSON = 'application/x-ndjson';

/** Bytes of a bundle that is taken, unless configured. */
const IMPORT_BYTES = 1024 ** 3;

const ImportQuery = z.strictObject({
  dry_run: flag.optional().describe('Report what would happen and change nothing'),
  reason: z.string().trim().min(1).max(2000).optional().describe('Why; it stands in the history'),
});

const ExportQuery = z.strictObject({
  dehydrated: flag
    .optional()
    .describe('Leave out every word of the documents; always so for readers, `false` is for editors'),
  review: list(Review)
    .optional()
    .describe('States of review, `reviewed` and `disputed` unless told; others are for editors'),
});

const Report = z.strictObject({
  dry_run: z.boolean(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  rejected: z
    .array(z.strictObject({ line: z.int(), pointer: z.string(), reason: z.string() }))
    .describe('At most 1,000 lines'),
  more: z.int().optional().describe('How many more lines were rejected'),
});

const Refused = z.looseObject({ type: z.string(), title: z.string(), status: z.int(), report: Report });

interface Options {
  database: Database;
  /** Bytes of the largest bundle that is taken; 1 GiB unless given. */
  importBytes?: number | undefined;
}

/** The knowledge base as a bundle: in by an admin, out to anyone. */
export const bundles: FastifyPluginAsyncZod<Options> = async (
  app,
  { database, importBytes = IMPORT_BYTES },
) => {
  const spool = openSpool(database);
  app.addHook('onClose', () => spool.close());
  app.removeAllContentTypeParsers();
  // The body stays a stream: it goes to a file, whatever its length.
  app.addContentTypeParser([NDJSON, 'application/ndjson'], (_request, payload, done) => done(null, payload));

  app.post('/import', {
    config: { role: 'admin' },
    schema: {
      operationId: 'importBundle',
      tags: ['Bundles'],
      summary: 'Load a bundle (NDJSON) in one transaction; safe to run twice',
      querystring: ImportQuery,
      response: {
        200: jsonContent('What became of its lines, or in a dry run would', Report),
        422: {
          description: 'Lines were rejected, so nothing was loaded',
          content: { 'application/problem+json': { schema: Refused } },
        },
        ...listFailures,
      },
    },
    handler: async (request, reply) => {
      const { dry_run: dryRun = false, reason } = request.query;
      const { name: by } = callerOf(request);
      try {
        const report = await withBody(request, importBytes, (file) =>
          loadBundle(database, [file], { by, reason }, { dryRun }),
        );
        return reply
          .header('cache-control', 'no-store')
          .type('application/json; charset=utf-8')
          .send(JSON.stringify(answerOf(report, dryRun)));
      } catch (error) {
        if (!(error instanceof BundleRejected)) throw error;
        return reply
          .code(422)
          .type('application/problem+json; charset=utf-8')
          .send(JSON.stringify(refusal(error, request)));
      }
    },
  });

  app.get('/export.ndjson', {
    schema: {
      operationId: 'exportBundle',
      tags: ['Bundles'],
      summary: 'The knowledge base as a bundle, from one consistent snapshot',
      querystring: ExportQuery,
      response: {
        200: { description: 'The bundle, a record a line', content: { [NDJSON]: { schema: z.string() } } },
        ...listFailures,
      },
    },
    handler: (request, reply) => sendExport(request.query, request, reply),
  });

  async function sendExport(
    { dehydrated = true, review = ['reviewed', 'disputed'] }: z.infer<typeof ExportQuery>,
    request: FastifyRequest,
    reply: FastifyReply,
  ) {
    const open = dehydrated && review.every((state) => state === 'reviewed' || state === 'disputed');
    if (!open) demandEditor(request);
    const state = stateOf(await database.version.current());
    const tag = `W/"${state}"`;
    reply
      .header('etag', tag)
      .header('vary', 'Accept-Encoding, Authorization')
      .header('cache-control', open ? 'public, max-age=0, must-revalidate' : 'private, no-cache');
    const held = request.headers['if-none-match']
      ?.split(',')
      .some((given) => [tag, '*'].includes(given.trim()));
    if (held) return reply.code(304).send();
    const file = await spool.read({ dehydrated, review: [...new Set(review)].sort() }, state);
    return reply
      .type(`${NDJSON}; charset=utf-8`)
      .header('content-disposition', 'attachment; filename="sijill.ndjson"')
      .send(file);
  }
};

function demandEditor(request: FastifyRequest) {
  const { role } = callerOf(request);
  if (role === 'editor' || role === 'admin') return;
  const what = 'The documents’ words, and drafts and retracted records, are exported for editors.';
  if (role === 'reader') throw new AppError('unauthorised', `${what} No key was sent.`);
  throw new AppError('forbidden', `${what} Your key has the role ${role}.`);
}

/** Writes a request's body to a file for as long as `work` runs; throws AppError too_large, invalid_body. */
async function withBody<T>(
  request: FastifyRequest,
  limit: number,
  work: (file: string) => Promise<T>,
): Promise<T> {
  const { body } = request;
  if (!(body instanceof Readable))
    throw new AppError('invalid_body', `Send the bundle as the body, with “Content-Type: ${NDJSON}”.`);
  const tooLarge = new AppError('too_large', `A bundle may have ${limit} bytes here.`);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge;
  const folder = await mkdtemp(join(tmpdir(), 'sijill-import-'));
  try {
    const file = join(folder, 'bundle.ndjson');
    let size = 0;
    const measured = async function* (parts: AsyncIterable<Buffer>) {
      for await (const part of parts) {
        size += part.length;
        if (size > limit) throw tooLarge;
        yield part;
      }
    };
    await pipeline(body, measured, createWriteStream(file));
    return await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const answerOf = ({ rejected, ...counts }: LoadReport, dry_run: boolean): z.infer<typeof Report> => ({
  dry_run,
  ...counts,
  rejected: rejected.map(({ line, pointer, reason }) => ({ line, pointer, reason })),
});

/** The problem document of a bundle that was refused, with the report that a dry run would have given. */
function refusal({ message, report }: BundleRejected, request: FastifyRequest) {
  const faults = report.rejected.map(({ line, pointer, reason }) => ({
    pointer,
    code: 'rejected_line',
    detail: `Line ${line}: ${reason}`,
  }));
  const problem = toProblem(new AppError('invalid_record', message, faults), request.url, { parameters: [] });
  return { ...problem, report: answerOf(report, false) };
}
