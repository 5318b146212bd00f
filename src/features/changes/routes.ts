import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { rowTexts } from '../../db/answer.ts';
import { AppError } from '../../errors.ts';
import { type Asking, answer } from '../../http/answers.ts';
import { jsonContent, listFailures } from '../../http/describe.ts';
import { listBody, Meta } from '../../http/lists.ts';
import { Change } from '../../model/change.ts';
import { DEFAULT_LIMIT, flag, limitParameter } from '../../model/parameters.ts';
import { findChanges } from './queries.ts';

const Query = z.strictObject({
  after: z.string().max(100).optional().describe('The last cursor you have; without it, from the beginning'),
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

const cursorOf = (position: string) => Buffer.from(`c${position}`).toString('base64url');

function positionOf(cursor: string): number {
  const position = /^c(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1];
  if (position !== undefined && cursorOf(position) === cursor) return Number(position);
  const detail =
    'This is not a cursor of the change feed. Take `page.next_cursor` or a `cursor` of an answer.';
  throw new AppError('invalid_cursor', detail, [{ parameter: 'after', code: 'invalid_cursor', detail }]);
}

export const changes: FastifyPluginAsyncZod<{ asking: Asking }> = async (app, { asking }) => {
  app.get('/changes', {
    schema: {
      operationId: 'listChanges',
      tags: ['Changes'],
      summary:
        'Every change in commit order; a consumer that keeps its cursor misses none and sees none twice',
      querystring: Query,
      response: { 200: jsonContent('The changes', Changes), ...listFailures },
    },
    handler: (request, reply) =>
      answer(asking, request, reply, async (data) => {
        const { after, limit = DEFAULT_LIMIT, expand = false } = request.query;
        const position = after === undefined ? 0 : positionOf(after);
        const found = await rowTexts(asking.reads, findChanges(position, limit, expand));
        const entries = found.map(([at, json]) => `{"cursor":"${cursorOf(at ?? '')}",${json?.slice(1)}`);
        const last = found.at(-1)?.[0];
        const page = { limit, next_cursor: last ? cursorOf(last) : (after ?? null) };
        return {
          type: 'application/json; charset=utf-8',
          body: listBody(entries, page, data, request.query),
        };
      }),
  });
};
