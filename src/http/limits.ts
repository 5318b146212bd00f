import type { IncomingMessage } from 'node:http';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
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

const WINDOW = 60_000;

/** Addresses and keys that are counted at once; with more, those that asked longest ago begin anew. */
const MOST_COUNTED = 50_000;

/** Requests of each address or key in its running minute; `ttl` is what is left of it, in milliseconds. */
class Counts {
  readonly #counted = new LRUCache<string, { current: number; until: number }>({ max: MOST_COUNTED });

  count(key: string): { current: number; ttl: number } {
    const now = Date.now();
    let counted = this.#counted.get(key);
    if (!counted || counted.until <= now) {
      counted = { current: 0, until: now + WINDOW };
      this.#counted.set(key, counted);
    }
    counted.current += 1;
    return { current: counted.current, ttl: counted.until - now };
  }
}

/** Counts a request without a key; answers with its `RateLimit-*` headers, names and values by turns. */
export type AddressLimit = (request: IncomingMessage) => string[] | 'exceeded';

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
): Promise<{ countRefused: CountRefused; addressLimit: AddressLimit }> {
  const counts = new Counts();
  /** How the plugin counts (its `store`): by the same counts as `addressLimit`, refused keys by their own. */
  class Store {
    readonly #counts: Counts;
    constructor(_options: unknown, own = counts) {
      this.#counts = own;
    }
    incr(key: string, done: (error: null, counted: ReturnType<Counts['count']>) => void) {
      done(null, this.#counts.count(key));
    }
    child() {
      return new Store(undefined, new Counts());
    }
  }
  const limitOf = (request: FastifyRequest) => (callerOf(request).role === 'reader' ? perAddress : perKey);
  await app.register(rateLimit, {
    timeWindow: WINDOW,
    store: Store,
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
  const countRefused: CountRefused = async (request, reply) => {
    if (perAddress === 0) return;
    const counted = await refused(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    reply.header('retry-after', counted.ttlInSeconds);
    throw tooMany(counted.ttlInSeconds);
  };
  const addressLimit: AddressLimit = ({ socket }) => {
    if (perAddress === 0) return [];
    const { current, ttl } = counts.count(socket.remoteAddress ?? '');
    if (current > perAddress) return 'exceeded';
    const named = { limit: perAddress, remaining: perAddress - current, reset: Math.ceil(ttl / 1000) };
    return Object.entries(named).flatMap(([name, value]) => [`ratelimit-${name}`, `${value}`]);
  };
  return { countRefused, addressLimit };
}
