import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEdtf } from '../../src/model/edtf.ts';

interface Database {
  exec(sql: string): Promise<unknown>;
  rows(sql: string, parameters?: unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

async function openPglite(): Promise<Database> {
  const db = new PGlite();
  return {
    exec: (sql) => db.exec(sql),
    rows: async (sql, parameters) => (await db.query<Record<string, unknown>>(sql, parameters)).rows,
    close: () => db.close(),
  };
}

async function openPostgres(url: string): Promise<Database> {
  const schema = `edtf_sql_test_${process.pid}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create schema ${schema}; set search_path to ${schema}`);
  return {
    exec: (sql) => client.query(sql),
    rows: async (sql, parameters) => (await client.query<Record<string, unknown>>(sql, parameters)).rows,
    close: async () => {
      await client.query(`drop schema ${schema} cascade`);
      await client.end();
    },
  };
}

const number = (min: number, max: number, width: number) =>
  fc.integer({ min, max }).map((value) => String(value).padStart(width, '0'));
const year = fc.oneof(
  { weight: 6, arbitrary: number(1990, 2030, 4) },
  { weight: 1, arbitrary: number(0, 9999, 4) },
);
const month = number(0, 13, 2);
const day = number(0, 32, 2);
const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join('-'));
const level0 = fc.oneof(year, joined(year, month), joined(year, month, day));
const mark = fc.constantFrom('', '', '?', '~', '%');
const qualified = fc.tuple(level0, mark).map(([text, sign]) => text + sign);
const masked = fc.oneof(
  year.map((text) => `${text.slice(0, 3)}X`),
  year.map((text) => `${text.slice(0, 2)}XX`),
  year.map((text) => `${text}-XX`),
  year.map((text) => `${text}-XX-XX`),
  joined(year, month).map((text) => `${text}-XX`),
);
const season = joined(year, number(20, 26, 2));
const end = fc.oneof(
  { weight: 4, arbitrary: qualified },
  { weight: 1, arbitrary: fc.constantFrom('', '..') },
);
const interval = fc.tuple(end, end).map((ends) => ends.join('/'));
const range = fc.tuple(level0, level0).map((ends) => ends.join('..'));
const open = fc.constantFrom('', '', '', '..');
const members = fc.array(fc.oneof({ weight: 3, arbitrary: level0 }, range), { minLength: 1, maxLength: 4 });
const set = fc
  .tuple(open, members, open, fc.boolean())
  .map(
    ([before, texts, after, ordered]) => `[${before}${(ordered ? texts.toSorted() : texts).join()}${after}]`,
  );
const edtf = fc.oneof(level0, qualified, masked, season, interval, set);
// One character put in, taken out or replaced: near misses find more than noise does.
const mutated = fc
  .tuple(edtf, fc.nat(24), fc.constantFrom('', ...'0129X?~%/.,-[]{}TYx ٣\n'), fc.nat(1))
  .map(([text, at, sign, cut]) => text.slice(0, at) + sign + text.slice(at + cut));

const opened: [name: string, open: () => Promise<Database>][] = [['PGlite', openPglite]];
const url = process.env.TEST_DATABASE_URL;
if (url) opened.push(['PostgreSQL', () => openPostgres(url)]);

describe.each(opened)('EDTF on %s', (_name, openDatabase) => {
  let db: Database;
  beforeAll(async () => {
    db = await openDatabase();
    await db.exec(await readFile(new URL('../../migrations/0001_edtf.sql', import.meta.url), 'utf8'));
    // Tells a refusal from an answer without ending the batch.
    await db.exec(`create function answer(value text) returns json language plpgsql as $$
      begin return edtf_date(value, 'stated', null);
      exception when invalid_datetime_format then return null; end $$`);
  });
  afterAll(() => db.close());

  it('agrees with parseEdtf on every text', async () => {
    const texts = fc.sample(fc.oneof(edtf, mutated), 5000);
    const rows = await db.rows(
      'select answer(text)::text as answer from unnest($1::text[]) with ordinality as t(text, n) order by n',
      [texts],
    );
    const answers = texts.map((text) => {
      const facts = parseEdtf(text);
      return [text, facts && JSON.stringify({ edtf: text, ...facts, basis: 'stated', note: null })];
    });
    expect(rows.map(({ answer }, index) => [texts[index], answer])).toEqual(answers);
    const readable = answers.filter(([, answer]) => answer !== null).length;
    expect(readable).toBeGreaterThan(1000);
    expect(readable).toBeLessThan(4000);
  });

  it('generates bounds and the answer from a stored date', async () => {
    await db.exec(`create table happening (
      date_edtf edtf, date_basis date_basis, date_note text,
      date_from date generated always as (edtf_from(date_edtf)) stored,
      date_to date generated always as (edtf_to(date_edtf)) stored,
      date json generated always as (edtf_date(date_edtf, date_basis, date_note)) stored)`);
    await db.rows('insert into happening values ($1, $2, $3), (null, null, null)', [
      '2024-02~/..',
      'resolved',
      'قبل "الهدنة"\n',
    ]);
    expect(
      await db.rows(
        'select date_from::text, date_to::text, date::text, edtf_precision(date_edtf) as precision from happening',
      ),
    ).toEqual([
      {
        date_from: '2024-02-01',
        date_to: null,
        date:
          '{"edtf":"2024-02~/..","from":"2024-02-01","to":null,"precision":"interval","approximate":true,' +
          '"uncertain":false,"basis":"resolved","note":"قبل \\"الهدنة\\"\\n"}',
        precision: 'interval',
      },
      { date_from: null, date_to: null, date: null, precision: null },
    ]);
  });

  it('refuses to store a date that is none, and names it', async () => {
    await expect(db.rows("select '2023-02-29'::edtf")).rejects.toMatchObject({
      code: '22007',
      message: expect.stringContaining('2023-02-29'),
    });
    await expect(db.rows("select 'guessed'::date_basis")).rejects.toMatchObject({ code: '23514' });
  });
});
