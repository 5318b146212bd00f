import { readFileSync } from 'node:fs';
import type { SQL } from 'drizzle-orm';
import { compile } from '../../src/db/answer.ts';

/** A hand-written statement; without what only people read. */
export const readStatement = (name: string): string =>
  readFileSync(new URL(`${name}.sql`, import.meta.url), 'utf8').replace(/^--.*\n/gm, '');

/** A page of timeline entries by hand, of the events that another statement names. */
export const entriesOf = (page: string): string =>
  readStatement('entries').replace(':page', () => page.trim());

/** A script whose variable `n` is one of so many draws. */
export const drawing = (draws: number, statements: string): string =>
  `\\set n random(1, ${draws})\n${statements}`;

/** A statement of the service as a script: its parameters written into it, or what `drawn` puts in the place of one. */
export function inlined(
  { text, values }: { text: string; values: unknown[] },
  drawn: (value: unknown) => string | undefined = () => undefined,
): string {
  const statement = text.replace(/\$(\d+)/g, (_, place: string) => {
    const value = values[Number(place) - 1];
    return drawn(value) ?? literal(value);
  });
  return `${statement};\n`;
}

export const compiled = (query: SQL): { text: string; values: unknown[] } => {
  const { sql: text, params: values } = compile(query);
  return { text, values };
};

function literal(value: unknown): string {
  if (Array.isArray(value)) return `array[${value.map(literal).join(', ')}]`;
  return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
}
