import type { Content } from './weights.ts';

/** What is to be compared: its content, and the keys of which two have to share one to be compared at all. */
export interface Blocked {
  content: Content;
  blocks: readonly string[];
}

/**
 * Pairs that can overlap by `least` or more, found by index. A pair that shares w of its weight has w ≥ least² × the
 * weight of each, so its rarest shared word is among the rarest words of both that stand before the last least²: only
 * these are indexed (prefix filtering, exact). Common words never bring two texts together.
 */
export function candidatePairs(items: readonly Blocked[], least: number): [number, number][] {
  const index = new Map<string, number[]>();
  const pairs: [number, number][] = [];
  items.forEach(({ content, blocks }, item) => {
    const before = new Set<number>();
    for (const key of rarest(content, least))
      for (const block of blocks) {
        const slot = `${block}\n${key}`;
        const known = index.get(slot);
        if (known === undefined) index.set(slot, [item]);
        else {
          for (const other of known) before.add(other);
          known.push(item);
        }
      }
    for (const other of before) if (other !== item) pairs.push([other, item]);
  });
  return pairs;
}

function rarest({ weights, total }: Content, least: number): string[] {
  const inOrder = [...weights].toSorted((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1));
  let left = total;
  const keys: string[] = [];
  for (const [key, weight] of inOrder) {
    // A margin against rounding: one word too many costs nothing.
    if (left < least * least * total - 1e-9) break;
    keys.push(key);
    left -= weight;
  }
  return keys;
}
