import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../errors.ts';
import { type CountRefused, callerOf } from './callers.ts';

/** Requests a minute; 0 is no limit. */
export interface Limits {
  /** From one address without a key, and with keys that are not valid. */
  rateLimit: number;
  /** With one key. */
  rateLimitKey: number;
}

/** What watches over the process asks often, and has to be answered most of all when much is asked. */
const unlimited = new Set(['/livez', '/readyz', '/metrics']);

const tooMany = (seconds: number) =>
  new AppError(
    'too_many_requests',
    `That is more than is answered in a minute. Try again in ${seconds} seconds.`,
  );

/**
 * Limits how often one key, or one address without a key, may ask, for every route registered after it: `RateLimit-*`
 * headers with every answer, 429 with `Retry-After` above the limit. Counted in this process.
 */
export async function limitRequests(
  app: FastifyInstance,
  { rateLimit: perAddress, rateLimitKey: perKey }: Limits,
): Promise<CountRefused> {
  const limitOf = (request: FastifyRequest) => (callerOf(request).role === 'reader' ? perAddress : perKey);
  await app.register(rateLimit, {
    timeWindow: 60_000,
    enableDraftSpec: true,
    keyGenerator: (request) => {
      const { role, name } = callerOf(request);
      return role === 'reader' ? request.ip : `key ${name}`;
    },
    max: limitOf,
    allowList: (request) => limitOf(request) === 0 || unlimited.has(request.routeOptions.url ?? ''),
    errorResponseBuilder: (_request, { ttl }) => tooMany(Math.ceil(ttl / 1000)),
  });
  const refused = app.createRateLimit({ max: perAddress, keyGenerator: ({ ip }) => ip, allowList: [] });
  return async (request, reply) => {
    if (perAddress === 0) return;
    const counted = await refused(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    reply.header('retry-after', counted.ttlInSeconds);
    throw tooMany(counted.ttlInSeconds);
  };
}
