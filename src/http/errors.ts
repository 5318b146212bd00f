import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError, problems } from '../errors.ts';
import { toProblem } from './problem.ts';

/** Seconds after which a request refused with 503 may be tried again. */
const RETRY_AFTER = 2;

/** Makes every failure a problem document; what is not the sender's fault is logged. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error, request.url, {
      parameters: parametersOf(request),
      given: request.query as Record<string, unknown>,
    });
    if (problem.status >= 500) request.log.error({ err: error }, problem.title);
    if (problem.status === problems.unavailable.status) reply.header('retry-after', RETRY_AFTER);
    if (error instanceof AppError && error.location) reply.header('location', error.location);
    return reply
      .code(problem.status)
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem));
  });
  app.setNotFoundHandler((request, reply) => {
    const problem = toProblem(
      new AppError('not_found', `There is nothing at ${request.method} ${request.url.split('?')[0]}.`),
      request.url,
      { parameters: [] },
    );
    return reply.code(404).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
  });
}

/** The names of a route's query parameters. */
function parametersOf(request: FastifyRequest): string[] {
  const query = request.routeOptions.schema?.querystring;
  return query instanceof z.ZodObject ? Object.keys(query.shape) : [];
}
