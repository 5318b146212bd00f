import { findBackends } from '../cpu.ts';
import { runPgbench } from '../limit.ts';
import { runWrk } from '../load.ts';
import type { Part, Setting } from '../parts.ts';
import { type Drawn, pathsOf } from '../questions.ts';
import { atLeast, inTurns, median, overRounds, ratioOf } from '../rounds.ts';
import { type Running, startService } from '../service.ts';
import type { Line } from '../table.ts';
import { verify } from '../verify.ts';

/** Questions without the answer cache, against what PostgreSQL alone reaches. */
export const questions: Part = {
  heading: 'Questions, and PostgreSQL alone',
  async *measure(setting) {
    const service = await startService(setting.bench.url, 0);
    const failed: string[] = [];
    try {
      for (const question of setting.drawn)
        try {
          yield* measureAll(setting, question, service);
        } catch (error) {
          // The other questions can still be measured.
          failed.push(`${question.name}: ${error instanceof Error ? error.message : error}`);
        }
    } finally {
      await service.stop();
    }
    if (failed.length > 0) throw new Error(failed.join('\n'));
  },
};

async function* measureAll(setting: Setting, question: Drawn, service: Running): AsyncGenerator<Line> {
  const { bench, effort, say } = setting;
  const bytes = await verify(bench.database.db, service.base, question);
  say(`${question.name}: the service, its statement and the hand-written one agree`);
  await runWrk(service.base, pathsOf(question), Math.max(...effort.clients), effort.warmUp);
  for (const clients of effort.clients)
    yield { ...(await measureQuestion(setting, question, service, clients)), bytes };
}

async function measureQuestion(
  { bench, effort: { seconds, rounds } }: Setting,
  { name, wanted, mode, own, byHand, ...drawn }: Drawn,
  service: Running,
  clients: number,
): Promise<Line> {
  const paths = drawn.draws.map(({ path }) => path);
  await runPgbench(bench.url, mode, own, clients, Math.min(2, seconds));
  // By now it has all its connections, and keeps them.
  const backends = await findBackends(bench.url, 'sijill');
  const spent = { node: 0, postgres: 0 };
  const ask = async (round: number) => {
    const [node, postgres] = [service.cpu(), backends.spent()];
    const from = Math.floor((paths.length * round) / rounds);
    const taken = await runWrk(service.base, paths, clients, seconds, { from });
    spent.node += service.cpu() - node;
    spent.postgres += backends.spent() - postgres;
    return taken;
  };
  const taken = await inTurns(rounds, {
    own: () => runPgbench(bench.url, mode, own, clients, seconds),
    service: ask,
    byHand: () => runPgbench(bench.url, mode, byHand, clients, seconds),
  });
  const requests = taken.service.reduce((sum, round) => sum + round.requests, 0);
  const answered = overRounds(taken.service);
  const cpu = {
    node: spent.node / requests,
    postgres: spent.postgres / requests,
    byHand: median(taken.byHand.map(({ cpu }) => cpu)),
  };
  return {
    question: name,
    clients,
    ...answered,
    tail: answered.p99 / answered.p50,
    own: median(taken.own.map(({ perSecond }) => perSecond)),
    byHand: median(taken.byHand.map(({ perSecond }) => perSecond)),
    limitLatency: median(taken.byHand.map(({ latency }) => latency)),
    ratioOwn: ratioOf(taken.service, taken.own),
    ...atLeast(ratioOf(taken.service, taken.byHand), wanted),
    cpuNode: cpu.node,
    cpuPostgres: cpu.postgres,
    cpuOwn: median(taken.own.map(({ cpu }) => cpu)),
    cpuByHand: cpu.byHand,
    cpuRatio: cpu.byHand / (cpu.node + cpu.postgres),
    memory: service.memory().now,
  };
}
