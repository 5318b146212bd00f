import { z } from 'zod';
import { lowerBound } from '../../model/edtf.ts';
import { boxParameter } from '../../model/parameters.ts';

/** What OGC API Features Core 1.1 asks of the parameters of a collection's items. */

export const DEFAULT_LIMIT = 100;
export const MOST_ITEMS = 1000;

/** More than is given out at once is no error: the page is as long as one may be. */
const limit = z
  .string()
  .regex(/^[1-9]\d*$/, 'must be a whole number from 1')
  .transform((digits) => Math.min(Number(digits), MOST_ITEMS));

/** A box of four numbers, or of six, whose heights say nothing about places without one. */
const bbox = z.preprocess((text) => {
  const corners = typeof text === 'string' ? text.split(',') : [];
  return corners.length === 6 ? [...corners.slice(0, 2), ...corners.slice(3, 5)].join(',') : text;
}, boxParameter);

/** First and last day, inclusive; left out where the interval is open. */
interface Days {
  from?: string;
  to?: string;
}

const datetime = z.string().transform((text, context): Days => {
  const days = readDatetime(text);
  if (typeof days !== 'string') return days;
  context.addIssue({ code: 'custom', message: days });
  return z.NEVER;
});

const FORM =
  'must be a time or a day such as 2024-03-01T00:00:00Z or 2024-03-01, or an interval: a/b, a/.. or ../b';

/** The days of a `datetime`, or what is wrong with it. Times are taken in UTC: what is known is known by the day. */
function readDatetime(text: string): Days | string {
  const parts = text.split('/');
  const [from, to = from] = parts.map((part) => (part === '' || part === '..' ? 'open' : dayOf(part)));
  if (parts.length > 2 || !from || !to || (from === 'open' && to === 'open')) return FORM;
  if (from !== 'open' && to !== 'open' && to < from) return 'ends before it begins';
  return { ...(from === 'open' ? {} : { from }), ...(to === 'open' ? {} : { to }) };
}

function dayOf(text: string): string | undefined {
  const time = z.iso.datetime({ offset: true }).safeParse(text);
  const day = time.success ? isoDay(text) : text;
  return z.iso.date().safeParse(day).success && isPossible(day) ? day : undefined;
}

const isoDay = (time: string) => {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString().slice(0, 10);
};

function isPossible(day: string): boolean {
  try {
    return lowerBound(day) === day;
  } catch {
    return false;
  }
}

const cursor = z.string().max(500);

export const ItemsQuery = z.strictObject({
  bbox: bbox.optional(),
  datetime: datetime.optional(),
  limit: limit.optional(),
  cursor: cursor.optional(),
});
export type ItemsQuery = z.infer<typeof ItemsQuery>;
