import { isMark, type Mark, pairMarks } from './marks.ts';
import { type Line, partSentences, type Sentence } from './sentences.ts';
import { type Token, tokenize } from './tokens.ts';

/** A text cut up once: everything later works on token numbers. */
export interface Page {
  points: readonly string[];
  tokens: readonly Token[];
  /** Keys of the tokens, a parallel list. */
  keys: readonly string[];
  marks: readonly Mark[];
  lines: readonly Line[];
  sentences: readonly Sentence[];
  /** Token -> index of the mark pair that it opens, or -1. */
  opens: Int32Array;
  /** Token -> index of the mark pair that it closes, or -1. */
  closes: Int32Array;
  /** Token -> index of the innermost pair it stands inside, or -1. */
  inside: Int32Array;
}

export function openPage(text: string): Page {
  const points = Array.from(text);
  const tokens = tokenize(points);
  const marks = pairMarks(tokens);
  const { lines, sentences } = partSentences(tokens, marks);
  const opens = new Int32Array(tokens.length + 1).fill(-1);
  const closes = new Int32Array(tokens.length + 1).fill(-1);
  const inside = new Int32Array(tokens.length + 1).fill(-1);
  for (const [index, { open, close, first, last }] of marks.entries()) {
    opens[open] = index;
    if (close !== null) closes[close] = index;
    inside.fill(index, first, last);
  }
  return {
    points,
    tokens,
    keys: tokens.map(({ key }) => key),
    marks,
    lines,
    sentences,
    opens,
    closes,
    inside,
  };
}

/** Code points from the first to the last (exclusive) of a run of tokens, quotation marks and blanks at its ends excluded. */
export function spanOf(page: Page, first: number, last: number): [number, number] {
  return [page.tokens[first]?.start ?? page.points.length, page.tokens[last - 1]?.end ?? 0];
}

export const textOf = (page: Page, [start, end]: readonly [number, number]): string =>
  page.points.slice(start, end).join('');

export const isWord = (page: Page, at: number): boolean => page.tokens[at]?.kind === 'word';
export const isSign = (page: Page, at: number, signs: string): boolean =>
  page.tokens[at]?.kind === 'sign' && signs.includes(page.tokens[at]?.text ?? ' ');
export const isComma = (page: Page, at: number): boolean => isSign(page, at, '،,؛;');
export const isQuotationMark = (page: Page, at: number): boolean => isMark(page.tokens[at]);
export const keyAt = (page: Page, at: number): string => page.keys[at] ?? '';
