import { according, agentless, nominals, starters, type VerbForm } from '../tables/arabic/lexicon.ts';
import { isComma, isSign, isWord, keyAt, type Page } from '../text/page.ts';
import { afterAnd, isCommon, openerOf, verbForms, withoutArticle } from './arabicWords.ts';
import { type Complement, findComplement } from './complement.ts';
import { setExtents } from './extent.ts';
import { type NounPhrase, readNounPhrase } from './nounPhrase.ts';
import type { Report } from './report.ts';
import { speechMark } from './speechMarks.ts';

/** Words before a verb that make it no report: it is negated, subjunctive, or says what something shows. */
const NOT_AFTER = new Set([
  'لا',
  'لم',
  'لن',
  'ان',
  'لان',
  'كي',
  'لكي',
  'ما',
  'مما',
  'وما',
  'الا',
  'قبل',
  'بان',
  'وان',
  'او',
  'هو',
]);
const RELATIVES = new Set(['الذي', 'التي', 'الذين', 'من']);

/** All reports of one sentence, in the order of their cues, extents set. */
export function arabicReports(page: Page, sentence: number): Report[] {
  const part = page.sentences[sentence];
  if (!part) return [];
  const { first, last } = part;
  const reports: Report[] = [];
  for (let at = first; at < last; at++) {
    if (!isWord(page, at)) continue;
    const report =
      verbReport(page, sentence, at, first, last) ??
      accordingReport(page, sentence, at, first, last, reports) ??
      nominalReport(page, sentence, at, last) ??
      questionReport(page, sentence, at, first, last);
    if (!report) continue;
    if (reports.some(({ aux }) => aux === at)) continue;
    reports.push(report);
  }
  if (reports.length === 0) {
    const colon = colonReport(page, sentence, first, last);
    if (colon) reports.push(colon);
  }
  setExtents(page, reports, last);
  return reports.filter(({ content }) => content[1] > content[0]);
}

function verbReport(page: Page, sentence: number, at: number, first: number, last: number): Report | null {
  const found = verbForms(keyAt(page, at));
  if (!found) return null;
  let best: { report: Report; weight: number } | null = null;
  for (const form of found.forms) {
    const report = readVerb(page, sentence, at, first, last, form, found.joined);
    if (report && (!best || report.strength > best.weight)) best = { report, weight: report.strength };
  }
  return best?.report ?? null;
}

function readVerb(
  page: Page,
  sentence: number,
  at: number,
  first: number,
  last: number,
  form: VerbForm,
  joined: boolean,
): Report | null {
  const before = at > first ? keyAt(page, at - 1) : '';
  if (!joined && (NOT_AFTER.has(before) || (RELATIVES.has(before) && form.strict))) return null;
  if (form.lemma === 'بين' && !isVerbBayyan(page, at, first, joined)) return null;
  const inSpeech = speechMark(page, page.inside[at] ?? -1);
  const found = subjectAndComplement(page, at + 1, last, form);
  const start = clauseStart(page, at, first);
  const { complement } = found;
  const ahead = form.tense === 'participle' ? null : subjectBefore(page, start, at, first, form);
  const subject = ahead !== null && (found.subject === null || ahead.last === at) ? ahead : found.subject;
  if (form.needs !== null && !needed(page, at, last, form.needs)) return null;
  if (complement === null) return postposed(page, sentence, at, first, last, form, subject ?? found.subject);
  if (inSpeech && (subject === null || subject.kind === 'dual' || complement.by !== 'clause')) return null;
  if (form.tense === 'participle' && complement.far) return null;
  // أن مصر تطالب بـ: what somebody does inside a clause is no report of its own.
  if (
    form.tense === 'present' &&
    complement.by !== 'clause' &&
    subject &&
    subject.first < at &&
    openerOf(keyAt(page, subject.first - 1))
  )
    return null;
  if (form.tense === 'present' && !presentReports(page, at, first, joined, subject, complement, form))
    return null;
  if (
    subject !== null &&
    !complement.topic &&
    form.tense !== 'participle' &&
    complement.by === 'object' &&
    subject.kind === 'person' &&
    subject.name === null &&
    !subject.definite &&
    at > first + 1
  )
    return null;
  const beside = isBeside(page, at, first, joined, form, start, subject);
  return {
    sentence,
    kind: form.tense === 'participle' ? 'participle' : 'verb',
    cue: [at, at + 1],
    aux: complement.aux,
    clauseFrom: clauseFrom(page, at, first, subject),
    beside,
    act: form.act,
    lemma: form.lemma,
    subject,
    gender: form.gender,
    number: form.number,
    topic: complement.topic,
    by: complement.by,
    content: [complement.first, complement.last],
    skip: complement.skip,
    mode: 'indirect',
    pseudoDirect: complement.openerInside,
    direct: [],
    strength:
      complement.strength -
      (form.strict ? 0.05 : 0) -
      (subject === null && form.tense === 'present' ? 0.1 : 0),
  };
}

