/** Index of the last thing of a sorted list that begins at or before a place; -1 where all begin after it. */
export function within<T>(list: readonly T[], placeOf: (one: T) => number, place: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = list[middle];
    if (one !== undefined && placeOf(one) <= place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Things of a sorted list that begin at or after `start` and before `end`. */
export function between<T>(
  list: readonly T[],
  placeOf: (one: T) => number,
): (start: number, end: number) => T[] {
  return (start, end) => list.slice(within(list, placeOf, start - 1) + 1, within(list, placeOf, end - 1) + 1);
}
