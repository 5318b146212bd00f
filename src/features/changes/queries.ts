import { type SQL, sql } from 'drizzle-orm';
import { publiclyNamed } from '../../filters/conditions.ts';
import { recordKinds } from '../../model/common.ts';
import { changeJson } from '../../shapes/change.ts';
import { recordShapes } from '../../shapes/index.ts';

/** The record as it answers now, by the kind of change `c`. */
const record = `case c.kind ${recordKinds
  .map((kind) => {
    const { table, row, json } = recordShapes[kind];
    return `when '${kind}' then (select ${json(publiclyNamed)} from ${table} ${row}
      where ${row}.id = c.record_id and ${publiclyNamed(row)})`;
  })
  .join('\n')} end`;

/**
 * Changes after a position in commit order: position, operation and JSON text. The public sees a record's changes
 * from its first version on that was no draft; `public` is set when a change is logged and never again.
 */
export const findChanges = (after: number, limit: number, expand: boolean): SQL =>
  sql`select c.position::text, c.op, ${sql.raw(changeJson(expand ? { record } : {}))}::text
      from changes c where c.position > ${after}::bigint and c.public
      order by c.position limit ${limit}`;

/** The position of the last change; 0 where there is none. */
export const findEnd: SQL = sql`select changes::text from data_version`;
