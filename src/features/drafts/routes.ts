import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { text } from '../../db/answer.ts';
import { type Db, rows, type Tx } from '../../db/database.ts';
import type { Database } from '../../db/open.ts';
import { moveDataVersion } from '../../db/version.ts';
import { AppError } from '../../errors.ts';
import type { Asking } from '../../http/answers.ts';
import { callerOf } from '../../http/callers.ts';
import { stateOf } from '../../http/dataState.ts';
import { jsonContent, listFailures, writeFailures } from '../../http/describe.ts';
import { answerList, listContent, listQuery } from '../../http/lists.ts';
import { refParams } from '../../http/records.ts';
import { answerOnce } from '../../http/writing.ts';
import { RecordId, ref } from '../../model/common.ts';
import { Draft, draftKinds, draftStates } from '../../model/draft.ts';
import { list, number } from '../../model/parameters.ts';
import { mayActAs } from '../../model/roles.ts';
import { accept, acceptAll, printedName } from '../../store/accept.ts';
import { decide, type Kept, lockOpenDraft } from '../../store/drafts.ts';
import { extract } from '../../store/extract.ts';
import { group } from '../../store/group.ts';
import { refuseName } from '../../store/knownNames.ts';
import type { Authorship } from '../../store/log.ts';
import { type DraftSight, dropCandidate, findDrafts, getDraft } from './queries.ts';

const Confidence = z.number().min(0).max(1);
const Reason = z.string().trim().min(1).max(2000);
const Params = z.strictObject({ id: RecordId.describe('The draft') });
const ListQuery = listQuery('draft', {
  document: list(ref('document')).optional().describe('Read in this document'),
  kind: list(z.enum(draftKinds)).optional().describe('What it proposes'),
  min_confidence: number(Confidence).optional().describe('At least so sure, 0 to 1'),
  state: list(z.enum(draftStates)).optional().describe('`open` unless told'),
}).omit({ as_of: true });
const AcceptBody = z
  .strictObject({
    corrections: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('JSON Merge Patch (RFC 7396) on the proposal'),
    same_as: ref('actor')
      .nullable()
      .optional()
      .describe('Of an actor: the existing one who is meant; null says that it is none of the candidates'),
    reason: Reason.optional(),
  })
  .default({});
const RejectBody = z.strictObject({ reason: Reason });
const DistinctBody = z.strictObject({ from: ref('actor'), reason: Reason.optional() });
const ManyBody = z.strictObject({
  document: ref('document'),
  min_confidence: Confidence,
  kinds: z.array(z.enum(draftKinds)).min(1).optional(),
  reason: Reason.optional(),
});

const Run = z
  .strictObject({
    document: RecordId,
    found: z.partialRecord(z.enum(draftKinds), z.int()).describe('How many of each kind'),
    created: z.int(),
    updated: z.int().describe('Open drafts of an earlier run that were found again'),
    decided: z.int().describe('Found again and decided before; the decisions stay'),
    dropped: z.int().describe('Open drafts of an earlier run that are not found any more'),
    drafts: z.string().describe('Where the open drafts are'),
  })
  .meta({ id: 'Run', description: 'What a run found, and what became of the drafts of earlier runs.' });
const Many = z
  .strictObject({
    accepted: z.array(z.strictObject({ draft: RecordId, kind: z.enum(draftKinds), record: RecordId })),
    skipped: z
      .array(z.strictObject({ draft: RecordId, kind: z.enum(draftKinds), reason: z.string() }))
      .describe('They stay open: they have to be corrected first'),
    left: z.int().describe('How many are above the limit of 500; ask again'),
  })
  .meta({ id: 'AcceptedMany', description: 'What came of accepting many drafts at once.' });

interface Options {
  asking: Asking;
  database: Database;
}

