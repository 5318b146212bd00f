import { expect } from 'vitest';
import type { TestApp } from '../support/app.ts';

/** Asking the service of a test file without a socket, and reading what it answers. */

export interface Entry {
  id: string;
  // Tests read answers as any client does: by name, without our types.
  [field: string]: unknown;
}

export interface ListAnswer {
  data: Entry[];
  page: { limit: number; next_cursor: string | null; total?: { count: number; exact: boolean } };
  meta: { data_version: number; data_as_of: string; licence: string; query: Record<string, unknown> };
}

export const ask = (service: TestApp, url: string, headers: Record<string, string> = {}) =>
  service.app.inject({ method: 'GET', url, headers });

/** The JSON of an answer that must be 200. */
export async function answered<T = ListAnswer>(service: TestApp, url: string): Promise<T> {
  const response = await ask(service, url);
  expect([response.statusCode, response.body.slice(0, 300)], url).toEqual([200, expect.anything()]);
  return response.json();
}

export const withQuery = (path: string, query: string) => `${path}${path.includes('?') ? '&' : '?'}${query}`;

/** Every page of a list, by its cursors. */
export async function pages(service: TestApp, path: string, limit = 200): Promise<ListAnswer[]> {
  const all: ListAnswer[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const place = cursor === '' ? '' : `&cursor=${cursor}`;
    const page: ListAnswer = await answered(service, withQuery(path, `limit=${limit}${place}`));
    all.push(page);
    if (all.length > 1000) throw new Error(`${path} has no last page.`);
    cursor = page.page.next_cursor;
  }
  return all;
}

/** Every answer of a list. */
export const everything = async (service: TestApp, path: string, limit = 200): Promise<Entry[]> =>
  (await pages(service, path, limit)).flatMap(({ data }) => data);

/** The problem document of an answer that must be one (RFC 9457). */
export function problemOf(response: Awaited<ReturnType<typeof ask>>, url: string) {
  const told = `${url}: ${response.body.slice(0, 400)}`;
  expect(response.headers['content-type'], told).toBe('application/problem+json; charset=utf-8');
  const problem = response.json();
  expect(problem, told).toMatchObject({
    type: expect.stringMatching(/^\/problems\/[a-z-]+$/),
    title: expect.stringMatching(/\S/),
    status: response.statusCode,
    detail: expect.stringMatching(/\S.*[.?]$/s),
    instance: url,
  });
  return problem as {
    type: string;
    status: number;
    detail: string;
    errors?: { parameter?: string; pointer?: string; code: string; detail: string }[];
  };
}

/** Runs a check for each of many values, a few at a time, so that a file's requests do not queue one by one. */
export async function forEach<T>(values: readonly T[], check: (value: T) => Promise<void>): Promise<void> {
  const left = [...values];
  const worker = async () => {
    for (let value = left.shift(); value !== undefined; value = left.shift()) await check(value);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}
