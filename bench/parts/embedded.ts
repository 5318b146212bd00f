import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/db/open.ts';
import { fill } from '../fill.ts';
import { runWrk } from '../load.ts';
import type { Part } from '../parts.ts';
import { type Drawn, drawAll, pathsOf } from '../questions.ts';
import { CLIENTS, inTurns, overRounds } from '../rounds.ts';
import { startEmbedded } from '../service.ts';

/** The questions on the embedded database: there is no limit beside it, since nobody else can ask it. */
export const embedded: Part = {
  heading: 'The embedded database',
  async *measure({ embedded: events, effort: { seconds, rounds, warmUp }, say }) {
    const directory = mkdtempSync(join(tmpdir(), 'sijill-bench-'));
    try {
      say(`Filling an embedded database with ${events} events …`);
      const drawn = await make(directory, events);
      const service = await startEmbedded(directory);
      try {
        for (const question of drawn) {
          const paths = pathsOf(question);
          await runWrk(service.base, paths, CLIENTS, warmUp);
          const { asked } = await inTurns(rounds, {
            asked: () => runWrk(service.base, paths, CLIENTS, seconds),
          });
          yield {
            question: question.name,
            events,
            clients: CLIENTS,
            ...overRounds(asked),
            memory: service.memory().now,
          };
        }
      } finally {
        await service.stop();
      }
    } finally {
      rmSync(directory, { recursive: true });
    }
  },
};

/** Fills a directory's database and lets go of it, since it belongs to one process. */
async function make(directory: string, events: number): Promise<Drawn[]> {
  const database = await openDatabase({
    databaseUrl: undefined,
    databaseReadUrl: undefined,
    dataDir: directory,
    poolSize: 1,
    // Statements of a load run longer than any question may.
    statementTimeoutMs: 3_600_000,
  });
  try {
    await database.migrate();
    await fill(database, events);
    return await drawAll(database);
  } finally {
    await database.close();
  }
}
