import type { SQL } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { openLookup, type resolveReferences } from '../db/resolve.ts';
import type { RecordKind } from '../model/common.ts';
import { openFill } from '../store/fillEmpty.ts';
import type { Authorship } from '../store/log.ts';
import { identify } from '../store/register.ts';
import type { Stored } from '../store/rows.ts';
import { anchorRewritten, loadText } from '../store/texts.ts';
import { resolveAll } from '../store/write.ts';
import { awaitedLater, inTurns, type Taken, takeText } from './chunks.ts';
import { analyze } from './growth.ts';
import { type LoadReport, reject } from './report.ts';
import type { Writing } from './writing.ts';

/** Records of a chunk of lines, and the texts of documents among them. */
interface Resolved {
  length: number;
  records: Stored<RecordKind>[];
  texts: { id: string; text: string }[];
}

interface Ready extends Resolved {
  statement: SQL;
}

/** Writes a bundle that is the first thing a knowledge base is told. */
export async function openFirst(tx: Db, authorship: Authorship, report: LoadReport): Promise<Writing<Ready>> {
  const fill = await openFill(tx, authorship);
  const resolve = openLookup();
  let texted = false;
  // The next statement is at the server before it has done with the one before, so that it need not wait for us.
  const sent: Promise<unknown>[] = [];
  const send = async (statement: SQL) => {
    sent.push(awaitedLater(Promise.resolve(tx.execute(statement))));
    if (sent.length > 1) await sent.shift();
  };
  return {
    prepare: async function* (kind, chunks) {
      // References are asked for some chunks before, so that their answer is there while the database still writes.
      for await (const resolved of inTurns(chunks, (chunk) => resolveChunk(tx, kind, chunk, report, resolve)))
        yield { ...resolved, statement: fill.prepare(kind, resolved.records) };
    },
    write: async (_, { records, texts, statement }) => {
      await send(statement);
      report.created += records.length;
      for (const { id, text } of texts) await loadText(tx, id, text);
      texted ||= texts.length > 0;
      if (texted)
        await anchorRewritten(
          tx,
          records.map(({ id }) => id),
        );
    },
    finish: async () => {
      await Promise.all(sent);
      await fill.finish(() => analyze(tx, { quickly: true }));
      await analyze(tx);
    },
  };
}

async function resolveChunk(
  tx: Db,
  kind: RecordKind,
  chunk: Taken[],
  report: LoadReport,
  resolve: typeof resolveReferences,
): Promise<Resolved> {
  const records = chunk.map(({ record }) => record);
  await identify(tx, records);
  const texts = records.map((record) => ({ id: record.id ?? '', text: takeText(record) ?? '' }));
  const { stored, refusals } = await resolveAll(tx, kind, records, resolve);
  for (const [i, refusal] of refusals) reject(report, chunk[i], refusal);
  return {
    length: chunk.length,
    records: stored,
    texts: texts.filter(({ text }, i) => text !== '' && !refusals.has(i)),
  };
}
