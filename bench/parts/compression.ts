import { runWrk } from '../load.ts';
import type { Part } from '../parts.ts';
import { named, pathsOf } from '../questions.ts';
import { CLIENTS, inTurns, median, overRounds, ratioOf } from '../rounds.ts';
import { startService } from '../service.ts';
import { hotPaths } from './hot.ts';

/** Timeline pages to clients that take them as they are, or packed. */
export const compression: Part = {
  heading: 'Compression',
  async *measure({ bench, drawn, effort: { seconds, rounds, warmUp } }) {
    const timeline = named(drawn, 'timeline');
    const kinds = [
      { pages: 'new', cache: 0, paths: pathsOf(timeline) },
      { pages: 'from the cache', cache: 64, paths: hotPaths(timeline) },
    ];
    for (const { pages, cache, paths } of kinds) {
      const service = await startService(bench.url, cache);
      const ask = (encoding: string, time: number) =>
        runWrk(service.base, paths, CLIENTS, time, { headers: [`Accept-Encoding: ${encoding}`] });
      const encodings = ['identity', 'gzip', 'br'];
      try {
        for (const encoding of encodings) await ask(encoding, warmUp);
        const taken = await inTurns(
          rounds,
          Object.fromEntries(encodings.map((encoding) => [encoding, () => ask(encoding, seconds)])),
        );
        for (const encoding of encodings) {
          const rounds = taken[encoding] ?? [];
          const bytes = median(rounds.map(({ bytesPerSecond, perSecond }) => bytesPerSecond / perSecond));
          const ratio = ratioOf(rounds, taken.identity ?? []);
          yield { pages, encoding, bytes, ...overRounds(rounds), ratio, memory: service.memory().now };
        }
      } finally {
        await service.stop();
      }
    }
  },
};
