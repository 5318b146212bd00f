import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { findAnswer, holdKey, keepAnswer, type Written } from '../store/idempotent.ts';
import { callerOf } from './callers.ts';

/**
 * Does a write at most once for an `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): the answer is
 * stored by the transaction that did the work, so a crash leaves both or neither. The same key replays the answer;
 * throws AppError key_reused for another request, conflict while the first one still runs.
 */
export async function atMostOnce(
  db: Db,
  request: FastifyRequest,
  work: () => Promise<Written>,
): Promise<Written> {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string') return work();
  const caller = callerOf(request).name;
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([request.method, request.url, request.body ?? null]))
    .digest('hex');
  if (!(await holdKey(db, caller, key)))
    throw new AppError(
      'conflict',
      'The first request with this Idempotency-Key is still running. Try again soon.',
    );
  const answered = await findAnswer(db, caller, key);
  if (answered && answered.fingerprint !== fingerprint)
    throw new AppError('key_reused', 'This Idempotency-Key was used for another request.');
  if (answered)
    return {
      ...answered,
      headers: { ...answered.headers, 'idempotency-replayed': 'true' },
      record: undefined,
    };
  const written = await work();
  await keepAnswer(db, caller, key, fingerprint, written);
  return written;
}
