import { diffArrays } from 'diff';

/** A run of words that two wordings share, or that only one of them has. */
export interface WordRun {
  op: 'same' | 'only_in_from' | 'only_in_to';
  text: string;
}

/** Compares two wordings word by word (Myers); words whose `fold` is equal count as the same. */
export function wordDifferences(from: string, to: string, fold: (word: string) => string): WordRun[] {
  const split = (text: string) => text.split(/\s+/).filter((word) => word !== '');
  return diffArrays(split(from), split(to), { comparator: (a, b) => fold(a) === fold(b) }).map(
    ({ added, removed, value }) => ({
      op: added ? 'only_in_to' : removed ? 'only_in_from' : 'same',
      text: value.join(' '),
    }),
  );
}
