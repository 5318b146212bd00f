import { months, weekdays } from '../facts/arabicTime.ts';
import type { VerbForm } from '../tables/arabic/lexicon.ts';
import {
  given,
  nationOf,
  negations,
  organisations,
  places,
  prepositions,
  stills,
  titles,
} from '../tables/arabic/lexicon.ts';
import { wordSet } from '../tables/table.ts';
import { isComma, isSign, isWord, keyAt, type Page } from '../text/page.ts';
import {
  afterAnd,
  headsContent,
  isAdjective,
  isDefinite,
  openerOf,
  verbForms,
  withoutArticle,
} from './arabicWords.ts';
import { speechMark } from './speechMarks.ts';

/** Where the content of a report begins, and what joins it to the verb. */
export interface Complement {
  by: 'clause' | 'quotation' | 'colon' | 'preposition' | 'object';
  /** Token of the word or sign that joins. */
  at: number;
  first: number;
  /** End of the region it may reach to. */
  last: number;
  topic: boolean;
  aux: number | null;
  /** Letters of a preposition written on the first word. */
  skip: number;
  /** أن stands inside the quotation marks. */
  openerInside: boolean;
  /** Words that are no adverbial stand between. */
  far: boolean;
  strength: number;
}

const AUXILIARY = wordSet('قائلا قائلة قائلين بالقول بقوله بقولها بقولهم قوله قولها');
const FARTHEST = 26;
const IMPERSONAL =
  /^(لا|لم|لن|ليس|ليست|لايوجد|لاتوجد|لا يزال|سيتم|ستتم|تم|يتم|يجب|يمكن|ينبغي|يتعين|يستحيل|من|منذ|في|علي|خلال|بعد|قبل|عند|عندما|اذا|لو|حتي|جري|سبق|بامكان|يتوجب|لابد|بسبب|رغم|مع|وفق|بناء|نظرا|ليس|كان|سيكون|حاليا|الي|حين|كلما|لدي|هناك|ثمه)$/;
const SPEECHES =
  /^(تصريح|تصريحات|سوال|اسيله|اتهام|اتهامات|بيان|قرار|خطاب|كلام|حديث|مقترح|مبادره|انباء|تقارير|تهديدات|انتقادات|رساله|دعوات|دعوه|اقوال|حكم)$/;

/**
 * Looks from token `from` for what a reporting verb takes. With `immediate` only right there; else also behind a
 * speaker's rest, times and adverbials, where a clause, a colon or a quotation counts more than a preposition.
 */
export function findComplement(
  page: Page,
  from: number,
  last: number,
  form: VerbForm,
  immediate: boolean,
): Complement | null {
  let aux: number | null = null;
  let weak: Complement | null = null;
  let far = false;
  let adverbial = false;
  const end = Math.min(last, from + (immediate ? 3 : FARTHEST));
  for (let at = from; at < end; at++) {
    const key = keyAt(page, at);
    if (AUXILIARY.has(key)) {
      aux = at;
      continue;
    }
    const strong = strongAt(page, at, last, aux, far);
    if (strong)
      return form.clause || strong.by !== 'clause' || aux !== null
        ? chooseStrong(page, strong, weak, form)
        : weak;
    if (weak === null && (!far || !form.strict))
      weak = weakAt(page, at, last, form, aux, adverbial, immediate);
    if (isComma(page, at)) continue;
    if (immediate) return weak;
    if (weak && !placeAfter(page, weak)) return weak;
    if (at > from && isWord(page, at) && otherCue(page, at)) return weak;
    if (isTimeOrAdverb(key)) adverbial = true;
    else if (!adverbial) far = true;
  }
  return weak;
}

/** مبعوث … إلى سوريا … أن: a preposition before a place may belong to the title, if أن follows. */
function placeAfter(page: Page, weak: Complement): boolean {
  const next = keyAt(page, weak.at + 1);
  return (
    weak.by === 'preposition' &&
    (places.has(next) ||
      nationOf.has(next) ||
      organisations.has(withoutArticle(next) ?? next) ||
      titles.has(withoutArticle(next) ?? next))
  );
}

function chooseStrong(page: Page, strong: Complement, weak: Complement | null, form: VerbForm): Complement {
  if (weak === null) return strong;
  return placeAfter(page, weak) && form.clause ? strong : weak;
}

function otherCue(page: Page, at: number): boolean {
  const found = verbForms(keyAt(page, at));
  return (
    found !== null && (found.joined || isComma(page, at - 1)) && found.forms.some(({ strict }) => !strict)
  );
}

const isTimeOrAdverb = (key: string) =>
  prepositions.has(key) ||
  weekdays.has(key) ||
  months.has(key) ||
  /^(امس|اليوم|مساء|صباح|فجر|ليل|له|لها|لهم|لهما|به|بها|ايضا|كذلك|مجددا|لاحقا|انه|حصري|خاص|صحفي|صحافي)$/.test(
    key,
  );

