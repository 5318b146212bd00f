import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { eventFilterParameters } from '../../filters/events.ts';
import type { Asking } from '../../http/answers.ts';
import { listFailures, recordFailures } from '../../http/describe.ts';
import { answerList, listContent, listQuery } from '../../http/lists.ts';
import { answerRecord, namedInPath, recordContent, recordQuery, refParams } from '../../http/records.ts';
import { Actor, Mention, Neighbour } from '../../model/actor.ts';
import { Country, ref } from '../../model/common.ts';
import { flag, list, orderParameter, reviewParameter, updatedSince, words } from '../../model/parameters.ts';
import { codesOf } from '../../model/vocabularies/index.ts';
import { findActors, findMentions, findNetwork, getActor } from './queries.ts';

const include = list(z.enum(['evidence']))
  .optional()
  .describe('Add what supports each role and relation');
const ListQuery = listQuery('actor', {
  q: words.optional().describe('A name or part of one, in any script and spelling'),
  prefix: flag.optional().describe('With `q`: its last word may go on (autocomplete)'),
  kind: list(z.enum(codesOf('actor-kinds')))
    .optional()
    .describe('Only these kinds of actor'),
  country: list(Country).optional().describe('Of this country (ISO 3166-1 alpha-2)'),
  member_of: list(ref('actor')).optional().describe('Held a role in, or was a member or part of, this actor'),
  review: reviewParameter,
  updated_since: updatedSince,
  include,
});
const OneQuery = recordQuery('actor', { include });
const { actor: _, ...otherEventFilters } = eventFilterParameters;
const NetworkQuery = listQuery('neighbour', {
  ...otherEventFilters,
  modality: otherEventFilters.modality.describe(
    'Unlike elsewhere, only `occurred` and `ongoing` unless told: what is denied or planned brings nobody together',
  ),
});
const MentionsQuery = listQuery('mention', { order: orderParameter });

export const actors: FastifyPluginAsyncZod<{ asking: Asking }> = async (app, { asking }) => {
  app.get('/actors', {
    config: { drafts: true },
    schema: {
      operationId: 'listActors',
      tags: ['Actors'],
      summary: 'Actors by slug, or by name with `q`, each hit with why it matched',
      querystring: ListQuery,
      response: { 200: listContent('actor', Actor), ...listFailures },
    },
    handler: (request, reply) =>
      answerList(asking, request, reply, {
        kind: 'actor',
        query: ListQuery,
        entry: Actor,
        ask: ({ include: names = [], ...filter }, reads) =>
          findActors(reads, filter, names.includes('evidence')),
      }),
  });

  app.get('/actors/:ref', {
    schema: {
      operationId: 'getActor',
      tags: ['Actors'],
      summary: 'One actor with its names, roles and relations and what supports them',
      params: refParams('actor'),
      querystring: OneQuery,
      response: { 200: recordContent('actor', 'The actor', Actor), ...recordFailures },
    },
    handler: (request, reply) =>
      answerRecord(asking, request, reply, { kind: 'actor', entry: Actor, ask: getActor }),
  });

  app.get('/actors/:ref/network', {
    schema: {
      operationId: 'getActorNetwork',
      tags: ['Actors'],
      summary: 'Those who take part in the same events, with counts and dates',
      params: refParams('actor'),
      querystring: NetworkQuery,
      response: { 200: listContent('neighbour', Neighbour), ...recordFailures },
    },
    handler: async (request, reply) => {
      const actor = await namedInPath(asking, request, 'actor', await asking.version.current());
      return answerList(asking, request, reply, {
        kind: 'neighbour',
        query: NetworkQuery,
        entry: Neighbour,
        ask: (filter, reads) => findNetwork(reads, actor, filter),
      });
    },
  });

  app.get('/actors/:ref/mentions', {
    schema: {
      operationId: 'listActorMentions',
      tags: ['Actors'],
      summary: 'Quotes in which the actor is mentioned',
      params: refParams('actor'),
      querystring: MentionsQuery,
      response: { 200: listContent('mention', Mention), ...recordFailures },
    },
    handler: async (request, reply) => {
      const actor = await namedInPath(asking, request, 'actor', await asking.version.current());
      return answerList(asking, request, reply, {
        kind: 'mention',
        query: MentionsQuery,
        entry: Mention,
        ask: ({ order = 'desc' }) => findMentions(actor, order),
      });
    },
  });
};
