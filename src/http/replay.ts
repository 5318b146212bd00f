import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { VersionWatch } from '../db/version.ts';
import { stateOf } from './dataState.ts';
import type { AddressLimit } from './limits.ts';
import type { Metrics } from './metrics.ts';
import { dependsOnLanguage } from './negotiate.ts';
import { ANYTHING, heldTag } from './tags.ts';

/** Names and values by turns, as `writeHead` takes them. */
type RawHeaders = string[];

/** As which data an answer stands, and under which tag (tags.ts). */
interface Standing {
  state: string;
  tag: string;
}

/** An answer as it was sent, to be sent again while the data stands as it stood. */
interface Sent extends Standing {
  route: string;
  etag: string;
  /** With the body, and with a 304 beside its ETag. */
  headers: RawHeaders;
  headersOf304: RawHeaders;
  body: Buffer;
}

export interface Replay {
  /** Lets the answer to this request be sent again to whoever asks the same without a key. */
  allow(reply: FastifyReply, standing: Standing): void;
  /** Answers a request that was answered before, and tells whether it did; all others are for Fastify. */
  answer(request: IncomingMessage, response: ServerResponse): boolean;
  /** Keeps the answers that `allow` named. To be called after every plugin that changes answers. */
  keep(app: FastifyInstance, limit: AddressLimit): void;
}

export interface ReplayOptions {
  /** How much is kept; 0 keeps nothing. */
  bytes: number;
  version: VersionWatch;
  metrics: Metrics;
}

/**
 * Most questions to public data were asked before, and whether the answer still stands is known from the data version
 * alone. Such a request is answered as it arrives, before routing, validation and hooks, with the very headers and
 * bytes that its first asker got. Limits, metrics, log and request id are as ever.
 */
export function openReplay({ bytes, version, metrics }: ReplayOptions): Replay {
  const sent = new LRUCache<string, Sent>({
    maxSize: Math.max(bytes, 1),
    maxEntrySize: Math.max(Math.floor(bytes / 8), 1),
    // Headers take about so much; the bodies are mostly those that the answer cache holds.
    sizeCalculation: ({ body }) => body.length + 4000,
  });
  const allowed = new WeakMap<FastifyReply, Standing>();
  let open: { log: FastifyInstance['log']; limit: AddressLimit } | undefined;

  const find = (request: IncomingMessage): Sent | undefined => {
    if (request.method !== 'GET' || request.headers.authorization !== undefined) return;
    const found = sent.get(questionOf(request));
    const data = found && version.known();
    return data && found.state === stateOf(data) ? found : undefined;
  };

  return {
    allow: (reply, standing) => void allowed.set(reply, standing),

    answer: (request, response) => {
      const found = open && find(request);
      if (!open || !found) return false;
      const begun = performance.now();
      const limited = open.limit(request);
      // Whoever asks too often is told so on the usual way.
      if (limited === 'exceeded') return false;
      const id = randomUUID();
      const asked = request.headers['if-none-match'];
      const held = asked === found.etag ? asked : heldTag(asked, found.tag);
      const statusCode = held ? 304 : 200;
      const headers = held
        ? [...found.headersOf304, 'etag', held === ANYTHING ? found.etag : held]
        : found.headers;
      response.writeHead(statusCode, [...headers, 'x-request-id', id, ...limited]);
      response.end(held ? undefined : found.body);
      const responseTime = performance.now() - begun;
      metrics.observe('GET', found.route, statusCode, responseTime);
      open.log.info({ reqId: id, req: request, res: { statusCode }, responseTime }, 'request completed');
      return true;
    },

    keep: (app, limit) => {
      open = { log: app.log, limit };
      app.addHook('preClose', async () => {
        open = undefined;
      });
      app.addHook('onSend', async (request, reply, payload) => {
        const standing = allowed.get(reply);
        const etag = reply.getHeader('etag');
        if (!standing || reply.statusCode !== 200 || !Buffer.isBuffer(payload) || !etag) return;
        const headers = { ...reply.getHeaders(), 'content-length': payload.length };
        sent.set(questionOf(request.raw), {
          ...standing,
          route: request.routeOptions.url ?? 'none',
          etag: `${etag}`,
          headers: raw(headers, (name) => !ofOneRequest.test(name)),
          headersOf304: raw(headers, (name) => of304.test(name)),
          body: payload,
        });
      });
    },
  };
}

/** Everything in a request that its answer depends on: see `Vary`. By lines, which no header can hold. */
const questionOf = (request: IncomingMessage | FastifyRequest['raw']) => {
  const { url, headers } = request;
  const language = dependsOnLanguage(request) ? headers['accept-language'] : '';
  return [url, headers.host, headers.accept, headers['accept-encoding'], language].join('\n');
};

/** Headers that say something of one request, not of the answer. */
const ofOneRequest = /^(x-request-id|ratelimit-.*)$/;

/** What a 304 repeats (RFC 9110, 15.4.5), and what lets a script read it. */
const of304 = /^(cache-control|vary|access-control-.*)$/;

const raw = (
  headers: ReturnType<FastifyReply['getHeaders']>,
  wanted: (name: string) => boolean,
): RawHeaders =>
  Object.entries(headers)
    .filter(([name, value]) => value !== undefined && wanted(name))
    .flatMap(([name, value]) => [value].flat().flatMap((one) => [name, `${one}`]));
