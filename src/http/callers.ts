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

/** What a contributor's question for drafts is narrowed to. */
export const ownDrafts = (request: FastifyRequest): { begun_by?: string } => {
  const { name, role } = callerOf(request);
  return role === 'contributor' ? { begun_by: name } : {};
};

/** Counts a request whose key was not valid; throws AppError too_many_requests above the limit of its address. */
export type CountRefused = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** What a route may ask of its caller, in its `config`; a route that says nothing is for readers. */
export interface RoutePermission {
  role?: Role;
  /** Lists by `review=draft` the drafts that a contributor began; the route passes `ownDrafts` on to its filters. */
  drafts?: true;
  /** The question stands in the body (as JSON) and not in the address. */
  asksInBody?: boolean;
}

interface Guard {
  publicRead: boolean;
  /** Prefixes of the routes that answer about the knowledge base; health and documentation have others. */
  knowledge: readonly string[];
  countRefused: CountRefused;
}

export const asksInBody = (request: FastifyRequest): boolean =>
  (request.routeOptions.config as RoutePermission).asksInBody ?? false;

/** The parameters of a question, wherever they stand. */
export const questionOf = (request: FastifyRequest): object =>
  ((asksInBody(request) ? request.body : request.query) ?? {}) as object;

/**
 * Learns who calls from `Authorization: Bearer sj_…`, and refuses who may not: 401 without a valid key where one is
 * needed, 403 with one that may not, or that asks for drafts in a list (`review=draft`) without being an editor, or
 * a contributor where the list is of own drafts.
 * Health and documentation stay open where reading is not public.
 */
export function guardRoutes(
  app: FastifyInstance,
  db: Pooled,
  { publicRead, knowledge, countRefused }: Guard,
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
    const needed = neededRole(request, publicRead ? [] : knowledge);
    const { role } = callerOf(request);
    if (mayActAs(role, needed)) return;
    if (role === 'reader') {
      reply.header('www-authenticate', 'Bearer realm="sijill"');
      throw new AppError('unauthorised', `This needs a key with the role ${needed}, and none was sent.`);
    }
    throw new AppError('forbidden', `This needs the role ${needed}; your key has the role ${role}.`);
  });
  app.addHook('preHandler', async (request) => {
    const { drafts } = request.routeOptions.config as RoutePermission;
    if (!asksForDrafts(request) || mayActAs(callerOf(request).role, drafts ? 'contributor' : 'editor'))
      return;
    const whose = drafts ? 'of a contributor, for own drafts, or of an editor' : 'of an editor';
    throw new AppError('forbidden', 'Drafts are for those who work on them.', [
      { parameter: 'review', code: 'forbidden', detail: `Leave out “draft”, or send the key ${whose}.` },
    ]);
  });
}

const asksForDrafts = (request: FastifyRequest) =>
  [(questionOf(request) as { review?: unknown }).review].flat().includes('draft');

/** By the route and not by the address, which may be written in several ways (`/%761`). */
function neededRole({ routeOptions }: FastifyRequest, closed: readonly string[]): Role {
  const { role = 'reader' } = routeOptions.config as RoutePermission;
  const path = routeOptions.url ?? '';
  const inside = closed.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
  return role === 'reader' && inside ? 'contributor' : role;
}
