import { foldText } from '../arabic/fold.ts';

/** A word of a text as printed, and folded; `at` and `end` are UTF-16 offsets into that text. */
export interface Word {
  printed: string;
  folded: string;
  at: number;
  end: number;
}

const WORD = /[\p{L}\p{M}\p{N}\u0640]+(?:[.,٫٬]\p{N}+|['’]\p{L}+)*/gu;

/** The words of a text in order, with punctuation left out. A number keeps its separators: 1,200 is one word. */
export function words(text: string): Word[] {
  return Array.from(text.matchAll(WORD), (match) => ({
    printed: match[0],
    folded: /^\p{N}/u.test(match[0]) ? foldText(match[0].replace(/[,٬]/g, '')) : foldText(match[0]),
    at: match.index,
    end: match.index + match[0].length,
  })).filter(({ folded }) => folded !== '');
}
