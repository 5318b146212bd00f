import { sql } from 'drizzle-orm';
import { array, type Db, rows } from './database.ts';

/**
 * What makes writing many rows slow and is quicker done at the end, for all rows at once. Both work inside one
 * transaction, so that a failure leaves everything as it was; until it ends, nobody else can read these tables.
 */

/** Puts back what was put off. */
export type Resume = () => Promise<void>;

/**
 * Drops the indexes of tables, but for those that keep something unique, and the foreign keys from and to them; the
 * catalog's own words make them again. A row that breaks a foreign key fails then.
 */
export async function putOffIndexes(tx: Db, tables: readonly string[]): Promise<Resume> {
  const named = sql`${array(
    tables.map((name) => `public.${name}`),
    'text',
  )}::regclass[]::oid[]`;
  const keys = await rows<{ table: string; name: string; definition: string }>(
    tx,
    sql`select conrelid::regclass::text as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
        from pg_constraint where contype = 'f' and (conrelid = any(${named}) or confrelid = any(${named})) order by 1, 2`,
  );
  const indexes = await rows<{ name: string; definition: string }>(
    tx,
    sql`select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
        from pg_index where indrelid = any(${named}) and not indisunique order by 1`,
  );
  for (const { table, name } of keys)
    await tx.execute(sql.raw(`alter table ${table} drop constraint ${name}`));
  for (const { name } of indexes) await tx.execute(sql.raw(`drop index ${name}`));
  return async () => {
    // No table may be altered while a check of it is still to come.
    await tx.execute(sql`set constraints all immediate`);
    for (const { definition } of indexes) await tx.execute(sql.raw(definition));
    for (const { table, name, definition } of keys)
      await tx.execute(sql.raw(`alter table ${table} add constraint ${name} ${definition}`));
  };
}

/**
 * Has new rows of a table with the primary key `id` gather in a temporary one of the same name, which statements meet
 * instead, without what the table generates of them: so rows that change before they are complete are written once, and
 * lie in the order in which lists read them.
 */
export async function putOffRows(tx: Db, table: string, order: string): Promise<Resume> {
  const generated = await rows<{ name: string }>(
    tx,
    sql`select quote_ident(attname) as name from pg_attribute
        where attrelid = ${`public.${table}`}::regclass and attgenerated <> ''`,
  );
  await tx.execute(sql.raw(`create temporary table ${table} (like public.${table} including defaults)`));
  const changes = [...generated.map(({ name }) => `drop column ${name}`), 'add primary key (id)'];
  await tx.execute(sql.raw(`alter table pg_temp.${table} ${changes.join(', ')}`));
  return async () => {
    const columns = await rows<{ name: string }>(
      tx,
      sql`select quote_ident(attname) as name from pg_attribute
          where attrelid = ${`pg_temp.${table}`}::regclass and attnum > 0 and not attisdropped order by attnum`,
    );
    const list = columns.map(({ name }) => name).join(', ');
    await tx.execute(
      sql.raw(`insert into public.${table} (${list}) select ${list} from pg_temp.${table} order by ${order}`),
    );
    await tx.execute(sql.raw(`drop table pg_temp.${table}`));
  };
}
