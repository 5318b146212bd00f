import type { Db } from '../db/database.ts';
import type { RecordKind } from '../model/common.ts';
import { type Filling, openFill } from '../store/fillEmpty.ts';
import type { Authorship } from '../store/log.ts';
import { identify } from '../store/register.ts';
import { anchorRewritten, loadText } from '../store/texts.ts';
import { resolveAll } from '../store/write.ts';
import { type Taken, takeText } from './chunks.ts';
import { analyze } from './growth.ts';
import { type LoadReport, reject } from './report.ts';
import type { Writing } from './writing.ts';

interface Ready extends Filling {
  length: number;
  texts: { id: string; text: string }[];
}

/** Writes a bundle that is the first thing a knowledge base is told. */
export async function openFirst(tx: Db, authorship: Authorship, report: LoadReport): Promise<Writing<Ready>> {
  const fill = await openFill(tx, authorship);
  let texted = false;

  const prepare = async (kind: RecordKind, chunk: Taken[]): Promise<Ready> => {
    const records = chunk.map(({ record }) => record);
    await identify(tx, records);
    const texts = records.map((record) => ({ id: record.id ?? '', text: takeText(record) ?? '' }));
    const { stored, refusals } = await resolveAll(tx, kind, records);
    for (const [i, refusal] of refusals) reject(report, chunk[i], refusal);
    return {
      ...fill.prepare(kind, stored),
      length: chunk.length,
      texts: texts.filter(({ text }, i) => text !== '' && !refusals.has(i)),
    };
  };

  return {
    prepare: async function* (kind, chunks) {
      for await (const chunk of chunks) yield await prepare(kind, chunk);
    },
    write: async (_, ready) => {
      await fill.write(ready);
      report.created += ready.records.length;
      for (const { id, text } of ready.texts) await loadText(tx, id, text);
      texted ||= ready.texts.length > 0;
      if (texted)
        await anchorRewritten(
          tx,
          ready.records.map(({ id }) => id),
        );
    },
    finish: () => fill.finish(() => analyze(tx)),
  };
}
