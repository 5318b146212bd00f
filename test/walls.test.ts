import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

/**
 * A rule whose path is mistyped forbids nothing and nobody notices. So every wall of .dependency-cruiser.cjs is
 * broken here once, in a copy of src/, and has to say so.
 */
const broken: [wall: string, file: string, content: string][] = [
  ['no-cycles', 'src/text/ring.ts', `export { b } from './ring2.ts'`],
  ['no-orphans', 'src/text/alone.ts', 'export const alone = 1'],
  ['no-unresolvable', 'src/text/nowhere.ts', `import './not-there.ts'`],
  ['no-undeclared-packages', 'src/text/undeclared.ts', `import 'esbuild'`],
  ['no-dev-dependencies', 'src/text/dev.ts', `import 'supertest'`],
  ['src-stands-alone', 'src/text/tested.ts', `import '../../test/aid.ts'`],
  ['src-stands-alone', 'src/text/measured.ts', `import '../../bench/aid.ts'`],
  ['src-stands-alone', 'src/text/scripted.ts', `import '../../scripts/aid.ts'`],
  ['entry-points-are-the-top', 'src/http/starts.ts', `import '../main.ts'`],

  ['model-knows-nobody', 'src/model/wide-room.ts', `import '../errors.ts'`],
  ['model-knows-nobody', 'src/model/wide-type.ts', `export type { Db } from '../db/database.ts'`],
  ['model-knows-nobody', 'src/model/wide-package.ts', `import 'pg'`],
  ['text-and-arabic-are-pure-rooms', 'src/text/wide.ts', `import '../errors.ts'`],
  ['text-and-arabic-are-pure-rooms', 'src/arabic/wide.ts', `import '../db/open.ts'`],
  ['text-and-arabic-reach-nothing', 'src/text/pg.ts', `import 'pg'`],
  ['text-and-arabic-reach-nothing', 'src/arabic/file.ts', `import 'node:fs/promises'`],
  ['text-and-arabic-reach-nothing', 'src/arabic/server.ts', `import 'fastify'`],
  ['compare-is-a-pure-room', 'src/compare/wide.ts', `import '../store/write.ts'`],
  ['compare-reaches-nothing', 'src/compare/pg.ts', `import 'pg'`],
  ['compare-reaches-nothing', 'src/compare/file.ts', `import 'node:fs'`],
  ['formats-know-only-the-model', 'src/formats/wide.ts', `import '../http/problem.ts'`],
  ['formats-are-no-servers', 'src/formats/server.ts', `import type { FastifyReply } from 'fastify'`],
  ['formats-are-no-servers', 'src/formats/sql.ts', `import 'drizzle-orm'`],
  ['pages-only-show', 'src/pages/asks.ts', `import '../http/problem.ts'`],
  ['pages-only-show', 'src/pages/reads.ts', `import 'node:fs'`],
  ['citing-is-a-library', 'src/citing/asks.ts', `import '../http/problem.ts'`],
  ['citing-is-a-library', 'src/citing/sql.ts', `import 'pg'`],
  ['shapes-are-sql-text', 'src/shapes/asks.ts', `import '../db/answer.ts'`],
  ['shapes-are-sql-text', 'src/shapes/drizzle.ts', `import 'drizzle-orm'`],
  ['filters-are-conditions', 'src/filters/shaped.ts', `import '../shapes/event.ts'`],
  ['filters-are-conditions', 'src/filters/served.ts', `import 'fastify'`],
  ['db-is-below', 'src/db/up.ts', `import '../store/write.ts'`],
  ['db-is-below', 'src/db/top.ts', `import '../app.ts'`],
  ['store-does-not-answer', 'src/store/up.ts', `import '../formats/index.ts'`],
  ['bundle-is-not-http', 'src/bundle/up.ts', `import '../http/problem.ts'`],
  ['http-knows-no-feature', 'src/http/up.ts', `import '../features/one/routes.ts'`],
  ['features-stand-apart', 'src/features/one/neighbour.ts', `import '../two/queries.ts'`],
  ['integrations-are-on-top', 'src/features/one/door.ts', `import '../../integrations/one/routes.ts'`],
  ['integrations-are-on-top', 'src/serve.ts', `import './integrations/one/routes.ts'`],
  ['integrations-stand-apart', 'src/integrations/one/neighbour.ts', `import '../two/export.ts'`],
  [
    'integrations-ask-what-features-ask',
    'src/integrations/one/speaks.ts',
    `import '../../features/two/routes.ts'`,
  ],
  ['integrations-ask-what-features-ask', 'src/integrations/one/writes.ts', `import '../../store/write.ts'`],
  ['features-ask-in-queries', 'src/integrations/one/aside.ts', `import 'drizzle-orm'`],
  ['routes-speak-http', 'src/integrations/one/routes.ts', `import 'pg'`],
  ['features-ask-in-queries', 'src/features/one/aside.ts', `import 'drizzle-orm'`],
  ['features-ask-in-queries', 'src/features/one/shaped.ts', `import '../../shapes/event.ts'`],
  ['features-ask-in-queries', 'src/features/one/filtered.ts', `import '../../filters/conditions.ts'`],
  ['routes-speak-http', 'src/features/one/routes.ts', `import 'pg'`],
  ['routes-speak-http', 'src/features/two/routes.ts', `import '../../db/tables/things.ts'`],
  ['tables-have-few-readers', 'src/http/tables.ts', `import '../db/tables/things.ts'`],
  ['few-rooms-touch-the-database', 'src/importers/read.ts', `import 'drizzle-orm'`],
  ['few-rooms-touch-the-database', 'src/app.ts', `import 'pg'`],
  ['http-writes-no-sql', 'src/http/asks.ts', `import { sql } from 'drizzle-orm'; export { sql }`],
];

