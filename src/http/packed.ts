import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import accepts from 'accepts';
import type { FastifyRequest } from 'fastify';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const packers = {
  br: (body: Buffer) =>
    brotli(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
  gzip: (body: Buffer) => zip(body),
};

/** Shorter answers are not worth the work. */
const WORTH_PACKING = 2048;

/** A finished body and, once somebody asked for it, the same compressed: done once, and off the main thread. */
export interface Packable {
  body: Buffer;
  packed?: { [encoding in keyof typeof packers]?: Promise<Buffer> };
}

/** The body as this client takes it. */
export async function packFor(
  request: FastifyRequest,
  kept: Packable,
): Promise<{ body: Buffer; encoding?: string }> {
  if (kept.body.length < WORTH_PACKING || !request.headers['accept-encoding']) return { body: kept.body };
  const encoding = accepts(request.raw).encoding(['br', 'gzip', 'identity']);
  if (encoding !== 'br' && encoding !== 'gzip') return { body: kept.body };
  kept.packed ??= {};
  kept.packed[encoding] ??= packers[encoding](kept.body);
  return { body: await kept.packed[encoding], encoding };
}
