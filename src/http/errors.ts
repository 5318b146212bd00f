import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError, problems } from '../errors.ts';
import { asksInBody, questionOf } from './callers.ts';
import { rememberMethods } from './methods.ts';
import { toProblem } from './problem.ts';

/** Seconds after which a request refused with 503 may be tried again. */
const RETRY_AFTER = 2;

/** Answers with the problem document of a failure, also of one before a route was found (a broken address). */
export function answerFailure(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const problem = toProblem(error, request.url, {
    parameters: parametersOf(request),
    given: questionOf(request) as Record<string, unknown>,
    body: { schema: request.routeOptions.schema?.body, given: request.body },
    asksInBody: asksInBody(request),
  });
  if (problem.status >= 500) request.log.error({ err: error }, problem.title);
  if (problem.status === problems.unavailable.status) reply.header('retry-after', RETRY_AFTER);
  if (error instanceof AppError && error.location) reply.header('location', error.location);
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

/** PostgreSQL has no character 0: no value that has one can name or match anything. */
async function refuseNul(request: FastifyRequest) {
  const given = { ...(request.params as object), ...(request.query as object), ...questionOf(request) };
  const place = placeOfNul(given);
  if (place === undefined) return;
  const [, parameter = ''] = place.split('/');
  const detail = `“${parameter}” has a character that no text has (NUL).`;
  const where = asksInBody(request) ? { pointer: place } : { parameter };
  throw new AppError('invalid_parameter', detail, [{ ...where, code: 'invalid_value', detail }]);
}

/** The JSON pointer to the first text with a character 0. */
function placeOfNul(value: unknown): string | undefined {
  if (typeof value === 'string') return value.includes('\0') ? '' : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [step, inner] of Object.entries(value)) {
    const place = placeOfNul(inner);
    if (place !== undefined) return `/${step}${place}`;
  }
  return undefined;
}

/**
 * Makes every failure a problem document; what is not the sender's fault is logged. A route that declares no parameters
 * takes none.
 */
export function handleErrors(app: FastifyInstance): void {
  app.addHook('preValidation', refuseNul);
  app.setErrorHandler(answerFailure);
  app.addHook('onRoute', ({ schema }) => {
    if (schema && !schema.hide) schema.querystring ??= z.strictObject({});
  });
  const methodsAt = rememberMethods(app);
  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?');
    const methods = methodsAt(path);
    const nothing = methods.length === 0 || methods.includes(request.method);
    if (!nothing) reply.header('allow', methods.join(', '));
    const error = nothing
      ? new AppError('not_found', `There is nothing at ${request.method} ${path}.`)
      : new AppError('method_not_allowed', `${path} takes ${methods.join(', ')}, not ${request.method}.`);
    return answerFailure(error, request, reply);
  });
}

/** The names of a route's parameters, in the query string or in a body that asks. */
function parametersOf(request: FastifyRequest): string[] {
  const { schema } = request.routeOptions;
  const query = asksInBody(request) ? schema?.body : schema?.querystring;
  return query instanceof z.ZodObject ? Object.keys(query.shape) : [];
}
