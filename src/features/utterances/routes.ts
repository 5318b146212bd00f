import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Asking } from '../../http/answers.ts';
import { listFailures, recordFailures } from '../../http/describe.ts';
import { answerList, listContent, listQuery } from '../../http/lists.ts';
import { answerRecord, recordContent, recordQuery, refParams } from '../../http/records.ts';
import { ref } from '../../model/common.ts';
import {
  dateParameters,
  list,
  orderParameter,
  reviewParameter,
  updatedSince,
} from '../../model/parameters.ts';
import { Utterance } from '../../model/utterance.ts';
import { withDifferences } from './differences.ts';
import { findUtterances, getUtterance } from './queries.ts';

const ListQuery = listQuery('utterance', {
  speaker: list(ref('actor')).optional().describe('Said by, alone or jointly'),
  event: list(ref('event')).optional().describe('Said in this event'),
  document: list(ref('document')).optional().describe('Rendered in this document'),
  ...dateParameters,
  review: reviewParameter,
  updated_since: updatedSince,
  order: orderParameter,
});
const OneQuery = recordQuery('utterance', {});

export const utterances: FastifyPluginAsyncZod<{ asking: Asking }> = async (app, { asking }) => {
  app.get('/utterances', {
    config: { drafts: true },
    schema: {
      operationId: 'listUtterances',
      tags: ['Utterances'],
      summary: 'Things said once, each with every wording',
      querystring: ListQuery,
      response: { 200: listContent('utterance', Utterance), ...listFailures },
    },
    handler: (request, reply) =>
      answerList(asking, request, reply, {
        kind: 'utterance',
        query: ListQuery,
        entry: Utterance,
        ask: ({ order = 'desc', ...filter }) => findUtterances(filter, order),
      }),
  });

  app.get('/utterances/:ref', {
    schema: {
      operationId: 'getUtterance',
      tags: ['Utterances'],
      summary: 'One thing said once: every wording, and word by word where they differ',
      params: refParams('utterance'),
      querystring: OneQuery,
      response: { 200: recordContent('utterance', 'The utterance', Utterance), ...recordFailures },
    },
    handler: (request, reply) =>
      answerRecord(asking, request, reply, {
        kind: 'utterance',
        entry: Utterance,
        ask: getUtterance,
        finish: (json) => JSON.stringify(withDifferences(JSON.parse(json))),
      }),
  });
};
