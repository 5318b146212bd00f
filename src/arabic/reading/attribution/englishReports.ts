import * as words from '../tables/english/words.ts';
import { readRows, readWords, wordSet } from '../tables/table.ts';
import { isComma, isSign, isWord, keyAt, type Page } from '../text/page.ts';
import { within } from '../text/places.ts';
import type { SpeechAct } from '../types.ts';
import type { NounPhrase } from './nounPhrase.ts';
import type { Report } from './report.ts';

const verbs: ReadonlyMap<string, SpeechAct> = new Map(
  readRows(words.verbTable).flatMap(([forms = '', act = 'inform']) =>
    readWords(forms).map((form) => [form, act as SpeechAct] as const),
  ),
);
const objects = wordSet(words.objectVerbs);
const titles = wordSet(words.titleWords);
const bodies = wordSet(words.organisationWords);
const papers = wordSet(words.documentWords);
const unnamed = wordSet(words.unnamedWords);
const pronouns = wordSet(words.pronouns);
const states = wordSet(words.stateNames);
const adverbs = wordSet(words.adverbs);
const follows = wordSet(words.follows);
const determiners = wordSet('the a an his her its their');
const PARTICIPLE = /ing$/;

const capital = (page: Page, at: number) => /^\p{Lu}/u.test(page.tokens[at]?.text ?? '');
const LONGEST = 16;

/** A noun phrase that names somebody: capitalised words, titles and bodies, with "of the …" behind them. */
export function person(page: Page, at: number, end: number): NounPhrase | null {
  let last = at;
  let name: [number, number] | null = null;
  let head: string | null = null;
  let kind: NounPhrase['kind'] | null = null;
  while (last < Math.min(end, at + LONGEST) && isWord(page, last)) {
    const key = keyAt(page, last);
    const known = titles.has(key) || bodies.has(key) || papers.has(key) || unnamed.has(key);
    if (verbs.has(key) && !known) break;
    if (last === at && pronouns.has(key)) return null;
    if (
      follows.has(key) &&
      !(
        last > at &&
        /^(of|for|in|and)$/.test(key) &&
        head !== null &&
        (capital(page, last + 1) || keyAt(page, last + 1) === 'the')
      )
    )
      break;
    if (capital(page, last) && !known && !(last === at && determiners.has(key)) && !adverbs.has(key)) {
      if (kind === null && states.has(key)) kind = 'state';
      name = name !== null && name[1] === last ? [name[0], last + 1] : [last, last + 1];
    } else if (known) {
      head = key;
      if (titles.has(key)) kind = 'person';
      else if (unnamed.has(key) && kind === null) kind = 'unnamed';
      else if (papers.has(key) && kind === null) kind = 'document';
      else if (kind !== 'person') kind = 'organisation';
      if (name !== null && kind !== 'person') name = null;
    } else if (!determiners.has(key) && head === null && last > at + 3) break;
    else if (
      head !== null &&
      !determiners.has(key) &&
      !/^(of|for|in|and)$/.test(key) &&
      !headNear(page, last, end)
    )
      break;
    else if (head === null && name !== null) break;
    last += 1;
  }
  if (kind === null && name === null) return null;
  // A state's adjective or a title before a name is no part of it.
  const definite = keyAt(page, at) !== 'a' && keyAt(page, at) !== 'an';
  kind ??= 'person';
  if (kind === 'person' && isComma(page, last) && name !== null && name[1] < last)
    name = name[0] >= at ? name : null;
  const nameAtEnd = name !== null && name[1] === last ? name : null;
  if (kind === 'unnamed' && (nameAtEnd !== null || definite)) kind = 'person';
  const body = kind === 'organisation' || kind === 'document';
  return {
    first: at,
    last,
    name: body ? null : nameAtEnd,
    title: nameAtEnd && !body ? (nameAtEnd[0] > at ? [at, nameAtEnd[0]] : null) : [at, last],
    head,
    kind,
    definite: definite || nameAtEnd !== null,
    gender: 'm',
    plural: false,
    firstKey: null,
  };
}

/** Adjectives between an article and its noun: the northern command. */
function headNear(page: Page, at: number, end: number): boolean {
  for (let next = at + 1; next < Math.min(end, at + 3); next++)
    if (bodies.has(keyAt(page, next)) || titles.has(keyAt(page, next)))
      return determiners.has(keyAt(page, at - 1));
  return false;
}

/** Short capitalised words between marks are a name. */
export function isNameMark(page: Page, index: number): boolean {
  const mark = page.marks[index];
  if (!mark) return false;
  const length = mark.last - mark.first;
  return (
    length <= 3 &&
    !isSign(page, mark.last - 1, '.,') &&
    page.tokens
      .slice(mark.first, mark.last)
      .every(({ kind, text }) => kind !== 'word' || /^\p{Lu}/u.test(text))
  );
}

