import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBench } from './database.ts';
import {
  type Effort,
  type Measured,
  type MeasuredCached,
  measureCached,
  measureQuestion,
} from './measure.ts';
import { draw, questions } from './questions.ts';
import { counts, machine, markdown, save, versions } from './report.ts';
import { startBare, startService } from './service.ts';
import { verify } from './verify.ts';

/** `npm run bench`: how near the service comes to what PostgreSQL alone can do. See bench/README.md. */

const { values: options } = parseArgs({
  options: {
    events: { type: 'string' },
    clients: { type: 'string', default: '1,8,32' },
    seconds: { type: 'string' },
    rounds: { type: 'string' },
    server: { type: 'string', default: 'postgres://postgres@127.0.0.1:5432/postgres' },
    keep: { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
  },
});

const usual = options.smoke
  ? { events: 5_000, seconds: 2, rounds: 1 }
  : { events: 100_000, seconds: 10, rounds: 3 };
const events = Number(options.events ?? usual.events);
const effort: Effort = {
  clients: options.clients.split(',').map(Number),
  seconds: Number(options.seconds ?? usual.seconds),
  rounds: Number(options.rounds ?? usual.rounds),
};
const load = () => loadavg()[0] ?? 0;
const say = (text: string) => console.error(text);

if (!options['no-build']) execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
say(`Filling a database with ${events} events …`);
const bench = await openBench(options.server, events, options.keep);
try {
  if (bench.filled) say(`filled in ${bench.filled.toFixed(0)} s`);
  const drawn = await draw(bench.database.db);
  const pageBytes: Record<string, number> = {};
  const measured: Measured[] = [];
  const service = await startService(bench.url, 0);
  try {
    for (const question of questions) {
      const paths = drawn.get(question.name) ?? [];
      pageBytes[question.name] = await verify(bench.database.db, service.base, question, paths);
      say(`${question.name}: the service, its statement and the hand-written one agree`);
      for (const clients of effort.clients) {
        const line = await measureQuestion(question, paths, service, bench.url, clients, effort, load);
        measured.push(line);
        say(
          `${question.name}, ${clients} clients: ${line.service.toFixed(0)} a second, ratio ${line.ratioByHand.toFixed(2)}`,
        );
      }
    }
  } finally {
    await service.stop();
  }
  const record = {
    date: new Date().toISOString(),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
    events,
    counts: await counts(bench.database.db),
    effort,
    machine: machine(),
    versions: await versions(bench.database.db),
    filled: bench.filled,
    pageBytes,
    questions: measured,
    cached: await cachedAnswers(drawn.get('timeline') ?? []),
  };
  console.log(markdown(record));
  if (!options.smoke) say(`written to ${save(record)}`);
} finally {
  await bench.close(options.keep);
}

async function cachedAnswers(paths: string[]): Promise<MeasuredCached[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sijill-bench-'));
  const service = await startService(bench.url, 64);
  try {
    const page = join(folder, 'page.json');
    writeFileSync(page, await (await fetch(service.base + (paths[0] ?? ''))).text());
    const bare = await startBare(page);
    const lines: MeasuredCached[] = [];
    for (const clients of effort.clients)
      lines.push(...(await measureCached(paths, service, bare, clients, effort)));
    await bare.stop();
    return lines;
  } finally {
    await service.stop();
    rmSync(folder, { recursive: true });
  }
}
