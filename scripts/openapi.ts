import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** Writes openapi/openapi.json; with --check says instead whether it is as the code would write it. */

const file = fileURLToPath(new URL('../openapi/openapi.json', import.meta.url));
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

// The service shows this file, so it does not start without one.
if (!existsSync(file)) writeFileSync(file, '{}\n');
const { openDemoService } = await import('./openapi/service.ts');
const { describeApi } = await import('./openapi/describe.ts');
const { differences } = await import('./openapi/differences.ts');

const written = readFileSync(file, 'utf8');
const service = await openDemoService();
const document = await describeApi(service.app);
await service.close();
const now = `${JSON.stringify(document, null, 2)}\n`;
if (now === written) console.log('openapi/openapi.json is up to date.');
else if (!values.check) {
  writeFileSync(file, now);
  console.log(`Wrote openapi/openapi.json, ${Math.round(now.length / 1024)} kB.`);
} else {
  const found = differences(JSON.parse(written), document);
  if (found.length === 0) found.push('the order of its fields, or its formatting');
  console.error(
    'openapi/openapi.json is not what the code says. Run `npm run openapi` and commit. It differs at:',
  );
  for (const line of found.slice(0, 20)) console.error(`  ${line}`);
  if (found.length > 20) console.error(`  … and ${found.length - 20} more places`);
  process.exitCode = 1;
}
