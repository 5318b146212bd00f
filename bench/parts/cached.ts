import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runWrk } from '../load.ts';
import type { Part } from '../parts.ts';
import { named } from '../questions.ts';
import { atLeast, type Effort, inTurns, median, overRounds, ratioOf } from '../rounds.ts';
import { type Running, startBare, startService } from '../service.ts';
import type { Line } from '../table.ts';
import { hotPaths, tagOf } from './hot.ts';

/** An answer that needs no database, and what a bare Fastify sends instead. */
interface Kind {
  answer: string;
  /** Paths, each with its own header where it has one. */
  paths: string[];
  headers: string[];
  against: string[];
  /** The ratio that it has to reach. */
  wanted: number;
}

/** Answers that the service holds ready, against a bare Fastify that holds the very same bytes. */
export const cached: Part = {
  heading: 'Answers from the cache, and a bare Fastify',
  async *measure({ bench, drawn, effort }) {
    const folder = mkdtempSync(join(tmpdir(), 'sijill-bench-'));
    const service = await startService(bench.url, 64);
    try {
      const paths = hotPaths(named(drawn, 'timeline'));
      for (const [i, path] of paths.entries())
        writeFileSync(join(folder, `${i}`.padStart(3, '0')), await (await fetch(service.base + path)).text());
      const bare = await startBare(folder);
      try {
        for (const kind of await kinds(service.base, paths))
          for (const clients of effort.clients) yield await measureKind(kind, service, bare, clients, effort);
      } finally {
        await bare.stop();
      }
    } finally {
      await service.stop();
      rmSync(folder, { recursive: true });
    }
  },
};

async function kinds(base: string, paths: string[]): Promise<Kind[]> {
  const pages = paths.map((_, i) => `/page/${i}`);
  const held: string[] = [];
  for (const path of paths) held.push(`${path}\tIf-None-Match: ${await tagOf(base + path)}`);
  const gzip = ['Accept-Encoding: gzip'];
  return [
    { answer: 'page', paths, headers: [], against: pages, wanted: 0.8 },
    {
      answer: 'page, gzip',
      paths,
      headers: gzip,
      against: paths.map((_, i) => `/gzip/${i}`),
      wanted: 0.8,
    },
    { answer: '304, to the page', paths: held, headers: [], against: pages, wanted: 1 },
    // Stricter than what is wanted: the bare route compares and says nothing.
    { answer: '304, to 11 bytes', paths: held, headers: [], against: ['/small'], wanted: 1 },
  ];
}

async function measureKind(
  { answer, paths, headers, against, wanted }: Kind,
  service: Running,
  bare: Running,
  clients: number,
  { seconds, rounds, warmUp }: Effort,
): Promise<Line> {
  await runWrk(service.base, paths, clients, warmUp, { headers });
  await runWrk(bare.base, against, clients, warmUp);
  const taken = await inTurns(rounds, {
    bare: () => runWrk(bare.base, against, clients, seconds),
    service: () => runWrk(service.base, paths, clients, seconds, { headers }),
  });
  return {
    answer,
    clients,
    ...overRounds(taken.service),
    bare: median(taken.bare.map(({ perSecond }) => perSecond)),
    ...atLeast(ratioOf(taken.service, taken.bare), wanted),
    memory: service.memory().now,
  };
}
