import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Db } from '../../db/database.ts';
import type { Database } from '../../db/open.ts';
import { AppError } from '../../errors.ts';
import type { Asking } from '../../http/answers.ts';
import { callerOf, seesDraft } from '../../http/callers.ts';
import { stateOf } from '../../http/dataState.ts';
import { jsonContent, writeFailures } from '../../http/describe.ts';
import { refParams } from '../../http/records.ts';
import { answerWrite, expectedVersion, type Outcome } from '../../http/writing.ts';
import { answerSchemas } from '../../model/answers.ts';
import { type RecordKind, Review, recordKinds, ref } from '../../model/common.ts';
import { flag } from '../../model/parameters.ts';
import { type AnyRecord, recordSchemas } from '../../model/records.ts';
import { createRecord, patchRecord, revertRecord } from '../../store/edit.ts';
import {
  keepApart,
  keepApartNoMore,
  type MergeableKind,
  merge,
  mergeableKinds,
  unmerge,
} from '../../store/identity.ts';
import type { Authorship } from '../../store/log.ts';
import { purge, withdraw } from '../../store/withdraw.ts';
import { draftBegunBy, draftsReferredTo, isGone, readRecord } from './queries.ts';

const Reason = z.string().trim().min(1).max(2000);
const ReasonQuery = z.strictObject({ reason: Reason.optional().describe('Why; it stands in the history') });
const DeleteQuery = z.strictObject({
  reason: Reason.describe('Why; readers see it'),
  purge: flag.optional().describe('Remove it from history as well (admins)'),
});
const ReviewBody = z.strictObject({ review: Review, reason: Reason.optional() });
const RevertBody = z.strictObject({ version: z.int().min(1), reason: Reason.optional() });
const IntoBody = z.strictObject({ into: z.string().min(1), reason: Reason.optional() });
const UnmergeBody = z.strictObject({ reason: Reason.optional() });
const DistinctBody = z.strictObject({ from: z.string().min(1), reason: Reason.optional() });

const Withdrawn = z.strictObject({ id: z.string(), withdrawn: z.literal(true) });

/** States of review that have to be explained. */
const explained = ['disputed', 'retracted'];

interface Options {
  asking: Asking;
  database: Database;
}

