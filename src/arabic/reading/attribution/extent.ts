import { afterReports } from '../tables/arabic/lexicon.ts';
import { isComma, isQuotationMark, isSign, isWord, keyAt, type Page } from '../text/page.ts';
import { openerOf } from './arabicWords.ts';
import type { Report } from './report.ts';
import { isNameMark, speechMark } from './speechMarks.ts';

const EXISTS = /^(يوجد|توجد|يتواجد|تتواجد|ينتشر|تنتشر|يتمركز|تتمركز|يبلغ|تبلغ|يقدر|تقدر)$/;

/** Sets where the content of each report of a sentence ends, and whether its words are the speaker's own. */
export function setExtents(page: Page, reports: Report[], sentenceEnd: number): void {
  for (const [index, report] of reports.entries()) {
    if (report.by === 'before') continue;
    if (report.kind === 'according' && report.content[1] < sentenceEnd) {
      settleMode(page, report);
      continue;
    }
    if (report.kind === 'nominal' || report.kind === 'agentless') continue;
    const limit = nextBeside(reports, index, report.content[1]);
    const mark = page.marks[page.opens[report.content[0] - 1] ?? -1];
    if (
      mark &&
      (report.by === 'colon' || speechMark(page, page.opens[report.content[0] - 1] ?? -1)) &&
      quotationOnly(page, mark, limit)
    ) {
      report.content = [mark.first, mark.last];
      report.mode = 'direct';
      continue;
    }
    if (mark) report.content[0] -= 1;
    report.content[1] = trimmed(page, report.content[0], clauseEnd(page, report, limit));
    settleMode(page, report);
  }
}

function nextBeside(reports: readonly Report[], index: number, end: number): number {
  const report = reports[index];
  for (let after = index + 1; after < reports.length; after++) {
    const next = reports[after];
    if (!next) break;
    if (next.content[0] === report?.content[0]) continue;
    if (!next.beside && report?.kind !== 'question') continue;
    if (next.clauseFrom > (report?.content[0] ?? 0)) return Math.min(end, next.clauseFrom);
  }
  return end;
}

/** Nothing of the report stands behind the closing mark: the sentence ends, or a comma parts what follows. */
function quotationOnly(
  page: Page,
  mark: { first: number; last: number; close: number | null },
  limit: number,
): boolean {
  if (mark.close === null) return true;
  let after = mark.close + 1;
  if (after >= limit || isSign(page, after, '.؟!…')) return true;
  const words = mark.last - mark.first;
  if (isComma(page, after)) {
    while (after < limit && isComma(page, after)) after += 1;
    const opener = openerOf(keyAt(page, after));
    return !(opener?.joined ?? false);
  }
  const key = keyAt(page, after);
  if (openerOf(key)?.joined) return false;
  return words > 5 && !/^و/.test(key);
}

function clauseEnd(page: Page, report: Report, limit: number): number {
  for (let at = report.content[0] + 1; at < limit; at++) {
    if (!isWord(page, at) || (page.inside[at] ?? -1) >= 0) continue;
    const comma = isComma(page, at - 1);
    if (comma && afterReports.at(page.keys, at)) return at;
    if (!comma && at > report.content[0] + 3 && /^(بحسب|حسبما)$/.test(keyAt(page, at))) return at;
    if (comma && keyAt(page, at) === 'حيث' && backgroundFigure(page, at, limit)) return at;
  }
  return limit;
}

/** حيث يوجد … 2500: the outlet counts, not the speaker. */
function backgroundFigure(page: Page, at: number, limit: number): boolean {
  if (!EXISTS.test(keyAt(page, at + 1))) return false;
  for (let next = at + 2; next < Math.min(limit, at + 10); next++)
    if (page.tokens[next]?.kind === 'number') return true;
  return false;
}

/** Commas, blanks and conjunctions at the end belong to what follows; an ellipsis and a question mark belong here. */
function trimmed(page: Page, first: number, end: number): number {
  let last = end;
  while (last > first) {
    const at = last - 1;
    const dot = isSign(page, at, '.') && !isSign(page, at - 1, '.');
    const stray = isQuotationMark(page, at) && (page.inside[at - 1] ?? -1) < 0;
    if (isComma(page, at) || dot || stray || isSign(page, at, '-–—:!') || isConjunction(page, at)) last -= 1;
    else break;
  }
  return last;
}

const isConjunction = (page: Page, at: number) =>
  isWord(page, at) && /^(كما|فيما|بينما|و|ف|اذ|ثم|حيث|وقد)$/.test(keyAt(page, at));

/** direct, indirect or mixed, by the quotation marks inside the content. */
function settleMode(page: Page, report: Report): void {
  const [first, last] = report.content;
  report.direct = [];
  for (let at = Math.max(0, first); at < last; at++) {
    const index = page.opens[at] ?? -1;
    const mark = page.marks[index];
    if (!mark || isNameMark(page, index)) continue;
    report.direct.push([mark.first, Math.min(mark.last, last)]);
    at = mark.last;
  }
  if (report.direct.length > 0) {
    const only = report.direct[0];
    const whole = only && report.direct.length === 1 && only[0] <= first + 1 && only[1] >= last - 1;
    report.mode = whole ? 'direct' : 'mixed';
    if (whole && only) report.content = [only[0], only[1]];
    return;
  }
  report.mode = 'indirect';
}
