import { isDeepStrictEqual } from 'node:util';
import { sql } from 'drizzle-orm';
import { type Db, rows } from '../src/db/database.ts';
import { handWritten, LIMIT, ownStatement, type Question } from './questions.ts';

/** Draws whose answers are compared. */
const COMPARED = 40;

/**
 * Holds the service's answers, its own statement and the hand-written one against each other, entry by entry.
 * Throws an Error that names the first difference. Answers with the mean bytes of a page.
 */
export async function verify(db: Db, base: string, question: Question, paths: string[]): Promise<number> {
  let bytes = 0;
  for (let n = 1; n <= COMPARED; n += 1) {
    const path = paths[n - 1] ?? '';
    const response = await fetch(base + path);
    const body = await response.text();
    bytes += Buffer.byteLength(body);
    if (response.status !== 200) throw new Error(`${path} answers ${response.status}: ${body.slice(0, 300)}`);
    const answered = JSON.parse(body).data as unknown[];
    if (answered.length !== LIMIT) throw new Error(`${path} has ${answered.length} entries, not ${LIMIT}.`);
    const [byHand] = await run(db, handWritten(question), n);
    const own = await run(db, ownStatement(question), n);
    compare(path, 'the hand-written statement', answered, JSON.parse(byHand ?? '[]'));
    compare(
      path,
      'its own statement',
      answered,
      own.slice(0, LIMIT).map((entry) => JSON.parse(entry)),
    );
  }
  return Math.round(bytes / COMPARED);
}

function compare(path: string, other: string, answered: unknown[], expected: unknown[]) {
  const at = answered.findIndex((entry, i) => !isDeepStrictEqual(entry, expected[i]));
  if (at === -1 && answered.length === expected.length) return;
  throw new Error(
    `${path}: entry ${at} of the service differs from that of ${other}:\n${JSON.stringify(answered[at])}\n${JSON.stringify(expected[at])}`,
  );
}

/** The first column of a pgbench script's statement for the n-th draw. */
async function run(db: Db, script: string, n: number): Promise<string[]> {
  const statement = script.replace(/^\\set.*$/m, '').replaceAll(/:n\b/g, String(n));
  const found = await rows<Record<string, string>>(db, sql.raw(statement));
  return found.map((row) => Object.values(row)[0] ?? 'null');
}
