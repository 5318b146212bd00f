import { distance } from 'fastest-levenshtein';

/** The known word nearest to a mistyped one by edit distance; undefined where none is near enough to be meant. */
export function nearest(given: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((word) => ({ word, far: distance(given.toLowerCase(), word.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  const best = ranked[0];
  return best && best.far <= Math.max(2, Math.floor(given.length / 3)) ? best.word : undefined;
}
