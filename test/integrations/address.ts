import type { AddressInfo } from 'node:net';
import { beforeAll } from 'vitest';
import type { TestApp } from '../support/app.ts';

/** Lets the service of a test file listen on a port, for programs that are not ours; gives its address. */
export function useAddress(service: TestApp): () => string {
  beforeAll(async () => {
    await service.app.listen({ port: 0, host: '127.0.0.1' });
  });
  return () => `http://127.0.0.1:${(service.app.server.address() as AddressInfo).port}`;
}
