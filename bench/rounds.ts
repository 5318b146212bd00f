import type { LoadRound } from './load.ts';

/** Everybody asks with so many clients where a part measures one number of them. */
export const CLIENTS = 8;

/** How long, how often and by how many clients at once. */
export interface Effort {
  clients: number[];
  seconds: number;
  rounds: number;
  /** Seconds that a service runs before the first round counts: until Node has compiled what is hot. */
  warmUp: number;
}

/** Every side in every round, so that whatever slows the machine slows all of them. */
export async function inTurns<S extends Record<string, (round: number) => Promise<unknown>>>(
  rounds: number,
  sides: S,
): Promise<{ [K in keyof S]: Awaited<ReturnType<S[K]>>[] }> {
  const taken = Object.fromEntries(Object.keys(sides).map((name) => [name, [] as unknown[]]));
  for (let round = 0; round < rounds; round += 1)
    for (const [name, side] of Object.entries(sides)) taken[name]?.push(await side(round));
  // Each side's results stand under its own name.
  return taken as { [K in keyof S]: Awaited<ReturnType<S[K]>>[] };
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[sorted.length % 2 ? middle : middle - 1], sorted[middle]];
  return (low + high) / 2;
}

/** Medians over the rounds. */
export const overRounds = (rounds: LoadRound[]) => {
  const over = (value: (round: LoadRound) => number) => median(rounds.map(value));
  return {
    perSecond: over(({ perSecond }) => perSecond),
    p50: over(({ p50 }) => p50),
    p99: over(({ p99 }) => p99),
  };
};

interface Pace {
  perSecond: number;
}

/** How fast the first is against the second: the median of each round's own ratio. */
export const ratioOf = (some: Pace[], others: Pace[]): number =>
  median(some.map(({ perSecond }, round) => perSecond / (others[round]?.perSecond ?? Number.NaN)));

/** A ratio beside what it has to be. */
export const atLeast = (ratio: number, least: number) => ({
  ratio,
  wanted: `≥ ${least}`,
  reached: ratio >= least ? 'yes' : 'no',
});
export const atMost = (ratio: number, most: number) => ({
  ratio,
  wanted: `≤ ${most}`,
  reached: ratio <= most ? 'yes' : 'no',
});
