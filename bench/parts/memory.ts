import { get } from 'node:http';
import { runWrk } from '../load.ts';
import type { Part } from '../parts.ts';
import { type Drawn, named, pathsOf } from '../questions.ts';
import { openChance } from '../random.ts';
import { atMost, CLIENTS, median } from '../rounds.ts';
import { startService } from '../service.ts';
import { hotPaths, tagOf } from './hot.ts';

/** Samples that a shorter run has at least. */
const LEAST_SAMPLES = 12;
/** Requests of the mixture. */
const MIXED = 5000;
/** Every so many samples a whole list is exported. */
const EXPORTED = 3;

/** Resident memory under a mixture of everything, minute by minute. */
export const memory: Part = {
  heading: 'Memory',
  async *measure({ bench, drawn, minutes }) {
    const service = await startService(bench.url, 64);
    try {
      const paths = await mixture(service.base, drawn);
      const seconds = Math.max(1, Math.round(Math.min(60, (minutes * 60) / LEAST_SAMPLES)));
      const samples = Math.max(LEAST_SAMPLES, Math.round((minutes * 60) / seconds));
      const taken: number[] = [];
      for (let sample = 1; sample <= samples; sample += 1) {
        const exporting = sample % EXPORTED === 0 ? download(service.base, seconds) : undefined;
        const from = Math.floor((paths.length * sample) / samples);
        // What takes longer than the statement timeout is refused, and that belongs to the mixture.
        const asked = await runWrk(service.base, paths, CLIENTS, seconds, { from, mayFail: true });
        await exporting;
        const { now } = service.memory();
        taken.push(now);
        const { perSecond, p99, failures: refused } = asked;
        const minute = (sample * seconds) / 60;
        yield { minute, perSecond, p99, refused, memory: now, ...flatness(taken, samples) };
      }
    } finally {
      await service.stop();
    }
  },
};

/** Of the whole run, its last third against its middle third; of a beginning, nothing. */
function flatness(taken: number[], samples: number) {
  if (taken.length < samples) return { ratio: '', wanted: '', reached: '' };
  const third = Math.floor(samples / 3);
  return atMost(median(taken.slice(-third)) / median(taken.slice(-2 * third, -third)), 1.15);
}

async function mixture(base: string, drawn: Drawn[]): Promise<string[]> {
  const chance = openChance(7);
  const timeline = named(drawn, 'timeline');
  const actors = pathsOf(timeline).map((path) => new URLSearchParams(path.split('?')[1]).get('actor'));
  const held: string[] = [];
  for (const path of hotPaths(timeline)) held.push(`${path}\tIf-None-Match: ${await tagOf(base + path)}`);
  const counted = actors.flatMap((actor) => [
    `/v1/timeline/histogram?actor=${actor}&by=type`,
    `/v1/facets?actor=${actor}`,
  ]);
  const kinds = [
    [pathsOf(timeline), 25],
    [pathsOf(named(drawn, 'quotes')), 15],
    [pathsOf(named(drawn, 'search')), 15],
    [pathsOf(named(drawn, 'lookup')), 15],
    [counted, 10],
    [held, 20],
  ] as const;
  return Array.from({ length: MIXED }, () => chance.pick(chance.weighted(kinds)));
}

/** Reads an export of all events as it comes, for so many seconds at most. */
function download(base: string, seconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let over = false;
    // Not by fetch: once stopped, it connects anew and asks nothing, and a service waits for such a client when it closes.
    const request = get(`${base}/v1/events?format=ndjson`, { agent: false }, (answer) =>
      answer.on('error', () => undefined).resume(),
    );
    const stop = setTimeout(() => {
      over = true;
      request.destroy();
    }, seconds * 1000);
    request.once('error', (error) => (over ? resolve() : reject(error)));
    request.once('close', () => {
      clearTimeout(stop);
      resolve();
    });
  });
}
