import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startService } from '../faults/service.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(new URL('../../docs/editing.md', import.meta.url), 'utf8');
const [first = '', ...blocks] = [...page.matchAll(/```bash\n([\s\S]*?)```/g)].map(([, code = '']) => code);
const commands = blocks.join('\n');
/** The statuses that the page gives after its commands. */
const expected = [...commands.matchAll(/^# (\d{3})\b/gm)].map(([, status]) => status);

/** Each request notes the status of its answer. */
const noting = `set -euo pipefail
curl() { command curl -o answer.json -w '%{http_code} ' "$@" | tee -a statuses; cat answer.json; echo; }
`;

const folder = mkdtempSync(join(tmpdir(), 'sijill-editing-'));
let server: TestDatabase;
beforeAll(async () => {
  server = await openTestDatabase();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

it('docs/editing.md says what happens', async () => {
  const environment = {
    SIJILL_DATA_DIR: join(folder, 'data'),
    ...(server.url ? { DATABASE_URL: server.url } : {}),
  };
  const path = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? folder };
  const made = await run('bash', ['-c', `set -euo pipefail\n${first}\necho "$SIJILL_KEY"`], {
    cwd: root,
    env: { ...path, ...environment },
  });
  const service = await startService(environment);
  try {
    const script = noting + commands.replace('http://localhost:3000', service.url);
    const { stdout } = await run('bash', ['-c', script], {
      cwd: folder,
      env: { ...path, SIJILL_KEY: made.stdout.trim() },
    });
    const statuses = readFileSync(join(folder, 'statuses'), 'utf8').trim().split(' ');
    expect({ statuses, stdout }).toEqual({ statuses: expected, stdout });
    expect(statuses).toHaveLength(commands.match(/^(send [A-Z]|curl )/gm)?.length ?? 0);
  } finally {
    service.process.kill('SIGTERM');
    await service.ended;
  }
});
