import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Asking } from '../../http/answers.ts';
import { listFailures, recordFailures } from '../../http/describe.ts';
import { answerList, listContent, listQuery } from '../../http/lists.ts';
import { answerRecord, recordContent, recordQuery, refParams } from '../../http/records.ts';
import { Country } from '../../model/common.ts';
import { list, reviewParameter, updatedSince, words } from '../../model/parameters.ts';
import { Source } from '../../model/source.ts';
import { codesOf } from '../../model/vocabularies/index.ts';
import { findSources, getSource } from './queries.ts';

const ListQuery = listQuery('source', {
  q: words.optional().describe('Every word stands in the name'),
  kind: list(z.enum(codesOf('source-kinds')))
    .optional()
    .describe('Only these kinds of outlet'),
  country: list(Country).optional().describe('Of this country (ISO 3166-1 alpha-2)'),
  review: reviewParameter,
  updated_since: updatedSince,
});
const OneQuery = recordQuery('source', {});

export const sources: FastifyPluginAsyncZod<{ asking: Asking }> = async (app, { asking }) => {
  app.get('/sources', {
    config: { drafts: true },
    schema: {
      operationId: 'listSources',
      tags: ['Sources'],
      summary: 'Outlets and agencies',
      querystring: ListQuery,
      response: { 200: listContent('source', Source), ...listFailures },
    },
    handler: (request, reply) =>
      answerList(asking, request, reply, {
        kind: 'source',
        query: ListQuery,
        entry: Source,
        ask: findSources,
      }),
  });

  app.get('/sources/:ref', {
    schema: {
      operationId: 'getSource',
      tags: ['Sources'],
      summary: 'One outlet',
      params: refParams('source'),
      querystring: OneQuery,
      response: { 200: recordContent('source', 'The outlet', Source), ...recordFailures },
    },
    handler: (request, reply) =>
      answerRecord(asking, request, reply, { kind: 'source', entry: Source, ask: getSource }),
  });
};
