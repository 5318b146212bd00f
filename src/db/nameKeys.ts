import { sql } from 'drizzle-orm';
import { storedNameKeys } from '../names/keys.ts';
import { type Db, rows } from './database.ts';
import { insertRows } from './insert.ts';
import { nameKeys } from './tables/things.ts';

/** Names that are given their keys at once. */
const BATCH = 5000;

interface KnownName {
  record_id: string;
  ord: number;
  kind: 'actor' | 'location';
  value: string;
}

/** Gives every name its keys where none has any: after the migration that made the table, or one that emptied it. */
export async function fillNameKeys(tx: Db): Promise<void> {
  if ((await rows(tx, sql`select true from name_keys limit 1`)).length > 0) return;
  let last = { record_id: '00000000-0000-0000-0000-000000000000', ord: -1_000_000 };
  for (;;) {
    const found = await rows<KnownName>(
      tx,
      sql`select record_id, ord, kind, value from names where kind in ('actor', 'location')
          and (record_id, ord) > (${last.record_id}::uuid, ${last.ord}::int) order by record_id, ord limit ${BATCH}`,
    );
    const end = found.at(-1);
    if (!end) return;
    last = end;
    await insertRows(
      tx,
      nameKeys,
      found.flatMap(({ record_id, ord, kind, value }) =>
        storedNameKeys(kind, value).map((key) => ({ key, record_id, ord })),
      ),
    );
  }
}
