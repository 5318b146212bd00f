import type { LightMyRequestResponse } from 'fastify';
import { beforeAll } from 'vitest';
import type { KeyRole } from '../../src/model/roles.ts';
import { createKey } from '../../src/store/keys.ts';
import type { TestApp } from './app.ts';

/** Who asks in a test: everyone, or the holder of a key. `other` is a second contributor. */
type Asker = 'none' | 'contributor' | 'other' | 'editor' | 'admin';

export interface Sent {
  status: number;
  headers: LightMyRequestResponse['headers'];
  // What a test knows of an answer is what it asserts.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  body: any;
  text: string;
}

interface Request {
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Desk {
  /** The secrets of the keys. */
  keys: Record<Exclude<Asker, 'none'>, string>;
  /** One request to the service, without a port. */
  send(
    as: Asker,
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    request?: Request,
  ): Promise<Sent>;
}

const roles: Record<Exclude<Asker, 'none'>, KeyRole> = {
  contributor: 'contributor',
  other: 'contributor',
  editor: 'editor',
  admin: 'admin',
};

/** Keys for a service, and requests with them. To be called at the top of a file. */
export function useDesk(service: TestApp): Desk {
  const desk = {} as Desk;
  beforeAll(async () => {
    const made = await Promise.all(
      Object.entries(roles).map(async ([name, role]) => [
        name,
        (await createKey(service.database.db, name, role)).key,
      ]),
    );
    const keys = Object.fromEntries(made) as Desk['keys'];
    Object.assign(desk, {
      keys,
      send: async (as: Asker, method: 'GET', url: string, { body, headers }: Request = {}): Promise<Sent> => {
        const answered = await service.app.inject({
          method,
          url,
          ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
          headers: {
            ...(as === 'none' ? {} : { authorization: `Bearer ${keys[as]}` }),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
        });
        const json = /[/+]json\b/.test(String(answered.headers['content-type']));
        return {
          status: answered.statusCode,
          headers: answered.headers,
          body: json && answered.body ? JSON.parse(answered.body) : undefined,
          text: answered.body,
        };
      },
    });
  });
  return desk;
}
