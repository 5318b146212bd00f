import { z } from 'zod';
import { problems } from '../errors.ts';

const Problem = z
  .strictObject({
    type: z.string().describe('Address of an explanation'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('A sentence that says what to do'),
    instance: z.string(),
    errors: z
      .array(
        z.strictObject({
          parameter: z.string().optional(),
          pointer: z.string().optional(),
          code: z.string(),
          detail: z.string(),
          position: z.int().optional().describe('Where in the parameter, in code points from 0'),
        }),
      )
      .optional(),
  })
  .meta({
    id: 'Problem',
    description: `RFC 9457. Titles: ${Object.values(problems)
      .map(({ title }) => title)
      .join(', ')}.`,
  });

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } },
});

/** What may be answered instead: of a list, of a route that names a record in its path, and of any other. */
export const listFailures = {
  400: problem('The question is wrong; `errors` says where and suggests what was meant'),
  503: problem(
    'It cannot be answered now: `Retry-After` says when to ask again, or the question was too slow',
  ),
};
export const recordFailures = {
  308: problem('Merged into the record that `Location` names'),
  ...listFailures,
  404: problem('There is no such record'),
  410: problem('The record was withdrawn; the detail says since when'),
};
/** What a write may be refused with. */
export const writeFailures = {
  400: problem('The body does not fit; `errors` points to the place'),
  401: problem('A key is needed'),
  403: problem('The key may not do this'),
  404: problem('There is no such record'),
  409: problem('It contradicts what is there; the detail says what to do first'),
  412: problem('The record is at another version than `If-Match` names'),
  422: problem('The record cannot be stored as it is; `errors` points to the place'),
  428: problem('`If-Match` is missing'),
  503: problem('It cannot be done now: `Retry-After` says when to try again'),
};
export const unknownName = problem('There is nothing of this name');
export const otherFailures = {
  '4xx': problem('The request is refused'),
  '5xx': problem('It cannot be answered now'),
};

/** A JSON answer of a schema. */
export const jsonContent = (description: string, schema: z.ZodType) => ({
  description,
  content: { 'application/json': { schema } },
});
