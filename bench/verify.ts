import { isDeepStrictEqual } from 'node:util';
import type { Db } from '../src/db/database.ts';
import { answersOf, type Drawn } from './questions.ts';

/** Draws whose answers are compared. */
const COMPARED = 40;

type Entry = Record<string, unknown>;

/**
 * Holds the service's answers, its own statement and the hand-written one against each other, entry by entry.
 * Throws an Error that names the first difference. Answers with the mean bytes of a page.
 */
export async function verify(db: Db, base: string, drawn: Drawn): Promise<number> {
  let bytes = 0;
  for (const draw of drawn.draws.slice(0, COMPARED)) {
    const { path } = draw;
    const response = await fetch(base + path);
    const body = await response.text();
    bytes += Buffer.byteLength(body);
    if (response.status !== 200) throw new Error(`${path} answers ${response.status}: ${body.slice(0, 300)}`);
    const answered = JSON.parse(body).data as Entry[];
    if (answered.length === 0) throw new Error(`${path} has no answers.`);
    const [byHand] = await answersOf(db, drawn.byHand, draw);
    const own = await answersOf(db, drawn.own, draw);
    const told = answered.map((entry) => without(entry, drawn.unknown));
    compare(path, 'the hand-written statement', told, JSON.parse(byHand ?? '[]'));
    // The last of its rows only says that there is more.
    const page = own.filter((entry) => entry !== 'null').map((entry) => JSON.parse(entry));
    compare(path, 'its own statement', answered, page);
  }
  return Math.round(bytes / Math.min(COMPARED, drawn.draws.length));
}

const without = (entry: Entry, fields: string[]): Entry =>
  Object.fromEntries(Object.entries(entry).filter(([name]) => !fields.includes(name)));

function compare(path: string, other: string, answered: Entry[], expected: Entry[]) {
  const at = answered.findIndex((entry, i) => !isDeepStrictEqual(entry, expected[i]));
  if (at === -1 && answered.length === expected.length) return;
  if (at === -1) throw new Error(`${path}: ${other} has ${expected.length} entries, not ${answered.length}.`);
  const [ours, theirs] = [answered[at] ?? {}, expected[at] ?? {}];
  const fields = Object.keys({ ...ours, ...theirs }).filter(
    (name) => !isDeepStrictEqual(ours[name], theirs[name]),
  );
  const shown = fields.map(
    (name) => `\n${name}\n  ${JSON.stringify(ours[name])}\n  ${JSON.stringify(theirs[name])}`,
  );
  throw new Error(`${path}: entry ${at} of the service differs from that of ${other} in ${shown.join('')}`);
}