function strongAt(page: Page, at: number, last: number, aux: number | null, far: boolean): Complement | null {
  const base = { last, topic: false, aux, skip: 0, far, strength: far ? 0.82 : 0.92 };
  const opener = openerOf(keyAt(page, at));
  if (opener && !opener.joined && isWord(page, at)) {
    const mark = page.opens[at + 1] ?? -1;
    if (mark >= 0 && speechMark(page, mark))
      return { ...base, by: 'clause', at, first: at + 2, openerInside: false };
    return { ...base, by: 'clause', at, first: contentAfter(page, at, opener.pronoun), openerInside: false };
  }
  if (isSign(page, at, ':') && at + 1 <= last) {
    const mark = page.opens[at + 1] ?? -1;
    return { ...base, by: 'colon', at, first: mark >= 0 ? at + 2 : at + 1, openerInside: false };
  }
  const mark = page.opens[at] ?? -1;
  if (mark >= 0 && speechMark(page, mark)) {
    const inside = openerOf(keyAt(page, at + 1));
    return {
      ...base,
      by: 'quotation',
      at,
      first: at + 1,
      openerInside: inside !== null && inside.pronoun === '',
    };
  }
  return null;
}

/** After أن: the pronoun on it stays where it refers to somebody, and goes where it is only a placeholder. */
function contentAfter(page: Page, at: number, pronoun: string): number {
  if (pronoun === '') return at + 1;
  if (pronoun !== 'ه') return at;
  const next = keyAt(page, at + 1);
  return IMPERSONAL.test(next) ||
    negations.has(next) ||
    stills.at(page.keys, at + 1) !== null ||
    (page.opens[at + 1] ?? -1) >= 0
    ? at + 1
    : at;
}

function weakAt(
  page: Page,
  at: number,
  last: number,
  form: VerbForm,
  aux: number | null,
  adverbial: boolean,
  immediate: boolean,
): Complement | null {
  if (!isWord(page, at)) return null;
  const key = keyAt(page, at);
  const base = {
    last,
    aux,
    skip: 0,
    openerInside: false,
    far: false,
    at,
    strength: form.strict ? 0.6 : 0.78,
  };
  if (form.prepositions.has(key)) {
    const opener = openerOf(keyAt(page, at + 1));
    if (opener) {
      const mark = page.opens[at + 2] ?? -1;
      const first = mark >= 0 && speechMark(page, mark) ? at + 3 : contentAfter(page, at + 1, opener.pronoun);
      return { ...base, by: 'clause', first, topic: false, strength: 0.93 };
    }
    const mark = page.opens[at + 1] ?? -1;
    const speech = mark >= 0 && speechMark(page, mark);
    return {
      ...base,
      by: speech ? 'quotation' : 'preposition',
      first: speech ? at + 2 : at + 1,
      topic: false,
    };
  }
  if (form.prepositions.has('ب') && onBa(key))
    return { ...base, by: 'preposition', first: at, skip: 1, topic: false };
  if (form.topics.has(key) && (key !== 'علي' || SPEECHES.test(keyAt(page, at + 1))))
    return { ...base, by: 'preposition', first: at + 1, topic: true, strength: 0.6 };
  if (form.object && headsContent(key) && (!adverbial || isComma(page, at - 1)))
    return { ...base, by: 'object', first: at, topic: false };
  if (form.object && key === 'ما' && !adverbial) return { ...base, by: 'object', first: at, topic: false };
  if (form.topicObject && !adverbial && isTopic(page, at, key, immediate))
    return { ...base, by: 'object', first: at, topic: true, strength: 0.6 };
  if (form.whom && !form.prepositions.has('الي') && !immediate && !adverbial && whomFollows(page, at, last))
    return { ...base, by: 'object', first: at, topic: false };
  return null;
}

const B_WORDS = wordSet(
  'بعد بين بيان بيانا برلمان بغداد باريس بكين بيروت برلين بروكسل بوتين بايدن بلينكن بومبيو بولتون بوش بشار بعض بلاده بلدان بلدين بلد بحسب بشأن بدوره بدورها بينما بينهم بدء بقاء باسم بدلا بداية برئاسة بالتزامن بناء بات بحضور برفقة بحث بسبب بهدف برنامج بنية بعثة بطل بيت بحرية بارزاني بارزة',
);
/** ب and a noun that it governs. */
const onBa = (key: string) => /^ب.{3}/.test(key) && !B_WORDS.has(key) && !given.has(key);

/** A definite noun or a verbal noun as what was talked about. */
function isTopic(page: Page, at: number, key: string, immediate: boolean): boolean {
  const bare = withoutArticle(key) ?? key;
  if (afterAnd(key) && !isDefinite(key)) return false;
  if (titles.has(bare) || organisations.has(bare) || nationOf.has(bare) || isAdjective(key)) return false;
  return (
    headsContent(bare) || (isDefinite(key) && (/(ات|ه)$/.test(bare) || !immediate) && !isComma(page, at))
  );
}

/** An addressee, and بـ or أن behind it. */
function whomFollows(page: Page, at: number, last: number): boolean {
  const end = Math.min(last, at + 45);
  for (let next = at + 1; next < end; next++) {
    const key = keyAt(page, next);
    if (
      onBa(key) ||
      key === 'ب' ||
      openerOf(key) ||
      ((page.opens[next] ?? -1) >= 0 && /^ب/.test(keyAt(page, next - 1)))
    )
      return true;
  }
  return false;
}
