import { correspondences } from './correspondences.ts';

/**
 * How alike two words are as spellings of one name. Both are cut into steps of at most two letters on either side, the
 * best way; a step counts what the logarithm says of “read as one another” against “met by chance”. Arabic against
 * Latin as learned (correspondences.ts); within one script by what both sides are read as in the other.
 */

type Script = 'arabic' | 'latin';

/** What a step costs that was never learned: a letter with no counterpart, or one letter for another. */
const STRANGE = -5;
/** What the same letter on both sides loses against its worth by chance. */
const SAME = -0.3;
/** Readings of a letter rarer than this are left out when two spellings of one script are compared. */
const RARE = 0.004;
const NONE = Number.NEGATIVE_INFINITY;

interface Learned {
  arabic: string;
  latin: string;
  chance: number;
}

const learned: Learned[] = correspondences
  .trim()
  .split('\n')
  .map((line) => {
    const [arabic = '', latin = '', log = ''] = line.split(' ').map((cell) => (cell === '-' ? '' : cell));
    return { arabic, latin, chance: Math.exp(Number(log)) };
  });

/** Stands for every letter that was never met. */
const UNKNOWN = '?';

/** The letters and pairs of letters that steps are made of, by number; 0 is nothing. */
function numberPieces(side: Script): Map<string, number> {
  const pieces = new Set(['', UNKNOWN, ...learned.map((entry) => entry[side])]);
  return new Map([...pieces].map((piece, i) => [piece, i]));
}

/** Logarithm of the share of a letter, or of a pair met by chance, among all letters. */
function byChance(side: Script): (piece: string) => number {
  const counts = new Map<string, number>();
  let total = 0;
  for (const entry of learned)
    for (const letter of entry[side]) {
      counts.set(letter, (counts.get(letter) ?? 0) + entry.chance);
      total += entry.chance;
    }
  return (piece) =>
    Array.from(piece).reduce((sum, letter) => sum + Math.log((counts.get(letter) ?? 0) / total), 0);
}

const pieces = { arabic: numberPieces('arabic'), latin: numberPieces('latin') };
const chance = { arabic: byChance('arabic'), latin: byChance('latin') };

/** What each step is worth, by the numbers of its two pieces. */
interface Worth {
  width: number;
  of: Float64Array;
}

function emptyWorth(from: Script, to: Script): Worth {
  const width = pieces[to].size;
  return { width, of: new Float64Array(pieces[from].size * width).fill(NONE) };
}

const at = (worth: Worth, from: number, to: number) => from * worth.width + to;
const numberOf = (side: Script, piece: string) => pieces[side].get(piece) ?? -1;
const letterOf = (side: Script, letter: string) => pieces[side].get(letter) ?? numberOf(side, UNKNOWN);

function acrossScripts(): Worth {
  const worth = emptyWorth('arabic', 'latin');
  for (const { arabic, latin, chance: share } of learned)
    worth.of[at(worth, numberOf('arabic', arabic), numberOf('latin', latin))] =
      Math.log(share) - chance.arabic(arabic) - chance.latin(latin);
  return worth;
}

function withinScript(side: Script): Worth {
  const other: Script = side === 'arabic' ? 'latin' : 'arabic';
  const worth = emptyWorth(side, side);
  const joint = new Float64Array(worth.of.length);
  for (const piece of pieces[other].keys()) {
    const readings = learned.filter((entry) => entry[other] === piece);
    const total = readings.reduce((sum, reading) => sum + reading.chance, 0);
    const usual = readings.filter((reading) => reading.chance > RARE * total);
    for (const a of usual)
      for (const b of usual) {
        const place = at(worth, numberOf(side, a[side]), numberOf(side, b[side]));
        joint[place] = (joint[place] ?? 0) + (a.chance * b.chance) / total;
      }
  }
  for (const [a, i] of pieces[side])
    for (const [b, j] of pieces[side]) {
      const share = joint[at(worth, i, j)] ?? 0;
      if (share > 0 && i + j > 0)
        worth.of[at(worth, i, j)] = Math.min(
          Math.log(share) - chance[side](a) - chance[side](b),
          -chance[side](a) + SAME,
        );
      if (i === j && a.length === 1 && a !== UNKNOWN) worth.of[at(worth, i, j)] = SAME - chance[side](a);
    }
  return worth;
}

const worths = { across: acrossScripts(), arabic: withinScript('arabic'), latin: withinScript('latin') };

/** A word made ready to be compared: the numbers of its letters and of its pairs of letters. */
export interface Spelling {
  word: string;
  script: Script;
  letters: Int16Array;
  pairs: Int16Array;
  /** What it is worth read by its likeliest counterpart in the other script, and read as itself. */
  most: { across: number; within: number };
}

