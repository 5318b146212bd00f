import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { eventFilterParameters } from '../../filters/events.ts';
import type { Asking } from '../../http/answers.ts';
import { asOfParameter } from '../../http/asOf.ts';
import { jsonContent, listFailures, recordFailures } from '../../http/describe.ts';
import { answerList, listContent, listQuery } from '../../http/lists.ts';
import {
  answerPart,
  answerRecord,
  JSON_TYPE,
  recordContent,
  recordQuery,
  refParams,
} from '../../http/records.ts';
import { Event } from '../../model/event.ts';
import { Evidence } from '../../model/evidence.ts';
import { highlightParameter, list, searchedOrderParameter } from '../../model/parameters.ts';
import { findEvents, getEvent, getEventEvidence } from './queries.ts';

const include = list(z.enum(['evidence', 'documents']))
  .optional()
  .describe('Add what supports each event, or the documents that report it');
const ListQuery = listQuery('event', {
  ...eventFilterParameters,
  order: searchedOrderParameter,
  highlight: highlightParameter,
  include,
});
const OneQuery = recordQuery('event', { include });

const included = (names: string[] = []) => ({
  evidence: names.includes('evidence'),
  documents: names.includes('documents'),
});

export const events: FastifyPluginAsyncZod<{ asking: Asking }> = async (app, { asking }) => {
  app.get('/events', {
    config: { drafts: true },
    schema: {
      operationId: 'listEvents',
      tags: ['Events'],
      summary: 'Events, newest first',
      querystring: ListQuery,
      response: { 200: listContent('event', Event), ...listFailures },
    },
    handler: (request, reply) =>
      answerList(asking, request, reply, {
        kind: 'event',
        query: ListQuery,
        entry: Event,
        ask: ({ order = 'desc', include: names, ...filter }) => findEvents(filter, order, included(names)),
      }),
  });

  app.get('/events/:ref', {
    schema: {
      operationId: 'getEvent',
      tags: ['Events'],
      summary: 'One event with its evidence',
      params: refParams('event'),
      querystring: OneQuery,
      response: { 200: recordContent('event', 'The event', Event), ...recordFailures },
    },
    handler: (request, reply) =>
      answerRecord(asking, request, reply, {
        kind: 'event',
        entry: Event,
        ask: (id, sight) => getEvent(id, { ...included(request.query.include), evidence: true }, sight),
      }),
  });

  app.get('/events/:ref/evidence', {
    schema: {
      operationId: 'getEventEvidence',
      tags: ['Events'],
      summary: 'What supports an event: documents and the characters in them',
      params: refParams('event'),
      querystring: z.strictObject(asOfParameter),
      response: {
        200: jsonContent('The evidence', z.strictObject({ data: z.array(Evidence) })),
        ...recordFailures,
      },
    },
    handler: (request, reply) =>
      answerPart(asking, request, reply, 'event', getEventEvidence, (json) => ({
        type: JSON_TYPE,
        body: `{"data":${json}}`,
      })),
  });
};
