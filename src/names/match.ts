import { likeness, type Spelling, spell } from './align.ts';
import { skeletons } from './skeleton.ts';
import { readName } from './words.ts';

/** What a word of each part says about who is meant. */
const WORTH = { name: 1, title: 0.2, particle: 0.12 } as const;
/** Likeness below which two words are different names, and from which on they are the same one. */
const DIFFERENT = 0.2;
const SAME = 0.7;
/** Words that agree so well need not be looked for elsewhere. */
const SETTLED = 0.85;
/** Writing two words as one has to be worth it. */
const JOINING = 0.1;
/**
 * What is left where one name lacks the other's first: that is the person's own, those after it are the father's and
 * grandfather's, so the rest agrees for a whole family.
 */
const KIN = 0.8;
/** Share from which on a word answers for the first name. */
const NAMED = 0.3;
const MOST_WORDS = 12;
const MOST_KEPT = 50_000;

interface NameWord {
  text: string;
  readings: Spelling[];
  worth: number;
  consonants: Consonants;
}

/** The consonants of a word: the first skeleton, and which letters any of them has, as bits. */
interface Consonants {
  skeleton: string;
  bits: number;
}

/** A name made ready to be compared. */
export interface ReadyName {
  words: NameWord[];
  worth: number;
  /** The first of the words that tell persons apart, as a bit; 0 where there is but one such word. */
  first: number;
}

/** Words come again and again; what they are is kept, it depends on nothing else. */
const known = new Map<string, { spelling: Spelling[]; consonants: Consonants }>();

function lookUp(word: string) {
  let found = known.get(word);
  if (!found) {
    const spelling = spell(word);
    found = { spelling: spelling ? [spelling] : [], consonants: consonantsOf(word) };
    if (known.size >= MOST_KEPT) known.clear();
    known.set(word, found);
  }
  return found;
}

function consonantsOf(word: string): Consonants {
  const all = skeletons(word);
  let bits = 0;
  for (const letter of all.join('')) bits |= 1 << (letter.charCodeAt(0) & 31);
  return { skeleton: all[0] ?? '', bits };
}

/** @param words the words of a name, folded (fold.ts) */
export function readyName(words: string[]): ReadyName {
  const ready = readName(words)
    .slice(0, MOST_WORDS)
    .map(({ part, readings }) => ({
      text: readings[0] ?? '',
      readings: readings.flatMap((reading) => lookUp(reading).spelling),
      worth: WORTH[part],
      consonants: lookUp(readings[0] ?? '').consonants,
    }));
  const telling = ready.flatMap(({ worth }, i) => (worth === WORTH.name ? [1 << i] : []));
  return {
    words: ready,
    worth: ready.reduce((sum, { worth }) => sum + worth, 0),
    first: telling.length > 1 ? (telling[0] ?? 0) : 0,
  };
}

/** Compares one name with many; each pair of words is compared once. */
export function comparer(words: string[]): (candidate: ReadyName) => number {
  const asked = readyName(words);
  const known = new Map<string, Map<string, number>>();
  const share = (a: NameWord, b: NameWord) => {
    let row = known.get(a.text);
    if (!row) {
      row = new Map();
      known.set(a.text, row);
    }
    const found = row.get(b.text) ?? shareOf(a, b);
    row.set(b.text, found);
    return found;
  };
  return (candidate) => compareWords(asked, candidate, share);
}

/** Which share of a word's worth another one answers for: 0 another name, 1 the same. */
function shareOf(a: NameWord, b: NameWord): number {
  if (a.text === b.text) return 1;
  if (!mayBeAlike(a.consonants.bits, b.consonants.bits)) return 0;
  let like = 0;
  for (const x of a.readings) for (const y of b.readings) like = Math.max(like, likeness(x, y));
  return like < DIFFERENT ? 0 : Math.min(1, (like - DIFFERENT) / (SAME - DIFFERENT)) * 0.95 + 0.05 * like;
}

/** Words that have less than half of their kinds of consonant in common are not worth comparing letter by letter. */
function mayBeAlike(a: number, b: number): boolean {
  const most = Math.max(count(a), count(b));
  return 2 * count(a & b) >= most;
}

function count(bits: number): number {
  let [left, found] = [bits, 0];
  for (; left !== 0; left &= left - 1) found += 1;
  return found;
}