/** The review queue: what is read in a text becomes drafts, which editors accept or reject. */
export const drafts: FastifyPluginAsyncZod<Options> = async (app, { asking, database }) => {
  const tags = ['Drafts'];
  const config = { role: 'editor' } as const;

  const idOf = async (kind: 'document' | 'actor', named: string, request: FastifyRequest) => {
    const state = stateOf(await asking.version.current());
    return (await asking.references.inPath(kind, named, state, callerOf(request))).id;
  };
  /** Work in one transaction, at most once; lists of drafts have tags, so the data version moves. */
  const run = (request: FastifyRequest, reply: FastifyReply, work: (tx: Tx) => Promise<object>) =>
    answerOnce(database, request, reply, async (tx) => {
      const body = JSON.stringify(await work(tx));
      await moveDataVersion(tx as unknown as Db);
      return { status: 200, headers: {}, body, record: undefined };
    });
  const runOnDraft = (
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    work: (tx: Db) => Promise<unknown>,
  ) =>
    run(request, reply, async (tx) => {
      await work(tx as unknown as Db);
      return readDraft(tx as unknown as Db, id, sightOf(request));
    });

  /** A run over a document that makes drafts. */
  const runs = {
    extraction: {
      role: 'contributor',
      work: extract,
      operationId: 'extractDocument',
      summary: 'Read the stored text of a document: what it says becomes drafts',
      description:
        'Reading again changes open drafts, drops those that are not found any more, and keeps every decision, also when the text has changed.',
    },
    grouping: {
      role: 'editor',
      work: group,
      operationId: 'groupDocument',
      summary: 'Compare a document with the others: one utterance, one event, a copy become drafts',
      description:
        'Accepting an `utterance` groups its quotes, accepting a `same_event` merges the events into the first, accepting a `copy` says where the document’s words are from.',
    },
  } as const;
  for (const [name, { role, work, ...said }] of Object.entries(runs))
    app.post(`/documents/:ref/${name}`, {
      config: { role },
      schema: {
        ...said,
        tags,
        params: refParams('document'),
        response: { 200: jsonContent('What was found, and where it is', Run), ...writeFailures },
      },
      handler: async (request, reply) => {
        const document = await idOf('document', request.params.ref, request);
        return run(request, reply, async (tx) =>
          runOf(document, await work(tx as unknown as Db, document, callerOf(request).name)),
        );
      },
    });

  app.get('/drafts', {
    config: { role: 'contributor' },
    schema: {
      operationId: 'listDrafts',
      tags,
      summary: 'The review queue, the surest first; a contributor sees the drafts it had made',
      querystring: ListQuery,
      response: { 200: listContent('draft', Draft), ...listFailures },
    },
    handler: (request, reply) =>
      answerList(asking, request, reply, {
        kind: 'draft',
        query: ListQuery,
        entry: Draft,
        ask: (filter) => findDrafts(filter, sightOf(request)),
      }),
  });

  app.get('/drafts/:id', {
    config: { role: 'contributor' },
    schema: {
      operationId: 'getDraft',
      tags,
      summary: 'One draft',
      params: Params,
      querystring: z.strictObject({}),
      response: { 200: jsonContent('The draft', Draft), ...writeFailures },
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      const found = await text(asking.reads, getDraft(id, sightOf(request)));
      if (!found) throw unknown(id);
      return reply
        .type('application/json; charset=utf-8')
        .header('cache-control', 'private, no-store')
        .send(found);
    },
  });

  app.post('/drafts/:id/accept', {
    config,
    schema: {
      operationId: 'acceptDraft',
      tags,
      summary: 'Accept a draft, with corrections: the reviewed record is written, and what it refers to',
      params: Params,
      body: AcceptBody,
      response: { 200: jsonContent('The draft, with the record it became', Draft), ...writeFailures },
    },
    handler: async (request, reply) => {
      const { corrections, same_as, reason } = request.body;
      const sameAs = same_as ? await idOf('actor', same_as, request) : same_as;
      return runOnDraft(request, reply, request.params.id, async (tx) => {
        const { kind } = sameAs === undefined ? {} : await lockOpenDraft(tx, request.params.id);
        if (kind && kind !== 'actor')
          throw new AppError('invalid_body', 'Only the draft of an actor can be the same as another.', [
            { pointer: '/same_as', code: 'contradiction', detail: 'Leave it out.' },
          ]);
        return accept(tx, request.params.id, { ...authorship(request, reason), corrections, sameAs });
      });
    },
  });

  app.post('/drafts/:id/reject', {
    config,
    schema: {
      operationId: 'rejectDraft',
      tags,
      summary: 'Reject a draft with a reason; it is not proposed again',
      params: Params,
      body: RejectBody,
      response: { 200: jsonContent('The draft', Draft), ...writeFailures },
    },
    handler: (request, reply) =>
      runOnDraft(request, reply, request.params.id, async (tx) => {
        await lockOpenDraft(tx, request.params.id);
        await decide(tx, request.params.id, authorship(request, request.body.reason));
      }),
  });

  app.post('/drafts/:id/distinct-from', {
    config,
    schema: {
      operationId: 'keepNameApart',
      tags,
      summary: 'Record that the printed name of an actor’s draft is not this actor’s',
      params: Params,
      body: DistinctBody,
      response: { 200: jsonContent('The draft, without that candidate', Draft), ...writeFailures },
    },
    handler: async (request, reply) => {
      const actor = await idOf('actor', request.body.from, request);
      return runOnDraft(request, reply, request.params.id, async (tx) => {
        const draft = await lockOpenDraft(tx, request.params.id);
        if (draft.kind !== 'actor') throw new AppError('conflict', 'This draft is not of an actor.');
        await refuseName(tx, printedName(draft), actor, authorship(request, request.body.reason));
        await tx.execute(dropCandidate(draft.id, actor));
      });
    },
  });

  app.post('/drafts/accept', {
    config,
    schema: {
      operationId: 'acceptDrafts',
      tags,
      summary: 'Accept all open drafts of a document that are at least so sure, 500 at once',
      body: ManyBody,
      response: {
        200: jsonContent('What was written, and what has to be corrected first', Many),
        ...writeFailures,
      },
    },
    handler: async (request, reply) => {
      const { document: named, min_confidence: least, kinds, reason } = request.body;
      const document = await idOf('document', named, request);
      return run(request, reply, (tx) =>
        acceptAll(tx, { document, least, kinds }, authorship(request, reason)),
      );
    },
  });
};

const runOf = (document: string, { found, ...counts }: Kept) => ({
  document,
  found,
  ...counts,
  drafts: `/v1/drafts?document=${document}`,
});

async function readDraft(db: Db, id: string, sight: DraftSight): Promise<object> {
  const [found] = await rows<{ json: string }>(db, getDraft(id, sight));
  if (!found) throw unknown(id);
  return JSON.parse(found.json) as object;
}

/** Editors see every draft and the words it was read in; others the drafts that they had made, without them. */
function sightOf(request: FastifyRequest): DraftSight {
  const { name, role } = callerOf(request);
  const editor = mayActAs(role, 'editor');
  return { begunBy: editor ? null : name, words: editor };
}

const authorship = (request: FastifyRequest, reason: string | undefined): Authorship => ({
  by: callerOf(request).name,
  reason,
});

const unknown = (id: string) => new AppError('not_found', `There is no draft ${id}.`);
