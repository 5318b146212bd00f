import { sql } from 'drizzle-orm';
import { array, type Db, rows } from '../db/database.ts';
import type { RecordKind } from '../model/common.ts';
import { findLatest } from './log.ts';
import type { Shown, Stored } from './rows.ts';

/** What a record shows of the records that were merged into it, beside its own. */
const takesOver: { [K in RecordKind]?: (winner: Stored<K>, loser: Stored<K>) => Stored<K> } = {
  actor: (winner, loser) => ({ ...winner, names: [...(winner.names ?? []), ...asAliases(loser)] }),
  location: (winner, loser) => ({ ...winner, names: [...(winner.names ?? []), ...asAliases(loser)] }),
  event: (winner, loser) => ({
    ...winner,
    evidence: [...(winner.evidence ?? []), ...ofTheWhole(loser)],
  }),
  utterance: (winner, loser) => ({ ...winner, quotes: [...winner.quotes, ...loser.quotes] }),
};

/** Pointers into the loser mean nothing in the winner: its evidence supports the whole. */
const ofTheWhole = (loser: Stored<'event'>) =>
  (loser.evidence ?? []).map(({ supports: _, ...evidence }) => evidence);

const asAliases = (loser: Stored<'actor'> | Stored<'location'>) => [
  ...Object.entries(loser.name).map(([lang, value]) => ({ lang, value, kind: 'alias' as const })),
  ...(loser.names ?? []),
];

/** The records with what the tables show of those merged into them; the records as written stay as they are. */
export async function absorb(db: Db, kind: RecordKind, shown: Shown[]): Promise<Shown[]> {
  const take = takesOver[kind] as
    | ((winner: Stored<RecordKind>, loser: Stored<RecordKind>) => Stored<RecordKind>)
    | undefined;
  if (!take) return shown;
  const losers = await rows<{ id: string; into: string }>(
    db,
    sql`select id, merged_into as into from records
        where merged_into = any(${array(
          shown.map(({ record }) => record.id),
          'uuid',
        )}) order by id`,
  );
  if (losers.length === 0) return shown;
  const latest = await findLatest(
    db,
    losers.map(({ id }) => id),
  );
  return shown.map(({ record, stamp }) => ({
    stamp,
    record: losers
      .filter(({ into }) => into === record.id)
      .reduce((whole, { id }) => {
        const document = latest.get(id)?.document;
        return document ? take(whole, JSON.parse(document) as Stored<RecordKind>) : whole;
      }, record),
  }));
}
