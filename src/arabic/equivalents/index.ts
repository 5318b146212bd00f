import { spell, stem } from '../searchKey.ts';
import { ownLetters } from './ownLetters.ts';
import { plurals } from './plurals.ts';
import { spellings } from './spellings.ts';
import { synonyms } from './synonyms.ts';

/** Lines of words that stand for each other: a name of several words has spaces again. */
const linesOf = (table: string): string[][] =>
  table
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(' ').map((name) => name.replaceAll('-', ' ')));

const groups = linesOf(`${plurals}${synonyms}${spellings}`);

const known = new Set(ownLetters.split(/\s+/).map(tableKey));

const byKey = keyed(groups);
const speltByKey = keyed(linesOf(spellings));

function keyed(lines: string[][]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const line of lines)
    for (const name of line) {
      const key = tableKey(name);
      found.set(key, new Set([...(found.get(key) ?? []), ...line]));
    }
  return found;
}

/** Words in the table are found by what the index makes of them; English ones by their spelling. */
function tableKey(name: string): string {
  return stem(spell(name));
}

/** The most words that a name of the table has. */
export const LONGEST_NAME = Math.max(...groups.flat().map((name) => spell(name).split(' ').length));

/** What may stand for a word or a name of several words, itself among it; empty where the table does not know it. */
export const equivalentsOf = (name: string): string[] => [...(byKey.get(tableKey(name)) ?? [])];

/** How else a word may be spelt, itself among it; empty where the table does not know it. */
export const spellingsOf = (word: string): string[] => [...(speltByKey.get(tableKey(word)) ?? [])];

/** Whether the table knows a word. */
export function isKnown(word: string): boolean {
  const key = tableKey(word);
  return byKey.has(key) || known.has(key);
}
