import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { type ApiDocument, describeApi } from '../../scripts/openapi/describe.ts';
import { differences } from '../../scripts/openapi/differences.ts';
import { unexampled } from '../../scripts/openapi/questions.ts';
import { useApp } from '../support/app.ts';
import { collectRoutes } from './routes.ts';

const text = readFileSync('openapi/openapi.json', 'utf8');
const document: ApiDocument & { openapi: string; info: { version: string } } = JSON.parse(text);
const routes = collectRoutes();
const service = useApp();

const isDocumented = ({ method, schema }: (typeof routes)[number]) =>
  method !== 'HEAD' && method !== 'OPTIONS' && !schema?.hide;
const pathOf = (url: string) => url.replace(/:(\w+)/g, '{$1}');
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe('openapi/openapi.json', () => {
  it('is what the code says, on this database as on the other; else run `npm run openapi`', async () => {
    expect(differences(document, await describeApi(service.app))).toEqual([]);
    expect(text).toBe(`${JSON.stringify(document, null, 2)}\n`);
  });

  it('is served as it is committed, tagged', async () => {
    const answer = await service
      .get('/openapi.json')
      .expect(200)
      .expect('content-type', /^application\/json/);
    expect(answer.text).toBe(text);
    const tag = answer.headers.etag ?? '';
    await service.get('/openapi.json').set('if-none-match', tag).expect(304);
  });

  it('has every route of the service and no other', async () => {
    const registered = routes.filter(isDocumented).map(({ method, url }) => `${method} ${pathOf(url)}`);
    const described = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect([...new Set(registered)].sort()).toEqual(described.sort());
    const hidden = routes
      .filter(({ method, schema }) => method !== 'OPTIONS' && schema?.hide)
      .map(({ url }) => url);
    // The contracts of other programs describe themselves (docs/integrations.md).
    const elsewhere = /^\/(openapi\.json$|docs|ogc|reconcile|timemap|mcp)/;
    expect(hidden.filter((url) => !elsewhere.test(url))).toEqual([]);
  });

  it.each(operations)('names $method $path, its failures and what it is for', ({ operation }) => {
    expect(operation).toMatchObject({
      operationId: expect.stringMatching(/^[a-z][A-Za-z]+$/),
      summary: expect.stringMatching(/.{5}/),
      tags: [expect.any(String)],
    });
    expect(Object.keys(operation.responses).filter((status) => /^4(\d\d|XX)$/.test(status))).not.toEqual([]);
  });

  it('gives each operation a name of its own', () => {
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('describes every parameter', () => {
    const parameters = [
      ...Object.values(document.components.parameters),
      ...operations.flatMap(({ operation }) => operation.parameters ?? []).filter(({ $ref }) => !$ref),
    ];
    expect(
      parameters
        .filter(({ description = '' }) => /^(Several values.*)?$/.test(description))
        .map(({ name }) => name),
    ).toEqual([]);
  });

  it.each(
    operations.filter(
      ({ method, operation }) => method === 'get' && !unexampled[operation.operationId ?? ''],
    ),
  )(
    'has an example of $path in each media type, which fits the schema of the route',
    ({ path, operation }) => {
      const route = routes.find(({ method, url }) => method === 'GET' && pathOf(url) === path);
      const responses = route?.schema?.response as Record<
        string,
        { content: Record<string, { schema: z.ZodType }> }
      >;
      for (const [type, { examples = {} }] of Object.entries(operation.responses[200]?.content ?? {})) {
        // A stream has no end to be shown.
        if (type === 'text/event-stream') continue;
        expect(Object.keys(examples), type).not.toEqual([]);
        for (const { value } of Object.values(examples))
          expect(responses[200]?.content[type]?.schema.safeParse(value)).toMatchObject({ success: true });
      }
    },
  );

  it('says nothing in the manner of OpenAPI 3.0', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(text).not.toMatch(/"nullable"/);
  });

  it('stays reviewable', () => {
    expect(text.length).toBeLessThan(1_500_000);
  });

  it('has no fault under the rules that Redocly recommends', async () => {
    const { stdout } = await promisify(execFile)(
      'node_modules/.bin/redocly',
      ['lint', 'openapi/openapi.json', '--format=json'],
      { env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' } },
    );
    expect(JSON.parse(stdout)).toMatchObject({ totals: { errors: 0, warnings: 0 } });
  });
});
