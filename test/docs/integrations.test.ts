import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { useAddress } from '../integrations/address.ts';
import { isMissing } from '../integrations/program.ts';
import { useApp } from '../support/app.ts';

const run = promisify(execFile);
const service = useApp();
const address = useAddress(service);

const page = readFileSync(new URL('../../docs/integrations.md', import.meta.url), 'utf8');
const sections = page
  .split(/^## /m)
  .slice(1)
  // Formats are proven by the tools that read them (test/features/formats).
  .filter((section) => !section.startsWith('Formats'))
  .map((section) => ({
    title: section.split('\n')[0] ?? '',
    commands: /```bash\n([\s\S]*?)```/.exec(section)?.[1] ?? '',
  }));

/** What the commands of each section have to print, among other things. */
const printed: Record<string, string[]> = {
  '/ogc': ['Feature Count: 75', 'title_ar (String) = ', '"numberReturned":2'],
  '/reconcile': ['"versions"', '"match":true', '"name":"Iraq"', 'longitude'],
  '/timemap': ['"time_display"', 'CATEGORY', '"paths"'],
  '/mcp': ['find_actors', 'Ian McCary', '"translations\\"'],
};

const folder = mkdtempSync(join(tmpdir(), 'sijill-integrations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('docs/integrations.md has commands for each integration', () => {
  expect(sections.map(({ title }) => /`(.+)`/.exec(title)?.[1])).toEqual(Object.keys(printed));
});

it.for(sections)('its commands do what it says: $title', async ({ title, commands }, { skip }) => {
  skip(title.startsWith('GIS') && isMissing('ogr2ogr'), 'gdal-bin is not installed');
  const script = commands.replaceAll('http://localhost:3000', address());
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder,
    maxBuffer: 16 * 1024 * 1024,
  });
  for (const words of printed[/`(.+)`/.exec(title)?.[1] ?? ''] ?? []) expect(stdout).toContain(words);
});
