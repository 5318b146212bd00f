import type { FastifyInstance } from 'fastify';

/**
 * Remembers the routes that are registered after it; answers with the methods that an address takes, none where there
 * is nothing (RFC 9110, 15.5.6: a 405 names them in `Allow`).
 */
export function rememberMethods(app: FastifyInstance): (path: string) => string[] {
  const known = new Map<string, { matches: RegExp; methods: string[] }>();
  app.addHook('onRoute', ({ url, method }) => {
    // Answers preflights everywhere.
    if (url === '*') return;
    const { matches, methods } = known.get(url) ?? { matches: patternOf(url), methods: [] };
    known.set(url, { matches, methods: [...methods, ...[method].flat()] });
  });
  return (path) => {
    const taken = [...known.values()].filter(({ matches }) => matches.test(path));
    return [...new Set(taken.flatMap(({ methods }) => methods))].sort();
  };
}

const patternOf = (url: string) =>
  new RegExp(
    `^${url
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replace(/:[^/]+/g, '[^/]+')
      .replace(/\*/g, '.*')}/?$`,
  );
