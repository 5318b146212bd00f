import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { createPatch } from 'rfc6902';
import { z } from 'zod';
import { baseOf } from '../../http/addresses.ts';
import type { Asking } from '../../http/answers.ts';
import { listFailures } from '../../http/describe.ts';
import { answerList, listContent, listQuery } from '../../http/lists.ts';
import { RecordKind } from '../../model/common.ts';
import { Correction, corrections as kindsOfCorrection } from '../../model/correction.ts';
import { dateParameters, list, orderParameter } from '../../model/parameters.ts';
import { findCorrections } from './queries.ts';

const Query = listQuery('correction', {
  kind: list(RecordKind).optional().describe('Of records of this kind'),
  what: list(z.enum(kindsOfCorrection)).optional().describe('What was done'),
  from: dateParameters.from,
  to: dateParameters.to,
  order: orderParameter,
});

/** An entry as the database gives it: with the versions to be compared instead of their difference. */
type Found = Omit<Correction, 'url' | 'changes'> & { before: object | null; after: object | null };

/** Finishes an entry: its address, and what changed since the version before. */
function finish(json: string, base: string): string {
  const { before, after, into, ...found } = JSON.parse(json) as Found;
  return JSON.stringify({
    ...found,
    url: `${base}/v1/${found.kind}s/${found.id}`,
    into,
    changes: after ? createPatch(before ?? {}, after).map((operation) => ({ ...operation })) : [],
  } satisfies Correction);
}

/** What was corrected, retracted, disputed, withdrawn or merged, and why: as a list and as a feed. */
export const corrections: FastifyPluginAsyncZod<{ asking: Asking }> = async (app, { asking }) => {
  app.get('/corrections', {
    schema: {
      operationId: 'listCorrections',
      tags: ['Changes'],
      summary: 'What was corrected, retracted, disputed, withdrawn or merged, and why; newest first',
      description:
        'With `format=atom` or `format=jsonfeed` a feed for a feed reader, of the last 100 unless `limit` is given.',
      querystring: Query,
      response: { 200: listContent('correction', Correction), ...listFailures },
    },
    handler: (request, reply) => {
      const base = baseOf(asking.publicUrl, request);
      return answerList(asking, request, reply, {
        kind: 'correction',
        query: Query,
        entry: Correction,
        ask: ({ order = 'desc', ...filter }) => findCorrections(filter, order),
        finish: (entry) => finish(entry, base),
      });
    },
  });
};
