import { stringify } from 'csv-stringify/sync';
import { type Column, columnsOf } from './columns.ts';
import type { Format } from './format.ts';

/**
 * RFC 4180 with a header, in UTF-8 with a byte-order mark so that spreadsheets open Arabic. Cells that a
 * spreadsheet would run as a formula (= + - @, tab, return) begin with an apostrophe.
 */
export const csv: Format = {
  name: 'csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  columns: true,
  async *write(entries, { kind }) {
    const columns = columnsOf[kind];
    yield `\uFEFF${line(columns.map(({ name }) => name))}`;
    for await (const entry of entries) yield line(cells(columns, JSON.parse(entry)));
  },
};

const cells = (columns: Column[], entry: unknown) => columns.map(({ value }) => value(entry) ?? '');

const line = (values: unknown[]) => stringify([values], { escape_formulas: true, record_delimiter: '\r\n' });
