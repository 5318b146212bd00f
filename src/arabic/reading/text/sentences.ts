import type { Mark } from './marks.ts';
import type { Token } from './tokens.ts';

/** Tokens `first` to `last` (exclusive), the sign that ends it among them. */
export interface Sentence {
  first: number;
  last: number;
  line: number;
}

/** A paragraph as printed: one line that is not empty. */
export interface Line {
  first: number;
  last: number;
  /** Indices into the list of sentences. */
  sentences: [number, number];
}

const ENDS = new Set(['.', '!', '?', '؟', '…', '۔']);
const ABBREVIATIONS = new Set([
  'mr',
  'mrs',
  'ms',
  'dr',
  'gen',
  'lt',
  'col',
  'maj',
  'sgt',
  'sen',
  'rep',
  'gov',
  'st',
  'no',
  'u',
  's',
  'jan',
  'feb',
  'mar',
  'apr',
  'aug',
  'sept',
  'sep',
  'oct',
  'nov',
  'dec',
  'prof',
  'vs',
]);
/** Tokens after which a run without a full stop is cut: no sentence is so long, and work inside one may grow with its square. */
const LONGEST = 300;
const CLOSERS = new Set(['"', '”', '»', '“', ')', '’', "'"]);

/** Parts a text into paragraphs and sentences. A full stop between quotation marks ends nothing but the quotation. */
export function partSentences(
  tokens: readonly Token[],
  marks: readonly Mark[],
): { lines: Line[]; sentences: Sentence[] } {
  const lines: Line[] = [];
  const sentences: Sentence[] = [];
  const inside = insideMarks(tokens.length, marks);
  let at = 0;
  while (at < tokens.length) {
    if (tokens[at]?.kind === 'line') {
      at += 1;
      continue;
    }
    let last = at;
    while (last < tokens.length && tokens[last]?.kind !== 'line') last += 1;
    const from = sentences.length;
    partLine(tokens, inside, at, last, lines.length, sentences);
    lines.push({ first: at, last, sentences: [from, sentences.length] });
    at = last;
  }
  return { lines, sentences };
}

function partLine(
  tokens: readonly Token[],
  inside: Uint8Array,
  first: number,
  last: number,
  line: number,
  into: Sentence[],
) {
  let start = first;
  for (let at = first; at < last; at++) {
    const tooLong = at - start >= LONGEST;
    if (!tooLong && !ends(tokens, inside, at)) continue;
    let end = at + 1;
    while (
      end < last &&
      (ENDS.has(tokens[end]?.text ?? '') || (CLOSERS.has(tokens[end]?.text ?? '') && !tokens[end]?.spaced))
    )
      end += 1;
    into.push({ first: start, last: end, line });
    start = end;
    at = end - 1;
  }
  if (start < last) into.push({ first: start, last, line });
}

function ends(tokens: readonly Token[], inside: Uint8Array, at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== 'sign' || !ENDS.has(token.text)) return false;
  const next = tokens[at + 1];
  if (inside[at]) return CLOSERS.has(next?.text ?? '') && !inside[at + 1] && tokens[at + 2]?.kind === 'word';
  const before = tokens[at - 1];
  if (token.text === '.' && before?.kind === 'word' && !token.spaced) {
    if ([...before.text].length === 1 && next?.kind === 'word') return false;
    if (ABBREVIATIONS.has(before.key)) return false;
  }
  return true;
}

/** 1 for each token between two marks that pair. */
function insideMarks(length: number, marks: readonly Mark[]): Uint8Array {
  const inside = new Uint8Array(length);
  for (const { first, last, close } of marks) if (close !== null) inside.fill(1, first, last);
  return inside;
}
