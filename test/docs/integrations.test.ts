import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { useAddress } from '../integrations/address.ts';
import { isMissing } from '../integrations/program.ts';
import { useApp } from '../support/app.ts';

const run = promisify(execFile);
const service = useApp();
const address = useAddress(service);

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/integrations.md'), 'utf8');
/** How each language of a code block is run; HTML and what draws in a page are run by test/features/formats. */
const shells: Record<string, (code: string) => [program: string, args: string[]]> = {
  bash: (code) => ['bash', ['-euo', 'pipefail', '-c', code]],
  sh: (code) => ['bash', ['-euo', 'pipefail', '-c', code]],
  python: (code) => ['python3', ['-c', code]],
  js: (code) => ['node', ['--input-type=module', '-e', code]],
};

const sections = page
  .split(/^## /m)
  .slice(1)
  .map((section) => ({
    title: section.split('\n')[0] ?? '',
    blocks: [...section.matchAll(/```(\w+)\n([\s\S]*?)```/g)]
      .map(([, language = '', code = '']) => ({ language, code }))
      .filter(({ language, code }) => language in shells && !code.includes('document.')),
  }));

/** What the commands of each section have to print, among other things. */
const printed: Record<string, string[]> = {
  'GIS: OGC API Features at `/ogc`': ['Feature Count: 75', 'title_ar (String) = ', '"numberReturned":2'],
  'Tables of names: OpenRefine at `/reconcile`': ['"versions"', '"match":true', '"name":"Iraq"', 'longitude'],
  'Maps with a timeline: TimeMap at `/timemap`': ['"time_display"', 'CATEGORY', '"paths"'],
  'Assistants: Model Context Protocol at `/mcp`': ['find_actors', 'Ian McCary', '"translations\\"'],
  Formats: [
    '<feed ',
    '"version":"https://jsonfeed.org/version/1.1"',
    '2024-03-01',
    'Layer name: events',
    '“',
    'TextPositionSelector',
    '<https://schema.org/',
  ],
};

const folder = mkdtempSync(join(tmpdir(), 'sijill-integrations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('docs/integrations.md has commands for each integration', () => {
  expect(sections.map(({ title }) => title)).toEqual(Object.keys(printed));
});

it.for(sections)('its commands do what it says: $title', async ({ title, blocks }, { skip }) => {
  const code = blocks.map((block) => block.code).join('\n');
  for (const program of ['ogr2ogr', 'ogrinfo', 'pandoc'])
    skip(code.includes(program) && isMissing(program), `${program} is not installed`);
  let output = '';
  for (const block of blocks) {
    const [program, args] = shells[block.language]?.(
      block.code.replaceAll('http://localhost:3000', address()),
    ) ?? ['false', []];
    // Node looks for packages from where it runs.
    const cwd = program === 'node' ? root : folder;
    output += (await run(program, args, { cwd, maxBuffer: 16 * 1024 * 1024 })).stdout;
  }
  for (const words of printed[title] ?? []) expect(output).toContain(words);
});
