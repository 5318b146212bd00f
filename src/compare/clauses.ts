import { type Word, words } from './words.ts';

/** A statement within a quote; `start` and `end` count Unicode code points of the quote's text, end exclusive. */
export interface Clause {
  text: string;
  start: number;
  end: number;
}

const SENTENCE_END = /[.!?؟;؛…]/;
/** Words that open a further statement under the same report: and that …, وأن, وبأن. */
const REPORTS_ON = /^و(ب)?ان(ه|ها|هم|هما|نا|ا)?$/;
/** Openers of a statement after و: existence, negation, continuation. */
const STATES =
  /^(هناك|ثمه|لا|لم|لن|ليس|ليست|لايوجد|لاتوجد|مازال|مازالت|لازال|لازالت|لايزال|لاتزال|يوجد|توجد|سوف)$/;
const FEWEST_WORDS = 3;

function opens(all: Word[], index: number, text: string): boolean {
  const word = all[index] as Word;
  const previous = all[index - 1];
  if (previous === undefined) return false;
  const gap = text.slice(previous.end, word.at);
  if (SENTENCE_END.test(gap)) return true;
  if (REPORTS_ON.test(word.folded)) return true;
  if (word.folded === 'that' && previous.folded === 'and') return true;
  if (!word.folded.startsWith('و')) return false;
  if (STATES.test(word.folded.slice(1))) return true;
  // “… , and at present there is no …”: the adverb stands before what opens the statement.
  return /[،,]/.test(gap) && STATES.test(all[index + 1]?.folded ?? '');
}

/**
 * Cuts a quote where one report joins several statements: at the ends of sentences, at وأن, and at و before what
 * states existence or negation. Plain و joins nouns as often as statements, so it never cuts. A piece of one or two
 * words stays with the statement before it.
 */
export function clausesOf(text: string): Clause[] {
  const all = words(text);
  const starts = all.flatMap((_, i) => (i === 0 || opens(all, i, text) ? [i] : []));
  const kept = starts.filter((start, i) => i === 0 || (starts[i + 1] ?? all.length) - start >= FEWEST_WORDS);
  const clauses: Clause[] = [];
  let counted = 0;
  let codePointsBefore = 0;
  for (const [i, start] of kept.entries()) {
    const from = all[start]?.at ?? 0;
    const to = all[(kept[i + 1] ?? all.length) - 1]?.end ?? 0;
    codePointsBefore += Array.from(text.slice(counted, from)).length;
    const length = Array.from(text.slice(from, to)).length;
    clauses.push({ text: text.slice(from, to), start: codePointsBefore, end: codePointsBefore + length });
    codePointsBefore += length;
    counted = to;
  }
  return clauses;
}
