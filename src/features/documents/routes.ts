import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { text } from '../../db/answer.ts';
import { AppError } from '../../errors.ts';
import type { Asking } from '../../http/answers.ts';
import { callerOf } from '../../http/callers.ts';
import { listFailures, recordFailures } from '../../http/describe.ts';
import { answerList, listContent, listQuery } from '../../http/lists.ts';
import { answerRecord, namedInPath, recordContent, recordQuery, refParams } from '../../http/records.ts';
import { ref } from '../../model/common.ts';
import { Document } from '../../model/document.ts';
import {
  dateParameters,
  highlightParameter,
  list,
  reviewParameter,
  searchedOrderParameter,
  searchParameter,
  updatedSince,
} from '../../model/parameters.ts';
import { mayActAs } from '../../model/roles.ts';
import { findDocuments, getDocument, getText } from './queries.ts';

const ListQuery = listQuery('document', {
  source: list(ref('source')).optional().describe('Published by this outlet'),
  lang: list(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'must be a language tag such as “ar”'))
    .optional()
    .describe('Written in this language (BCP 47)'),
  part_of: list(ref('document')).optional().describe('Items of this page'),
  event: list(ref('event')).optional().describe('Reporting this event'),
  q: searchParameter('title and description, and for editors in the stored text'),
  from: dateParameters.from,
  to: dateParameters.to,
  review: reviewParameter,
  updated_since: updatedSince,
  order: searchedOrderParameter,
  highlight: highlightParameter,
});
const OneQuery = recordQuery('document', {});

export const documents: FastifyPluginAsyncZod<{ asking: Asking }> = async (app, { asking }) => {
  app.get('/documents', {
    config: { drafts: true },
    schema: {
      operationId: 'listDocuments',
      tags: ['Documents'],
      summary: 'Published items, newest first, each with the records it supports',
      querystring: ListQuery,
      response: { 200: listContent('document', Document), ...listFailures },
    },
    handler: (request, reply) =>
      answerList(asking, request, reply, {
        kind: 'document',
        query: ListQuery,
        entry: Document,
        ask: ({ order = 'desc', highlight = false, ...filter }) =>
          findDocuments(filter, order, { texts: mayActAs(callerOf(request).role, 'editor'), highlight }),
      }),
  });

  app.get('/documents/:ref', {
    schema: {
      operationId: 'getDocument',
      tags: ['Documents'],
      summary: 'One published item; its text is never shown',
      params: refParams('document'),
      querystring: OneQuery,
      response: { 200: recordContent('document', 'The item', Document), ...recordFailures },
    },
    handler: (request, reply) =>
      answerRecord(asking, request, reply, { kind: 'document', entry: Document, ask: getDocument }),
  });

  app.get('/documents/:ref/text', {
    config: { role: 'editor' },
    schema: {
      operationId: 'getDocumentText',
      tags: ['Documents'],
      summary: 'The stored text of one item, for editors; of an item of a page its part of the page',
      params: refParams('document'),
      querystring: z.strictObject({}),
      response: {
        200: { description: 'The text', content: { 'text/plain': { schema: z.string() } } },
        ...recordFailures,
      },
    },
    handler: async (request, reply) => {
      const id = await namedInPath(asking, request, 'document', await asking.version.current());
      const words = await text(asking.reads, getText(id));
      if (words === undefined)
        throw new AppError('not_found', 'The text of this document is not loaded. See `sijill hydrate`.');
      return reply.type('text/plain; charset=utf-8').header('cache-control', 'private, no-store').send(words);
    },
  });
};
