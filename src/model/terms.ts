import { createHash } from 'node:crypto';

/**
 * One thing that a filter may ask of an event or a quote, as the 64-bit number by which the database keeps it: the
 * first half of an MD5. The SQL function `filter_term` is the same, and a test holds them together.
 */
export const term = (kind: string, value: string): string =>
  createHash('md5').update(`${kind} ${value}`).digest().readBigInt64BE(0).toString();

/** Numbers of reports that have a term: an event has those of all up to its own. */
export const reportLevels = [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 100, 200, 500, 1000] as const;

/**
 * One in so many events has a term that says so, by its id, so that of too many to count them all a part is found as
 * quickly as anything that is asked for by name. Each of these parts holds the next.
 */
export const sampleScales = [4, 16, 64, 256] as const;

/** The scale of the smallest part; quotes have only this one. */
export const SMALLEST_SAMPLE = Math.max(...sampleScales);

/** Sides of the map's cells in degrees, counted from 180° W and 90° S; powers of two, so that no rounding moves a point. */
export const cellDegrees = [16, 4, 1, 0.25] as const;
