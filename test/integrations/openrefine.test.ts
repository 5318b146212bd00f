import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { useAddress } from './address.ts';

/** OpenRefine itself (Debian's package `openrefine`; .ci/run installs it) reconciles and extends a column. */

const service = useApp();
const address = useAddress(service);

const installed = (() => {
  try {
    execFileSync('which', ['openrefine']);
    return true;
  } catch {
    return false;
  }
})();

const folder = mkdtempSync(join(tmpdir(), 'sijill-openrefine-'));
let refine: ChildProcess;
let at = '';

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

interface Cell {
  v: string | number;
  r?: { j: string; m?: { id: string; name: string }; c: { id: string; name: string; score: number }[] };
}

// What a test knows of an answer is what it asserts.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Answered = any;

async function command(
  name: string,
  query: Record<string, string>,
  form?: Record<string, string>,
): Promise<Answered> {
  const asked = { ...query };
  if (form) asked.csrf_token = (await command('get-csrf-token', {})).token;
  const response = await fetch(`${at}/command/core/${name}?${new URLSearchParams(asked)}`, {
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
  });
  return response.json();
}

/** A project of one column; gives its number. */
async function project(names: string[]): Promise<string> {
  const { token } = await command('get-csrf-token', {});
  const form = new FormData();
  form.set('project-name', 'names');
  form.set('format', 'text/line-based/*-sv');
  form.set('options', JSON.stringify({ separator: ',', headerLines: 1, encoding: 'UTF-8' }));
  form.set('project-file', new Blob([['name', ...names].join('\n')]), 'names.csv');
  const made = await fetch(`${at}/command/core/create-project-from-upload?csrf_token=${token}`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  return new URL(made.headers.get('location') ?? '', at).searchParams.get('project') ?? '';
}

async function finished(id: string) {
  for (let i = 0; i < 200; i++) {
    const { processes } = await command('get-processes', { project: id });
    if (processes.length === 0) return;
    await sleep(200);
  }
  throw new Error('OpenRefine does not finish.');
}

async function rowsOf(id: string): Promise<(Cell | null)[][]> {
  const { rows, pool } = await command('get-rows', { project: id, start: '0', limit: '50' });
  // A cell names what it was reconciled with; the judgements stand beside the rows.
  return rows.map(({ cells }: { cells: ({ v: string; r?: string } | null)[] }) =>
    cells.map((cell) => cell && { v: cell.v, r: pool.recons[cell.r ?? ''] }),
  );
}

const engine = JSON.stringify({ facets: [], mode: 'row-based' });

describe.skipIf(!installed)('OpenRefine', () => {
  beforeAll(async () => {
    const port = await freePort();
    at = `http://127.0.0.1:${port}`;
    const options = [
      '-i',
      '127.0.0.1',
      '-p',
      String(port),
      '-d',
      folder,
      '-x',
      'refine.headless=true',
      '-m',
      '512M',
    ];
    refine = spawn('openrefine', options, { detached: true, stdio: 'ignore' });
    for (let i = 0; i < 200; i++) {
      const version = await command('get-version', {}).catch(() => undefined);
      if (version) return;
      await sleep(300);
    }
    throw new Error('OpenRefine does not start.');
  });
  afterAll(() => {
    // It is a shell script that starts Java: the whole group ends.
    if (refine?.pid) process.kill(-refine.pid);
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['', '/en', '/ar'])(
    'reconciles a column of names with /reconcile%s and fetches a new one',
    async (lang) => {
      const root = `${address()}/reconcile${lang}`;
      const manifest: Answered = await (await fetch(root)).json();
      const id = await project(['إيان مكاري', 'Ian McCary', 'McCary', 'Nobody of that name']);
      const config = {
        mode: 'standard-service',
        service: root,
        identifierSpace: manifest.identifierSpace,
        schemaSpace: manifest.schemaSpace,
        type: { id: 'actor.person', name: 'Person' },
        autoMatch: true,
        columnDetails: [],
      };
      const started = await command(
        'reconcile',
        { project: id },
        {
          columnName: 'name',
          config: JSON.stringify(config),
          engine,
        },
      );
      expect(started.code).toBe('pending');
      await finished(id);
      const cells = (await rowsOf(id)).map(([cell]) => cell);
      const actor = (await service.get('/v1/actors/ian-mccary')).body;
      expect(cells.map((cell) => [cell?.r?.j, cell?.r?.m?.id])).toEqual([
        ['matched', actor.id],
        ['matched', actor.id],
        ['none', undefined],
        ['none', undefined],
      ]);
      expect(cells[0]?.r?.m?.name).toBe(lang === '/ar' ? actor.name.ar : actor.name.en);
      expect(cells[2]?.r?.c.map((candidate) => candidate.id)).toContain(actor.id);
      expect(cells[3]?.r?.c).toEqual([]);

      const extended = await command(
        'extend-data',
        { project: id },
        {
          columnName: 'name',
          baseColumnName: 'name',
          endpoint: root,
          identifierSpace: manifest.identifierSpace,
          schemaSpace: manifest.schemaSpace,
          extension: JSON.stringify({
            properties: [
              { id: 'name_ar', name: 'Arabic name' },
              { id: 'quotes', name: 'Quotes' },
            ],
          }),
          columnInsertIndex: '1',
          engine,
        },
      );
      expect(extended.code).toBe('pending');
      await finished(id);
      const [first] = await rowsOf(id);
      expect(first?.slice(1, 3).map((cell) => cell?.v)).toEqual([actor.name.ar, actor.activity.quotes]);
    },
  );
});
