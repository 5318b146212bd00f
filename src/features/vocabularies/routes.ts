import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { text } from '../../db/answer.ts';
import { AppError } from '../../errors.ts';
import { baseOf } from '../../http/addresses.ts';
import { type Asking, answer } from '../../http/answers.ts';
import { jsonContent, listFailures, unknownName } from '../../http/describe.ts';
import { chosenFormat } from '../../http/negotiate.ts';
import { type Scheme, schemes } from '../../model/vocabularies/index.ts';
import { Vocabulary, VocabularySummary } from '../../model/vocabulary.ts';
import { nearest } from '../../text/nearest.ts';
import { countConcepts, getConcepts } from './queries.ts';
import { toSkos } from './skos.ts';

const Query = z.strictObject({
  format: z.enum(['json', 'jsonld']).optional().describe('Overrides `Accept`'),
});
const List = z.strictObject({ data: z.array(VocabularySummary) });
/** A graph in JSON-LD: any object. */
const jsonLd = z.unknown().meta({ type: 'object', additionalProperties: true });
const jsonld = { name: 'jsonld', mediaType: 'application/ld+json; charset=utf-8', extension: 'jsonld' };

const known = new Map<string, Scheme>(Object.entries<Scheme>(schemes));

function schemeNamed(name: string): Scheme {
  const scheme = known.get(name);
  if (scheme) return scheme;
  const best = nearest(name, [...known.keys()]);
  throw new AppError(
    'not_found',
    `There is no vocabulary “${name}”.${best ? ` Did you mean “${best}”?` : ''}`,
  );
}

export const vocabularies: FastifyPluginAsyncZod<{ asking: Asking }> = async (app, { asking }) => {
  app.get('/vocabularies', {
    schema: {
      operationId: 'listVocabularies',
      tags: ['Vocabularies'],
      summary: 'The closed vocabularies, with their titles',
      querystring: z.strictObject({}),
      response: { 200: jsonContent('The vocabularies', List), ...listFailures },
    },
    handler: (request, reply) =>
      answer(asking, request, reply, async () => {
        const counts: Record<string, number> = JSON.parse(
          (await text(asking.reads, countConcepts())) ?? '{}',
        );
        const data = [...known].map(([scheme, { title }]) => ({
          scheme,
          title,
          concepts: counts[scheme] ?? 0,
        }));
        return { type: 'application/json; charset=utf-8', body: JSON.stringify({ data }) };
      }),
  });

  app.get('/vocabularies/:scheme', {
    schema: {
      operationId: 'getVocabulary',
      tags: ['Vocabularies'],
      summary: 'One vocabulary with labels, hierarchy and crosswalks; SKOS as JSON-LD',
      params: z.strictObject({
        scheme: z.string().describe('The name of a vocabulary, as `/v1/vocabularies` lists it'),
      }),
      querystring: Query,
      response: {
        200: {
          description: 'The vocabulary',
          content: {
            'application/json': { schema: Vocabulary },
            'application/ld+json': { schema: jsonLd },
          },
        },
        ...listFailures,
        404: unknownName,
      },
    },
    handler: (request, reply) =>
      answer(asking, request, reply, async () => {
        const { scheme } = request.params;
        const { title, broaderIn = null } = schemeNamed(scheme);
        const concepts = (await text(asking.reads, getConcepts(scheme))) ?? '[]';
        const head = JSON.stringify({ scheme, title, broader_in: broaderIn }).slice(0, -1);
        const body = `${head},"concepts":${concepts}}`;
        if (!chosenFormat(request, request.query.format, [jsonld]))
          return { type: 'application/json; charset=utf-8', body };
        const skos = toSkos(JSON.parse(body), baseOf(asking.publicUrl, request));
        return { type: jsonld.mediaType, body: JSON.stringify(skos) };
      }),
  });
};
