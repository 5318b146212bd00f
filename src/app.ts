import { randomUUID } from 'node:crypto';
import { createServer, type ServerOptions } from 'node:http';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Config } from './config.ts';
import type { Database } from './db/open.ts';
import { actors } from './features/actors/routes.ts';
import { bundles } from './features/bundles/routes.ts';
import { changes } from './features/changes/routes.ts';
import { linkedContext } from './features/context/routes.ts';
import { corrections } from './features/corrections/routes.ts';
import { docs } from './features/docs/routes.ts';
import { documents } from './features/documents/routes.ts';
import { drafts } from './features/drafts/routes.ts';
import { editing } from './features/editing/routes.ts';
import { events } from './features/events/routes.ts';
import { facetCounts } from './features/facets/routes.ts';
import { figures } from './features/figures/routes.ts';
import { health } from './features/health/routes.ts';
import { history } from './features/history/routes.ts';
import { locations } from './features/locations/routes.ts';
import { matching } from './features/matching/routes.ts';
import { problems } from './features/problems/routes.ts';
import { quotes } from './features/quotes/routes.ts';
import { search } from './features/search/routes.ts';
import { sources } from './features/sources/routes.ts';
import { timeline } from './features/timeline/routes.ts';
import { utterances } from './features/utterances/routes.ts';
import { version } from './features/version/routes.ts';
import { vocabularies } from './features/vocabularies/routes.ts';
import { webhooks } from './features/webhooks/routes.ts';
import { type Asking, openCache } from './http/answers.ts';
import { guardRoutes } from './http/callers.ts';
import { answerFailure, handleErrors } from './http/errors.ts';
import { limitRequests } from './http/limits.ts';
import { openMetrics } from './http/metrics.ts';
import { describeRoutes } from './http/openapi.ts';
import { openReferences } from './http/references.ts';
import { openReplay } from './http/replay.ts';
import { integrations } from './integrations/index.ts';
import { openSnapshots } from './store/snapshot.ts';

export interface AppOptions {
  database: Database;
  config: Pick<Config, 'publicUrl' | 'publicRead' | 'cacheBytes'> &
    Partial<Pick<Config, 'rateLimit' | 'rateLimitKey' | 'trustProxy' | 'webhookPrivate' | 'importBytes'>>;
  logger?: FastifyServerOptions['logger'];
}

/** Headers that a script of another origin may read. */
const exposedHeaders = [
  'ETag',
  'Link',
  'Location',
  'Idempotency-Replayed',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'Retry-After',
  'X-Request-Id',
];

/** What answers about the knowledge base, all under /v1. */
const readingFeatures = [
  timeline,
  facetCounts,
  events,
  quotes,
  utterances,
  figures,
  actors,
  matching,
  locations,
  sources,
  documents,
  search,
  vocabularies,
  changes,
  corrections,
  history,
  version,
];

/** So many proxies, counted from here. */
const trusted = (proxies: Config['trustProxy']) =>
  typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies;

/** The whole service without a port; the database stays the caller's to close. */
export async function buildApp({ database, config, logger = false }: AppOptions): Promise<FastifyInstance> {
  const metrics = openMetrics();
  const replay = openReplay({ bytes: config.cacheBytes, version: database.version, metrics });
  const app = Fastify({
    logger,
    serverFactory: (handle, { keepAliveTimeout, requestTimeout }) =>
      createServer({ keepAliveTimeout, requestTimeout } as ServerOptions, (request, response) => {
        if (!replay.answer(request, response)) handle(request, response);
      }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: trusted(config.trustProxy ?? false),
    frameworkErrors: answerFailure,
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  // Answers are proven against their schemas in the tests, not serialised by them: PostgreSQL built the text.
  app.setSerializerCompiler(() => JSON.stringify);
  handleErrors(app);

  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) =>
    metrics.observe(request.method, request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime),
  );

  const { publicRead, rateLimit = 0, rateLimitKey = 0 } = config;
  const { countRefused, addressLimit } = await limitRequests(app, { rateLimit, rateLimitKey });
  const knowledge = ['/v1', ...integrations.map(({ prefix }) => prefix)];
  guardRoutes(app, database.prompt, { publicRead, knowledge, countRefused });
  // Data is no page and loads nothing; pages bring a policy of their own. Headers for browsers of the past are left out,
  // since every answer carries them: what framed answers could do, `frame-ancestors` forbids.
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    // These two complain in the console of /docs where the service is reached by plain HTTP in a network.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    frameguard: false,
    dnsPrefetchControl: false,
    ieNoOpen: false,
    permittedCrossDomainPolicies: false,
    xssFilter: false,
  });
  await app.register(cors, { exposedHeaders });
  await app.register(compress, {
    threshold: 2048,
    customTypes: /^text\/(?!event-stream)|[+/](json|xml|x-ndjson)(;|$)/,
  });
  // It knows a client by the connection and an address as it was asked, which a proxy changes.
  if (!config.trustProxy) replay.keep(app, addressLimit);
  await describeRoutes(app);

  const asking: Asking = {
    reads: database.reads,
    references: openReferences(database.reads),
    snapshots: openSnapshots(database),
    version: database.version,
    cache: openCache(config.cacheBytes),
    replay,
    publicUrl: config.publicUrl,
  };
  for (const feature of readingFeatures) await app.register(feature, { prefix: '/v1', asking });
  await app.register(bundles, { prefix: '/v1', database, importBytes: config.importBytes });
  await app.register(editing, { prefix: '/v1', asking, database });
  await app.register(drafts, { prefix: '/v1', asking, database });
  const allowPrivate = config.webhookPrivate ?? false;
  await app.register(webhooks, { prefix: '/v1', database, allowPrivate });
  for (const { prefix, routes } of integrations) await app.register(routes, { prefix, asking });
  await app.register(linkedContext);
  await app.register(problems);
  await app.register(health, { db: database.prompt, metrics });
  await app.register(docs);
  return app;
}
