import { naming } from '../tables/arabic/lexicon.ts';
import { isWord, keyAt, type Page } from '../text/page.ts';
import { afterAnd, isDefinite, openerOf, verbForms, withoutArticle } from './arabicWords.ts';

/** Words a name or title in quotation marks may have. */
const LONGEST_NAME = 4;

/** Whether the marks of a pair enclose a name or a title, and not speech. */
export function isNameMark(page: Page, index: number): boolean {
  const mark = page.marks[index];
  if (!mark) return false;
  const words: number[] = [];
  for (let at = mark.first; at < mark.last && words.length <= LONGEST_NAME; at++)
    if (isWord(page, at)) words.push(at);
  if (words.length === 0) return true;
  if (words.length > LONGEST_NAME || mark.close === null) return false;
  const first = keyAt(page, words[0] ?? 0);
  const before = keyAt(page, mark.open - 1);
  if (words.length === 1)
    return !(/^(ب|وب)$/.test(before) || before === 'بانه' || before === 'بانها') && !verbForms(first)?.joined;
  const bare = withoutArticle(before) ?? afterAnd(before) ?? before;
  if (naming.has(before) || naming.has(bare)) return true;
  if (openerOf(first) || verbForms(first)) return false;
  return (
    words.every((at) => isDefinite(keyAt(page, at))) || /^[A-Z]/.test(page.tokens[words[0] ?? 0]?.text ?? '')
  );
}

/** Whether a pair of marks encloses speech. */
export const speechMark = (page: Page, index: number): boolean => index >= 0 && !isNameMark(page, index);
