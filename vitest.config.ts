import { defineConfig } from 'vitest/config';

/** Tests that open a database run once on the embedded one, and once on PostgreSQL where TEST_DATABASE_URL is set. */
const withDatabase = [
  'test/db/**/*.test.ts',
  'test/features/**/*.test.ts',
  'test/filters/{walk,full-page}.test.ts',
  'test/questions/**/*.test.ts',
  'test/docs/**/*.test.ts',
  'test/desk/**/*.test.ts',
  'test/faults/**/*.test.ts',
  'test/openapi/**/*.test.ts',
  'test/integrations/**/*.test.ts',
];

/** What asks no more of the embedded database than the rest does; left out there where time is short (.ci/run). */
const alike = [
  'test/features/{filters,fuzz,strictness,permissions,identity,lists,facets,timeline-query,order,as-of}.test.ts',
  'test/features/{webhooks,search,visibility,bundles,service,editing,http}.test.ts',
  'test/features/formats/pages.test.ts',
  'test/integrations/{ogc,reconcile,timemap,mcp}.test.ts',
  'test/db/derived.test.ts',
];

const project = (name: string, engine: string | undefined, include: string[], exclude: string[] = []) => ({
  extends: true as const,
  test: {
    name,
    include,
    exclude,
    ...(engine ? { env: { SIJILL_TEST_ENGINE: engine }, globalSetup: 'test/support/templates.ts' } : {}),
  },
});

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      project('pure', undefined, ['test/**/*.test.ts'], withDatabase),
      project('embedded', 'embedded', withDatabase, process.env.SIJILL_TEST_BRIEF ? alike : []),
      ...(process.env.TEST_DATABASE_URL
        ? [
            project('postgres', 'postgres', withDatabase, [
              'test/db/embedded.test.ts',
              'test/openapi/docs.test.ts',
              'test/integrations/openrefine.test.ts',
              'test/features/formats/browser.test.ts',
            ]),
          ]
        : []),
    ],
  },
});
