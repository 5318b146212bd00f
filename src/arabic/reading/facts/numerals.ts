import { keyAt, type Page } from '../text/page.ts';
import type { NumberWords } from './numberWords.ts';

/** A number as printed: tokens `first` to `last` (exclusive). */
export interface Numeral {
  first: number;
  last: number;
  value: number;
  /** A fraction of a whole (ثلث, half). */
  fraction: boolean;
  /** Letters of a preposition on its first word. */
  skip: number;
}

/** Reads the longest number in figures or words at a token: 2500, 40 ألف, خمسة وعشرون, مئة وخمسون ألفا, ثلث. */
export function readNumeral(page: Page, words: NumberWords, at: number, end: number): Numeral | null {
  const fraction = fractionAt(words, keyAt(page, at));
  if (fraction)
    return { first: at, last: at + 1, value: fraction.value, fraction: true, skip: fraction.skip };
  let total = 0;
  let group: number | null = null;
  let place = at;
  let last = at;
  let skip = 0;
  while (place < end) {
    const joined = place > at ? words.and(keyAt(page, place)) : null;
    const step = stepAt(page, words, place, joined, place === at);
    if (!step || (place > at && joined === null && step.scale === null && !step.afterAnd)) break;
    if (step.scale === null && place > at && group !== null && step.value >= lowestRoom(group)) break;
    if (place === at) skip = step.skip;
    if (step.scale === null) group = (group ?? 0) + step.value;
    else if (step.whole) total += step.scale;
    else {
      total += (group ?? 1) * step.scale;
      group = null;
      // A bare scale at the start (آلاف) counts nothing in particular.
      if (place === at && step.plural) return null;
    }
    place = step.last;
    last = place;
  }
  if (last === at) return null;
  return { first: at, last, value: round(total + (group ?? 0)), fraction: false, skip };
}

interface Step {
  value: number;
  scale: number | null;
  /** A scale that counts two by itself (ألفين). */
  whole: boolean;
  plural: boolean;
  last: number;
  skip: number;
  afterAnd: boolean;
}

function stepAt(
  page: Page,
  words: NumberWords,
  place: number,
  joined: string | null,
  first: boolean,
): Step | null {
  const key = keyAt(page, place);
  const base = {
    value: 0,
    scale: null,
    whole: false,
    plural: false,
    last: place + 1,
    skip: 0,
    afterAnd: false,
  };
  if (page.tokens[place]?.kind === 'number')
    return first && /^\d+(\.\d+)?$/.test(key) ? { ...base, value: Number(key) } : null;
  const forms = first ? [key, words.bare(key)] : [key, joined];
  for (const form of forms) {
    if (form === null) continue;
    const skip = first && form !== key ? key.length - form.length : 0;
    const teen = words.teens.at([form, keyAt(page, place + 1)], 0);
    if (teen) return { ...base, value: teen.value, last: place + teen.length, skip };
    const value = words.values.get(form);
    if (value !== undefined) {
      const ten = value < 10 && /^(عشر|عشره)$/.test(keyAt(page, place + 1));
      return {
        ...base,
        value: ten ? value + 10 : value,
        last: place + (ten ? 2 : 1),
        skip,
        afterAnd: words.and(form) === '',
      };
    }
    const scale = words.scales.get(form);
    if (scale !== undefined)
      return { ...base, scale, plural: /(اف|ين|ات)$/.test(form) && form !== 'مليون', skip };
    const dual = words.dualScales.get(form);
    if (dual !== undefined) return { ...base, scale: dual, whole: true, skip };
  }
  return null;
}

function fractionAt(words: NumberWords, key: string): { value: number; skip: number } | null {
  for (const form of [key, words.bare(key)]) {
    const value = form === null ? undefined : words.fractions.get(form);
    if (value !== undefined && form !== null) return { value, skip: key.length - form.length };
  }
  return null;
}

/** What may still be added to a group: tens to hundreds, units to tens. */
function lowestRoom(group: number): number {
  if (group % 100 === 0) return 100;
  return group % 10 === 0 ? 10 : group < 10 ? 100 : 0;
}

const round = (value: number) => Math.round(value * 1e6) / 1e6;
