/** Deterministic chance: the same seed gives the same knowledge base on every machine. */
export interface Chance {
  /** 0 <= x < 1. */
  next(): number;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  /** True in this share of the calls. */
  happens(share: number): boolean;
  pick<T>(values: readonly T[]): T;
  /** One of the values, each as likely as its weight says. */
  weighted<T>(values: readonly (readonly [T, number])[]): T;
  /** UUIDv7 whose time moves by one millisecond a call, as those of a knowledge base that grew. */
  id(): string;
  hex(digits: number): string;
}

const EPOCH = Date.UTC(2024, 0, 1);

/** sfc32, seeded by one number. */
export function openChance(seed: number): Chance {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, seed >>> 0];
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 15; i += 1) next();
  let made = 0;
  const hex = (digits: number) => {
    let text = '';
    while (text.length < digits)
      text += Math.floor(next() * 0x100000000)
        .toString(16)
        .padStart(8, '0');
    return text.slice(0, digits);
  };
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T;
  return {
    next,
    hex,
    pick,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    happens: (share) => next() < share,
    weighted: (values) => {
      let left = next() * values.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of values) {
        left -= weight;
        if (left < 0) return value;
      }
      return (values.at(-1) as (typeof values)[number])[0];
    },
    id: () => {
      const time = (EPOCH + made).toString(16).padStart(12, '0');
      made += 1;
      const tail = hex(18);
      return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(0, 3)}-a${tail.slice(3, 6)}-${tail.slice(6)}`;
    },
  };
}

/** Draws ranks 0 … size-1, rank r as often as 1 / (r + 1)^exponent: few are in the news daily, most hardly ever. */
export function openZipf(chance: Pick<Chance, 'next'>, size: number, exponent: number): () => number {
  const sums: number[] = [];
  let sum = 0;
  for (let rank = 1; rank <= size; rank += 1) {
    sum += rank ** -exponent;
    sums.push(sum);
  }
  return () => {
    const wanted = chance.next() * sum;
    let [low, high] = [0, size - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? sum) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
