import { isSign, isWord, keyAt, type Page, spanOf, textOf } from '../text/page.ts';
import type { FigureDraft, Mention, QuoteDraft } from '../types.ts';
import type { DateFound } from './dates.ts';
import type { CountedNoun, NumberWords } from './numberWords.ts';
import { type Numeral, readNumeral } from './numerals.ts';

type Qualifier = NonNullable<FigureDraft['qualifier']>;

/** A figure as words, before it is known who says it. */
export interface FigureFound {
  first: number;
  last: number;
  skip: number;
  value: number;
  /** Upper end of a range. */
  upTo: number | null;
  qualifier: Qualifier | null;
  noun: CountedNoun | null;
  unit: string | null;
  metric: FigureDraft['metric'];
  fraction: boolean;
}

/** Words to either side that may say what became of those counted. */
const BESIDE = 7;

/** Every number of a run of tokens that counts something: no dates, no names, no ordinals. */
export function findFigures(
  page: Page,
  words: NumberWords,
  dates: readonly DateFound[],
  first: number,
  last: number,
): FigureFound[] {
  const dated = new Uint8Array(last - first);
  for (const date of dates)
    for (let at = Math.max(first, date.first); at < Math.min(last, date.last); at++) dated[at - first] = 1;
  const found: FigureFound[] = [];
  let metricBefore: FigureDraft['metric'] | null = null;
  let ended = first;
  for (let at = first; at < last; at++) {
    if (dated[at - first]) continue;
    const figure = figureAt(page, words, at, last, dated, first, metricBefore, ended);
    if (!figure) continue;
    found.push(figure);
    metricBefore = sameSentence(page, figure.last, last) ? figure.metric : null;
    ended = figure.last;
    at = figure.last - 1;
  }
  return found;
}

/** A figure goes on counting what the figure before it in the sentence counted. */
function sameSentence(page: Page, from: number, last: number): boolean {
  for (let at = from; at < Math.min(last, from + 12); at++) {
    if (page.tokens[at]?.kind === 'line' || isSign(page, at, '.؟!')) return false;
    if (page.tokens[at]?.kind === 'number') return true;
  }
  return true;
}

function figureAt(
  page: Page,
  words: NumberWords,
  at: number,
  last: number,
  dated: Uint8Array,
  offset: number,
  metricBefore: FigureDraft['metric'] | null,
  floor: number,
): FigureFound | null {
  const dual = dualAt(page, words, at);
  const numeral = dual ? null : readNumeral(page, words, at, last);
  if (!dual && (!numeral || named(page, words, numeral))) return null;
  const first = at;
  const end = dual ? dual.last : (numeral?.last ?? at + 1);
  if (dated[end - 1 - offset]) return null;
  const range = numeral ? rangeFrom(page, words, numeral, last) : null;
  const after = dual ?? nounAt(page, words, range?.last ?? end, last);
  const noun = after?.noun ?? null;
  const unit = noun?.unit ?? null;
  if (!counts(page, words, numeral, noun, after?.last ?? null, end, metricBefore)) return null;
  const before = qualifierBefore(page, words, first);
  const tail = after?.last ?? range?.last ?? end;
  const behind = words.after.at(page.keys, tail);
  const from = before?.first ?? first;
  return {
    first: from,
    last: tail,
    skip: before ? before.skip : (numeral?.skip ?? 0),
    value: dual ? 2 : (numeral?.value ?? 0),
    upTo: range?.value ?? null,
    qualifier: range ? 'between' : (before?.qualifier ?? behind?.value ?? null),
    noun,
    unit,
    metric: metricOf(page, words, from, tail, noun, numeral?.fraction ?? false, metricBefore, floor),
    fraction: numeral?.fraction ?? false,
  };
}

/** A noun in the dual: جنديين, شهران. */
function dualAt(page: Page, words: NumberWords, at: number): { noun: CountedNoun; last: number } | null {
  for (const form of [keyAt(page, at), words.bare(keyAt(page, at))]) {
    if (form === null) continue;
    const hit = words.nouns.at([form], 0);
    if (hit?.value.dual) return { noun: hit.value, last: at + 1 };
  }
  return null;
}

