import { termsOf } from './terms.ts';

/** A text as a set of weighted keys. `total` is the sum of the weights. */
export interface Content {
  weights: ReadonlyMap<string, number>;
  total: number;
}

/**
 * The content of each text, its words weighted by how few of the other texts have them (inverse document frequency).
 * Of the readings of an ambiguous word the one is kept that most of the texts have.
 */
export const contentsOf = (texts: readonly string[]): Content[] =>
  weighted(texts.map((text) => termsOf(text).map(({ keys }) => keys)));

/** The same for anything that has keys: each element lists the keys one feature may have, the likeliest first. */
export function weighted(all: readonly (readonly (readonly string[])[])[]): Content[] {
  const frequency = new Map<string, number>();
  for (const features of all)
    for (const key of new Set(features.flat())) frequency.set(key, (frequency.get(key) ?? 0) + 1);
  const often = (key: string) => frequency.get(key) ?? 0;
  return all.map((features) => {
    const weights = new Map<string, number>();
    for (const keys of features) {
      const key = keys.reduce((best, other) => (often(other) > often(best) ? other : best));
      weights.set(key, Math.log(1 + all.length / often(key)));
    }
    return { weights, total: sum(weights.values()) };
  });
}

const sum = (values: Iterable<number>) => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

/** How much of two texts is the same, 0 to 1: the weight they share, to the geometric mean of their weights. */
export function overlap(a: Content, b: Content): number {
  if (a.total === 0 || b.total === 0) return 0;
  const [few, many] = a.weights.size <= b.weights.size ? [a, b] : [b, a];
  let shared = 0;
  for (const [key, weight] of few.weights) if (many.weights.has(key)) shared += weight;
  return shared / Math.sqrt(a.total * b.total);
}
