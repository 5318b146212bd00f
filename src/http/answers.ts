import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Reads } from '../db/answer.ts';
import type { DataVersion, VersionWatch } from '../db/version.ts';
import type { Snapshots } from '../store/snapshot.ts';
import { asksInBody, callerOf } from './callers.ts';
import { stateOf } from './dataState.ts';
import { dependsOnLanguage } from './negotiate.ts';
import { type Packable, packFor } from './packed.ts';
import type { References } from './references.ts';
import type { Replay } from './replay.ts';
import { ANYTHING, etagOf, heldTag, tagOf } from './tags.ts';

/** A finished answer. A streamed body is neither kept nor tagged as exact. */
export interface Answer {
  body: string | Buffer | AsyncIterable<string>;
  type: string;
  /** Value of the Link header (RFC 8288). */
  link?: string | undefined;
  /** The record's version, where the answer is one record. */
  version?: number | undefined;
  /** For a download: the file's name. */
  filename?: string | undefined;
  /** Of a page: what it may load (Content-Security-Policy). */
  policy?: string | undefined;
}

/** What every reading route works with. */
export interface Asking {
  reads: Reads;
  references: References;
  snapshots: Snapshots;
  version: VersionWatch;
  cache: AnswerCache;
  replay: Pick<Replay, 'allow'>;
  publicUrl: string | undefined;
}

export type AnswerCache = LRUCache<string, Answer & Packable>;

/** Finished answers by data version and address, at most so many bytes of them; 0 keeps none. */
export const openCache = (bytes: number): AnswerCache =>
  new LRUCache({
    maxSize: Math.max(bytes, 1),
    maxEntrySize: Math.max(Math.floor(bytes / 8), 1),
    // With room for the compressed forms, which come later and are a sixth of it or less.
    sizeCalculation: ({ body }) => Math.ceil(body.length * 1.3) + 500,
  });

/**
 * Answers a question: 304 from the data version alone where the client has the answer, else from the cache, else by
 * `compute`. Lists carry a weak ETag of the data's state; a record's ETag is strong and begins with its version.
 * What a caller with a key is answered may hold drafts, so no cache keeps it, neither ours nor one on the way.
 */
export async function answer(
  asking: Asking,
  request: FastifyRequest,
  reply: FastifyReply,
  compute: (data: DataVersion) => Promise<Answer>,
): Promise<FastifyReply> {
  const data = await asking.version.current();
  const state = stateOf(data);
  const shared = callerOf(request).role === 'reader';
  // No cache on the way knows what stood in a body.
  const inBody = asksInBody(request);
  reply
    .header('cache-control', shared && !inBody ? 'public, max-age=0, must-revalidate' : 'private, no-store')
    .header(
      'vary',
      `Accept, Accept-Encoding, ${dependsOnLanguage(request) ? 'Accept-Language, ' : ''}Authorization`,
    );
  const { accept = '', 'accept-language': spoken = '' } = request.headers;
  // By lines, which no header can hold: put together otherwise, two questions could read the same.
  const question = [
    accept,
    dependsOnLanguage(request) ? spoken : '',
    request.url,
    inBody ? JSON.stringify(request.body) : '',
  ].join('\n');
  const key = [state, asking.publicUrl ?? request.host, question].join('\n');
  const tag = tagOf(state, question);
  const held = inBody ? undefined : heldTag(request.headers['if-none-match'], tag);
  // What is not to be told from `*` alone, whether there is anything, comes below.
  if (held && held !== ANYTHING) return reply.header('etag', held).code(304).send();
  if (shared && !inBody) asking.replay.allow(reply, { state, tag });
  const kept = shared ? asking.cache.get(key) : undefined;
  const made = kept ?? (await compute(data));
  // Whatever there is, the client has it (RFC 9110, 13.1.2).
  if (held === ANYTHING) return reply.header('etag', etagOf(made.version, tag)).code(304).send();
  if (kept) return sendPacked(request, reply, kept, tag);
  if (!isFinished(made.body)) return send(reply, made, tag);
  // Kept as bytes: a string of Arabic takes twice the memory, and is encoded again each time it is sent.
  const finished = { ...made, body: typeof made.body === 'string' ? Buffer.from(made.body) : made.body };
  if (shared) asking.cache.set(key, finished);
  return sendPacked(request, reply, finished, tag);
}

async function sendPacked(
  request: FastifyRequest,
  reply: FastifyReply,
  kept: Answer & Packable,
  tag: string,
) {
  const { body, encoding } = await packFor(request, kept);
  if (encoding) reply.header('content-encoding', encoding);
  return send(reply, { ...kept, body }, tag, encoding);
}

function send(reply: FastifyReply, made: Answer, tag: string, encoding?: string) {
  reply.type(made.type).header('etag', etagOf(made.version, tag, encoding));
  if (made.link) reply.header('link', made.link);
  if (made.policy) reply.header('content-security-policy', made.policy);
  if (made.filename) reply.header('content-disposition', `attachment; filename="${made.filename}"`);
  return reply.send(isFinished(made.body) ? made.body : Readable.from(made.body, { objectMode: false }));
}

const isFinished = (body: Answer['body']) => typeof body === 'string' || Buffer.isBuffer(body);