/** Writing: create, change, withdraw, review, revert for every kind of record; merge where it can be. */
export const editing: FastifyPluginAsyncZod<Options> = async (app, { asking, database }) => {
  app.addContentTypeParser(
    'application/merge-patch+json',
    { parseAs: 'string' },
    app.getDefaultJsonParser('error', 'error'),
  );

  /** The record that a path or a body names, as it was named: a merged one is not followed. */
  const idOf = async (kind: RecordKind, ref: string, request: FastifyRequest) => {
    const state = stateOf(await asking.version.current());
    return asking.references.inPath(kind, ref, state, callerOf(request));
  };
  const named = async (kind: RecordKind, request: FastifyRequest) => {
    const { id, merged } = await idOf(kind, (request.params as { ref: string }).ref, request);
    if (merged)
      throw new AppError('conflict', `This ${kind} is merged into ${id}; change that one, or unmerge it.`);
    return id;
  };
  const run = (request: FastifyRequest, reply: FastifyReply, work: (tx: Db) => Promise<Outcome>) =>
    answerWrite(database, request, reply, work);

  for (const kind of recordKinds) {
    const path = `/${kind}s`;
    const tags = ['Writing'];
    const name = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;

    app.post(path, {
      config: { role: 'contributor' },
      schema: {
        operationId: `create${name}`,
        tags,
        summary: `Create a ${kind}`,
        querystring: ReasonQuery,
        body: z.preprocess(withKind(kind), recordSchemas[kind] as z.ZodType<AnyRecord>),
        response: created(kind),
      },
      handler: async (request, reply) => {
        const record = startingState(request, request.body as AnyRecord);
        return run(request, reply, async (tx) => {
          const id = await createRecord(tx, record, authorship(request, request.query.reason));
          await mayReferTo(tx, request, id);
          return outcome(tx, kind, id, 201);
        });
      },
    });

    app.patch(`${path}/:ref`, {
      config: { role: 'contributor' },
      schema: {
        operationId: `change${name}`,
        tags,
        summary: `Change a ${kind} by a JSON Merge Patch (RFC 7396)`,
        params: refParams(kind),
        querystring: ReasonQuery,
        consumes: ['application/merge-patch+json', 'application/json'],
        body: z.record(z.string(), z.unknown()),
        response: changed(kind),
      },
      handler: async (request, reply) => {
        const expected = expectedVersion(request);
        const id = await named(kind, request);
        return run(request, reply, async (tx) => {
          await mayChange(tx, request, id, request.body.review);
          const by = authorship(request, request.query.reason);
          await patchRecord(tx, kind, id, request.body, expected, by);
          await mayReferTo(tx, request, id);
          return outcome(tx, kind, id);
        });
      },
    });

    app.delete(`${path}/:ref`, {
      config: { role: 'editor' },
      schema: {
        operationId: `withdraw${name}`,
        tags,
        summary: `Withdraw a ${kind} with a reason; an admin may purge it from history as well`,
        params: refParams(kind),
        querystring: DeleteQuery,
        response: { 200: jsonContent('It is withdrawn', Withdrawn), ...writeFailures },
      },
      handler: async (request, reply) => {
        const { purge: purging = false, reason } = request.query;
        if (purging && callerOf(request).role !== 'admin')
          throw new AppError('forbidden', 'Only an admin may purge a record from history.');
        // What was withdrawn before can still be purged.
        const id = purging
          ? await asking.references.anyState(kind, request.params.ref)
          : await named(kind, request);
        const work = async (tx: Db): Promise<Outcome> => {
          if (!(purging && (await isGone(tx, id)))) await withdraw(tx, kind, id, authorship(request, reason));
          if (purging) await purge(tx, id);
          return { kind, id, status: 200, json: JSON.stringify({ id, withdrawn: true }) };
        };
        if (!purging) return run(request, reply, work);
        return answerWrite(database, request, reply, work, async () => {
          asking.cache.clear();
          await asking.snapshots.dropStale();
        });
      },
    });

    app.post(`${path}/:ref/review`, {
      config: { role: 'editor' },
      schema: {
        operationId: `review${name}`,
        tags,
        summary: `Put a ${kind} in a state of review; disputed and retracted need a reason`,
        params: refParams(kind),
        body: ReviewBody,
        response: changed(kind),
      },
      handler: async (request, reply) => {
        const { review, reason } = request.body;
        if (explained.includes(review) && !reason)
          throw new AppError('invalid_body', `A ${review} record needs a reason.`, [
            { pointer: '/reason', code: 'required', detail: 'Say why; readers see it.' },
          ]);
        const id = await named(kind, request);
        return run(request, reply, async (tx) =>
          outcome(tx, kind, await patchRecord(tx, kind, id, { review }, 'any', authorship(request, reason))),
        );
      },
    });

    app.post(`${path}/:ref/revert`, {
      config: { role: 'editor' },
      schema: {
        operationId: `revert${name}`,
        tags,
        summary: `Make an earlier version of a ${kind} the newest one`,
        params: refParams(kind),
        body: RevertBody,
        response: changed(kind),
      },
      handler: async (request, reply) => {
        const { version, reason } = request.body;
        const id = await asking.references.anyState(kind, request.params.ref);
        return run(request, reply, async (tx) =>
          outcome(tx, kind, await revertRecord(tx, kind, id, version, authorship(request, reason))),
        );
      },
    });
  }

  for (const kind of mergeableKinds) mergeRoutes(kind);

  function mergeRoutes(kind: MergeableKind) {
    const name = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
    const config = { role: 'editor' } as const;
    const params = refParams(kind);

    app.post(`/${kind}s/:ref/merge`, {
      config,
      schema: {
        operationId: `merge${name}`,
        tags: ['Writing'],
        summary: `Merge a ${kind} into another`,
        params,
        body: IntoBody,
        response: changed(kind),
      },
      handler: async (request, reply) => {
        const id = await named(kind, request);
        const into = await idOf(kind, request.body.into, request);
        return run(request, reply, async (tx) => {
          await merge(tx, kind, id, into.id, authorship(request, request.body.reason));
          return outcome(tx, kind, into.id);
        });
      },
    });

    app.post(`/${kind}s/:ref/unmerge`, {
      config,
      schema: {
        operationId: `unmerge${name}`,
        tags: ['Writing'],
        summary: `Undo the merge of a ${kind}`,
        params,
        body: UnmergeBody,
        response: changed(kind),
      },
      handler: async (request, reply) => {
        const id = await asking.references.anyState(kind, request.params.ref);
        return run(request, reply, async (tx) => {
          await unmerge(tx, kind, id, authorship(request, request.body.reason));
          return outcome(tx, kind, id);
        });
      },
    });

    app.post(`/${kind}s/:ref/distinct-from`, {
      config,
      schema: {
        operationId: `keep${name}Apart`,
        tags: ['Writing'],
        summary: `Record that a ${kind} is not the same as another`,
        params,
        body: DistinctBody,
        response: changed(kind),
      },
      handler: async (request, reply) => {
        const id = await named(kind, request);
        const { id: other } = await idOf(kind, request.body.from, request);
        return run(request, reply, async (tx) => {
          await keepApart(tx, kind, id, other, authorship(request, request.body.reason));
          return outcome(tx, kind, id);
        });
      },
    });

    const DistinctQuery = z.strictObject({
      from: ref(kind).describe('The other one'),
      reason: Reason.optional().describe('Why; it stands in the history'),
    });
    app.delete(`/${kind}s/:ref/distinct-from`, {
      config,
      schema: {
        operationId: `keep${name}ApartNoMore`,
        tags: ['Writing'],
        summary: `Take back that a ${kind} is not the same as another`,
        params,
        querystring: DistinctQuery,
        response: changed(kind),
      },
      handler: async (request, reply) => {
        const { from, reason } = request.query as z.infer<typeof DistinctQuery>;
        const id = await named(kind, request);
        const other = await asking.references.anyState(kind, from);
        return run(request, reply, async (tx) => {
          await keepApartNoMore(tx, kind, id, other, authorship(request, reason));
          return outcome(tx, kind, id);
        });
      },
    });
  }
};

