import { words } from './words.ts';

/**
 * Near-identical texts found by index instead of pairwise: MinHash (Broder 1997) estimates the Jaccard resemblance of
 * two sets of word shingles from 128 numbers each, and bands of these (locality-sensitive hashing) are equal for near
 * texts and for hardly any others. Everything is integer arithmetic with fixed constants: a signature stored today is
 * the same tomorrow. Change anything here or in the folding that moves it, and VERSION goes up.
 */
const VERSION = 1;
const HASHES = 128;
const ROWS_PER_BAND = 4;
const WORDS_PER_SHINGLE = 3;

/** `minima` are 128 signed 32-bit integers; `shingles` is how many different shingles the text has. */
export interface Signature {
  version: number;
  shingles: number;
  minima: number[];
}

/** The finisher of MurmurHash3: every bit of the input moves every bit of the result. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash);
}

/** Odd multipliers and offsets, one pair a hash function, drawn once by the same mixing. */
const FUNCTIONS = Array.from({ length: HASHES }, (_, i) => ({
  times: mix(2 * i + 1) | 1,
  plus: mix(0x9e3779b9 ^ (2 * i + 2)),
}));

function shinglesOf(text: string): Set<number> {
  const folded = words(text).map((word) => word.folded);
  const shingles = new Set<number>();
  // A text shorter than a shingle is one shingle.
  const last = Math.max(0, folded.length - WORDS_PER_SHINGLE);
  if (folded.length > 0)
    for (let i = 0; i <= last; i++) shingles.add(hashOf(folded.slice(i, i + WORDS_PER_SHINGLE).join(' ')));
  return shingles;
}

/** The signature of a text, in time linear in its length. Spelling variants that folding removes do not count. */
export function signatureOf(text: string): Signature {
  const shingles = shinglesOf(text);
  const minima = new Int32Array(HASHES).fill(0x7fffffff);
  for (const shingle of shingles)
    for (let i = 0; i < HASHES; i++) {
      const { times, plus } = FUNCTIONS[i] as (typeof FUNCTIONS)[number];
      const hash = mix(Math.imul(shingle, times) + plus);
      if (hash < (minima[i] as number)) minima[i] = hash;
    }
  return { version: VERSION, shingles: shingles.size, minima: Array.from(minima) };
}

/**
 * 32 signed 32-bit numbers to store in an index (an `integer[]` with GIN, say): texts that share one are candidates.
 * The chance that they share one is 0.99 at a resemblance of 0.6, 0.87 at 0.5 and 0.05 at 0.2.
 */
export function bandsOf({ minima }: Signature): number[] {
  const bands: number[] = [];
  for (let start = 0; start < HASHES; start += ROWS_PER_BAND)
    bands.push(
      minima
        .slice(start, start + ROWS_PER_BAND)
        .reduce((band, value) => mix(Math.imul(band, 31) ^ value), start),
    );
  return bands;
}

/** How near two texts are, 0 to 1. `containment` is the share of the shorter that the longer has: a cut copy keeps it high. */
export interface TextSimilarity {
  resemblance: number;
  containment: number;
}

/** Estimates from two signatures of one version; the standard error of the resemblance is below 0.045. */
export function similarity(a: Signature, b: Signature): TextSimilarity {
  if (a.version !== b.version) throw new RangeError('Signatures of different versions cannot be compared.');
  if (a.shingles === 0 || b.shingles === 0) return { resemblance: 0, containment: 0 };
  const resemblance = a.minima.filter((value, i) => value === b.minima[i]).length / HASHES;
  const shared = (resemblance / (1 + resemblance)) * (a.shingles + b.shingles);
  return { resemblance, containment: Math.min(1, shared / Math.min(a.shingles, b.shingles)) };
}

/** Whether one text is a copy of the other, whole or cut, so that their agreement is one report and not two. */
export function isCopy({ resemblance, containment }: TextSimilarity): boolean {
  return resemblance >= 0.6 || (resemblance >= 0.3 && containment >= 0.8);
}
