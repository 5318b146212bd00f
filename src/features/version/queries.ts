import { type SQL, sql } from 'drizzle-orm';
import { publicly } from '../../filters/conditions.ts';
import { recordKinds } from '../../model/common.ts';
import { recordShapes } from '../../shapes/index.ts';

/** Public records of each kind, and the number of migrations applied, as one JSON text. */
export const describeData = (): SQL =>
  sql.raw(`select json_build_object(
    'schema_version', (select count(*) from drizzle.__drizzle_migrations),
    'counts', json_build_object(${recordKinds
      .map((kind) => {
        const { table, row } = recordShapes[kind];
        return `'${table}', (select count(*) from ${table} ${row} where ${publicly(row)})`;
      })
      .join(', ')}))::text`);
