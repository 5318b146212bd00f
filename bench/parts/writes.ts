import { execFileSync } from 'node:child_process';
import { type LoadRound, runWrk } from '../load.ts';
import type { Part } from '../parts.ts';
import { named, pathsOf } from '../questions.ts';
import { CLIENTS, inTurns, median, overRounds, ratioOf } from '../rounds.ts';
import { startService } from '../service.ts';
import { openEditor } from './editor.ts';

const A_SECOND = 10;

/** Timeline pages while an editor changes events, beside the same in peace. */
export const writes: Part = {
  heading: 'Reading while an editor writes',
  async *measure({ bench, drawn, effort: { seconds, rounds, warmUp } }) {
    const paths = pathsOf(named(drawn, 'timeline'));
    const name = `bench-${process.pid}`;
    const key = command(bench.url, 'key', 'create', name, '--role', 'editor').trim();
    try {
      for (const cache of [0, 64]) {
        const service = await startService(bench.url, cache);
        try {
          await runWrk(service.base, paths, CLIENTS, warmUp);
          const editor = await openEditor(service.base, key);
          const taken = await inTurns(rounds, {
            peace: () => runWrk(service.base, paths, CLIENTS, seconds),
            writing: () => editor.while(A_SECOND, () => runWrk(service.base, paths, CLIENTS, seconds)),
          }).finally(() => editor.restore());
          const writing = taken.writing.map(({ done }) => done);
          const took = taken.writing.flatMap(({ took }) => took).sort((a, b) => a - b);
          const line = (asked: LoadRound[]) => ({
            ...overRounds(asked),
            ratio: ratioOf(asked, taken.peace),
          });
          const at = (part: number) => took[Math.ceil(took.length * part) - 1] ?? 0;
          const written = median(taken.writing.map((round) => round.took.length / seconds));
          yield { 'cache MB': cache, 'writes a second': 0, ...line(taken.peace), writeP50: '', writeP99: '' };
          yield {
            'cache MB': cache,
            'writes a second': written,
            ...line(writing),
            writeP50: at(0.5),
            writeP99: at(0.99),
          };
        } finally {
          await service.stop();
        }
      }
    } finally {
      command(bench.url, 'key', 'revoke', name);
    }
  },
};

/** What a command of the built program prints. */
const command = (url: string, ...words: string[]): string =>
  execFileSync(process.execPath, ['dist/cli.js', ...words], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: url },
  });