/** رقم 7, القرار 2254, الساعة 10: a number that names. */
function named(page: Page, words: NumberWords, numeral: Numeral): boolean {
  const before = keyAt(page, numeral.first - 1);
  const bare = before.replace(/^ال/, '');
  if (words.naming.has(before) || words.naming.has(bare)) return true;
  const sign = page.tokens[numeral.first - 1];
  if (sign?.kind === 'sign' && /[-/:#(]/.test(sign.text) && page.tokens[numeral.first]?.kind === 'number') {
    if (sign.text !== '(' || isSign(page, numeral.last, ')')) return true;
  }
  return isSign(page, numeral.last, '/:') && page.tokens[numeral.last + 1]?.kind === 'number';
}

/** بين 10 و20, من 10 إلى 20, 10-20. */
function rangeFrom(
  page: Page,
  words: NumberWords,
  numeral: Numeral,
  last: number,
): { value: number; last: number } | null {
  const key = keyAt(page, numeral.last);
  const dash = isSign(page, numeral.last, '-–—');
  const between = words.between.has(keyAt(page, numeral.first - 1));
  if (between && words.and(key) === '') return upper(page, words, numeral, numeral.last + 1, last);
  if (dash || words.to.has(key)) return upper(page, words, numeral, numeral.last + 1, last);
  // و written on its number word, or alone before figures
  const joined = words.and(key);
  if (between && joined && words.values.has(joined))
    return { value: words.values.get(joined) ?? numeral.value, last: numeral.last + 1 };
  return between && key === 'و' ? upper(page, words, numeral, numeral.last + 1, last) : null;
}

function upper(
  page: Page,
  words: NumberWords,
  numeral: Numeral,
  at: number,
  last: number,
): { value: number; last: number } | null {
  const second = readNumeral(page, words, at, last);
  return second && second.value > numeral.value ? { value: second.value, last: second.last } : null;
}

/** The noun that is counted, right behind the number or behind an adjective or من. */
function nounAt(
  page: Page,
  words: NumberWords,
  at: number,
  last: number,
): { noun: CountedNoun; last: number } | null {
  const hit = words.nouns.at(page.keys, at) ?? signNoun(page, words, at);
  if (hit) {
    const next = at + hit.length;
    return {
      noun: hit.value,
      last: next < last && isWord(page, next) && describes(page, next) ? next + 1 : next,
    };
  }
  return null;
}

function signNoun(page: Page, words: NumberWords, at: number) {
  return isSign(page, at, '%٪')
    ? words.nouns.at(['في', 'المئه'], 0) && {
        value: { metric: 'other' as const, unit: 'percent', dual: false },
        length: 1,
      }
    : null;
}

const describes = (page: Page, at: number) =>
  /^[^و].*(ي|يا|يه|يين|يون)$/.test(keyAt(page, at)) &&
  !/^(في|الي|التي|علي|لدي|حتي|الذي|حوالي)$/.test(keyAt(page, at));

/** Whether a bare number counts: figures always, a year or a lone word only with a noun or a partitive behind it. */
function counts(
  page: Page,
  words: NumberWords,
  numeral: Numeral | null,
  noun: CountedNoun | null,
  nounEnd: number | null,
  end: number,
  metricBefore: FigureDraft['metric'] | null,
): boolean {
  if (numeral === null || noun !== null || nounEnd !== null) return true;
  const inFigures = page.tokens[numeral.first]?.kind === 'number';
  const partitive = /^(من|منهم|منهن|منها|of|اخرين|اخرون|اخرى|others)$/.test(keyAt(page, end));
  if (
    inFigures &&
    numeral.last === numeral.first + 1 &&
    numeral.value >= 1900 &&
    numeral.value <= 2100 &&
    !partitive
  )
    return false;
  if (numeral.fraction) return isWord(page, end) && /^(ال|من|of|the)/.test(keyAt(page, end));
  if (inFigures)
    return (
      isWord(page, end) ||
      metricBefore !== null ||
      partitive ||
      qualifierBefore(page, words, numeral.first) !== null
    );
  if (numeral.value === 1 || (numeral.value === 2 && !partitive)) return false;
  const next = page.tokens[end];
  const nounLike =
    next?.kind === 'word' &&
    !/^(و|في|علي|الي|عن|مع|ان|the|and|or|in|to)$/.test(next.key) &&
    !next.key.startsWith('ال');
  return (
    partitive ||
    numeral.last > numeral.first + 1 ||
    qualifierBefore(page, words, numeral.first) !== null ||
    nounLike
  );
}

function qualifierBefore(
  page: Page,
  words: NumberWords,
  at: number,
): { qualifier: Qualifier; first: number; skip: number } | null {
  for (let length = 4; length >= 1; length--) {
    const from = at - length;
    if (from < 0) continue;
    const keys = page.keys.slice(from, at);
    for (const form of [keys[0] ?? '', words.bare(keys[0] ?? ''), words.and(keys[0] ?? '')]) {
      if (!form) continue;
      const hit = words.before.at([form, ...keys.slice(1)], 0);
      if (hit?.length === length)
        return { qualifier: hit.value, first: from, skip: (keys[0] ?? '').length - form.length };
    }
  }
  return null;
}

/** What is counted: by the noun where it says so, else by the nearest word beside it that does. */
function metricOf(
  page: Page,
  words: NumberWords,
  first: number,
  last: number,
  noun: CountedNoun | null,
  fraction: boolean,
  before: FigureDraft['metric'] | null,
  floor: number,
): FigureDraft['metric'] {
  if (fraction) return 'territory_share';
  if (noun?.metric === 'funds') {
    for (let at = first - 1; at >= first - 3; at--)
      if (words.metrics.get(keyAt(page, at)) === 'equipment_value') return 'equipment_value';
    return 'funds';
  }
  if (noun?.metric) return noun.metric;
  for (let away = 1; away <= BESIDE; away++) {
    for (const at of [first - away, last + away - 1]) {
      if (at < floor && at < first) continue;
      const key = keyAt(page, at);
      const metric = words.metrics.get(key) ?? words.metrics.get(words.and(key) ?? '');
      if (metric && metric !== 'equipment_value') return metric;
    }
  }
  return noun === null && before === null ? 'other' : (before ?? 'other');
}

const LOWER = new Set<Qualifier>(['more_than', 'at_least']);
const UPPER = new Set<Qualifier>(['less_than', 'at_most']);

/** The drafts of an item: with who says it, which actor is counted, and where. */
export function figureDrafts(
  page: Page,
  found: readonly FigureFound[],
  item: number,
  quoteAt: (span: [number, number]) => number | null,
  quotes: readonly QuoteDraft[],
  mentionsNear: (start: number, end: number) => readonly Mention[],
  asOf: (at: number) => FigureDraft['as_of'],
): FigureDraft[] {
  return found.map((figure) => {
    const [start, end] = spanOf(page, figure.first, figure.last);
    const span: [number, number] = [start + figure.skip, end];
    const quote = quoteAt(span);
    const near = mentionsNear(start, end + 40);
    const ranged = figure.upTo !== null;
    const lower = figure.qualifier !== null && LOWER.has(figure.qualifier);
    const upper = figure.qualifier !== null && UPPER.has(figure.qualifier);
    return {
      span,
      item,
      text: textOf(page, span),
      metric: figure.metric,
      value: ranged || lower || upper ? null : figure.value,
      min: ranged || lower ? figure.value : null,
      max: ranged ? figure.upTo : upper ? figure.value : null,
      qualifier: figure.qualifier,
      unit: figure.fraction ? 'fraction' : (figure.unit ?? nounText(page, figure)),
      subject: near.find(({ kind }) => kind === 'actor')?.ref ?? null,
      location: near.find(({ kind }) => kind === 'location')?.ref ?? null,
      as_of: asOf(figure.first),
      quote,
      confidence: figure.noun || figure.fraction ? 0.9 : 0.7,
      reason: `the number ${figure.upTo === null ? figure.value : `${figure.value} to ${figure.upTo}`}${figure.qualifier ? ` with “${figure.qualifier}”` : ''}${figure.unit ? `, counting ${figure.unit}` : ''}; said by ${quote === null ? 'the outlet' : (quotes[quote]?.cue ?? 'a speaker')}`,
    };
  });
}

function nounText(page: Page, figure: FigureFound): string | null {
  const key = page.tokens[figure.last];
  return key?.kind === 'word' && !/^(من|و|في|of)$/.test(key.key) ? key.text : null;
}
