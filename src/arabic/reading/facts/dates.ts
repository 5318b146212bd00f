import type { EdtfInput } from '../../../model/edtf.ts';
import { isSign, keyAt, type Page, spanOf, textOf } from '../text/page.ts';
import type { DateDraft } from '../types.ts';
import { addDays, addMonths, dayOfIslamicDate, weekdayOf } from './calendar.ts';
import type { TimeWords, Unit } from './timeWords.ts';

/** A date as words, before anything is known of the day it is counted from. */
export interface DateFound {
  first: number;
  last: number;
  /** EDTF from the day of publication (`YYYY-MM-DD`, or null): null where it cannot be told. */
  resolve: (from: string | null) => { edtf: string; basis: EdtfInput['basis'] } | null;
  why: string;
}

const YEAR = /^(19|20)\d\d$/;
const two = (value: number) => String(value).padStart(2, '0');
const stated = (edtf: string) => () => ({ edtf, basis: 'stated' as const });

/** Every expression of time in a run of tokens that names a day, a month or a year. */
export function findDates(page: Page, words: TimeWords, first: number, last: number): DateFound[] {
  const found: DateFound[] = [];
  for (let at = first; at < last; at++) {
    const date = new DateReader(page, words, at, last).read();
    if (!date) continue;
    found.push(date);
    at = date.last - 1;
  }
  return found;
}

export function dateDrafts(
  page: Page,
  found: readonly DateFound[],
  published: string | null,
  item: number,
): DateDraft[] {
  return found.map(({ first, last, resolve, why }) => {
    const span = spanOf(page, first, last);
    const date = resolve(published);
    return {
      span,
      item,
      text: textOf(page, span),
      date,
      confidence: date === null ? 0.3 : date.basis === 'stated' ? 0.95 : 0.85,
      reason: date === null ? `${why}; the item’s own date is not known, so no day is guessed` : why,
    };
  });
}

class DateReader {
  private readonly page: Page;
  private readonly words: TimeWords;
  private readonly first: number;
  private readonly end: number;

  constructor(page: Page, words: TimeWords, first: number, end: number) {
    this.page = page;
    this.words = words;
    this.first = first;
    this.end = end;
  }

  read(): DateFound | null {
    return (
      this.numeric() ??
      this.part() ??
      this.weekday() ??
      this.relative() ??
      this.dayAndMonth(this.first) ??
      this.year() ??
      this.ago() ??
      this.hijri()
    );
  }

  private key(at: number): string {
    const key = at < this.end ? keyAt(this.page, at) : '';
    if (at !== this.first) return key;
    const bare = /^[وفب](ال|امس|مطلع|منتصف|اواخر|اوائل|نهايه|بدايه|عام|سنه|يوم)/.test(key)
      ? key.slice(1)
      : key;
    return bare;
  }

  private keysFrom(at: number): string[] {
    return [this.key(at), this.key(at + 1), this.key(at + 2), this.key(at + 3)];
  }

  private number(at: number): number | null {
    return this.page.tokens[at]?.kind === 'number' && at < this.end ? Number(this.key(at)) : null;
  }

  private isYear(at: number): boolean {
    return this.page.tokens[at]?.kind === 'number' && YEAR.test(this.key(at));
  }

