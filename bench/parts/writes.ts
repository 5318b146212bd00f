import { execFileSync } from 'node:child_process';
import { type LoadRound, runWrk } from '../load.ts';
import type { Part, Setting } from '../parts.ts';
import { named, pathsOf } from '../questions.ts';
import { CLIENTS, inTurns, overRounds, ratioOf } from '../rounds.ts';
import { startService } from '../service.ts';
import type { Line } from '../table.ts';
import { openEditor } from './editor.ts';
import { hotPaths } from './hot.ts';

const A_SECOND = 10;

/** Timeline pages while an editor changes events, beside the same in peace; every write makes the cache stale. */
export const writes: Part = {
  heading: 'Reading while an editor writes',
  async *measure(setting) {
    const { url } = setting.bench;
    const timeline = named(setting.drawn, 'timeline');
    const name = `bench-${process.pid}`;
    const key = command(url, 'key', 'create', name, '--role', 'editor').trim();
    try {
      yield* measureWith(setting, key, 0, pathsOf(timeline));
      // Pages that the cache holds all, so that what is measured is how fast it is filled again.
      yield* measureWith(setting, key, 64, hotPaths(timeline));
    } finally {
      command(url, 'key', 'revoke', name);
    }
  },
};

async function* measureWith(
  { bench, effort: { seconds, rounds, warmUp } }: Setting,
  key: string,
  cache: number,
  paths: string[],
): AsyncGenerator<Line> {
  const service = await startService(bench.url, cache);
  try {
    const ask = (time: number) => runWrk(service.base, paths, CLIENTS, time);
    await ask(warmUp);
    const editor = await openEditor(service.base, key);
    const taken = await inTurns(rounds, {
      filling: () => ask(1),
      peace: () => ask(seconds),
      writing: () => editor.while(A_SECOND, () => ask(seconds)),
    }).finally(() => editor.restore());
    const took = taken.writing.flatMap(({ took }) => took).sort((a, b) => a - b);
    const at = (part: number) => took[Math.ceil(took.length * part) - 1] ?? 0;
    const line = (written: number, asked: LoadRound[]) => ({
      'cache MB': cache,
      'writes a second': written,
      ...overRounds(asked),
      ratio: ratioOf(asked, taken.peace),
    });
    yield { ...line(0, taken.peace), writeP50: '', writeP99: '' };
    const done = taken.writing.map(({ done }) => done);
    yield { ...line(took.length / (rounds * seconds), done), writeP50: at(0.5), writeP99: at(0.99) };
  } finally {
    await service.stop();
  }
}

/** What a command of the built program prints. */
const command = (url: string, ...words: string[]): string =>
  execFileSync(process.execPath, ['dist/cli.js', ...words], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: url },
  });
