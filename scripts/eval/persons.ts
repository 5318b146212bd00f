import { readFileSync } from 'node:fs';
import { v7 as newId } from 'uuid';
import { openChance } from '../../bench/random.ts';

const data = (file: string) => new URL(`../../../shared/data/names/${file}`, import.meta.url);
export const PERSONS = data('fullname_dev.tsv');

/** A person as entered in one script, and how else the name is written. */
export interface Person {
  id: string;
  arabic: string;
  /** The first is the primary one. */
  latin: string[];
}

const lines = (file: URL) =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));

export function readPersons(): Person[] {
  const persons = new Map<string, Person>();
  for (const [arabic = '', latin = '', , key = ''] of lines(PERSONS)) {
    const person = persons.get(key) ?? { id: newId(), arabic, latin: [] };
    person.latin.push(latin);
    persons.set(key, person);
  }
  return [...persons.values()];
}

/** Names that look Arab, with their Latin spellings: a letter that borrowed names hardly have, an article, or many spellings. */
function readSingleNames(): [arabic: string, latin: string[]][] {
  const names = new Map<string, string[]>();
  for (const [arabic = '', latin = ''] of lines(data('token_dev_open.tsv')))
    names.set(arabic, [...(names.get(arabic) ?? []), latin]);
  return [...names].filter(
    ([arabic, latin]) =>
      !/[\s،.]/.test(arabic) &&
      (/[عحصضطظقذثخ]/.test(arabic) || /^ال../.test(arabic) || (latin.length >= 4 && !/[پچڤ]/.test(arabic))),
  );
}

/**
 * Persons of two to four such names. A name is drawn the more often the more spellings are known of it (how common it
 * is, to the power 1.5), so that true homonyms occur.
 */
export function makeDistractors(count: number, seed: number): Person[] {
  const chance = openChance(seed);
  const names = readSingleNames();
  let sum = 0;
  const sums = names.map(([, latin]) => {
    sum += latin.length ** 1.5;
    return sum;
  });
  const draw = () => {
    const wanted = chance.next() * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? sum) < wanted) low = middle + 1;
      else high = middle;
    }
    return names[low] ?? ['', []];
  };
  return Array.from({ length: count }, () => {
    const drawn = Array.from({ length: chance.between(2, 4) }, draw);
    return {
      id: newId(),
      arabic: drawn.map(([arabic]) => arabic).join(' '),
      latin: [drawn.map(([, latin]) => chance.pick(latin)).join(' ')],
    };
  });
}
