import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CONTEXT_PATH, context } from '../../formats/context.ts';
import { otherFailures } from '../../http/describe.ts';

const body = JSON.stringify(context, null, 2);
const A_DAY = 86_400;

const contextContent: { description: string; content: Record<string, { schema: z.ZodType }> } = {
  description: 'The context; a term never changes its meaning',
  content: { 'application/ld+json': { schema: z.looseObject({ '@context': z.looseObject({}) }) } },
};

/** The JSON-LD context of the linked answers: what each of their properties means. */
export const linkedContext: FastifyPluginAsyncZod = async (app) => {
  app.get(CONTEXT_PATH, {
    schema: {
      operationId: 'getLinkedContext',
      tags: ['Vocabularies'],
      summary: 'The JSON-LD context: what each property of the linked answers means',
      querystring: z.strictObject({}),
      response: {
        200: contextContent,
        ...otherFailures,
      },
    },
    handler: (_, reply) =>
      reply
        .type('application/ld+json; charset=utf-8')
        .header('cache-control', `public, max-age=${A_DAY}`)
        .send(body),
  });
};