const speech = (page: Page, index: number) => index >= 0 && !isNameMark(page, index);

export function englishReports(page: Page, sentence: number): Report[] {
  const part = page.sentences[sentence];
  if (!part) return [];
  const { first, last } = part;
  const found: Report[] = [];
  for (let at = first; at < last; at++) {
    if (!isWord(page, at) || speech(page, page.inside[at] ?? -1)) continue;
    const key = keyAt(page, at);
    const report = verbs.has(key)
      ? verbReport(page, sentence, at, first, last)
      : key === 'according' && keyAt(page, at + 1) === 'to'
        ? accordingReport(page, sentence, at, first, last)
        : null;
    if (report && !found.some(({ content }) => content[0] === report.content[0])) found.push(report);
  }
  for (const [index, report] of found.entries()) {
    const next = found[index + 1];
    if (next?.beside && report.content[0] < next.clauseFrom && report.content[1] > next.clauseFrom)
      report.content[1] = next.clauseFrom;
    settle(page, report);
  }
  return found.filter(({ content }) => content[1] > content[0]);
}

function base(sentence: number, at: number): Omit<Report, 'content' | 'subject' | 'by' | 'kind' | 'act'> {
  return {
    sentence,
    cue: [at, at + 1],
    aux: null,
    clauseFrom: at,
    beside: true,
    lemma: null,
    gender: null,
    number: 1,
    topic: false,
    skip: 0,
    mode: 'indirect',
    pseudoDirect: false,
    direct: [],
    strength: 0.85,
  };
}

function verbReport(page: Page, sentence: number, at: number, first: number, last: number): Report | null {
  const key = keyAt(page, at);
  const act = verbs.get(key) ?? 'inform';
  if (
    /^(to|not|never|a|an|the|have|having|be|being|can|could|must|this|these|those)$/.test(
      keyAt(page, at - 1),
    ) ||
    keyAt(page, at - 1) === 'be'
  )
    return null;
  const before = subjectBefore(page, at, first);
  const pronoun = pronouns.has(keyAt(page, at - 1));
  const participle = PARTICIPLE.test(key) && before === null && !pronoun;
  if (participle && !isComma(page, at - 1)) return null;
  const after = contentAfter(page, at, last, key);
  if (
    after !== null &&
    (before !== null || pronoun || participle || keyAt(page, at - 1) === 'and' || at === first)
  )
    return {
      ...base(sentence, at),
      kind: participle ? 'participle' : 'verb',
      act,
      subject: before,
      by: after.by,
      content: [after.first, last],
      clauseFrom:
        before && before.first > first
          ? before.first
          : participle
            ? at
            : pronoun
              ? at - 1
              : keyAt(page, at - 1) === 'and'
                ? at - 1
                : at,
    };
  // "…," said X. / "…," X said. / content, X said.
  const end = before ? before.first : pronoun ? at - 1 : at;
  const subject = before ?? (pronoun ? null : person(page, at + 1, last));
  if (!before && !pronoun && subject === null) return null;
  const close = isComma(page, end - 1) ? end - 2 : end - 1;
  const mark = page.marks[page.closes[close] ?? -1] ?? page.marks[page.closes[end - 1] ?? -1];
  if (mark && mark.first >= first)
    return {
      ...base(sentence, at),
      kind: 'verb',
      act,
      subject,
      by: 'before',
      content: [mark.first, mark.last],
      mode: 'direct',
      clauseFrom: mark.open,
    };
  const tail = subject && subject.first > at ? subject.last : at + 1;
  const closes =
    tail >= last - 1 ||
    isSign(page, tail, '.') ||
    /^(on|at|in|during|yesterday|today|.*day)$/.test(keyAt(page, tail));
  if (isComma(page, end - 1) && end - 1 > first + 3 && closes)
    return {
      ...base(sentence, at),
      kind: 'verb',
      act,
      subject,
      by: 'before',
      content: [first, end - 1],
      clauseFrom: first,
      strength: 0.75,
    };
  return null;
}

/** The longest noun phrase that ends right before the verb, adverbs and commas overlooked. */
function subjectBefore(page: Page, at: number, first: number): NounPhrase | null {
  let end = at;
  while (end > first && (adverbs.has(keyAt(page, end - 1)) || isComma(page, end - 1))) end -= 1;
  let best: NounPhrase | null = null;
  for (let from = end - 1; from >= Math.max(first, end - LONGEST); from--) {
    if (!isWord(page, from) && !isComma(page, from)) break;
    const phrase = isWord(page, from) ? person(page, from, end) : null;
    if (phrase && phrase.last === end) best = phrase;
    else if (
      phrase?.name &&
      best &&
      best.name === null &&
      isComma(page, phrase.last) &&
      best.first <= phrase.last + 1
    )
      return { ...phrase, last: best.last, title: best.title, head: best.head };
    else if (
      phrase &&
      best &&
      best.name !== null &&
      best.first <= phrase.last + 1 &&
      isComma(page, phrase.last) &&
      phrase.name === null
    )
      return { ...best, first: phrase.first, title: [phrase.first, phrase.last], head: phrase.head };
  }
  return best;
}

