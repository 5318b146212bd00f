import type { FastifyRequest } from 'fastify';

/** pino options: a request is logged by its id, method and path; no query, address or header, so nothing personal, and no key that strayed into a path. */
export const loggerOptions = (level: string) => ({
  level,
  serializers: {
    req: ({ method, url }: FastifyRequest) => ({
      method,
      path: url.split('?')[0]?.replaceAll(/sj_[\w-]+/g, 'sj_…'),
    }),
  },
});
