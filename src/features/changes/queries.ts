import { type SQL, sql } from 'drizzle-orm';
import { publiclyNamed } from '../../filters/conditions.ts';
import { recordKinds } from '../../model/common.ts';
import { recordShapes } from '../../shapes/index.ts';

/** The record as it answers now, by the kind of change `c`. */
const record = `case c.kind ${recordKinds
  .map((kind) => {
    const { table, row, json } = recordShapes[kind];
    return `when '${kind}' then (select ${json(publiclyNamed)} from ${table} ${row}
      where ${row}.id = c.record_id and ${publiclyNamed(row)})`;
  })
  .join('\n')} end`;

/** Changes after a position in commit order: position and JSON text. What is still a draft is not shown. */
export const findChanges = (after: number, limit: number, expand: boolean): SQL =>
  sql`select c.position::text, json_build_object('at', c.at, 'kind', c.kind, 'id', c.record_id,
        'version', c.version, 'op', c.op, 'reason', c.reason
        ${expand ? sql.raw(`, 'record', ${record}`) : sql.empty()})::text
      from changes c where c.position > ${after}::bigint
        and coalesce(c.document->>'review', 'reviewed') <> 'draft'
      order by c.position limit ${limit}`;

/** The last position there is. */
export const lastPosition = (): SQL => sql`select changes::text from data_version`;
