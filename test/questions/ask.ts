import { expect } from 'vitest';
import type { z } from 'zod';
import { listOf } from '../../src/http/lists.ts';
import type { TestApp } from '../support/app.ts';

type Parameters = Record<string, string | number | boolean>;

export const pathOf = (path: string, parameters: Parameters = {}) => {
  const query = new URLSearchParams(
    Object.entries(parameters).map(([name, value]): [string, string] => [name, `${value}`]),
  );
  return query.size > 0 ? `${path}?${query}` : path;
};

/** Asks the service and holds every answer against the schema that the API document promises. */
export const asker = (service: TestApp) => ({
  /** Every answer of a list, which has to fit on one page. */
  async list<S extends z.ZodType>(
    entry: S,
    path: string,
    parameters: Parameters = {},
  ): Promise<z.infer<S>[]> {
    const { body } = await service.get(pathOf(path, { limit: 200, ...parameters })).expect(200);
    const { page } = listOf(entry).parse(body);
    expect(page.next_cursor).toBeNull();
    return entry.array().parse(body.data);
  },
  /** One record, or any other answer that is no list. */
  async one<S extends z.ZodType>(entry: S, path: string, parameters: Parameters = {}): Promise<z.infer<S>> {
    const { body } = await service.get(pathOf(path, parameters)).expect(200);
    return entry.parse(body);
  },
});

type WithGold = { external_ids: Record<string, string[]> };

/** The annotation's ids of a record. */
export const goldOf = (record: WithGold) => record.external_ids.gold ?? [];

/** The annotation's first id of each record, in the order of the answer. */
export const goldIds = (records: WithGold[]) => records.map((record) => goldOf(record)[0]);
