/** Inclusive days `YYYY-MM-DD`; null is open. */
export interface Days {
  from: string | null;
  to: string | null;
}

/** Two records that somebody has said are not the same. */
export type Pair = readonly [string, string];

/** One key for two ids, whatever their order. */
export const pairKey = (a: string, b: string) => (a < b ? `${a}\n${b}` : `${b}\n${a}`);

export const areApart = (pairs: readonly Pair[]): ReadonlySet<string> =>
  new Set(pairs.map(([a, b]) => pairKey(a, b)));

const DAY_MS = 86_400_000;
const nextDay = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);

/**
 * Whether two spans of days can hold one day. A day of difference is let pass: what was said at night is dated by one
 * outlet to that day and by another to the next. What is unknown can be any day.
 */
export function mayBeSameDay(a: Days | null | undefined, b: Days | null | undefined): boolean {
  const before = (end: string | null | undefined, start: string | null | undefined) =>
    end != null && start != null && nextDay(end) < start;
  return !before(a?.to, b?.from) && !before(b?.to, a?.from);
}