function contentAfter(
  page: Page,
  at: number,
  last: number,
  key: string,
): { first: number; by: string } | null {
  let next = at + 1;
  const limit = Math.min(last, at + 14);
  if (keyAt(page, next) === 'that') return { first: next + 1, by: 'that' };
  for (let look = next; look < limit; look++) {
    if (keyAt(page, look) === 'that' && look > next) return { first: look + 1, by: 'that' };
    const mark = page.opens[look] ?? -1;
    if (speech(page, mark) && look <= next + 8)
      return look === next || isComma(page, look - 1) || isSign(page, look - 1, ':')
        ? { first: look, by: 'quotation' }
        : look <= next + 1
          ? { first: look, by: 'quotation' }
          : null;
    if (isSign(page, look, ':')) return { first: look + 1, by: 'colon' };
    if (isSign(page, look, '.;')) break;
  }
  if (isComma(page, next) || (!isWord(page, next) && page.tokens[next]?.kind !== 'number')) return null;
  if (objects.has(key)) {
    if (/^(of|for|on|against)$/.test(keyAt(page, next))) next += 1;
    return next + 1 < last ? { first: next, by: 'object' } : null;
  }
  if (/^(called|calls|calling)$/.test(key))
    return keyAt(page, next) === 'for' || keyAt(page, next) === 'on'
      ? { first: next + 1, by: 'preposition' }
      : null;
  if (
    /^(told|tells|telling|asked|asks|wrote|writes|pointed|points|expressed|believes|believed|continued|continuing|reported|reports|calls)$/.test(
      key,
    )
  )
    return null;
  while (
    next < last &&
    /^(on|in|at|during|to|yesterday|today|late|early|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/.test(
      keyAt(page, next),
    ) &&
    next < at + 8
  ) {
    const plain = /^(yesterday|today|late|early|.*day)$/.test(keyAt(page, next));
    next += plain ? 1 : 2;
    if (!plain && keyAt(page, next - 1) === 'a') next += 1;
  }
  return next + 2 < last && !isComma(page, next) ? { first: next, by: 'clause' } : null;
}

function accordingReport(
  page: Page,
  sentence: number,
  at: number,
  first: number,
  last: number,
): Report | null {
  const subject = person(page, at + 2, last);
  if (!subject) return null;
  const shared = {
    ...base(sentence, at),
    kind: 'according' as const,
    act: 'inform' as const,
    subject,
    by: 'according',
    strength: 0.8,
  };
  if (at === first) {
    let from = subject.last;
    while (from < last && !isComma(page, from)) from += 1;
    return from + 1 < last ? { ...shared, content: [from + 1, last] } : null;
  }
  return { ...shared, content: [first, isComma(page, at - 1) ? at - 1 : at] };
}

/** Takes marks and signs off the ends, and tells the mode. */
function settle(page: Page, report: Report): void {
  let [first, last] = report.content;
  while (
    last > first &&
    (isComma(page, last - 1) ||
      isSign(page, last - 1, '.') ||
      (isWord(page, last - 1) && keyAt(page, last - 1) === 'and'))
  )
    last -= 1;
  if (report.by === 'before' && report.mode === 'direct') {
    report.content = [first, last];
    return;
  }
  const mark = page.marks[page.opens[first] ?? -1];
  if (
    mark &&
    (mark.close === null ||
      mark.close >= last - 1 ||
      isComma(page, mark.close - 1) ||
      isComma(page, mark.close + 1))
  ) {
    report.content = [mark.first, mark.last];
    report.mode = 'direct';
    return;
  }
  report.content = [first, last];
  report.direct = page.marks
    .slice(...marksWithin(page, first, last))
    .filter((_, index) => !isNameMark(page, marksWithin(page, first, last)[0] + index))
    .map((one) => [one.first, one.last]);
  report.mode = report.direct.length > 0 ? 'mixed' : 'indirect';
}

function marksWithin(page: Page, first: number, last: number): [number, number] {
  const from = within(page.marks, ({ open }) => open, first - 1) + 1;
  let to = from;
  while ((page.marks[to]?.open ?? last) < last) to += 1;
  return [from, to];
}
