import { sql } from 'drizzle-orm';
import { integer, json, pgTable, text } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/database.ts';
import { insertionOf, insertRows } from '../../src/db/insert.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const odd = pgTable('odd', { id: integer().primaryKey(), list: text().array(), said: text(), data: json() });

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const values = [
  ['plain', 'a,b'],
  ['"quoted"', '\\', '{braces}', 'NULL', ''],
  ['two\nlines\ttabbed', 'سجل', '😀'],
];
const written = values.map((list, id) => ({ id, list, said: list.join(), data: [[id, list], { list }] }));
const nothing = { id: 9, list: null, said: null, data: null };

describe('rows that are inserted', () => {
  it('come back as they were, lists of any lengths among them', async () => {
    await opened.database.db.transaction(async (tx) => {
      await tx.execute(
        sql`create temporary table odd (id int primary key, list text[], said text, data json) on commit drop`,
      );
      await insertRows(tx, odd, [...written, nothing, { id: 10 }, { id: 11, list: [] }]);
      const found = await rows(tx, sql`select * from odd order by id`);
      expect(found).toEqual([...written, nothing, { ...nothing, id: 10 }, { ...nothing, id: 11, list: [] }]);
      await insertRows(tx, odd, [{ id: 0, said: 'new' }], { replace: true });
      expect(await rows(tx, sql`select * from odd where id = 0`)).toEqual([
        { ...nothing, id: 0, said: 'new' },
      ]);
      await tx.execute(insertionOf(new Map([[odd, [{ id: 12, said: 'last' }]]])));
      expect(await rows(tx, sql`select said from odd where id = 12`)).toEqual([{ said: 'last' }]);
    });
  });
});