/** Where the clause of a cue begins: at its subject, at the كما before it, or at itself. */
function clauseFrom(page: Page, at: number, first: number, subject: NounPhrase | null): number {
  let from = subject && subject.first < at ? subject.first : at;
  while (from > first && starters.has(keyAt(page, from - 1))) from -= 1;
  return from;
}

function needed(page: Page, at: number, last: number, word: string): boolean {
  for (let next = at + 1; next < Math.min(last, at + 15); next++)
    if ((withoutArticle(keyAt(page, next)) ?? keyAt(page, next)).startsWith(word)) return true;
  return false;
}

/** بيّن with its doubling written, or in the place of a verb with أن after it; else it is the preposition. */
function isVerbBayyan(page: Page, at: number, first: number, joined: boolean): boolean {
  const text = page.tokens[at]?.text ?? '';
  if (text.includes('ّ') || keyAt(page, at).length > 4) return true;
  const clause =
    at === first || isComma(page, at - 1) || starters.has(keyAt(page, at - 1)) || (joined && at === first);
  if (!clause) return false;
  for (let next = at + 1; next < at + 8; next++) {
    const key = keyAt(page, next);
    if (openerOf(key)) return true;
    if (key === 'بين' || key === 'وبين' || isSign(page, next, '.')) return false;
  }
  return false;
}

/** A present verb reports at the start of a clause, or with somebody beside it who can speak. */
function presentReports(
  page: Page,
  at: number,
  first: number,
  joined: boolean,
  subject: NounPhrase | null,
  complement: Complement,
  form: VerbForm,
): boolean {
  if (at === first) return subject !== null || complement.by !== 'preposition';
  const before = keyAt(page, at - 1);
  if (subject === null) return false;
  if (subject.last === at || subject.last <= at) return true;
  return (
    !form.strict || joined || isComma(page, at - 1) || starters.has(before) || complement.by !== 'preposition'
  );
}

/** Whether a cue begins a clause of its own: after a comma, with و, or after كما and its like. */
function isBeside(
  page: Page,
  at: number,
  first: number,
  joined: boolean,
  form: VerbForm,
  start: number,
  subject: NounPhrase | null,
): boolean {
  if (at === first || start === first) return true;
  if (form.tense === 'participle') return true;
  if (joined) return true;
  const before = keyAt(page, at - 1);
  if (starters.has(before)) return true;
  return isComma(page, at - 1) && subject !== null;
}

/** First token of the clause around a cue: after the last comma, or the sentence's first. */
function clauseStart(page: Page, at: number, first: number): number {
  let start = at;
  for (let back = at - 1; back >= first && at - back < 30; back--) {
    if (isComma(page, back) || isSign(page, back, ':')) {
      const whole = readNounPhrase(page, first, at);
      return whole && whole.last >= at - 1 && back < whole.last ? first : back + 1;
    }
    if (openerOf(keyAt(page, back))) return back + 1;
    start = back;
  }
  return start;
}

/** The subject that stands before its verb: a whole noun phrase from the start of the clause up to it. */
function subjectBefore(
  page: Page,
  start: number,
  at: number,
  first: number,
  form: VerbForm,
): NounPhrase | null {
  if (start >= at) return null;
  for (const from of [start, first]) {
    const phrase = readNounPhrase(page, from, at);
    if (!phrase) continue;
    let end = phrase.last;
    while (end < at && (starters.has(keyAt(page, end)) || isComma(page, end))) end += 1;
    if (end !== at) continue;
    if (!phrase.definite && from !== first) return null;
    if (form.number === 1 && phrase.kind !== 'dual' && phrase.gender !== form.gender && phrase.name === null)
      return null;
    return phrase;
  }
  return null;
}

function subjectAndComplement(
  page: Page,
  from: number,
  last: number,
  form: VerbForm,
): { subject: NounPhrase | null; complement: Complement | null } {
  const immediate = findComplement(page, from, last, form, true);
  if (immediate) return { subject: null, complement: immediate };
  if (form.tense === 'participle')
    return { subject: null, complement: findComplement(page, from, last, form, false) };
  // Before its subject an Arabic verb is singular, so a dual or plural form has none behind it.
  const subject = form.number === 1 ? readNounPhrase(page, from, last) : null;
  if (!subject) return { subject: null, complement: findComplement(page, from, last, form, false) };
  const complement = findComplement(page, subject.last, last, form, false);
  if (
    form.whom &&
    complement &&
    complement.by === 'preposition' &&
    /^(اتهم|ناشد|حث|وصف|حمل|عزا)$/.test(form.lemma.replace(/ّ/g, '')) &&
    complement.at === subject.last
  )
    return { subject: null, complement: { ...complement, first: subject.first, skip: 0 } };
  return { subject, complement };
}