/** What the experiments lean on. */
const aids: [file: string, content: string][] = [
  ['src/text/ring2.ts', `export { a as b } from './ring.ts'`],
  ['test/aid.ts', ''],
  ['bench/aid.ts', ''],
  ['scripts/aid.ts', ''],
];

/** What stands on the right side of a wall and has to go through. */
const allowed: [file: string, content: string][] = [
  ['src/features/two/queries.ts', `import 'drizzle-orm'; import '../../shapes/event.ts'`],
  ['src/http/hands-on.ts', `import type { SQL } from 'drizzle-orm'; export type S = SQL`],
  ['src/integrations/two/queries.ts', `import 'drizzle-orm'; import '../../features/two/queries.ts'`],
  ['src/integrations/two/export.ts', `import type { A } from '../integration.ts'; export type B = A`],
  ['src/integrations/integration.ts', 'export type A = 1'],
  ['src/formats/writes.ts', `import 'csv-stringify'; import '../model/event.ts'`],
  ['src/main.ts', `import './app.ts'`],
];

const root = fileURLToPath(new URL('..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'sijill-walls-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Runs a tool in the copy. */
const run = (args: string[]) =>
  new Promise<{ failed: boolean; output: string }>((resolve) => {
    const options = { cwd: copy, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, args, options, (error, output) => resolve({ failed: error !== null, output }));
  });

const Report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

let found: { wall: string; file: string }[];

beforeAll(async () => {
  for (const kept of [
    'src',
    'package.json',
    'tsconfig.json',
    '.dependency-cruiser.cjs',
    'biome.json',
    '.gitignore',
  ])
    cpSync(join(root, kept), join(copy, kept), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const [file, content] of [...broken.map(([, ...rest]) => rest), ...allowed, ...aids]) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), `${content};\n`);
  }
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const report = (await run([cruiser, '--output-type', 'json', 'src'])).output;
  const { violations } = Report.parse(JSON.parse(report)).summary;
  found = violations.map(({ from, rule }) => ({ wall: rule.name, file: from }));
}, 60_000);

const wallsHitBy = (wanted: string) => found.filter(({ file }) => file === wanted).map(({ wall }) => wall);

describe('the walls between the rooms', () => {
  it.each(broken)('%s stops %s', (wall, file) => {
    expect(wallsHitBy(file)).toContain(wall);
  });

  it.each(allowed)('nothing stops %s', (file) => {
    expect(wallsHitBy(file)).toEqual([]);
  });

  it('has an experiment for every rule', () => {
    const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
      forbidden: { name: string }[];
    };
    expect([...new Set(broken.map(([wall]) => wall))].sort()).toEqual(
      forbidden.map(({ name }) => name).sort(),
    );
  });

  it('lets config.ts alone read process.env', async () => {
    const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
    const read = ['src/config.ts', 'src/cli.ts', 'src/text/environment.ts'];
    for (const file of read) writeFileSync(join(copy, file), 'export const port = process.env.PORT;\n');
    const stopped = await Promise.all(
      read.map(async (file) => (await run([biome, 'lint', '--only=style/noProcessEnv', file])).failed),
    );
    expect(stopped).toEqual([false, true, true]);
  });
});