const created = (kind: RecordKind) => ({
  201: jsonContent(`The ${kind}, as it answers now`, answerSchemas[kind]),
  ...writeFailures,
});
const changed = (kind: RecordKind) => ({
  200: jsonContent(`The ${kind}, as it answers now`, answerSchemas[kind]),
  ...writeFailures,
});

/** The path says which kind of record a body is; the body may leave it out. */
const withKind = (kind: RecordKind) => (body: unknown) =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? { record: kind, ...body } : body;

const authorship = (request: FastifyRequest, reason: string | undefined): Authorship => ({
  by: callerOf(request).name,
  reason,
});

async function outcome(tx: Db, kind: RecordKind, id: string, status: 200 | 201 = 200): Promise<Outcome> {
  return { kind, id, status, ...(await readRecord(tx, kind, id)) };
}

/** A contributor's record is a draft; an editor's is reviewed unless the editor says otherwise. */
function startingState(request: FastifyRequest, record: AnyRecord): AnyRecord {
  const contributor = callerOf(request).role === 'contributor';
  if (contributor && record.review !== undefined && record.review !== 'draft') throw onlyDrafts();
  return { ...record, review: record.review ?? (contributor ? 'draft' : 'reviewed') };
}

/** A contributor may change a draft of its own, and leaves it a draft. */
async function mayChange(tx: Db, request: FastifyRequest, id: string, review: unknown): Promise<void> {
  const caller = callerOf(request);
  if (caller.role !== 'contributor') return;
  const by = await draftBegunBy(tx, id);
  if (by !== caller.name || (review !== undefined && review !== 'draft')) throw onlyDrafts();
}

/** A contributor does not see the drafts of others, so it cannot refer to them. */
async function mayReferTo(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const caller = callerOf(request);
  const drafts = await draftsReferredTo(tx, id);
  const [hidden] = [...drafts].find(([, by]) => !seesDraft(caller, by)) ?? [];
  if (hidden) throw new AppError('invalid_record', `There is no record ${hidden} that you may refer to.`);
}

const onlyDrafts = () =>
  new AppError('forbidden', 'A contributor creates drafts and changes own drafts; an editor publishes them.');