/** "…"، قال الوزير: the quotation stands before its cue. */
function postposed(
  page: Page,
  sentence: number,
  at: number,
  first: number,
  last: number,
  form: VerbForm,
  subject: NounPhrase | null,
): Report | null {
  if (form.tense === 'participle' || !form.clause) return null;
  let close = at - 1;
  while (
    close >= first &&
    (isComma(page, close) || starters.has(keyAt(page, close)) || isSign(page, close, '-–—'))
  )
    close -= 1;
  const index = page.closes[close] ?? -1;
  const mark = page.marks[index];
  if (!mark || close < first || !speechMark(page, index)) return null;
  const after = subject ? subject.last : at + 1;
  if (after < last && !isComma(page, after) && !isSign(page, after, '.؟!…') && !isCommon(keyAt(page, after)))
    return null;
  return {
    sentence,
    kind: 'verb',
    cue: [at, at + 1],
    aux: null,
    clauseFrom: mark.open,
    beside: true,
    act: form.act,
    lemma: form.lemma,
    subject,
    gender: form.gender,
    number: form.number,
    topic: false,
    by: 'before',
    content: [mark.first, mark.last],
    skip: 0,
    mode: 'direct',
    pseudoDirect: false,
    direct: [],
    strength: 0.85,
  };
}

/** بحسب, وفقاً لـ and the like, at the head of the sentence or after what they source. */
function accordingReport(
  page: Page,
  sentence: number,
  at: number,
  first: number,
  last: number,
  before: readonly Report[],
): Report | null {
  const key = keyAt(page, at);
  const joined = afterAnd(key);
  const keys = [key, keyAt(page, at + 1), keyAt(page, at + 2), keyAt(page, at + 3)];
  const joinedKeys = [joined ?? '', ...keys.slice(1)];
  const lam = withLam(keys) ?? withLam(joinedKeys);
  const phrase = according.at(keys, 0) ?? according.at(joinedKeys, 0) ?? lam;
  if (!phrase || (page.inside[at] ?? -1) >= 0) return null;
  let from = at + phrase.length;
  let firstKey: string | undefined;
  if (phrase === lam) {
    firstKey = stripLam(keyAt(page, from));
  }
  if (keyAt(page, from) === 'ما') from += 1;
  if (verbForms(keyAt(page, from)) && /(ما|حسبما)$/.test(keyAt(page, from - 1))) from += 1;
  const subject = readNounPhrase(page, from, last, firstKey);
  if (!subject || (subject.kind === 'person' && subject.name === null && subject.head === null)) return null;
  const base = {
    sentence,
    kind: 'according' as const,
    cue: [at, at + 1] as [number, number],
    aux: null,
    clauseFrom: at,
    beside: true,
    act: 'inform' as const,
    lemma: null,
    subject,
    gender: null,
    number: null,
    topic: false,
    by: 'according',
    skip: 0,
    mode: 'indirect' as const,
    pseudoDirect: false,
    direct: [],
  };
  if (at <= first + 1) {
    let content = subject.last;
    while (content < last && (isComma(page, content) || isSign(page, content, ':'))) content += 1;
    if (content === subject.last && !openerOf(keyAt(page, content)))
      content = commaAfter(page, content, last);
    if (openerOf(keyAt(page, content)) && !openerOf(keyAt(page, content))?.pronoun) content += 1;
    return content < last ? { ...base, content: [content, last], strength: 0.8 } : null;
  }
  if (before.length > 0) return null;
  let end = at;
  while (end > first && isComma(page, end - 1)) end -= 1;
  return { ...base, content: [first, end], strength: 0.7 };
}

const LAM = new Set(['وفقا', 'طبقا', 'استنادا', 'نقلا']);

/** وفقاً للوزارة: the preposition is written on the source. */
function withLam(keys: readonly string[]): { length: number } | null {
  return LAM.has(keys[0] ?? '') && (keys[1] ?? '').startsWith('ل') ? { length: 1 } : null;
}

function stripLam(key: string): string {
  return key.startsWith('لل') ? `ال${key.slice(2)}` : key.replace(/^ل/, '');
}

function commaAfter(page: Page, from: number, last: number): number {
  for (let at = from; at < Math.min(last, from + 15); at++) if (isComma(page, at)) return at + 1;
  return from;
}

