import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Reads } from '../../db/answer.ts';
import { AppError } from '../../errors.ts';
import { type Asking, answer } from '../../http/answers.ts';
import { jsonContent, listFailures } from '../../http/describe.ts';
import { listBody, Meta } from '../../http/lists.ts';
import { chosenFormat } from '../../http/negotiate.ts';
import { Change } from '../../model/change.ts';
import { changeCursor, positionOfCursor } from '../../model/changeCursor.ts';
import { DEFAULT_LIMIT, flag, limitParameter } from '../../model/parameters.ts';
import { readChanges, readEnd } from './read.ts';
import { eventStream, openFollowers } from './stream.ts';

const Query = z.strictObject({
  after: z
    .string()
    .max(100)
    .optional()
    .describe(
      'The last cursor you have, or `now` for what comes from here on; without it, from the beginning',
    ),
  limit: limitParameter,
  expand: flag.optional().describe('With each record as it answers now'),
});

const Changes = z.strictObject({
  data: z.array(Change),
  page: z.strictObject({
    limit: z.int(),
    next_cursor: z.string().nullable().describe('Ask again `after` this one, now or later'),
  }),
  meta: Meta,
});

/** The place in the log where an answer starts; throws AppError invalid_cursor. */
async function startOf(reads: Reads, cursor: string | undefined): Promise<number> {
  if (cursor === undefined) return 0;
  if (cursor === 'now') return readEnd(reads);
  const position = positionOfCursor(cursor);
  if (position !== undefined) return position;
  const detail =
    'This is not a cursor of the change feed. Take `page.next_cursor` or a `cursor` of an answer.';
  throw new AppError('invalid_cursor', detail, [{ parameter: 'after', code: 'invalid_cursor', detail }]);
}

/** What a client that lost its stream has seen last; undefined where it sends nothing. */
const lastSeen = ({ headers }: FastifyRequest) => [headers['last-event-id']].flat()[0] || undefined;

export const changes: FastifyPluginAsyncZod<{ asking: Asking }> = async (app, { asking }) => {
  const followers = openFollowers(asking);
  app.addHook('preClose', async () => followers.close());

  app.get('/changes', {
    schema: {
      operationId: 'listChanges',
      tags: ['Changes'],
      summary:
        'Every change in commit order; a consumer that keeps its cursor misses none and sees none twice',
      querystring: Query,
      description:
        'With `Accept: text/event-stream` the answer follows live (Server-Sent Events): `id` is the cursor, `event` the operation, `data` the change as in the list. It starts after `Last-Event-ID`, else `after`, which may be `now`. Drafts are not shown: a record’s changes are seen from its first version on that was none.',
      response: {
        200: {
          ...jsonContent('The changes', Changes),
          content: {
            ...jsonContent('', Changes).content,
            [eventStream.mediaType]: { schema: z.string() },
          },
        },
        ...listFailures,
      },
    },
    handler: async (request, reply) => {
      const { after, limit, expand = false } = request.query;
      if (chosenFormat(request, undefined, [eventStream])) {
        if (limit !== undefined) throw endless();
        return followers.follow(request, reply, {
          after: await startOf(asking.reads, lastSeen(request) ?? after),
          expand,
        });
      }
      return answer(asking, request, reply, async (data) => {
        const most = limit ?? DEFAULT_LIMIT;
        const start = await startOf(asking.reads, after);
        const entries = await readChanges(asking.reads, start, most, expand);
        const here = after === 'now' ? changeCursor(start) : (after ?? null);
        const page = { limit: most, next_cursor: entries.at(-1)?.cursor ?? here };
        return {
          type: 'application/json; charset=utf-8',
          body: listBody(
            entries.map(({ json }) => json),
            page,
            data,
            request.query,
          ),
        };
      });
    },
  });
};

const endless = () => {
  const detail = 'A stream has no end, so it takes no limit.';
  return new AppError('invalid_parameter', detail, [{ parameter: 'limit', code: 'contradiction', detail }]);
};
