import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { openBench } from './database.ts';
import { type Part, parts, type Setting, USUAL_PARTS } from './parts.ts';
import { drawAll } from './questions.ts';
import { type BenchRecord, openPart, openRecord, save } from './report.ts';
import { table } from './table.ts';

/** `npm run bench`: how near the service comes to what PostgreSQL and Fastify alone can do. See bench/README.md. */

const { values: options } = parseArgs({
  options: {
    parts: { type: 'string', default: USUAL_PARTS },
    only: { type: 'string' },
    events: { type: 'string' },
    growth: { type: 'string' },
    embedded: { type: 'string' },
    minutes: { type: 'string' },
    clients: { type: 'string' },
    seconds: { type: 'string' },
    rounds: { type: 'string' },
    'warm-up': { type: 'string' },
    server: { type: 'string', default: 'postgres://postgres@127.0.0.1:5432/postgres' },
    keep: { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
  },
});

const numbers = (text: string) => text.split(',').map(Number);
const usual = options.smoke
  ? {
      events: 5_000,
      growth: '2000',
      embedded: 1_000,
      minutes: 0.5,
      clients: '8',
      seconds: 2,
      rounds: 1,
      warmUp: 2,
    }
  : {
      events: 100_000,
      growth: '10000',
      embedded: 20_000,
      minutes: 20,
      clients: '1,8,32',
      seconds: 10,
      rounds: 3,
      warmUp: 45,
    };
const effort = {
  clients: numbers(options.clients ?? usual.clients),
  seconds: Number(options.seconds ?? usual.seconds),
  rounds: Number(options.rounds ?? usual.rounds),
  warmUp: Number(options['warm-up'] ?? usual.warmUp),
};
const events = Number(options.events ?? usual.events);
const say = (text: string) => console.error(text);

async function run(name: string, part: Part, setting: Setting, record: BenchRecord) {
  say(`${name} …`);
  const found = openPart(effort);
  // Of some questions alone, the lines of the others stay.
  if (options.only)
    found.lines.push(
      ...(record.parts[name]?.lines ?? []).filter(
        ({ question }) => !options.only?.split(',').includes(`${question}`),
      ),
    );
  record.parts[name] = found;
  const keep = () => (options.smoke ? '' : save(record));
  try {
    for await (const line of part.measure(setting)) {
      found.lines.push(line);
      keep();
    }
  } catch (error) {
    // The parts that follow can still be measured.
    found.failed = error instanceof Error ? error.message : String(error);
    say(`${name} failed: ${found.failed}`);
    process.exitCode = 1;
  }
  if (found.lines.length > 0) console.log(`\n## ${part.heading}\n\n${table(found.lines)}`);
  say(keep());
}

const wanted = (options.parts === 'all' ? Object.keys(parts) : options.parts.split(',')).map((name) => {
  const part = parts[name];
  if (!part) throw new Error(`There is no part “${name}”: ${Object.keys(parts).join(', ')}.`);
  return { name, part };
});
if (!options['no-build']) execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
say(`Opening a database with ${events} events …`);
const bench = await openBench(options.server, events, options.keep);
try {
  if (bench.filled) say(`filled in ${bench.filled.toFixed(0)} s`);
  say('drawing questions …');
  const setting: Setting = {
    bench,
    drawn: await drawAll(bench.database, options.only?.split(',')),
    effort,
    server: options.server,
    keep: options.keep,
    events,
    growth: numbers(options.growth ?? usual.growth),
    embedded: Number(options.embedded ?? usual.embedded),
    minutes: Number(options.minutes ?? usual.minutes),
    say,
  };
  const record = await openRecord(bench.database.db);
  const { machine, versions } = record;
  console.log(
    `${events.toLocaleString('en')} events; ${machine.cores} cores (${machine.cpu}), PostgreSQL ${versions.postgres}, Node ${versions.node}`,
  );
  for (const { name, part } of wanted) await run(name, part, setting, record);
} finally {
  await bench.close(options.keep);
}
