import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Asking } from '../http/answers.ts';

/** The door of one family of programs: their own contract, under a prefix of its own, over the questions of /v1. */
export interface Integration {
  /** Where its routes stand, such as `/ogc`. */
  prefix: string;
  /** Its routes, without the prefix. They are described by their own contract, so `hide` keeps them out of ours. */
  routes: FastifyPluginAsyncZod<{ asking: Asking }>;
}