/** ترجيحات أولية بـ, تحذيرات من, يعتقد أن: reported by nobody who is named. */
function nominalReport(page: Page, sentence: number, at: number, last: number): Report | null {
  const key = keyAt(page, at);
  const frame = nominals.get(key) ?? nominals.get(afterAnd(key) ?? '');
  const act = frame?.act ?? agentless.get(key) ?? agentless.get(afterAnd(key) ?? '');
  if (!act) return null;
  let from = at + 1;
  if (frame) {
    while (from < at + 3 && !startsContent(page, from, frame.prepositions)) from += 1;
    if (!startsContent(page, from, frame.prepositions)) return null;
    if (frame.prepositions.has(keyAt(page, from))) from += 1;
  } else if (!openerOf(keyAt(page, from))) return null;
  const opener = openerOf(keyAt(page, from));
  if (opener && opener.pronoun === '') from += 1;
  let end = from;
  while (end < last && !isComma(page, end) && !isSign(page, end, '.؟!')) end += 1;
  return {
    sentence,
    kind: frame ? 'nominal' : 'agentless',
    cue: [at, at + 1],
    aux: null,
    clauseFrom: at,
    beside: false,
    act,
    lemma: null,
    subject: null,
    gender: null,
    number: null,
    topic: false,
    by: 'nominal',
    content: [from, end],
    skip: frame && /^ب.{3}/.test(keyAt(page, from)) && frame.prepositions.has('ب') ? 1 : 0,
    mode: 'indirect',
    pseudoDirect: false,
    direct: [],
    strength: 0.6,
  };
}

function startsContent(page: Page, at: number, prepositions: ReadonlySet<string>): boolean {
  const key = keyAt(page, at);
  if (openerOf(key) || prepositions.has(key)) return true;
  return prepositions.has('ب') && /^ب.{3}/.test(key) && !isCommon(key);
}

const QUESTION = new Set(['سوال', 'سواله', 'سوالها', 'سوالنا', 'التساول', 'تساول']);
const ASKED = [
  ['ان', 'كان'],
  ['ان', 'كانت'],
  ['ما', 'اذا'],
  ['عما', 'اذا'],
  ['هل'],
  ['اذا', 'كان'],
  ['اذا', 'كانت'],
  ['عما'],
  ['حول', 'ما', 'اذا'],
];

/** وفي سؤال إن كان …: what was asked, up to the answer. */
function questionReport(
  page: Page,
  sentence: number,
  at: number,
  first: number,
  last: number,
): Report | null {
  if (!QUESTION.has(withoutArticle(keyAt(page, at)) ?? keyAt(page, at))) return null;
  let from = at + 1;
  while (
    from < Math.min(last, at + 5) &&
    !ASKED.some((words) => words.every((word, offset) => keyAt(page, from + offset) === word))
  )
    from += 1;
  if (from >= Math.min(last, at + 5)) return null;
  const cueFirst = at > first && isCommon(afterAnd(keyAt(page, at - 1)) ?? keyAt(page, at - 1)) ? at - 1 : at;
  return {
    sentence,
    kind: 'question',
    cue: [cueFirst, at + 1],
    aux: null,
    clauseFrom: cueFirst,
    beside: true,
    act: 'ask',
    lemma: null,
    subject: null,
    gender: null,
    number: null,
    topic: false,
    by: 'question',
    content: [from, last],
    skip: 0,
    mode: 'indirect',
    pseudoDirect: false,
    direct: [],
    strength: 0.75,
  };
}

/** Speaker, colon, words: at the head of a line. */
function colonReport(page: Page, sentence: number, first: number, last: number): Report | null {
  const line = page.lines[page.sentences[sentence]?.line ?? -1];
  if (line?.first !== first) return null;
  for (let at = first + 1; at < Math.min(last - 1, first + 25); at++) {
    if (!isSign(page, at, ':') || (page.inside[at] ?? -1) >= 0) continue;
    const subject = readNounPhrase(page, first, at);
    if (!subject) return null;
    const rest = keyAt(page, subject.last);
    if (subject.last < at && !rest.startsWith('ل') && !isCommon(rest)) return null;
    return {
      sentence,
      kind: 'colon',
      cue: null,
      aux: null,
      clauseFrom: first,
      beside: true,
      act: 'inform',
      lemma: null,
      subject,
      gender: null,
      number: null,
      topic: false,
      by: 'colon',
      content: [at + 1, last],
      skip: 0,
      mode: 'indirect',
      pseudoDirect: false,
      direct: [],
      strength: 0.75,
    };
  }
  return null;
}
