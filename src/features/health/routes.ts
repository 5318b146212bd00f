import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Pooled } from '../../db/database.ts';
import { isMigrated } from '../../db/migrate.ts';
import { AppError } from '../../errors.ts';
import { jsonContent, otherFailures } from '../../http/describe.ts';
import type { Metrics } from '../../http/metrics.ts';

const State = z.strictObject({ status: z.literal('ok') });

/** Liveness, readiness and metrics; not under /v1, since they speak of the process and not of the data. */
export const health: FastifyPluginAsyncZod<{ db: Pooled; metrics: Metrics }> = async (
  app,
  { db, metrics },
) => {
  app.get('/livez', {
    schema: {
      operationId: 'getLiveness',
      tags: ['Service'],
      summary: 'Whether the process runs',
      response: { 200: jsonContent('It runs', State), ...otherFailures },
    },
    handler: async () => ({ status: 'ok' as const }),
  });

  app.get('/readyz', {
    schema: {
      operationId: 'getReadiness',
      tags: ['Service'],
      summary: 'Whether the database is reachable and its migrations are current',
      response: { 200: jsonContent('It is ready', State), ...otherFailures },
    },
    handler: async () => {
      if (await isMigrated(db)) return { status: 'ok' as const };
      throw new AppError('unavailable', 'The database is not migrated to this software’s version.');
    },
  });

  app.get('/metrics', {
    schema: {
      operationId: 'getMetrics',
      tags: ['Service'],
      summary: 'Metrics for Prometheus',
      response: {
        200: { description: 'The metrics', content: { 'text/plain': { schema: z.string() } } },
        ...otherFailures,
      },
    },
    handler: async (_request, reply) => {
      reply.type(metrics.registry.contentType);
      return metrics.registry.metrics();
    },
  });
};
