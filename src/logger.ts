import type { FastifyRequest } from 'fastify';
import type { LoggerOptions } from 'pino';

/** pino options: a request is logged by its id, method and path; no query, address or header, so nothing personal, and no key that strayed into a path. */
export const loggerOptions = (level: string): LoggerOptions => ({
  level,
  serializers: {
    req: ({ method, url }: FastifyRequest) => ({
      method,
      path: url.split('?')[0]?.replaceAll(/sj_[\w-]+/g, 'sj_…'),
    }),
  },
});
