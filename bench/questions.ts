import { sql } from 'drizzle-orm';
import type { Db } from '../src/db/database.ts';
import type { Database } from '../src/db/open.ts';
import { quotes, timeline } from './questions/byActor.ts';
import { lookup } from './questions/lookup.ts';
import { search } from './questions/search.ts';

/** A pgbench script, and how often it runs beside others of the same question. */
export interface Script {
  text: string;
  weight: number;
}

/** What is asked once: the service by a path, PostgreSQL by one of the scripts with its variable `n`. */
export interface Draw {
  path: string;
  script: number;
  n: number;
}

/** A question about one knowledge base, drawn so often that service and limit are asked for the same mixture. */
export interface Drawn {
  name: string;
  /** The ratio to the limit that it has to reach. */
  wanted: number;
  draws: Draw[];
  /** How pgbench sends statements: `simple` has them planned for their own words, as the service has searches. */
  mode: 'prepared' | 'simple';
  /** The service's own statements, and those written by hand, which are the limit. */
  own: Script[];
  byHand: Script[];
  /** The fields of an answer that the hand-written statement does not know. */
  unknown: string[];
}

export interface Question {
  name: string;
  /** Writes the draws that scripts read into the schema `bench`. */
  draw(database: Database): Promise<Drawn>;
}

const questions: Question[] = [timeline, quotes, search, lookup];

/** The questions named, or all of them. */
export async function drawAll(database: Database, names?: string[]): Promise<Drawn[]> {
  await database.db.execute(sql`create schema if not exists bench`);
  const drawn: Drawn[] = [];
  for (const question of questions)
    if (!names || names.includes(question.name)) drawn.push(await question.draw(database));
  return drawn;
}

export const pathsOf = ({ draws }: Drawn): string[] => draws.map(({ path }) => path);

/** The drawn question of that name. */
export function named(drawn: Drawn[], name: string): Drawn {
  const found = drawn.find((one) => one.name === name);
  if (!found) throw new Error(`No question “${name}” was drawn.`);
  return found;
}

/** The first column of a pgbench script's last statement for one draw. */
export async function answersOf(db: Db, scripts: Script[], { script, n }: Draw): Promise<string[]> {
  const text = (scripts[script]?.text ?? '').replace(/^\\set.*$/m, '').replaceAll(/:n\b/g, `${n}`);
  let found: Record<string, string>[] = [];
  for (const statement of text.split(/;\n/).filter((part) => part.trim() !== ''))
    found = (await db.execute(sql.raw(statement))).rows as Record<string, string>[];
  return found.map((row) => Object.values(row)[0] ?? 'null');
}
