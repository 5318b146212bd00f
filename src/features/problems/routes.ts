import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError, problems as kinds, type ProblemCode } from '../../errors.ts';
import { jsonContent, otherFailures, unknownName } from '../../http/describe.ts';
import { problemType } from '../../http/problem.ts';
import { explanations } from './explanations.ts';

const Explanation = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  explanation: z.strictObject({ en: z.string(), ar: z.string() }),
});

/** The addresses that problem documents name as their type. */
export const problems: FastifyPluginAsyncZod = async (app) => {
  app.get('/problems/:code', {
    schema: {
      operationId: 'getProblem',
      tags: ['Service'],
      summary: 'What a kind of problem means and what to do about it',
      params: z.strictObject({ code: z.string().describe('The last part of a problem’s `type`') }),
      response: { 200: jsonContent('The explanation', Explanation), 404: unknownName, ...otherFailures },
    },
    handler: async ({ params }) => {
      const code = params.code.replaceAll('-', '_') as ProblemCode;
      if (!Object.hasOwn(kinds, code))
        throw new AppError('not_found', `There is no problem “${params.code}”.`);
      return { type: problemType(code), ...kinds[code], explanation: explanations[code] };
    },
  });
};
