import { type SQL, sql } from 'drizzle-orm';
import { publiclyNamed } from '../../filters/conditions.ts';
import type { RecordKind } from '../../model/common.ts';
import { recordShapes } from '../../shapes/index.ts';

/** Every version of a record, oldest first, as JSON texts with the record as it was written. */
export function findVersions(kind: RecordKind, id: string): SQL {
  const { table, row } = recordShapes[kind];
  return sql`select json_build_object('version', c.version, 'at', c.at, 'op', c.op, 'by', c.by, 'reason', c.reason,
        'document', c.document)::text
      from changes c join ${sql.raw(`${table} ${row}`)} on ${sql.raw(row)}.id = c.record_id
      where c.record_id = ${id} and ${sql.raw(publiclyNamed(row))}
        and coalesce(c.document->>'review', 'reviewed') <> 'draft'
      order by c.version`;
}
