import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Db, rows } from '../../db/database.ts';
import type { Database } from '../../db/open.ts';
import { AppError } from '../../errors.ts';
import { callerOf } from '../../http/callers.ts';
import { jsonContent, listFailures } from '../../http/describe.ts';
import { Change } from '../../model/change.ts';
import { RecordKind } from '../../model/common.ts';
import { DEFAULT_LIMIT, limitParameter, number } from '../../model/parameters.ts';
import { createWebhook, deleteWebhook, retryDeadLetter } from '../../store/webhooks.ts';
import { whyNot } from '../../webhooks/addresses.ts';
import { findWebhook, listDeadLetters, listWebhooks } from './queries.ts';

const NewWebhook = z.strictObject({
  url: z.string().min(1).max(2000).describe('Where changes are sent: http or https'),
  kinds: z
    .array(RecordKind)
    .min(1)
    .optional()
    .transform((kinds) => kinds && [...new Set(kinds)])
    .describe('Changes of these kinds of record; without it, of all'),
});

const Webhook = z.strictObject({
  id: z.uuid(),
  url: z.string(),
  kinds: z.array(RecordKind).nullable(),
  created_by: z.string(),
  created_at: z.iso.datetime({ offset: true }),
  disabled_at: z.iso
    .datetime({ offset: true })
    .nullable()
    .describe('Since when nothing is sent: it answered 410, or gave no answer to twenty changes in a row'),
});

const Created = z.strictObject({
  ...Webhook.shape,
  secret: z.string().describe('Key of the signatures; shown this once'),
});

const DeadLetter = z.strictObject({
  n: z.int().describe('Names it among those of its webhook'),
  attempts: z.int(),
  status: z.int().nullable().describe('HTTP status of the last attempt; null where there was no answer'),
  error: z.string(),
  failed_at: z.iso.datetime({ offset: true }),
  retry: z.boolean().describe('It is about to be sent once more'),
  change: Change.omit({ cursor: true, record: true }),
});

const Params = z.strictObject({ id: z.uuid().describe('The webhook') });
const LetterParams = z.strictObject({
  ...Params.shape,
  n: number(z.int().min(1).max(1e15)).describe('The dead letter'),
});
const LettersQuery = z.strictObject({
  after: number(z.int().min(0).max(1e15)).optional().describe('The last `n` you have'),
  limit: limitParameter,
});

interface Options {
  database: Database;
  /** Whether receivers may be on this machine or in its network. */
  allowPrivate: boolean;
}

/** Subscriptions to the change log, for admins. */
export const webhooks: FastifyPluginAsyncZod<Options> = async (app, { database, allowPrivate }) => {
  const config = { role: 'admin' } as const;
  const tags = ['Webhooks'];
  // What was just written must be found, so this asks where it is written and not a replica.
  const ask = (query: Parameters<typeof rows>[1]) => rows<{ json: string }>(database.db, query);
  const known = async (id: string) => {
    if ((await ask(findWebhook(id))).length === 0)
      throw new AppError('not_found', `There is no webhook ${id}.`);
  };
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'private, no-store');
  });

  app.post('/webhooks', {
    config,
    schema: {
      operationId: 'createWebhook',
      tags,
      summary: 'Subscribe an address to every public change from now on',
      description:
        'Each change is sent as a POST with the JSON of the change feed, in order, and until it is answered 2xx or given up. `Sijill-Signature: t=<unix time>,v1=<hex>` is the HMAC-SHA-256 of `t.body` with the secret; `Sijill-Delivery` is the same when a change is sent again.',
      body: NewWebhook,
      response: { 201: jsonContent('The webhook, with its secret', Created), ...listFailures },
    },
    handler: async (request, reply) => {
      const { url, kinds } = request.body;
      const detail = await whyNot(url, allowPrivate);
      if (detail)
        throw new AppError('invalid_record', `Nothing can be sent to this URL. ${detail}`, [
          { pointer: '/url', code: 'invalid_url', detail },
        ]);
      const by = callerOf(request).name;
      const created = await database.change((tx) => createWebhook(tx as unknown as Db, { url, kinds, by }));
      return reply
        .code(201)
        .send({ url, kinds: kinds ?? null, created_by: by, disabled_at: null, ...created });
    },
  });

  app.get('/webhooks', {
    config,
    schema: {
      operationId: 'listWebhooks',
      tags,
      summary: 'The webhooks, without their secrets',
      querystring: z.strictObject({}),
      response: {
        200: jsonContent('The webhooks', z.strictObject({ data: z.array(Webhook) })),
        ...listFailures,
      },
    },
    handler: async (_request, reply) => reply.send(dataOf(await ask(listWebhooks()))),
  });

  app.delete('/webhooks/:id', {
    config,
    schema: {
      operationId: 'deleteWebhook',
      tags,
      summary: 'End a webhook and forget its dead letters',
      params: Params,
      response: { 204: z.null().describe('It is ended'), ...listFailures },
    },
    handler: async (request, reply) => {
      await database.change((tx) => deleteWebhook(tx as unknown as Db, request.params.id));
      return reply.code(204).send(null);
    },
  });

  app.get('/webhooks/:id/dead-letters', {
    config,
    schema: {
      operationId: 'listDeadLetters',
      tags,
      summary: 'Changes that the receiver did not take',
      params: Params,
      querystring: LettersQuery,
      response: {
        200: jsonContent('The dead letters, by change', z.strictObject({ data: z.array(DeadLetter) })),
        ...listFailures,
      },
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      const { after = 0, limit = DEFAULT_LIMIT } = request.query;
      await known(id);
      return reply.send(dataOf(await ask(listDeadLetters(id, after, limit))));
    },
  });

  app.post('/webhooks/:id/dead-letters/:n/retry', {
    config,
    schema: {
      operationId: 'retryDeadLetter',
      tags,
      summary: 'Send a dead letter once more; a receiver that takes it is sent what it missed',
      params: LetterParams,
      response: {
        202: jsonContent('It will be sent', z.strictObject({ n: z.int(), retry: z.literal(true) })),
        ...listFailures,
      },
    },
    handler: async (request, reply) => {
      const { id, n } = request.params;
      await database.change((tx) => retryDeadLetter(tx as unknown as Db, id, n));
      return reply.code(202).send({ n, retry: true });
    },
  });
};

const dataOf = (found: { json: string }[]) => ({ data: found.map(({ json }) => JSON.parse(json)) });
