/** A word of a text: what the index makes of it, and where it stands in code points. */
export interface IndexedWord {
  key: string;
  start: number;
  end: number;
}

/** Words one after the other, each by the keys that it may have; a key of several words has spaces. */
export type Term = string[][];

/** Where terms stand among the words of a text, in order, none over another. */
export function findTerms(words: IndexedWord[], terms: Term[]): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  const split = terms.map((term) => term.map((forms) => forms.map((form) => form.split(' '))));
  for (let at = 0; at < words.length; ) {
    const after = Math.max(...split.map((term) => endOf(words, at, term)), 0);
    const [first, last] = [words[at], words[after - 1]];
    if (after > at && first && last) found.push({ start: first.start, end: last.end });
    at = Math.max(after, at + 1);
  }
  return found;
}

/** The place after a term that begins at a place, the longest form of it; 0 where it does not. */
function endOf(words: IndexedWord[], at: number, term: string[][][]): number {
  const [forms, ...rest] = term;
  if (!forms) return at;
  const ends = forms
    .filter((form) => form.every((key, i) => words[at + i]?.key === key))
    .map((form) => endOf(words, at + form.length, rest));
  return Math.max(0, ...ends);
}
