import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { engine, openTestDatabase } from '../support/database.ts';

/** Lines of the bundle; `MEMORY_LINES=1000000` for the long run. */
const LINES = Number(process.env.MEMORY_LINES ?? 10_000);
/** Megabytes of heap that the child may have, and of memory that it may have taken in all. */
const HEAP = 256;
const MOST = 450;

const id = (n: number) => `01890000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** A bundle in the form in which it is exported: one actor for ten events, one quote for each event. */
async function writeBundle(path: string) {
  const out = createWriteStream(path);
  const write = async (line: object) => {
    if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain');
  };
  const events = Math.floor(LINES / 2.1);
  const actors = Math.ceil(events / 10);
  await write({ record: 'bundle', format: 'sijill', version: 1, dehydrated: false });
  for (let n = 0; n < actors; n += 1)
    await write({
      record: 'actor',
      id: id(n),
      slug: `actor-${n}`,
      kind: 'group',
      name: { en: `Group ${n}` },
    });
  await write({ record: 'document', id: id(1e9), title: { en: 'A report' }, lang: 'en' });
  for (let n = 0; n < events; n += 1)
    await write({
      record: 'event',
      id: id(2e9 + n),
      type: 'statement',
      modality: 'occurred',
      title: { en: `Statement ${n}` },
      date: { edtf: `20${10 + (n % 15)}-0${1 + (n % 9)}-1${n % 10}`, basis: 'stated' },
      participants: [{ role: 'speaker', actor: `actor-${n % actors}` }],
      evidence: [{ document: id(1e9) }],
    });
  for (let n = 0; n < events; n += 1)
    await write({
      record: 'quote',
      id: id(3e9 + n),
      speaker: `actor-${n % actors}`,
      speaker_kind: 'named',
      mode: 'indirect',
      lang: 'en',
      translations: [{ lang: 'en', value: `Words number ${n} that somebody said.`, kind: 'human' }],
      event: id(2e9 + n),
      document: id(1e9),
    });
  out.end();
  await once(out, 'finish');
  return actors + 1 + 2 * events;
}

async function hashOf(path: string) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

it.skipIf(engine === 'embedded')(
  `a bundle of ${LINES} lines goes in and out in ${HEAP} MB of heap, byte for byte`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sijill-memory-'));
    const opened = await openTestDatabase();
    try {
      const [from, to] = [join(folder, 'in.ndjson'), join(folder, 'out.ndjson')];
      const lines = await writeBundle(from);
      const script = fileURLToPath(new URL('loadAndExport.ts', import.meta.url));
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [`--max-old-space-size=${HEAP}`, '--import', 'tsx', script, opened.url ?? '', from, to],
        { cwd: fileURLToPath(new URL('../..', import.meta.url)) },
      );
      process.stdout.write(stdout);
      const figures = JSON.parse(stdout);
      expect(figures).toMatchObject({ created: lines, exported: lines });
      expect(await hashOf(to)).toBe(await hashOf(from));
      expect(figures.exportMb).toBeLessThan(MOST);
    } finally {
      await opened.close();
      rmSync(folder, { recursive: true });
    }
  },
  LINES * 30,
);
