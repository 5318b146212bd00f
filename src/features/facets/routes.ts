import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { text } from '../../db/answer.ts';
import { countedOf } from '../../filters/counting.ts';
import { eventFilterParameters } from '../../filters/events.ts';
import { type Asking, answer } from '../../http/answers.ts';
import { askedAt, asOfParameter } from '../../http/asOf.ts';
import { callerOf } from '../../http/callers.ts';
import { stateOf } from '../../http/dataState.ts';
import { jsonContent, listFailures } from '../../http/describe.ts';
import { Meta, metaOf, Total } from '../../http/lists.ts';
import { list, number } from '../../model/parameters.ts';
import { ActorRef, LocationRef, SourceRef } from '../../model/references.ts';
import { codesOf } from '../../model/vocabularies/index.ts';
import { countFacets, facets } from './queries.ts';

const FacetsQuery = z.strictObject({
  ...eventFilterParameters,
  by: list(z.enum(facets)).optional().describe('Only these facets'),
  limit: number(z.int().min(1).max(200))
    .optional()
    .describe('So many values of each facet at most; 20 unless told'),
  ...asOfParameter,
});

const counts = <S extends z.ZodRawShape>(value: S) =>
  z.array(z.strictObject({ ...value, count: z.int() })).optional();

const Facets = z.strictObject({
  data: z
    .strictObject({
      actor: counts({ actor: ActorRef }).describe('Who takes part, in any role'),
      type: counts({ type: z.enum(codesOf('event-types')) }),
      location: counts({ location: LocationRef }).describe(
        'Where it happens, with all that these places lie in',
      ),
      source: counts({ source: SourceRef }).describe('Which outlets report it'),
      year: counts({ year: z.int() }).describe(
        'Years in which events begin, the latest first; undated ones in none',
      ),
    })
    .meta({ id: 'Facets', description: 'Events counted by value, the most frequent first.' }),
  total: Total.describe(
    'Events that match. Where `exact` is false, this and every count is estimated from a sample: above about 5,000 events',
  ),
  meta: Meta,
});

export const facetCounts: FastifyPluginAsyncZod<{ asking: Asking }> = async (app, { asking }) => {
  app.get('/facets', {
    schema: {
      operationId: 'getFacets',
      tags: ['Timeline'],
      summary: 'Counts of events by actor, type, place, outlet and year',
      querystring: FacetsQuery,
      response: { 200: jsonContent('The counts', Facets), ...listFailures },
    },
    handler: (request, reply) =>
      answer(asking, request, reply, async (data) => {
        const { reads, references } = await askedAt(asking, request, data);
        const {
          by,
          limit,
          as_of: _,
          ...filter
        } = await references.inQuery(FacetsQuery, request.query, stateOf(data), callerOf(request));
        const counted = countFacets(await countedOf(reads, filter), {
          wanted: by ?? facets,
          most: limit ?? 20,
        });
        const meta = JSON.stringify(metaOf(data, request.query));
        return {
          type: 'application/json; charset=utf-8',
          body: `${(await text(reads, counted))?.slice(0, -1)},"meta":${meta}}`,
        };
      }),
  });
};
