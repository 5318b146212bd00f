import { sql } from 'drizzle-orm';
import { type Reads, text } from '../../db/answer.ts';
import { publicly } from '../../filters/conditions.ts';
import { countAll } from '../../filters/page.ts';
import { recordKinds } from '../../model/common.ts';
import { recordShapes } from '../../shapes/index.ts';

/** An index has them; counting millions anew after every write would still take longer than it is worth. */
const MOST_COUNTED = 100_000;

/** The number of migrations applied, and public records of each kind: estimated where there are more than 100,000. */
export async function describeData(reads: Reads) {
  const migrations = await text(reads, sql`select count(*)::text from drizzle.__drizzle_migrations`);
  const counts: Record<string, number> = {};
  let exact = true;
  for (const kind of recordKinds) {
    const { table, row } = recordShapes[kind];
    const question = { from: sql.raw(`${table} ${row}`), where: [sql.raw(publicly(row))] };
    const counted = await countAll(reads, question, MOST_COUNTED);
    counts[table] = counted.count;
    exact &&= counted.exact;
  }
  return { schema_version: Number(migrations), counts, exact };
}
