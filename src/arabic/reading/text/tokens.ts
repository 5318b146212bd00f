import { foldText } from '../../fold.ts';

/** A word, a number, a sign or the end of a line. `start` and `end` count code points of the whole text. */
export interface Token {
  kind: 'word' | 'number' | 'sign' | 'line';
  start: number;
  end: number;
  text: string;
  /** Search key of a word (see `foldText`), the digits of a number in ASCII, a sign as it is. */
  key: string;
  /** A blank stands before it. */
  spaced: boolean;
}

const LETTER = /[\p{L}\p{M}\u0640]/u;
const DIGIT = /[0-9\u0660-\u0669\u06F0-\u06F9]/;
const BLANK = /[\s\u00A0\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/;
const APOSTROPHE = /['\u2019\u02BC]/;
const IN_NUMBER = /[.,\u066B\u066C]/;

type Kind = 'letter' | 'digit' | 'blank' | 'line' | 'sign';
const kinds = new Map<string, Kind>();

function kindOf(point: string): Kind {
  let kind = kinds.get(point);
  if (kind === undefined) {
    if (point === '\n' || point === '\r' || point === '\u2028' || point === '\u2029') kind = 'line';
    else if (BLANK.test(point)) kind = 'blank';
    else if (DIGIT.test(point)) kind = 'digit';
    else kind = LETTER.test(point) ? 'letter' : 'sign';
    kinds.set(point, kind);
  }
  return kind;
}

const keys = new Map<string, string>();
const KEYS_KEPT = 50_000;

function keyOf(word: string): string {
  let key = keys.get(word);
  if (key === undefined) {
    if (keys.size >= KEYS_KEPT) keys.clear();
    key = foldText(word);
    keys.set(word, key);
  }
  return key;
}

const digitKey = (text: string) =>
  keyOf(text.replace(/[,\u066C]/g, '').replace(/\u066B/g, '.')).replace(/ /g, '.');

/** Cuts a text into tokens in one pass. A hyphen between letters parts two words; a letter never joins a digit before it. */
export function tokenize(points: readonly string[]): Token[] {
  const tokens: Token[] = [];
  const kindAt = (at: number): Kind => (at < points.length ? kindOf(points[at] ?? '') : 'line');
  let at = 0;
  let spaced = true;
  const push = (kind: Token['kind'], end: number) => {
    const text = points.slice(at, end).join('');
    const key =
      kind === 'word' ? keyOf(text) : kind === 'number' ? digitKey(text) : kind === 'line' ? '\n' : text;
    tokens.push({ kind, start: at, end, text, key, spaced });
    spaced = false;
    at = end;
  };
  while (at < points.length) {
    const kind = kindAt(at);
    if (kind === 'blank') {
      at += 1;
      spaced = true;
      continue;
    }
    if (kind === 'line') {
      push('line', at + 1);
      spaced = true;
      continue;
    }
    let end = at + 1;
    if (kind === 'letter') {
      while (
        kindAt(end) === 'letter' ||
        // و20 is two words, عربي21 is one.
        (kindAt(end) === 'digit' && end > at + 1) ||
        (APOSTROPHE.test(points[end] ?? '') && kindAt(end + 1) === 'letter')
      )
        end += 1;
      push('word', end);
    } else if (kind === 'digit') {
      while (kindAt(end) === 'digit' || (IN_NUMBER.test(points[end] ?? '') && kindAt(end + 1) === 'digit'))
        end += 1;
      push('number', end);
    } else push('sign', end);
  }
  return tokens;
}
