import type { FastifyInstance } from 'fastify';
import supertest from 'supertest';
import { afterAll, beforeAll } from 'vitest';
import { buildApp } from '../../src/app.ts';
import type { Database } from '../../src/db/open.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';

export interface TestApp {
  app: FastifyInstance;
  database: Database;
  url: string | undefined;
  /** A request to the real service. */
  get(path: string): supertest.Test;
}

/**
 * The service as in production over a database of its own, for the tests of one file; with the demonstration
 * knowledge base unless `demo` is false. To be called at the top of a file; its fields are set when tests run.
 */
export function useApp({ demo = true, cacheBytes = 1 << 20 } = {}): TestApp {
  const testApp = {} as TestApp;
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await openTestDatabase({ demo });
    const app = await buildApp({
      database: opened.database,
      config: { publicUrl: undefined, publicRead: true, cacheBytes },
    });
    await app.ready();
    Object.assign(testApp, {
      app,
      database: opened.database,
      url: opened.url,
      get: (path: string) => supertest(app.server).get(path),
    });
  });
  afterAll(async () => {
    await testApp.app?.close();
    await opened?.close();
  });
  return testApp;
}
