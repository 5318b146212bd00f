import { type SQL, sql } from 'drizzle-orm';
import { draftSight, publicSight } from '../../filters/conditions.ts';
import type { RecordKind } from '../../model/common.ts';
import { otherRecord } from '../../shapes/change.ts';
import { recordShapes } from '../../shapes/index.ts';

/**
 * Every version of a record, oldest first, as JSON texts with the record as it was written. Of a record that was
 * published, those from its first published version on; `draft`: all of one that the caller may see as a draft.
 */
export function findVersions(kind: RecordKind, id: string, draft: boolean): SQL {
  const { table, row } = recordShapes[kind];
  return sql`select json_build_object('version', c.version, 'at', c.at, 'op', c.op, 'by', c.by, 'reason', c.reason,
        'other', ${sql.raw(otherRecord)}, 'document', c.document)::text
      from changes c join ${sql.raw(`${table} ${row}`)} on ${sql.raw(row)}.id = c.record_id
      where c.record_id = ${id} and ${sql.raw((draft ? draftSight : publicSight).named(row))}
        ${draft ? sql.empty() : sql`and c.public`}
      order by c.version`;
}
