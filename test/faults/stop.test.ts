import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/open.ts';
import { createKey } from '../../src/store/keys.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { startService } from './service.ts';

const folder = mkdtempSync(join(tmpdir(), 'sijill-stop-'));
let server: TestDatabase;
let key: string;
beforeAll(async () => {
  server = await openTestDatabase();
  const own = { databaseReadUrl: undefined, poolSize: 2, statementTimeoutMs: 5000, dataDir: folder };
  const database = await openDatabase({ ...own, databaseUrl: server.url });
  await database.migrate();
  key = (await createKey(database.db, 'desk', 'editor')).key;
  await database.close();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

it('told to stop, it finishes the request that is under way and ends with status 0', async () => {
  const service = await startService({
    SIJILL_DATA_DIR: folder,
    ...(server.url ? { DATABASE_URL: server.url } : {}),
  });
  const body = JSON.stringify({ slug: 'last-one', kind: 'group', name: { en: 'Last one' } });
  const slow = request(`${service.url}/v1/actors`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    },
  });
  const status = new Promise<number | undefined>((resolve, reject) => {
    slow.on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    slow.on('error', reject);
  });
  slow.write(body.slice(0, 10));
  await new Promise((done) => setTimeout(done, 500));
  service.process.kill('SIGTERM');
  await new Promise((done) => setTimeout(done, 1000));
  expect(service.process.exitCode).toBeNull();
  slow.end(body.slice(10));
  expect(await status).toBe(201);
  expect(await service.ended).toEqual([0, null]);
});

it('told to stop, it does not wait for those who follow its changes', async () => {
  const service = await startService({
    SIJILL_DATA_DIR: folder,
    ...(server.url ? { DATABASE_URL: server.url } : {}),
  });
  const streams = await Promise.all(
    [1, 2, 3].map(() =>
      fetch(`${service.url}/v1/changes?after=now`, { headers: { accept: 'text/event-stream' } }),
    ),
  );
  expect(streams.map(({ status }) => status)).toEqual([200, 200, 200]);
  const began = Date.now();
  service.process.kill('SIGTERM');
  expect(await service.ended).toEqual([0, null]);
  expect(Date.now() - began).toBeLessThan(8000);
  await Promise.all(streams.map(({ body }) => body?.cancel().catch(() => undefined)));
});
