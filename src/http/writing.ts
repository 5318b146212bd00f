import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Db, Tx } from '../db/database.ts';
import type { Database } from '../db/open.ts';
import { moveDataVersion, readDataVersion } from '../db/version.ts';
import { AppError, type ProblemCode } from '../errors.ts';
import type { RecordKind } from '../model/common.ts';
import type { Written } from '../store/idempotent.ts';
import { stateOf } from './dataState.ts';
import { atMostOnce } from './idempotency.ts';

/** What a write leaves behind: the record it speaks of, and the JSON to answer with. */
export interface Outcome {
  kind: RecordKind;
  id: string;
  status: 200 | 201;
  json: string;
  /** Undefined where the record is gone. */
  version?: number;
}

/**
 * Runs a write in one transaction, at most once, and answers with the record as it stands then; `committed` is done
 * before anyone hears of it.
 */
export const answerWrite = (
  database: Database,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (tx: Db) => Promise<Outcome>,
  committed?: () => Promise<void>,
): Promise<FastifyReply> =>
  answerOnce(
    database,
    request,
    reply,
    async (transaction) => {
      const tx = transaction as unknown as Db;
      const outcome = await work(tx);
      await moveDataVersion(tx);
      return answerOf(outcome, stateOf(await readDataVersion(tx)));
    },
    committed,
  );

/**
 * Runs work in one transaction, at most once, and answers with what it returns. What the database itself refuses is a
 * conflict with another writer or an invalid record, never a failure of ours.
 */
export async function answerOnce(
  database: Database,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (tx: Tx) => Promise<Written>,
  committed: () => Promise<void> = async () => undefined,
): Promise<FastifyReply> {
  const written = await database
    .change((tx) => atMostOnce(tx as unknown as Db, request, () => work(tx)))
    .catch(explain);
  await committed();
  return reply
    .code(written.status)
    .headers(written.headers)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(written.body);
}

const MEANWHILE = 'Another change came in between. Look at the record as it is now and try again.';

/** What the database refuses by SQLSTATE: where two writers met, and what no rule of the model caught before. */
const refusals: [RegExp, ProblemCode, string][] = [
  [/^(23503|23505|40)/, 'conflict', MEANWHILE],
  [/^(22|23)/, 'invalid_record', 'The record holds a value that cannot be kept, or contradicts itself.'],
];

function explain(error: unknown): never {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  const [, problem, detail] = refusals.find(([states]) => states.test(cause?.code ?? code ?? '')) ?? [];
  if (error instanceof AppError || !problem || !detail) throw error;
  throw new AppError(problem, detail);
}

const answerOf = ({ kind, id, status, json, version }: Outcome, state: string): Written => ({
  status,
  headers: {
    ...(version ? { etag: `"${version}.${state}"` } : {}),
    ...(status === 201 ? { location: `/v1/${kind}s/${id}` } : {}),
  },
  body: json,
  record: id,
});

/**
 * The version a change is meant for, from `If-Match`: a record's ETag, its version in quotes, or `*`. Throws
 * AppError version_required where there is none, version_mismatch where it is no version of ours.
 */
export function expectedVersion(request: FastifyRequest): number | 'any' {
  const header = request.headers['if-match'];
  if (!header)
    throw new AppError(
      'version_required',
      'Send `If-Match` with the ETag of the version your change is meant for.',
    );
  if (header.trim() === '*') return 'any';
  const version = /^(?:W\/)?"(\d+)(?:\.[^"]*)?"$/.exec(header.trim())?.[1];
  if (!version) throw new AppError('version_mismatch', `“${header}” is not an ETag of this record.`);
  return Number(version);
}
