import type { FastifyRequest } from 'fastify';

/** The base of permalinks, without a slash at its end: as configured, else as the request addressed us. */
export const baseOf = (publicUrl: string | undefined, request: FastifyRequest) =>
  publicUrl ?? `${request.protocol}://${request.host}`;
