import formbody from '@fastify/formbody';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { baseOf } from '../../http/addresses.ts';
import { type Asking, answer } from '../../http/answers.ts';
import { list, number } from '../../model/parameters.ts';
import type { Integration } from '../integration.ts';
import { beginning, entitiesOf, extend, reconcile as reconcileBatch, suggestEntities } from './answers.ts';
import { languages, manifest } from './manifest.ts';
import { previewPage } from './preview.ts';
import { namedProperty, properties } from './properties.ts';
import { Extension, Questions, readJson } from './questions.ts';
import { entityTypes, type Lang, named, typeIds, wantedKinds } from './types.ts';

const PREFIX = '/reconcile';
const json = 'application/json; charset=utf-8';

/** What is asked: by GET, or by POST as a form, which holds more. */
const Asked = z.strictObject({ queries: z.string().optional(), extend: z.string().optional() });
type Asked = z.infer<typeof Asked>;

const type = list(z.enum(typeIds as [string, ...string[]]));

/** OpenRefine's own search box sends more than the standard names; what is not said here is read and left. */
const Suggested = z.strictObject({
  prefix: z.string().max(200),
  type: type.optional(),
  type_strict: z.string().optional(),
  cursor: z.string().optional(),
  filter: z.string().optional(),
  prefixed: z.string().optional(),
});
const Proposed = z.strictObject({
  type: z.enum(typeIds as [string, ...string[]]).optional(),
  limit: number(z.int().min(1)).optional(),
});
const OneId = z.strictObject({ id: z.string().max(300) });
const nothing = z.strictObject({});

/** A card in a frame of the program that shows it, so framing is allowed here and scripts are not. */
const framed = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { 'default-src': ["'none'"], 'style-src': ["'unsafe-inline'"] },
  },
};

const inLanguage =
  (step: string, lang: Lang): FastifyPluginAsyncZod<{ asking: Asking }> =>
  async (app, { asking }) => {
    const baseFor = (request: FastifyRequest) => baseOf(asking.publicUrl, request);
    const rootFor = (request: FastifyRequest) => `${baseFor(request)}${PREFIX}${step}`;
    const respond = (
      request: FastifyRequest,
      reply: FastifyReply,
      compute: () => object | Promise<object>,
    ): Promise<FastifyReply> =>
      answer(asking, request, reply, async () => ({ type: json, body: JSON.stringify(await compute()) }));

    const ask = async (request: FastifyRequest, { queries, extend: extension }: Asked): Promise<object> => {
      if (queries !== undefined && extension !== undefined)
        throw new AppError('invalid_parameter', 'Ask for “queries” or for “extend”, not for both at once.', [
          { parameter: 'extend', code: 'contradiction', detail: 'Leave it out, or “queries”.' },
        ]);
      if (queries !== undefined)
        return reconcileBatch(asking.reads, readJson(Questions, 'queries', queries), lang);
      if (extension !== undefined)
        return extend(asking.reads, readJson(Extension, 'extend', extension), lang, rootFor(request));
      return manifest(rootFor(request), baseFor(request), lang);
    };

    /** Throws AppError not_found for an id that names nothing public. */
    const getEntity = async (id: string) => {
      const entity = (await entitiesOf(asking.reads, [id])).get(id.toLowerCase());
      if (!entity) throw new AppError('not_found', `There is no actor and no location “${id}”.`);
      return entity;
    };

    app.get('/', {
      schema: { hide: true, querystring: Asked },
      handler: (request, reply) => respond(request, reply, () => ask(request, request.query)),
    });

    app.post('/', {
      schema: { hide: true, querystring: nothing, body: Asked },
      handler: async (request, reply) =>
        reply
          .header('cache-control', 'no-store')
          .type(json)
          .send(await ask(request, request.body)),
    });

    app.get('/suggest/entity', {
      schema: { hide: true, querystring: Suggested },
      handler: (request, reply) =>
        respond(request, reply, async () => ({
          result: await suggestEntities(
            asking.reads,
            request.query.prefix.trim(),
            request.query.type ?? [],
            lang,
          ),
        })),
    });

    app.get('/suggest/type', {
      schema: { hide: true, querystring: Suggested },
      handler: (request, reply) =>
        respond(request, reply, () => ({
          result: beginning(entityTypes, request.query.prefix).map((one) => named(one, lang)),
        })),
    });

    app.get('/suggest/property', {
      schema: { hide: true, querystring: Suggested },
      handler: (request, reply) =>
        respond(request, reply, () => ({
          result: beginning(properties, request.query.prefix).map((one) => namedProperty(one, lang)),
        })),
    });

    app.get('/properties', {
      schema: { hide: true, querystring: Proposed },
      handler: (request, reply) =>
        respond(request, reply, () => {
          const { type: asked, limit } = request.query;
          const kinds = Object.keys(wantedKinds(asked ? [asked] : []));
          const fitting = properties.filter(({ of }) => of.some((kind) => kinds.includes(kind)));
          return {
            properties: fitting.slice(0, limit).map((one) => namedProperty(one, lang)),
            ...(asked ? { type: asked } : {}),
            ...(limit ? { limit } : {}),
          };
        }),
    });

    app.get('/view/:id', {
      schema: { hide: true, params: OneId, querystring: nothing },
      handler: async (request, reply) => {
        const { kind, record } = await getEntity(request.params.id);
        return reply.redirect(`${baseFor(request)}/v1/${kind}s/${record.id}`, 303);
      },
    });

    app.get('/preview/:id', {
      helmet: framed,
      schema: { hide: true, params: OneId, querystring: nothing },
      handler: (request, reply) =>
        answer(asking, request, reply, async () => ({
          type: 'text/html; charset=utf-8',
          body: previewPage(await getEntity(request.params.id), lang),
        })),
    });
  };

export const reconcile: Integration = {
  prefix: PREFIX,
  routes: async (app, options) => {
    await app.register(formbody);
    for (const [step, lang] of Object.entries(languages))
      await app.register(inLanguage(step, lang), { ...options, prefix: step });
  },
};
