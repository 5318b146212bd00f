import { sql } from 'drizzle-orm';
import { array, type Db } from '../db/database.ts';
import { deriveSets, NOTHING_TOUCHED, type Touched } from '../store/derive.ts';
import { analyze } from './growth.ts';

const sets = Object.keys(NOTHING_TOUCHED) as (keyof Touched)[];

/**
 * Puts off what is derived until the whole of a bundle is written, so that an event is worked out once and not again
 * for each quote of it. What is touched is noted in the database: it grows with the bundle.
 */
export async function openNotes(tx: Db) {
  await tx.execute(
    sql`create temporary table bundle_touched (set text, id uuid, primary key (set, id)) on commit drop`,
  );
  return {
    note: async (db: Db, touched: Touched): Promise<void> => {
      for (const set of sets)
        if (touched[set].length > 0)
          await db.execute(sql`insert into bundle_touched
            select ${set}, unnest(${array(touched[set], 'uuid')}) on conflict do nothing`);
    },
    settle: async (): Promise<void> => {
      await analyze(tx);
      for (const set of sets)
        await deriveSets(tx, { [set]: sql`select id from bundle_touched where set = ${set}` });
      await tx.execute(sql`truncate bundle_touched`);
    },
  };
}
