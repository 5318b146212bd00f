import { get, type IncomingMessage } from 'node:http';
import { runPgbench } from './limit.ts';
import { type LoadRound, runWrk } from './load.ts';
import { handWritten, ownStatement, type Question } from './questions.ts';
import type { Running } from './service.ts';

export interface Effort {
  clients: number[];
  seconds: number;
  rounds: number;
}

/** One line of the record: requests a second are medians over the rounds, ratios medians of each round's own. */
export interface Measured {
  question: string;
  clients: number;
  service: number;
  /** PostgreSQL with the service's own statement, and with the one written by hand: the limit. */
  limitOwn: number;
  limitByHand: number;
  /** To the own statement: what Node costs. To the one by hand: the ratio that counts. */
  ratioOwn: number;
  ratioByHand: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  limitLatency: number;
  /** Resident memory of the service after the rounds, in MB. */
  memory: number;
  /** Load of the machine when it began: above 1 somebody else was at work. */
  load: number;
}

/** Seconds that each side runs before the first round counts: until Node has compiled what is hot. */
const WARM_UP = 15;

/** Service and limits in turns, so that whatever slows the machine slows all of them. */
export async function measureQuestion(
  question: Question,
  paths: string[],
  service: Running,
  url: string,
  clients: number,
  { seconds, rounds }: Effort,
  load: () => number,
): Promise<Measured> {
  const own = ownStatement(question);
  const byHand = handWritten(question);
  const before = load();
  await runWrk(service.base, paths, clients, WARM_UP);
  await runPgbench(url, own, clients, 2);
  const taken: { service: LoadRound; own: number; byHand: number; latency: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const limitOwn = await runPgbench(url, own, clients, seconds);
    const from = Math.floor((paths.length * round) / rounds);
    const answered = await runWrk(service.base, paths, clients, seconds, { from });
    const limitByHand = await runPgbench(url, byHand, clients, seconds);
    taken.push({
      service: answered,
      own: limitOwn.perSecond,
      byHand: limitByHand.perSecond,
      latency: Math.min(limitOwn.latency, limitByHand.latency),
    });
  }
  const over = (value: (round: (typeof taken)[number]) => number) => median(taken.map(value));
  const ratioOwn = over((round) => round.service.perSecond / round.own);
  const ratioByHand = over((round) => round.service.perSecond / round.byHand);
  return {
    question: question.name,
    clients,
    service: over((round) => round.service.perSecond),
    limitOwn: over((round) => round.own),
    limitByHand: over((round) => round.byHand),
    ratioOwn,
    ratioByHand,
    p50: over((round) => round.service.p50),
    p99: over((round) => round.service.p99),
    limitLatency: over((round) => round.latency),
    memory: service.memory().now,
    load: before,
  };
}

/** An answer that needs no database, against a bare Fastify that sends as much. */
export interface MeasuredCached {
  answer: string;
  clients: number;
  service: number;
  bare: number;
  ratio: number;
  p50: number;
  p99: number;
  memory: number;
}

/** Pages asked for over and over: few enough that the cache holds them all. */
const HOT = 50;

export async function measureCached(
  paths: string[],
  service: Running,
  bare: Running,
  clients: number,
  { seconds, rounds }: Effort,
): Promise<MeasuredCached[]> {
  const hot = [...new Set(paths)].slice(0, HOT);
  // A tag is of one address, so the client that holds an answer asks for that one alone.
  const held = hot.slice(0, 1);
  const tag = await tagOf(service.base + (held[0] ?? ''));
  const kinds = [
    { answer: 'cached page', paths: hot, headers: [], against: '/page' },
    { answer: 'cached page, gzip', paths: hot, headers: ['Accept-Encoding: gzip'], against: '/page' },
    { answer: '304', paths: held, headers: [`If-None-Match: ${tag}`], against: '/small' },
  ];
  const measured: MeasuredCached[] = [];
  for (const { answer, paths, headers, against } of kinds) {
    await runWrk(service.base, paths, clients, WARM_UP, { headers });
    const taken: { service: LoadRound; bare: number }[] = [];
    for (let round = 0; round < rounds; round += 1)
      taken.push({
        bare: (await runWrk(bare.base, [against], clients, seconds)).perSecond,
        service: await runWrk(service.base, paths, clients, seconds, { headers }),
      });
    const over = (value: (round: (typeof taken)[number]) => number) => median(taken.map(value));
    measured.push({
      answer,
      clients,
      service: over((round) => round.service.perSecond),
      bare: over((round) => round.bare),
      ratio: over((round) => round.service.perSecond / round.bare),
      p50: over((round) => round.service.p50),
      p99: over((round) => round.service.p99),
      memory: service.memory().now,
    });
  }
  return measured;
}

/** The tag of an answer to a client that sends no headers, as wrk does: with others it is another answer. */
async function tagOf(address: string): Promise<string> {
  const ask = (headers: Record<string, string>) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get(address, { headers }, (answer) => resolve(answer.resume())).once('error', reject);
    });
  const tag = (await ask({})).headers.etag ?? '';
  const again = await ask({ 'if-none-match': tag });
  if (again.statusCode !== 304) throw new Error(`${address} answers ${again.statusCode} to its own tag.`);
  return tag;
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[sorted.length % 2 ? middle : middle - 1], sorted[middle]];
  return (low + high) / 2;
}
