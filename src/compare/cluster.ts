/** Two items, by index, that may be one. */
export interface Link {
  a: number;
  b: number;
  score: number;
}

/**
 * Puts linked items together, the surest link first, where `mayJoin` lets the two groups be one. A chain of weak links
 * does not pull distant items together as long as `mayJoin` looks at whole groups. Every item is in one group.
 */
export function cluster(
  count: number,
  links: readonly Link[],
  mayJoin: (one: readonly number[], other: readonly number[]) => boolean,
): number[][] {
  const groupOf = Array.from({ length: count }, (_, i) => [i]);
  const inOrder = links.toSorted((x, y) => y.score - x.score || x.a - y.a || x.b - y.b);
  for (const { a, b } of inOrder) {
    const one = groupOf[a] as number[];
    const other = groupOf[b] as number[];
    if (one === other || !mayJoin(one, other)) continue;
    const [larger, smaller] = one.length >= other.length ? [one, other] : [other, one];
    larger.push(...smaller);
    for (const item of smaller) groupOf[item] = larger;
  }
  return [...new Set(groupOf)].map((group) => group.toSorted((x, y) => x - y));
}

export const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((total, value) => total + value, 0) / values.length;
