import { execFileSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { openDatabase } from '../src/db/open.ts';
import { explain } from './matrix/explain.ts';
import { type MatrixQuestion, matrix } from './matrix/questions.ts';
import { drawValues } from './matrix/values.ts';
import { startService } from './service.ts';

/** `npm run bench:matrix`: every list filter alone and in pairs, the slowest first. See bench/README.md. */

const { values: options } = parseArgs({
  options: {
    database: { type: 'string', default: 'postgres://postgres@127.0.0.1:5432/sijill_bench_100000' },
    /** Only routes, and only filters, that match. */
    route: { type: 'string', default: '' },
    filter: { type: 'string', default: '' },
    without: { type: 'string', default: '^$' },
    asked: { type: 'string', default: '2' },
    print: { type: 'string', default: '40' },
    explain: { type: 'string' },
    'no-build': { type: 'boolean', default: false },
  },
});

interface Line {
  question: MatrixQuestion;
  /** Milliseconds: the median over all addresses, the 99th percentile, and the slowest address at its best. */
  median: number;
  p99: number;
  worst: { path: string; ms: number };
  failed: string[];
}

async function time(base: string, path: string): Promise<{ ms: number; status: number }> {
  const begun = performance.now();
  const answer = await fetch(base + path);
  await answer.arrayBuffer();
  return { ms: performance.now() - begun, status: answer.status };
}

const ordered = (values: number[]) => [...values].sort((a, b) => a - b);
const percentile = (values: number[], part: number) =>
  ordered(values)[Math.max(0, Math.ceil(values.length * part) - 1)] ?? 0;

async function measure(base: string, question: MatrixQuestion, times: number): Promise<Line> {
  const all: number[] = [];
  const failed: string[] = [];
  let worst = { path: '', ms: -1 };
  for (const path of question.paths) {
    const taken: number[] = [];
    for (let n = 0; n < times; n += 1) {
      const { ms, status } = await time(base, path);
      taken.push(ms);
      if (status !== 200) failed.push(`${status} ${path}`);
    }
    all.push(...taken);
    const best = Math.min(...taken);
    if (best > worst.ms) worst = { path, ms: best };
  }
  return { question, median: percentile(all, 0.5), p99: percentile(all, 0.99), worst, failed };
}

const round = (ms: number) => ms.toFixed(1).padStart(8);

if (options.explain !== undefined) {
  console.log(await explain(options.database, options.explain));
  process.exit();
}
if (!options['no-build']) execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
const database = await openDatabase({
  databaseUrl: options.database,
  databaseReadUrl: undefined,
  poolSize: 2,
  statementTimeoutMs: 60_000,
});
const questions = matrix(await drawValues(database.db).finally(() => database.close())).filter(
  ({ route, filters }) =>
    route.match(options.route) &&
    (!options.filter || filters.some((name) => name.match(options.filter))) &&
    !filters.some((name) => name.match(options.without)),
);
const service = await startService(options.database, 0);
const lines: Line[] = [];
try {
  for (const question of questions) {
    lines.push(await measure(service.base, question, Number(options.asked)));
    if (lines.length % 100 === 0) console.error(`${lines.length} of ${questions.length} questions asked`);
  }
} finally {
  await service.stop();
}
const failed = [...new Set(lines.flatMap((line) => line.failed))];
for (const path of failed) console.log(`refused: ${path}`);
lines.sort((a, b) => b.worst.ms - a.worst.ms);
console.log('  median      p99    worst  question (the slowest address)');
for (const { question, median, p99, worst } of lines.slice(0, Number(options.print)))
  console.log(
    `${round(median)} ${round(p99)} ${round(worst.ms)}  ${question.route} ${question.filters.join(' + ') || '(none)'}  ${worst.path}`,
  );
const medians = lines.map(({ median }) => median);
console.log(
  `${lines.length} questions, load ${loadavg()[0]?.toFixed(1)}: median over 50 ms ${medians.filter((ms) => ms > 50).length}, ` +
    `p99 over 200 ms ${lines.filter(({ p99 }) => p99 > 200).length}, a slowest address over 50 ms ` +
    `${lines.filter(({ worst }) => worst.ms > 50).length}, refused addresses ${failed.length}`,
);
