import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Asking } from '../../http/answers.ts';
import { listFailures, recordFailures } from '../../http/describe.ts';
import { answerList, listContent, listQuery } from '../../http/lists.ts';
import { answerRecord, recordContent, recordQuery, refParams } from '../../http/records.ts';
import { Country, ref } from '../../model/common.ts';
import { Location } from '../../model/location.ts';
import {
  boxParameter,
  flag,
  list,
  number,
  pointParameter,
  reviewParameter,
  updatedSince,
  words,
} from '../../model/parameters.ts';
import { codesOf } from '../../model/vocabularies/index.ts';
import { findLocations, getLocation } from './queries.ts';

const ListQuery = listQuery('location', {
  q: words.optional().describe('A name or part of one, in any script and spelling'),
  prefix: flag.optional().describe('With `q`: its last word may go on (autocomplete)'),
  kind: list(z.enum(codesOf('location-kinds')))
    .optional()
    .describe('Only these kinds of place'),
  country: list(Country).optional().describe('In this country (ISO 3166-1 alpha-2)'),
  parent: list(ref('location')).optional().describe('Directly inside this place'),
  within: list(ref('location')).optional().describe('Anywhere inside this place'),
  bbox: boxParameter.optional(),
  near: pointParameter.optional(),
  radius_km: number(z.number().positive().max(20_100)).optional().describe('With `near`; 50 unless told'),
  review: reviewParameter,
  updated_since: updatedSince,
});
const OneQuery = recordQuery('location', {});

export const locations: FastifyPluginAsyncZod<{ asking: Asking }> = async (app, { asking }) => {
  app.get('/locations', {
    config: { drafts: true },
    schema: {
      operationId: 'listLocations',
      tags: ['Locations'],
      summary: 'Places by slug, by name with `q`, or by distance with `near`',
      querystring: ListQuery,
      response: { 200: listContent('location', Location), ...listFailures },
    },
    handler: (request, reply) =>
      answerList(asking, request, reply, {
        kind: 'location',
        query: ListQuery,
        entry: Location,
        ask: (filter, reads) => findLocations(reads, filter),
      }),
  });

  app.get('/locations/:ref', {
    schema: {
      operationId: 'getLocation',
      tags: ['Locations'],
      summary: 'One place and what it lies in',
      params: refParams('location'),
      querystring: OneQuery,
      response: { 200: recordContent('location', 'The place', Location), ...recordFailures },
    },
    handler: (request, reply) =>
      answerRecord(asking, request, reply, { kind: 'location', entry: Location, ask: getLocation }),
  });
};
