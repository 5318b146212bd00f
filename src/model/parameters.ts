import { z } from 'zod';
import { Point, Review } from './common.ts';
import { DateBound } from './edtf.ts';
import { languages } from './language.ts';

/** Building blocks of query strings. Every query is a strict object, so that no mistyped name passes. */

/** Several values: the parameter repeated, or separated by commas. They mean OR. */
export const list = <T extends z.ZodType>(value: T) =>
  z
    .preprocess(
      (given) => [given].flat().flatMap((text) => (typeof text === 'string' ? text.split(',') : [text])),
      z.array(value).min(1).max(100),
    )
    .describe('Several values, repeated or separated by commas, mean OR.');

export const flag = z.preprocess(
  (text) => (text === 'true' ? true : text === 'false' ? false : text),
  z.boolean('must be true or false'),
);

const numeral = (text: unknown) =>
  typeof text === 'string' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;

export const number = (schema: z.ZodNumber) => z.preprocess(numeral, schema);

const numbers = (text: unknown) => (typeof text === 'string' ? text.split(',').map(numeral) : text);

/** `lon,lat` in degrees, WGS 84. */
export const pointParameter = z.preprocess(numbers, Point).describe('`lon,lat` in degrees (WGS 84)');

/** `minLon,minLat,maxLon,maxLat`; a box across the antimeridian has minLon above maxLon. */
export const boxParameter = z
  .preprocess(
    numbers,
    z
      .tuple(
        [
          z.number().min(-180).max(180),
          z.number().min(-90).max(90),
          z.number().min(-180).max(180),
          z.number().min(-90).max(90),
        ],
        'must be four numbers: minLon,minLat,maxLon,maxLat',
      )
      .refine(
        ([, south, , north]) => south <= north,
        'the second number (minLat) is above the fourth (maxLat)',
      ),
  )
  .describe('`minLon,minLat,maxLon,maxLat` in degrees (WGS 84)');

/** Up to 200 answers a page. */
export const limitParameter = number(z.int().min(1).max(200))
  .optional()
  .describe('1 to 200 answers a page; 50 unless told');
export const DEFAULT_LIMIT = 50;

const cursorParameter = z
  .string()
  .max(500)
  .optional()
  .describe('`page.next_cursor` of the page before, for the same question');

export const orderParameter = z
  .enum(['desc', 'asc'])
  .optional()
  .describe('Newest first (desc, the default) or a chronology (asc)');

/** What every list of records takes. */
export const pageParameters = {
  limit: limitParameter,
  cursor: cursorParameter,
  total: flag.optional().describe('Count the answers too (`page.total`)'),
  fields: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .describe('Only these fields of each answer, separated by commas; `a.b` for a field inside a field'),
};

export const languageParameter = z
  .enum(languages)
  .optional()
  .describe('Language of titles and texts where a format holds one language only; `ar` unless told');

export const dateParameters = {
  from: DateBound.optional().describe(
    'Not before this EDTF level 0 date (`2024`, `2024-03`, `2024-03-01`), inclusive',
  ),
  to: DateBound.optional().describe('Not after this EDTF level 0 date, inclusive'),
  date_mode: z
    .enum(['overlap', 'within'])
    .optional()
    .describe('`overlap` (default): may lie in the range; `within`: is known to lie in it'),
};

const search = z.string().trim().min(1).max(500);

const searchIn = (where: string) =>
  `Full text search in ${where}: words are ANDed, \`"…"\` is a phrase, \`-\` or \`NOT\` excludes, \`OR\` and parentheses work; ` +
  'Arabic and English, in any spelling';

/** `q` of a list: full text search over `where` (docs/search.md). */
export const searchParameter = (where: string) => search.optional().describe(searchIn(where));

/** The same where there is no question without it. */
export const requiredSearch = (where: string) => search.describe(searchIn(where));

/** Order of a list that `q` searches. */
export const searchedOrderParameter = z
  .enum(['desc', 'asc', 'relevance'])
  .optional()
  .describe(
    'Newest first (desc, the default), a chronology (asc), or with `q` the best answers first (relevance)',
  );

/** `highlight` of a list that `q` searches. */
export const highlightParameter = flag
  .optional()
  .describe('With `q`: show in `highlights` where the words stand in each answer');

export const words = z.string().trim().min(1).max(200);

/** PostgreSQL has no year 0 and no offset beyond 15:59. */
const isPossibleTime = (time: string) => !/^0000|[+-](1[6-9]|2\d):\d\d$/.test(time);

const TIME = 'must be a date or time such as “2025-01-31” or “2025-01-31T12:00:00Z”';

/** A day, or a time with its offset. */
export const dateOrTime = z.union([z.iso.datetime({ offset: true }), z.iso.date()], TIME);

export const updatedSince = dateOrTime
  .refine(isPossibleTime, TIME)
  .optional()
  .describe('Changed since this ISO 8601 time');

/** States of review; `reviewed` and `disputed` unless told, `draft` only for those who work on it (http/callers.ts). */
export const reviewParameter = list(Review)
  .optional()
  .describe(
    '`reviewed` and `disputed` unless told; `draft` needs the key of an editor, or in lists of a contributor for own drafts',
  );