  /** 2024-03-02, 2/3/2024, 2.3.2024. */
  private numeric(): DateFound | null {
    const at = this.first;
    const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(this.key(at));
    if (dotted) return this.fromNumbers(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]), at + 1);
    const sign = this.page.tokens[at + 1]?.text ?? '';
    if (!/^[-/]$/.test(sign) || this.page.tokens[at + 3]?.text !== sign) return null;
    const [a, b, c] = [this.number(at), this.number(at + 2), this.number(at + 4)];
    if (a === null || b === null || c === null) return null;
    if (a > 1900) return this.fromNumbers(a, b, c, at + 5);
    if (c < 1900) return null;
    const [day, month] = (this.words.monthFirst && b <= 31 && a <= 12) || b > 12 ? [b, a] : [a, b];
    return this.fromNumbers(c, month, day, at + 5);
  }

  private fromNumbers(year: number, month: number, day: number, last: number): DateFound | null {
    if (month < 1 || month > 12 || day < 1 || day > 31) return null;
    return {
      first: this.first,
      last,
      resolve: stated(`${year}-${two(month)}-${two(day)}`),
      why: 'a date in figures',
    };
  }

  /** Month names at `at`, doubled names (شباط فبراير, آب/ أغسطس) as one. */
  private month(at: number): { month: number; last: number } | null {
    const hit = this.words.months.at(this.keysFrom(at), 0);
    if (!hit) return null;
    let last = at + hit.length;
    const bracket = isSign(this.page, last, '/(-');
    const again = this.words.months.at(this.keysFrom(last + (bracket ? 1 : 0)), 0);
    if (again && again.value === hit.value) {
      last += (bracket ? 1 : 0) + again.length;
      if (isSign(this.page, last, ')')) last += 1;
    }
    return { month: hit.value, last };
  }

  /** The day of the month at `at`: digits, an English ordinal, or an Arabic one (الثاني من). */
  private day(at: number): { day: number; last: number } | null {
    const value = this.number(at);
    if (value !== null) {
      if (!Number.isInteger(value) || value < 1 || value > 31) return null;
      let last = at + 1;
      if (/^(st|nd|rd|th)$/.test(this.key(last))) last += 1;
      if (isSign(this.page, last, ',')) last += 1;
      if (/^(من|of|شهر)$/.test(this.key(last))) last += 1;
      if (this.key(last) === 'شهر') last += 1;
      return { day: value, last };
    }
    const ordinal = this.words.ordinals.get(this.key(at));
    if (ordinal === undefined) return null;
    return /^(من|of)$/.test(this.key(at + 1))
      ? { day: ordinal, last: at + 2 + (this.key(at + 2) === 'شهر' ? 1 : 0) }
      : null;
  }

  /** 11 June 2020, مارس 2, 2024, the same without its year. */
  private dayAndMonth(at: number): DateFound | null {
    const day = this.day(at);
    const month = this.month(day ? day.last : at);
    if (!month) return null;
    if (day) return this.withYear(month.month, day.day, month.last);
    const after = this.number(month.last);
    if (after !== null && after >= 1 && after <= 31 && !this.isYear(month.last)) {
      let last = month.last + 1;
      if (/^(st|nd|rd|th)$/.test(this.key(last))) last += 1;
      const comma = isSign(this.page, last, ',،') ? 1 : 0;
      if (this.isYear(last + comma) || this.words.monthFirst) return this.withYear(month.month, after, last);
    }
    return this.ambiguous(at, month.last) ? null : this.withYear(month.month, null, month.last);
  }

  /** may, march, آب: a month's name that is also another word needs a year, an adverb or a preposition beside it. */
  private ambiguous(at: number, last: number): boolean {
    const key = this.key(at);
    if (!/^(may|march|ماي|اب|مارس|اوت|صفر|جوان)$/.test(key)) return false;
    if (
      last > at + 1 ||
      this.isYear(last) ||
      this.words.last.has(this.key(last)) ||
      this.words.next.has(this.key(last))
    )
      return false;
    const before = keyAt(this.page, at - 1);
    return (
      !/^(في|شهر|in|last|next|since|until|by|of|منذ|خلال|حتي|من)$/.test(before) ||
      (key === 'may' && !/^[A-Z]/.test(this.page.tokens[at]?.text ?? ''))
    );
  }

  private withYear(month: number, day: number | null, from: number): DateFound | null {
    let last = from;
    const comma =
      isSign(this.page, last, ',،') || this.key(last) === 'من' || this.words.year.has(this.key(last)) ? 1 : 0;
    if (this.isYear(last + comma)) {
      const edtf = `${this.key(last + comma)}-${two(month)}${day === null ? '' : `-${two(day)}`}`;
      return {
        first: this.first,
        last: last + comma + 1,
        resolve: stated(edtf),
        why: 'a date with its year',
      };
    }
    let direction: 'last' | 'next' | 'current' | 'near' = 'near';
    for (const name of ['last', 'next', 'current'] as const)
      if (
        this.words[name].has(this.key(last)) ||
        (this.words.monthFirst && this.words[name].has(keyAt(this.page, this.first - 1)))
      ) {
        direction = name;
        if (this.words[name].has(this.key(last))) last += 1;
        break;
      }
    return {
      first: this.first,
      last,
      resolve: (published) => {
        const year = yearOf(month, day, direction, published);
        return year === null
          ? null
          : { edtf: `${year}-${two(month)}${day === null ? '' : `-${two(day)}`}`, basis: 'resolved' };
      },
      why: 'a month without its year, counted from the item’s date',
    };
  }

  /** مطلع, منتصف, أواخر and their like before a month or a year. */
  private part(): DateFound | null {
    const part = this.words.parts.get(this.key(this.first));
    if (!part) return null;
    let at = this.first + 1;
    while (/^(شهر|of|in|the|من)$/.test(this.key(at))) at += 1;
    if (this.words.year.has(this.key(at)) && this.isYear(at + 1)) return this.partOfYear(part, at + 1);
    if (this.isYear(at)) return this.partOfYear(part, at);
    const inner = new DateReader(this.page, this.words, at, this.end);
    const date = inner.dayAndMonth(at) ?? inner.relative();
    if (!date) return null;
    return {
      first: this.first,
      last: date.last,
      resolve: (published) => {
        const whole = date.resolve(published);
        return whole && { edtf: partOf(part, whole.edtf), basis: whole.basis };
      },
      why: `the ${part} part of ${date.why}`,
    };
  }

  private partOfYear(part: 'early' | 'mid' | 'late', at: number): DateFound {
    return {
      first: this.first,
      last: at + 1,
      resolve: stated(partOf(part, this.key(at))),
      why: `the ${part} part of a year`,
    };
  }

  /** A day of the week: alone, with a date, after أمس, or with الماضي. */
  private weekday(): DateFound | null {
    let at = this.first;
    let prefix = 0;
    while (
      /^(يوم|مساء|صباح|فجر|ظهر|عصر|ليل|ليله|on|last|next|yesterday|امس|اليوم|today|غدا|tomorrow)$/.test(
        this.key(at),
      ) &&
      prefix < 3
    ) {
      at += 1;
      prefix += 1;
      while (isSign(this.page, at, '،,(')) at += 1;
    }
    const weekday =
      this.words.weekdays.get(this.key(at)) ?? this.words.weekdays.get(this.key(at).replace(/^و/, ''));
    if (weekday === undefined) return null;
    let next = at + 1;
    while (isSign(this.page, next, '،,()') && next < at + 3) next += 1;
    const date = new DateReader(this.page, this.words, next, this.end);
    const full = date.numeric() ?? date.dayAndMonth(next);
    if (full) return { ...full, first: this.first };
    let last = at + 1;
    const key = this.key(last);
    const before = keyAt(this.page, at - 1);
    const direction =
      this.words.last.has(key) || before === 'last'
        ? 'last'
        : this.words.next.has(key) || before === 'next' || before === 'غدا' || before === 'tomorrow'
          ? 'next'
          : 'near';
    if (this.words.last.has(key) || this.words.next.has(key)) last += 1;
    return {
      first: this.first,
      last,
      resolve: (published) => {
        const day =
          published !== null && published.length === 10 ? dayNear(published, weekday, direction) : null;
        return day === null ? null : { edtf: day, basis: 'resolved' };
      },
      why: 'a day of the week, counted from the item’s date',
    };
  }

  private relative(): DateFound | null {
    let at = this.first;
    if (
      /^(مساء|صباح|فجر|ظهر|عصر|ليل|ليله|خلال|في)$/.test(this.key(at)) &&
      this.words.relatives.at(this.keysFrom(at + 1), 0) &&
      !this.words.relatives.at(this.keysFrom(at), 0)
    )
      at += 1;
    const hit = this.words.relatives.at(this.keysFrom(at), 0);
    if (!hit) return null;
    const { unit, offset } = hit.value;
    return {
      first: at,
      last: at + hit.length,
      resolve: (published) => {
        const edtf = published === null ? null : shifted(published, unit, offset);
        return edtf === null ? null : { edtf, basis: 'resolved' };
      },
      why: 'a relative date, counted from the item’s date',
    };
  }

  /** عام 2014, in 2014, between two years. */
  private year(): DateFound | null {
    const at = this.first;
    const named = this.words.year.has(this.key(at));
    const year = named ? at + 1 : at;
    if (!this.isYear(year)) return null;
    const before = keyAt(this.page, at - 1);
    if (
      !named &&
      !/^(في|منذ|in|since|until|حتي|الي|during|by|من|قبل|بعد|from|of|منتصف|between)$/.test(before)
    )
      return null;
    if (
      !named &&
      this.page.tokens[year + 1]?.kind === 'word' &&
      /^(جندي|عنصر|شخص|قتيل|دولار|عسكري|troops|soldiers|people|personnel)/.test(this.key(year + 1))
    )
      return null;
    const second = /^(و|and|الي|حتي|to)$/.test(this.key(year + 1))
      ? year + 2
      : this.page.tokens[year + 1]?.text === '-'
        ? year + 2
        : null;
    const range =
      second !== null &&
      this.isYear(second) &&
      (this.key(at) === 'عامي' || /^(بين|من|from|between)$/.test(before));
    const edtf = range && second !== null ? `${this.key(year)}/${this.key(second)}` : this.key(year);
    return {
      first: at,
      last: range && second !== null ? second + 1 : year + 1,
      resolve: stated(edtf),
      why: 'a year',
    };
  }

  /** قبل ثلاثة أيام, three days ago, قبل شهرين. */
  private ago(): DateFound | null {
    const ar = this.key(this.first) === this.words.ago && !this.words.monthFirst;
    if (!ar) return null;
    const at = this.first + 1;
    const dual = this.words.duals.has(this.key(at)) ? this.words.spans.get(this.key(at)) : undefined;
    const value = this.number(at);
    const unit = dual ?? (value !== null ? this.words.spans.get(this.key(at + 1)) : undefined);
    if (!unit) return null;
    const count = dual ? 2 : (value ?? 0);
    return {
      first: this.first,
      last: at + (dual ? 1 : 2),
      resolve: (published) => {
        const edtf = published === null ? null : shifted(published, unit, -count);
        return edtf === null ? null : { edtf: `${edtf}~`, basis: 'resolved' };
      },
      why: 'so long before the item’s date',
    };
  }

  /** 15 رمضان 1445: the tabular Islamic calendar, which may be a day off. */
  private hijri(): DateFound | null {
    const day = this.number(this.first);
    if (day === null || day < 1 || day > 30) return null;
    const at = this.key(this.first + 1) === 'من' ? this.first + 2 : this.first + 1;
    const month = this.words.hijriMonths.at(this.keysFrom(at), 0);
    const year = month ? this.number(at + month.length) : null;
    if (!month || year === null || year < 1300 || year > 1500) return null;
    return {
      first: this.first,
      last: at + month.length + 1,
      resolve: stated(`${dayOfIslamicDate(year, month.value, day)}~`),
      why: 'a date of the Islamic calendar, by its tables (a day off at most)',
    };
  }
}

