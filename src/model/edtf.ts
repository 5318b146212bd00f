import readEdtf from 'edtf';
import { z } from 'zod';

/** How exactly a date is known. `interval` also covers one-of sets and centuries (`20XX`): read `from` and `to`. */
const datePrecisions = ['day', 'month', 'season', 'year', 'decade', 'interval', 'unknown'] as const;
type DatePrecision = (typeof datePrecisions)[number];

/** What an EDTF text says. `from` and `to` are inclusive days `YYYY-MM-DD`; null is open or unknown. */
export interface EdtfFacts {
  from: string | null;
  to: string | null;
  precision: DatePrecision;
  approximate: boolean;
  uncertain: boolean;
}

interface Span {
  from: string;
  to: string;
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const LEVEL_0 = /^\d{4}(-\d\d){0,2}$/;
const QUALIFIED = /^\d{4}(-\d\d){0,2}[?~%]$/;
const UNSPECIFIED = /^(\d{4}-(XX|XX-XX|\d\d-XX)|\d\d[\dX]X)$/;
const SEASON = /^\d{4}-2[1-4]$/;

/**
 * Reads an EDTF text (ISO 8601-2:2019, as profiled by the Library of Congress): levels 0 and 1, and level 2 one-of sets
 * `[a,b]`, `[a..b]`, `[..a]`, `[a..]` of level 0 dates, in order. Years 0001 to 9999. Null for everything else: times,
 * `Y…` years, `{}` lists, qualified parts, impossible days, and an end before its start.
 *
 * Seasons 21 to 24 are the quarters of the year, as the edtf library bounds them (21 = January to March). The same rules
 * stand in SQL in migrations/0001_edtf.sql; test/db/edtf-sql.test.ts holds the two together.
 */
export function parseEdtf(text: string): EdtfFacts | null {
  if (text.startsWith('[')) return readSet(text);
  if (text.includes('/')) return readInterval(text);
  return readSingle(text);
}

function readSingle(text: string): EdtfFacts | null {
  const span = readSpan(text);
  return span && { ...span, precision: precisionOf(text), ...doubtsOf(text) };
}

function readInterval(text: string): EdtfFacts | null {
  const [start, end, ...more] = text.split('/');
  if (start === undefined || end === undefined || more.length > 0) return null;
  const first = readIntervalEnd(start);
  const last = readIntervalEnd(end);
  if (first === null || last === null) return null;
  // The library's Interval refuses ends that begin on the same day (`2015/2015`, `2015-05/2015`), so ends are compared here.
  if (first !== 'open' && last !== 'open' && last.to < first.from) return null;
  return bounded(first === 'open' ? null : first.from, last === 'open' ? null : last.to, doubtsOf(text));
}

function readIntervalEnd(text: string): Span | 'open' | null {
  if (text === '' || text === '..') return 'open';
  return (LEVEL_0.test(text) && !SEASON.test(text)) || QUALIFIED.test(text) ? readSpan(text) : null;
}

function readSet(text: string): EdtfFacts | null {
  if (!text.endsWith(']')) return null;
  const members = text.slice(1, -1).split(',');
  let from: string | null = null;
  let to: string | null = null;
  let previous: string | null = null;
  for (const [index, member] of members.entries()) {
    const [start = '', end = start, ...more] = member.split('..');
    const opensBefore = start === '' && index === 0;
    const opensAfter = end === '' && index === members.length - 1;
    const first = readSetDate(opensBefore ? end : start);
    const last = readSetDate(opensAfter ? start : end);
    if (!first || !last || more.length > 0 || last.to < first.from) return null;
    if (previous !== null && first.from < previous) return null;
    previous = first.from;
    if (index === 0 && !opensBefore) from = first.from;
    // The library takes the end of a set from its last member's start, which cuts `[2015..2016]` to 2015.
    if (to === null || last.to > to) to = last.to;
    if (opensAfter) to = null;
  }
  return bounded(from, to, { approximate: false, uncertain: false });
}

function readSetDate(text: string): Span | null {
  return LEVEL_0.test(text) && !SEASON.test(text) ? readSpan(text) : null;
}

function bounded(
  from: string | null,
  to: string | null,
  doubts: Pick<EdtfFacts, 'approximate' | 'uncertain'>,
): EdtfFacts {
  return { from, to, precision: from === null && to === null ? 'unknown' : 'interval', ...doubts };
}

function doubtsOf(text: string): Pick<EdtfFacts, 'approximate' | 'uncertain'> {
  return { approximate: /[~%]/.test(text), uncertain: /[?%]/.test(text) };
}

function precisionOf(text: string): DatePrecision {
  if (SEASON.test(text)) return 'season';
  if (/^\d\dXX$/.test(text)) return 'interval';
  if (/^\d{3}X$/.test(text)) return 'decade';
  if (/^\d{4}-\d\d-\d\d/.test(text)) return 'day';
  return /^\d{4}-\d\d/.test(text) ? 'month' : 'year';
}

// The library's grammar costs some 80 µs a text, and the same ones come back all through an import.
const spans = new Map<string, Span | null>();
const SPANS_KEPT = 20_000;

function readSpan(text: string): Span | null {
  if (DAY.test(text)) return isDay(text) ? { from: text, to: text } : null;
  const known = spans.get(text);
  if (known !== undefined) return known;
  if (![LEVEL_0, QUALIFIED, UNSPECIFIED].some((form) => form.test(text))) return null;
  if (spans.size >= SPANS_KEPT) spans.clear();
  const span = askLibrary(text);
  spans.set(text, span);
  return span;
}

/** Whether a text of the form of a day is one. */
function isDay(text: string): boolean {
  const time = Date.parse(text);
  // 30 February is rolled over to March.
  return !Number.isNaN(time) && dayOf(time) === text && text >= '0001';
}

function askLibrary(text: string): Span | null {
  try {
    const value = readEdtf(text, { level: 1, types: ['Date', 'Season'] });
    // The library rolls 29 February of a common year over to 1 March; its print-out then differs from the text.
    if (value.edtf !== text) return null;
    const span = { from: dayOf(value.min), to: dayOf(value.max) };
    return span.from < '0001' ? null : span;
  } catch {
    return null;
  }
}

function dayOf(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString().slice(0, 10);
}

const isDateBound = (text: string) => LEVEL_0.test(text) && !SEASON.test(text) && readSpan(text) !== null;

/** First day `YYYY-MM-DD` of a `DateBound` (`2024` -> `2024-01-01`). Throws RangeError on any other text. */
export function lowerBound(text: string): string {
  return boundSpan(text).from;
}

/** Last day `YYYY-MM-DD` of a `DateBound` (`2024-02` -> `2024-02-29`). Throws RangeError on any other text. */
export function upperBound(text: string): string {
  return boundSpan(text).to;
}

function boundSpan(text: string): Span {
  const span = isDateBound(text) ? readSpan(text) : null;
  if (span === null) throw new RangeError(`"${text}" is not a year, a month or a day.`);
  return span;
}

const shown = (input: unknown) => `"${String(input).slice(0, 60)}"`;

/** A query bound: EDTF level 0 (`2024`, `2024-03`, `2024-03-01`). */
export const DateBound = z
  .string()
  .refine(isDateBound, {
    error: ({ input }) =>
      `${shown(input)} is not a date. Write a year, a month or a day: 2015, 2015-11 or 2015-11-04.`,
  })
  .meta({
    description: 'A year, a month or a day (EDTF level 0).',
    examples: ['2015', '2015-11', '2015-11-04'],
  });

/** An EDTF text that `parseEdtf` reads. */
export const EdtfText = z
  .string()
  .max(500)
  .refine((text) => parseEdtf(text) !== null, {
    error: ({ input }) =>
      `${shown(input)} is not an EDTF date that is read here, or is no possible date. Write for example ` +
      '2015-11-04, 2015-11, 2015, 2015-11-04? (uncertain), 2015-11~ (approximate), 2015-11-XX (day not given), ' +
      '2015-11-04/2015-11-06, 2015-11-04/.. (open) or [2015-11-03,2015-11-04] (one of).',
  })
  .meta({
    description: 'EDTF (ISO 8601-2) level 0 or 1, or a level 2 one-of set.',
    examples: ['2015-11-04', '2015-11~', '2015-11-04/..', '[2015-11-03,2015-11-04]'],
  });

export const dateBases = ['stated', 'resolved', 'inferred'] as const;

const DateBasis = z.enum(dateBases).meta({
  description:
    'stated: in these words; resolved: from a relative expression and the date of the document; inferred: from outside the document.',
});

/** A date as it is written to the API. `basis` is required: a date without it hides who worked it out. */
export const EdtfInput = z
  .strictObject({ edtf: EdtfText, basis: DateBasis, note: z.string().min(1).optional() })
  .meta({ id: 'EdtfInput', description: 'A date with its precision, and how it is known.' });
export type EdtfInput = z.infer<typeof EdtfInput>;

/** A date as the API answers it, with its inclusive day bounds (null = open or unknown). Built in SQL by edtf_date(). */
export const EdtfDate = z
  .strictObject({
    edtf: z.string(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    precision: z.enum(datePrecisions),
    approximate: z.boolean(),
    uncertain: z.boolean(),
    basis: DateBasis,
    note: z.string().nullable(),
  })
  .meta({
    id: 'EdtfDate',
    description: 'A date (EDTF) with the inclusive first and last day it can mean; null is open or unknown.',
  });
export type EdtfDate = z.infer<typeof EdtfDate>;
