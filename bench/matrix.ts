import { execFileSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { openDatabase } from '../src/db/open.ts';
import { type Cpu, openCpu } from './matrix/cpu.ts';
import { explain } from './matrix/explain.ts';
import { type MatrixQuestion, matrix } from './matrix/questions.ts';
import { drawValues } from './matrix/values.ts';
import { commit, openRecord, save } from './report.ts';
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
    singles: { type: 'boolean', default: false },
    generic: { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
    /** Writes what was found into bench/results, by route. */
    record: { type: 'boolean', default: false },
  },
});

/** Milliseconds that every list filter stays under, alone and in pairs, at a million events. */
const WANTED = { median: 50, p99: 200 };

interface Line {
  question: MatrixQuestion;
  /** Milliseconds: the median over all addresses, and the 99th percentile. */
  median: number;
  p99: number;
  /** The address that takes the database most of the processor, at its best, in milliseconds. */
  worst: { path: string; cpu: number };
  failed: string[];
}

/** Whether it takes too long. */
const isSlow = ({ median, p99 }: Line) => median > WANTED.median || p99 > WANTED.p99;

/** How often what seemed slow is asked again. */
const AGAIN = 5;

async function time(base: string, path: string): Promise<{ ms: number; status: number }> {
  const begun = performance.now();
  const answer = await fetch(base + path);
  await answer.arrayBuffer();
  return { ms: performance.now() - begun, status: answer.status };
}

const ordered = (values: number[]) => [...values].sort((a, b) => a - b);
const percentile = (values: number[], part: number) =>
  ordered(values)[Math.max(0, Math.ceil(values.length * part) - 1)] ?? 0;

async function measure(base: string, cpu: Cpu, question: MatrixQuestion, times: number): Promise<Line> {
  const all: number[] = [];
  const failed: string[] = [];
  let worst = { path: '', cpu: -1 };
  for (const path of question.paths) {
    let best = Number.POSITIVE_INFINITY;
    for (let n = 0; n < times; n += 1) {
      const before = await cpu.spent();
      const { ms, status } = await time(base, path);
      best = Math.min(best, (await cpu.spent()) - before);
      // What is refused is refused at once, and would make the others look quick.
      if (status === 200) all.push(ms);
      else failed.push(`${status} ${path}`);
    }
    if (best > worst.cpu) worst = { path, cpu: best };
  }
  return { question, median: percentile(all, 0.5), p99: percentile(all, 0.99), worst, failed };
}

/** Of each route how many questions there are, which take too long, and how long the slowest ten take. */
function byRoute(lines: Line[]) {
  const told = ({ question, median, p99, worst }: Line) => ({
    filters: question.filters.join(' + '),
    median: +median.toFixed(1),
    p99: +p99.toFixed(1),
    path: worst.path,
  });
  const routes = [...new Set(lines.map(({ question }) => question.route))].sort();
  return Object.fromEntries(
    routes.map((route) => {
      const asked = lines.filter(({ question }) => question.route === route);
      const slowest = [...asked].sort((a, b) => b.p99 - a.p99);
      const slow = slowest.filter(isSlow);
      return [
        route,
        {
          date: new Date().toISOString(),
          commit: commit(),
          pairs: !options.singles,
          questions: asked.length,
          median: percentile(
            asked.map(({ median }) => median),
            0.5,
          ),
          slow: slow.map(told),
          slowest: slowest.slice(0, 10).map(told),
        },
      ];
    }),
  );
}

const round = (ms: number) => ms.toFixed(1).padStart(8);

if (options.explain !== undefined) {
  console.log(await explain(options.database, options.explain, options.generic));
  process.exit();
}
if (!options['no-build']) execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
const database = await openDatabase({
  databaseUrl: options.database,
  databaseReadUrl: undefined,
  poolSize: 2,
  statementTimeoutMs: 60_000,
});
const draws = await drawValues(database.db);
const base = await openRecord(database.db);
await database.close();
const questions = matrix(draws, { pairs: !options.singles }).filter(
  ({ route, filters }) =>
    route.match(options.route) &&
    (!options.filter || filters.some((name) => name.match(options.filter))) &&
    !filters.some((name) => name.match(options.without)),
);

const service = await startService(options.database, 0);
const cpu = await openCpu(options.database);
const lines: Line[] = [];
try {
  for (const question of questions) {
    lines.push(await measure(service.base, cpu, question, Number(options.asked)));
    if (lines.length % 100 === 0) console.error(`${lines.length} of ${questions.length} questions asked`);
  }
  // What only met a machine that did something else is not slow again.
  for (const [i, line] of lines.entries())
    if (isSlow(line)) lines[i] = await measure(service.base, cpu, line.question, AGAIN);
} finally {
  await cpu.close();
  await service.stop();
}
const failed = [...new Set(lines.flatMap((line) => line.failed))];
for (const path of failed) console.log(`refused: ${path}`);
lines.sort((a, b) => b.worst.cpu - a.worst.cpu);
console.log('  median      p99      cpu  question, and its address that takes most of the processor');
for (const { question, median, p99, worst } of lines.slice(0, Number(options.print)))
  console.log(
    `${round(median)} ${round(p99)} ${round(worst.cpu)}  ${question.route} ${question.filters.join(' + ') || '(none)'}  ${worst.path}`,
  );
if (options.record) console.error(save({ ...base, parts: byRoute(lines) }, '-filters'));
const medians = lines.map(({ median }) => median);
console.log(
  `${lines.length} questions, load ${loadavg()[0]?.toFixed(1)}: median over ${WANTED.median} ms ${medians.filter((ms) => ms > WANTED.median).length}, ` +
    `p99 over ${WANTED.p99} ms ${lines.filter(({ p99 }) => p99 > WANTED.p99).length}, over 50 ms of the processor ` +
    `${lines.filter(({ worst }) => worst.cpu > 50).length}, refused addresses ${failed.length}`,
);