/** undefined for a word of another script, of which nothing was learned. */
export function spell(word: string): Spelling | undefined {
  const script: Script | undefined = /^[\u0621-\u064A]+$/.test(word)
    ? 'arabic'
    : /^[a-z]+$/.test(word)
      ? 'latin'
      : undefined;
  if (!script) return undefined;
  const count = word.length;
  const letters = Int16Array.from({ length: count }, (_, i) => letterOf(script, word.charAt(i)));
  const pairs = Int16Array.from({ length: count }, (_, i) =>
    i + 1 < count ? numberOf(script, word.slice(i, i + 2)) : -1,
  );
  const spelling = { word, script, letters, pairs, most: { across: 0, within: 0 } };
  spelling.most.within = bestCut(worths[script], spelling, spelling);
  spelling.most.across = mostAcross(spelling);
  return spelling;
}

/** The best a piece can be worth against the other script. */
const best = { arabic: bestOf('arabic'), latin: bestOf('latin') };
function bestOf(side: Script): Float64Array {
  const found = new Float64Array(pieces[side].size).fill(NONE);
  for (const i of pieces.arabic.values())
    for (const j of pieces.latin.values()) {
      const piece = side === 'arabic' ? i : j;
      found[piece] = Math.max(found[piece] ?? NONE, worths.across.of[at(worths.across, i, j)] ?? NONE);
    }
  return found;
}

function mostAcross({ script, letters, pairs }: Spelling): number {
  let [before, here] = [NONE, 0];
  for (let i = 0; i < letters.length; i++) {
    const single = here + (best[script][letters[i] ?? -1] ?? STRANGE);
    const double = i > 0 ? before + (best[script][pairs[i - 1] ?? -1] ?? NONE) : NONE;
    [before, here] = [here, Math.max(single, double)];
  }
  return here;
}

/** Room for the sums of one comparison; longer words are compared by their beginning. */
const LONGEST = 31;
const sums = new Float64Array((LONGEST + 1) * (LONGEST + 1));

/** The worth of the best way to cut two words into steps. One row of sums after another, each reached from three. */
function bestCut({ width: wide, of }: Worth, a: Spelling, b: Spelling): number {
  const rows = Math.min(a.letters.length, LONGEST);
  const columns = Math.min(b.letters.length, LONGEST);
  const width = columns + 1;
  for (let i = 0; i <= rows; i++) {
    const one = i > 0 ? letterAt(a.letters, i - 1) * wide : 0;
    const two = i > 1 ? letterAt(a.pairs, i - 2) * wide : -1;
    for (let j = 0; j <= columns; j++) {
      if (i + j === 0) {
        sums[0] = 0;
        continue;
      }
      const place = i * width + j;
      const oneB = j > 0 ? letterAt(b.letters, j - 1) : 0;
      const twoB = j > 1 ? letterAt(b.pairs, j - 2) : -1;
      let top = NONE;
      if (i > 0) top = Math.max(top, sumAt(place - width) + Math.max(STRANGE, sumOf(of, one)));
      if (j > 0) top = Math.max(top, sumAt(place - 1) + Math.max(STRANGE, sumOf(of, oneB)));
      if (i > 0 && j > 0) {
        top = Math.max(top, sumAt(place - width - 1) + Math.max(STRANGE, sumOf(of, one + oneB)));
        if (twoB >= 0) top = Math.max(top, sumAt(place - width - 2) + sumOf(of, one + twoB));
        if (two >= 0) {
          top = Math.max(top, sumAt(place - 2 * width - 1) + sumOf(of, two + oneB));
          if (twoB >= 0) top = Math.max(top, sumAt(place - 2 * width - 2) + sumOf(of, two + twoB));
        }
      }
      sums[place] = top;
    }
  }
  return sumAt(rows * width + columns);
}

const letterAt = (numbers: Int16Array, i: number) => numbers[i] as number;
const sumAt = (place: number) => sums[place] as number;
const sumOf = (worths: Float64Array, place: number) => worths[place] as number;

/** 0 (no more alike than by chance) to 1 (read as one another by the book). */
export function likeness(a: Spelling, b: Spelling): number {
  if (a.word === b.word) return 1;
  const within = a.script === b.script;
  const [x, y] = !within && a.script === 'latin' ? [b, a] : [a, b];
  const found = bestCut(within ? worths[a.script] : worths.across, x, y);
  const whole = within ? (a.most.within + b.most.within) / 2 : (a.most.across + b.most.across) / 2;
  return Math.max(0, Math.min(1, found / Math.max(whole, 1)));
}
