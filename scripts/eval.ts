import { existsSync, readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { rowTexts } from '../src/db/answer.ts';
import { insertRows } from '../src/db/insert.ts';
import { type Database, openDatabase } from '../src/db/open.ts';
import { names, records } from '../src/db/tables/things.ts';
import { nameHits } from '../src/filters/names.ts';
import { evaluateGrouping } from './eval/grouping.ts';
import { evaluateReading } from './eval/reading.ts';

/**
 * Judges what cannot be right or wrong as a whole, on real data beside the repository: the reading of articles, and
 * the lookup of persons by name, in the spelling they were entered in, in another spelling, and in the other script.
 */

const FILE = new URL('../../shared/data/names/fullname_dev.tsv', import.meta.url);

interface Person {
  id: string;
  arabic: string;
  /** The first is the one the person is entered under. */
  latin: string[];
}

function readPersons(): Person[] {
  const [header = '', ...lines] = readFileSync(FILE, 'utf8').trimEnd().split('\n');
  const columns = header.split('\t');
  const at = (name: string) => columns.indexOf(name);
  const persons = new Map<string, Person>();
  for (const line of lines) {
    const cells = line.split('\t');
    const key = cells[at('person_id')] ?? '';
    const person = persons.get(key) ?? { id: newId(), arabic: cells[at('arabic')] ?? '', latin: [] };
    person.latin.push(cells[at('latin')] ?? '');
    persons.set(key, person);
  }
  return [...persons.values()];
}

async function enter(database: Database, persons: Person[], nameOf: (person: Person) => string | undefined) {
  await database.change(async (tx) => {
    await tx.execute(sql`delete from records`);
    await insertRows(
      tx,
      records,
      persons.map(({ id }) => ({ id, kind: 'actor' })),
    );
    await insertRows(
      tx,
      names,
      persons.map((person) => ({
        record_id: person.id,
        ord: -1,
        kind: 'actor',
        value: nameOf(person) ?? '?',
        lang: 'und',
        name_kind: 'primary',
      })),
    );
  });
}

async function judge(database: Database, questions: { q: string; id: string }[]) {
  let first = 0;
  let five = 0;
  for (const { q, id } of questions) {
    const found = await rowTexts(
      database.reads,
      sql`with ${nameHits('actor', q)} select record_id::text from hits order by score desc, record_id limit 5`,
    );
    const place = found.findIndex(([hit]) => hit === id);
    if (place === 0) first += 1;
    if (place >= 0) five += 1;
  }
  return { asked: questions.length, first: first / questions.length, five: five / questions.length };
}

evaluateReading(true, false);

if (!existsSync(FILE)) {
  console.log('Nothing to judge by: ../shared/data/names is not beside this checkout.');
} else {
  const database = await openDatabase({
    databaseUrl: undefined,
    databaseReadUrl: undefined,
    poolSize: 1,
    statementTimeoutMs: 60_000,
  });
  await database.migrate();
  const persons = readPersons();
  const rows: string[][] = [];
  const add = (task: string, { asked, first, five }: Awaited<ReturnType<typeof judge>>) =>
    rows.push([task, String(asked), first.toFixed(3), five.toFixed(3)]);
  await enter(database, persons, ({ latin }) => latin[0]);
  add(
    'Latin, as entered',
    await judge(
      database,
      persons.map(({ id, latin }) => ({ id, q: latin[0] ?? '' })),
    ),
  );
  add(
    'Latin, another spelling',
    await judge(
      database,
      persons.flatMap(({ id, latin }) => latin.slice(1).map((q) => ({ id, q }))),
    ),
  );
  add(
    'Arabic to Latin',
    await judge(
      database,
      persons.map(({ id, arabic }) => ({ id, q: arabic })),
    ),
  );
  await enter(database, persons, ({ arabic }) => arabic);
  add(
    'Latin to Arabic',
    await judge(
      database,
      persons.map(({ id, latin }) => ({ id, q: latin[0] ?? '' })),
    ),
  );
  console.log(`Names: ${persons.length} persons of the development half, no others among them`);
  console.table(rows.map(([task, asked, first, five]) => ({ task, asked, 'hit@1': first, 'hit@5': five })));
  await database.close();
}

evaluateGrouping();