/** Words of either name that may be one another; sets of words as bits. */
interface Pair {
  asked: number;
  candidate: number;
  share: number;
  worthAsked: number;
  worthCandidate: number;
  value: number;
}

type Share = (a: NameWord, b: NameWord) => number;

/**
 * How well two names cover one another, 0 to 1, in whatever order their words stand: pairs of words, and of words
 * written apart with words written as one, the best first.
 */
function compareWords(asked: ReadyName, candidate: ReadyName, share: Share): number {
  const { pairs, settledAsked, settledCandidate } = wordPairs(asked, candidate, share);
  for (const joined of joinedPairs(asked, candidate, settledAsked, settledCandidate, share))
    pairs.push(joined);
  const turned = joinedPairs(candidate, asked, settledCandidate, settledAsked, (a, b) => share(b, a));
  for (const pair of turned)
    pairs.push({
      ...pair,
      asked: pair.candidate,
      candidate: pair.asked,
      worthAsked: pair.worthCandidate,
      worthCandidate: pair.worthAsked,
    });
  pairs.sort((a, b) => b.value - a.value);
  let [usedAsked, usedCandidate, coversAsked, coversCandidate] = [0, 0, 0, 0];
  let lacking = asked.first && candidate.first ? 2 : 0;
  for (const pair of pairs) {
    if (usedAsked & pair.asked || usedCandidate & pair.candidate) continue;
    usedAsked |= pair.asked;
    usedCandidate |= pair.candidate;
    coversAsked += pair.share * pair.worthAsked;
    coversCandidate += pair.share * pair.worthCandidate;
    if (lacking === 0 || pair.share < NAMED) continue;
    if (pair.asked & asked.first) lacking -= 1;
    if (pair.candidate & candidate.first) lacking -= 1;
  }
  const covered = (coversAsked / asked.worth + coversCandidate / candidate.worth) / 2 || 0;
  return lacking > 0 ? KIN * covered : covered;
}

function wordPairs(asked: ReadyName, candidate: ReadyName, share: Share) {
  const pairs: Pair[] = [];
  let [settledAsked, settledCandidate] = [0, 0];
  asked.words.forEach((a, i) => {
    candidate.words.forEach((b, j) => {
      const found = share(a, b);
      if (found === 0) return;
      if (found >= SETTLED) {
        settledAsked |= 1 << i;
        settledCandidate |= 1 << j;
      }
      pairs.push({
        asked: 1 << i,
        candidate: 1 << j,
        share: found,
        worthAsked: a.worth,
        worthCandidate: b.worth,
        value: found * (a.worth + b.worth),
      });
    });
  });
  return { pairs, settledAsked, settledCandidate };
}

/** Two or three words of one name that are written as one in the other, where neither side is settled yet. */
function* joinedPairs(
  apart: ReadyName,
  whole: ReadyName,
  settledApart: number,
  settledWhole: number,
  share: Share,
): Generator<Pair> {
  for (const [j, one] of whole.words.entries()) {
    if (settledWhole & (1 << j)) continue;
    for (let from = 0; from < apart.words.length; from++)
      for (let to = from + 2; to <= Math.min(from + 3, apart.words.length); to++) {
        const bits = (1 << to) - (1 << from);
        if ((settledApart & bits) === bits) continue;
        const words = apart.words.slice(from, to);
        const skeleton = words.map((word) => word.consonants.skeleton).join('');
        if (!nearlyEqual(skeleton, one.consonants.skeleton)) continue;
        const text = words.map((word) => word.text).join('');
        const worth = words.reduce((sum, word) => sum + word.worth, 0);
        const { spelling, consonants } = lookUp(text);
        const found = share({ text, readings: spelling, worth, consonants }, one);
        if (found > 0)
          yield {
            asked: bits,
            candidate: 1 << j,
            share: found,
            worthAsked: worth,
            worthCandidate: one.worth,
            value: found * (worth + one.worth) - JOINING,
          };
      }
  }
}

/** Equal but for a consonant more at one place, such as that of an assimilated article. */
function nearlyEqual(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let [from, end] = [0, 0];
  while (from < a.length && a[from] === b[from]) from += 1;
  while (end < Math.min(a.length, b.length) - from && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return from + end >= Math.max(a.length, b.length) - 1;
}
