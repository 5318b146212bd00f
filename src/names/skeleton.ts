/**
 * The consonants of a word in one alphabet for both scripts, so coarse that most spellings of a name share it: vowels,
 * semivowels and every h are left out, a letter written double counts once. A letter that is read in several ways gives
 * several skeletons; two words may be spellings of one name when they share one.
 */
const ARABIC: Record<string, string> = {
  ب: 'B',
  ت: 'T',
  ط: 'T',
  د: 'T',
  ض: 'TS',
  ث: 'TS',
  ذ: 'TS',
  ظ: 'TS',
  ج: 'JK',
  خ: 'K',
  غ: 'K',
  ق: 'K',
  ك: 'K',
  س: 'S',
  ص: 'S',
  ش: 'S',
  ز: 'S',
  ف: 'F',
  ل: 'L',
  م: 'M',
  ن: 'N',
  ر: 'R',
};
const LATIN: Record<string, string> = {
  b: 'B',
  p: 'B',
  t: 'T',
  d: 'T',
  th: 'TS',
  dh: 'TS',
  j: 'J',
  dj: 'J',
  zh: 'JS',
  g: 'JK',
  gh: 'K',
  k: 'K',
  kh: 'K',
  q: 'K',
  c: 'KS',
  ch: 'KS',
  s: 'S',
  sh: 'S',
  z: 'S',
  f: 'F',
  ph: 'F',
  v: 'F',
  l: 'L',
  m: 'M',
  n: 'N',
  r: 'R',
  x: 'K',
};
const SOUNDS = /kh|gh|th|dh|sh|ch|zh|ph|dj|[a-z]|[\u0621-\u064A]/g;

/** So many ways of reading one word are followed. */
const MOST_READINGS = 6;

/** The skeletons of a word; “-” of one without consonants. A word of another script is its own skeleton. */
export function skeletons(word: string): string[] {
  if (!/^[a-z\u0621-\u064A]+$/.test(word)) return [word];
  let found = [''];
  for (const [sound] of word.replace(/([a-zل])\1+/g, '$1').matchAll(SOUNDS)) {
    const readings = ARABIC[sound] ?? LATIN[sound];
    if (!readings) continue;
    found = [...new Set(found.flatMap((begun) => Array.from(readings, (letter) => begun + letter)))];
    if (found.length > MOST_READINGS) found.length = MOST_READINGS;
  }
  return found.map((skeleton) => skeleton || '-');
}
