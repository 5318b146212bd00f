import { sha256 } from './codePoints.ts';

/** Where words should stand: code points, end exclusive, with the SHA-256 of the exact words. */
export interface Anchored {
  start: number;
  end: number;
  sha256: string;
}

/** Where they do stand. */
export interface Found {
  state: 'verified' | 'moved' | 'orphaned';
  start: number | null;
  end: number | null;
  words: string | null;
}

/**
 * Looks for words in a text given as code points: at their place, else at the nearest place on either side whose
 * words have the same hash (W3C Web Annotation: a position is brittle, a hash of the words is not).
 */
export function findAnchor(text: string[], { start, end, sha256: wanted }: Anchored): Found {
  const length = end - start;
  const last = text.length - length;
  const wordsAt = (at: number) => text.slice(at, at + length).join('');
  for (let distance = 0; distance <= Math.max(start, last - start); distance++) {
    for (const at of distance === 0 ? [start] : [start - distance, start + distance]) {
      if (at < 0 || at > last) continue;
      const words = wordsAt(at);
      if (sha256(words) === wanted)
        return { state: distance === 0 ? 'verified' : 'moved', start: at, end: at + length, words };
    }
  }
  return { state: 'orphaned', start: null, end: null, words: null };
}
