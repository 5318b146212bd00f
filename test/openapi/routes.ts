import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { afterAll } from 'vitest';

/** Every route of the services that this file's tests build, as it is registered. Call it before `useApp`. */
export function collectRoutes(): RouteOptions[] {
  const routes: RouteOptions[] = [];
  const collect = (message: unknown) =>
    (message as { fastify: FastifyInstance }).fastify.addHook('onRoute', (route) => void routes.push(route));
  subscribe('fastify.initialization', collect);
  afterAll(() => void unsubscribe('fastify.initialization', collect));
  return routes;
}
