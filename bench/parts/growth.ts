import { type BenchDatabase, openBench } from '../database.ts';
import { runWrk } from '../load.ts';
import type { Part, Setting } from '../parts.ts';
import { type Drawn, drawAll, named, pathsOf } from '../questions.ts';
import { atMost, CLIENTS, inTurns, overRounds, ratioOf } from '../rounds.ts';
import { type Running, startService } from '../service.ts';
import type { Line } from '../table.ts';

/** A knowledge base of some size, and the service over it. */
interface Grown {
  events: number;
  drawn: Drawn[];
  bench: BenchDatabase;
  service: Running;
}

/** The same questions over knowledge bases of several sizes: how much longer an answer takes than in the smallest. */
export const growth: Part = {
  heading: 'Growth',
  async *measure(setting) {
    const opened: Grown[] = [];
    try {
      const sizes = [...new Set([...setting.growth, setting.events])].sort((a, b) => a - b);
      for (const events of sizes) opened.push(await open(setting, events));
      for (const { name } of setting.drawn) yield* measureQuestion(setting, name, opened);
    } finally {
      for (const { service, bench } of opened) {
        await service.stop();
        if (bench !== setting.bench) await bench.close(setting.keep);
      }
    }
  },
};

async function open(
  { bench, drawn, server, keep, events: own, say }: Setting,
  events: number,
): Promise<Grown> {
  if (events === own) return { events, bench, drawn, service: await startService(bench.url, 0) };
  say(`Opening a database with ${events} events …`);
  const other = await openBench(server, events, keep);
  try {
    const service = await startService(other.url, 0);
    return { events, bench: other, drawn: await drawAll(other.database), service };
  } catch (error) {
    await other.close(keep);
    throw error;
  }
}

async function* measureQuestion(
  { effort: { seconds, rounds, warmUp } }: Setting,
  question: string,
  opened: Grown[],
): AsyncGenerator<Line> {
  const asked = opened.map(({ events, drawn, service }) => ({
    events,
    ask: (time: number) => runWrk(service.base, pathsOf(named(drawn, question)), CLIENTS, time),
  }));
  for (const { ask } of asked) await ask(warmUp);
  const taken = await inTurns(
    rounds,
    Object.fromEntries(asked.map(({ events, ask }) => [`${events}`, () => ask(seconds)])),
  );
  const smallest = taken[`${asked[0]?.events}`] ?? [];
  for (const { events } of asked) {
    const rounds = taken[`${events}`] ?? [];
    yield { question, events, ...overRounds(rounds), ...atMost(ratioOf(smallest, rounds), 2) };
  }
}
