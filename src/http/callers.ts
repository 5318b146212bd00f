import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Pooled } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { mayActAs, type Role } from '../model/roles.ts';
import { findKey } from '../store/keys.ts';

/** Who asks: the name of the key, and what it may do. */
export interface Caller {
  name: string;
  role: Role;
}

const everyone: Caller = { name: 'anyone', role: 'reader' };
const callers = new WeakMap<FastifyRequest, Caller>();

/** Who made a request; everyone where no key was sent. */
export const callerOf = (request: FastifyRequest): Caller => callers.get(request) ?? everyone;

/** Drafts are for editors, and for the contributor who began them. */
export const seesDraft = ({ name, role }: Caller, begunBy: string | null) =>
  mayActAs(role, 'editor') || (role === 'contributor' && begunBy === name);

/** Counts a request whose key was not valid; throws AppError too_many_requests above the limit of its address. */
export type CountRefused = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** What a route may ask of its caller, in its `config`; a route that says nothing is for readers. */
export interface RoutePermission {
  role?: Role;
  /** The question stands in the body (as JSON) and not in the address. */
  asksInBody?: boolean;
}

export const asksInBody = (request: FastifyRequest): boolean =>
  (request.routeOptions.config as RoutePermission).asksInBody ?? false;

/** The parameters of a question, wherever they stand. */
export const questionOf = (request: FastifyRequest): object =>
  ((asksInBody(request) ? request.body : request.query) ?? {}) as object;

/**
 * Learns who calls from `Authorization: Bearer sj_…`, and refuses who may not: 401 without a valid key where one is
 * needed, 403 with one that may not, or that asks for drafts in a list (`review=draft`) without being an editor.
 * Health and documentation stay open where reading is not public.
 */
export function guardRoutes(
  app: FastifyInstance,
  db: Pooled,
  { publicRead, countRefused }: { publicRead: boolean; countRefused: CountRefused },
): void {
  app.addHook('onRequest', async (request, reply) => {
    const secret = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (request.headers.authorization !== undefined) {
      const key = secret && (await findKey(db, secret));
      if (!key) {
        await countRefused(request, reply);
        reply.header('www-authenticate', 'Bearer realm="sijill", error="invalid_token"');
        throw new AppError('unauthorised', 'The key that was sent is not valid, or not any more.');
      }
      callers.set(request, { name: key.name, role: key.role });
    }
    const needed = neededRole(request, publicRead);
    const { role } = callerOf(request);
    if (mayActAs(role, needed)) return;
    if (role === 'reader') {
      reply.header('www-authenticate', 'Bearer realm="sijill"');
      throw new AppError('unauthorised', `This needs a key with the role ${needed}, and none was sent.`);
    }
    throw new AppError('forbidden', `This needs the role ${needed}; your key has the role ${role}.`);
  });
  app.addHook('preHandler', async (request) => {
    if (asksForDrafts(request) && !mayActAs(callerOf(request).role, 'editor'))
      throw new AppError('forbidden', 'Only editors see lists of drafts.', [
        {
          parameter: 'review',
          code: 'forbidden',
          detail: 'Leave out “draft”, or send the key of an editor.',
        },
      ]);
  });
}

const asksForDrafts = (request: FastifyRequest) =>
  [(questionOf(request) as { review?: unknown }).review].flat().includes('draft');

function neededRole(request: FastifyRequest, publicRead: boolean): Role {
  const { role = 'reader' } = request.routeOptions.config as RoutePermission;
  return role === 'reader' && !publicRead && request.url.startsWith('/v1') ? 'contributor' : role;
}
