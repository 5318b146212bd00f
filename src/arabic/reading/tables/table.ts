import { foldText } from '../../fold.ts';

/**
 * Reads a table written as text: one row a line, cells parted by `|`, `#` starts a comment. Cells are trimmed; what
 * a cell leaves empty is the empty string.
 */
export function readRows(table: string): string[][] {
  return table
    .split('\n')
    .map((line) => line.replace(/#.*$/, '').trim())
    .filter((line) => line !== '')
    .map((line) => line.split('|').map((cell) => cell.trim()));
}

/** Words parted by blanks or line ends, `#` starts a comment. */
export function readWords(table: string): string[] {
  return table
    .split('\n')
    .map((line) => line.replace(/#.*$/, ''))
    .join(' ')
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** The search keys of a list of words. */
export const wordSet = (table: string): ReadonlySet<string> => new Set(readWords(table).map(foldText));

/** Phrases, one a line or parted by commas, found by their longest match. */
export interface Phrases<T> {
  /** Longest phrase that starts at `at` of a list of keys, with its length in words; null where none does. */
  at(keys: readonly string[], at: number): { value: T; length: number } | null;
}

export function phraseIndex<T>(entries: Iterable<readonly [phrase: string, value: T]>): Phrases<T> {
  const byFirst = new Map<string, { words: string[]; value: T }[]>();
  for (const [phrase, value] of entries) {
    const words = foldText(phrase)
      .split(' ')
      .filter((word) => word !== '');
    const [first] = words;
    if (first === undefined) continue;
    const list = byFirst.get(first) ?? [];
    list.push({ words, value });
    byFirst.set(first, list);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.words.length - a.words.length);
  return {
    at(keys, at) {
      for (const { words, value } of byFirst.get(keys[at] ?? '') ?? [])
        if (words.every((word, offset) => keys[at + offset] === word)) return { value, length: words.length };
      return null;
    },
  };
}
