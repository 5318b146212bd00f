import { nameWords } from './fold.ts';
import { skeletons } from './skeleton.ts';
import { readName } from './words.ts';

/**
 * Under which keys a name is found. Each begins with a sign of its kind, so that one index serves all:
 * `=word` a word as folded, `~` the skeleton of a word or of two neighbours written as one, `&` the skeletons of any
 * two words in the order of the alphabet (what two common words share is rare), `^` of the whole name.
 */
const MOST_WORDS = 6;
const MOST_READINGS = 3;

function nameKeys(name: string): string[] {
  const words = nameWords(name);
  const all = readName(words).slice(0, 2 * MOST_WORDS);
  const skeletonsOf = all.map(({ readings }) => [...new Set(readings.flatMap(skeletons))]);
  const told = skeletonsOf.filter((_, i) => all[i]?.part !== 'particle').slice(0, MOST_WORDS);
  const keys = new Set(wordKeys(words));
  for (const one of told.flat()) keys.add(`~${one}`);
  skeletonsOf.forEach((one, i) => {
    for (const both of combine(one, skeletonsOf[i + 1] ?? []))
      keys.add(`~${both.join('').replaceAll('-', '') || '-'}`);
  });
  told.forEach((one, i) => {
    for (const other of told.slice(i + 1))
      for (const both of combine(one, other)) keys.add(`&${both.sort().join(' ')}`);
  });
  const [first = [], ...others] = told;
  for (const begun of first.slice(0, MOST_READINGS))
    keys.add(`^${[begun, ...others.map(([skeleton = '']) => skeleton)].join('').replaceAll('-', '')}`);
  return [...keys];
}

/** Whose names are looked up. */
export type NamedKind = 'actor' | 'location';

const LETTER: Record<NamedKind, string> = { actor: 'a', location: 'l' };

/** A key as it is stored: actors and places are looked up apart. */
export const storedKey = (kind: NamedKind, key: string): string => LETTER[kind] + key;

export const storedNameKeys = (kind: NamedKind, name: string): string[] =>
  nameKeys(name).map((key) => storedKey(kind, key));

/** The keys of a whole name: what finds it and few others. */
export const storedWholeKeys = (kind: NamedKind, name: string): string[] =>
  nameKeys(name)
    .filter((key) => key.startsWith('^'))
    .map((key) => storedKey(kind, key));

const combine = (some: string[], others: string[]) =>
  some.slice(0, MOST_READINGS).flatMap((a) => others.slice(0, MOST_READINGS).map((b) => [a, b]));

/** The words as folded, with and without the article, longer ones by their beginning. */
function wordKeys(words: string[]): string[] {
  return words
    .slice(0, 2 * MOST_WORDS)
    .flatMap((word) => [word, ...(/^ال../.test(word) ? [word.slice(2)] : [])])
    .map((word) => `=${word.slice(0, 40)}`);
}

/** Between which keys the names stand that have a word which begins so, in the same script and in the other. */
export function prefixRanges(prefix: string): { from: string; to: string }[] {
  const word = nameWords(prefix).at(-1) ?? '';
  const beginnings = [
    `=${word}`,
    ...skeletons(word)
      .filter((one) => one.length > 1)
      .map((one) => `~${one}`),
  ];
  return beginnings.map((from) => ({ from, to: `${from}\u{10FFFF}` }));
}
