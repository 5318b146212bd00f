import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import { type Db, row } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { callerOf } from './callers.ts';

/** The answer to a write: what is sent, and what is sent again to the same `Idempotency-Key`. */
export interface Written {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** The record it speaks of, so that a purge finds it. */
  record: string | undefined;
}

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
  await lockKey(db, caller, key);
  const answered = await row<Written & { fingerprint: string }>(
    db,
    sql`select fingerprint, status, headers, body from idempotent_answers where caller = ${caller} and key = ${key}`,
  );
  if (answered && answered.fingerprint !== fingerprint)
    throw new AppError('key_reused', 'This Idempotency-Key was used for another request.');
  if (answered) return { ...answered, headers: { ...answered.headers, 'idempotency-replayed': 'true' } };
  const written = await work();
  await db.execute(sql`insert into idempotent_answers (caller, key, fingerprint, status, headers, body, record_id)
    values (${caller}, ${key}, ${fingerprint}, ${written.status}, ${JSON.stringify(written.headers)}::json,
      ${written.body}, ${written.record ?? null})`);
  return written;
}

/** Held until commit; another request with the same key is told that the first still runs. */
async function lockKey(db: Db, caller: string, key: string) {
  const lock = await row<{ held: boolean }>(
    db,
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`${caller} ${key}`}, 0)) as held`,
  );
  if (!lock?.held)
    throw new AppError(
      'conflict',
      'The first request with this Idempotency-Key is still running. Try again soon.',
    );
}