function yearOf(
  month: number,
  day: number | null,
  direction: 'last' | 'next' | 'current' | 'near',
  published: string | null,
): number | null {
  if (published === null) return null;
  const year = Number(published.slice(0, 4));
  if (direction === 'current' || published.length < 7) return published.length < 7 ? null : year;
  const now = Number(published.slice(5, 7));
  const later =
    month > now ||
    (month === now && day !== null && published.length === 10 && day > Number(published.slice(8)));
  if (direction === 'last') return later || (month === now && day === null) ? year - 1 : year;
  if (direction === 'next') return later || month === now ? (later ? year : year + 1) : year + 1;
  if (later) return month - now > 6 ? year - 1 : year;
  return now - month > 9 ? year + 1 : year;
}

/** Part of a month or a year: the middle is its middle day, roughly; early and late are thirds of a month. */
function partOf(part: 'early' | 'mid' | 'late', edtf: string): string {
  if (edtf.length === 4) return `${edtf}-${part === 'early' ? '01' : part === 'mid' ? '06' : '12'}~`;
  if (edtf.length !== 7) return edtf;
  if (part === 'mid') return `${edtf}-15~`;
  if (part === 'early') return `${edtf}-01/${edtf}-10`;
  return `${edtf}-21/${addDays(`${addMonths(edtf, 1)}-01`, -1)}`;
}

function dayNear(published: string, weekday: number, direction: 'last' | 'next' | 'near'): string {
  const back = (weekdayOf(published) - weekday + 7) % 7;
  if (direction === 'next') return addDays(published, 7 - back);
  return addDays(published, -(direction === 'last' && back === 0 ? 7 : back));
}

function shifted(published: string, unit: Unit, offset: number): string | null {
  if (unit === 'year') return String(Number(published.slice(0, 4)) + offset);
  if (published.length < 7) return null;
  if (unit === 'month') return addMonths(published.slice(0, 7), offset);
  if (published.length < 10) return null;
  if (unit === 'day') return addDays(published, offset);
  const monday = addDays(published, 1 - weekdayOf(published) + offset * 7);
  return `${monday}/${addDays(monday, 6)}`;
}
