import type { Token } from './tokens.ts';

/** A stretch between quotation marks: `open` and `close` are tokens, `first` to `last` (exclusive) what they enclose. */
export interface Mark {
  open: number;
  /** The closing token, or null where none closes it. */
  close: number | null;
  first: number;
  last: number;
}

const ANGLE = new Set(['«', '»', '‹', '›', '《', '》']);
const OTHERS = new Set(['"', '“', '”', '„', '‟', '″', '＂', '〝', '〞']);
const OPENS = new Set(['«', '‹', '《']);
const BRACKETS = new Set(['(', '[', ':', '-', '–', '—', '/']);
const ENDS = new Set(['.', '!', '?', '؟', '…']);

/** A quotation that opens in one paragraph may close in one of the next few. */
const PARAGRAPHS_LEFT_OPEN = 3;
/** Words of a name in quotation marks inside a quotation in the same marks. */
const NAME_LENGTH = 5;

export const isMark = (token: Token | undefined): boolean =>
  token?.kind === 'sign' && (ANGLE.has(token.text) || OTHERS.has(token.text));

/**
 * Pairs quotation marks of all kinds in one pass over the signs. Position decides before shape, because the marks of
 * real pages are swapped (`”…“`), of two kinds (`"…”`), unbalanced or follow a proclitic (`لـ"…"`).
 */
export function pairMarks(tokens: readonly Token[]): Mark[] {
  return new Pairing(tokens).run();
}

class Pairing {
  private readonly tokens: readonly Token[];
  private readonly places: number[] = [];
  private readonly marks: Mark[] = [];
  private open: number | null = null;
  private inner: number | null = null;
  private linesOpen = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
    for (let at = 0; at < tokens.length; at++)
      if (isMark(tokens[at]) || tokens[at]?.kind === 'line') this.places.push(at);
  }

  run(): Mark[] {
    for (let place = 0; place < this.places.length; place++) {
      const at = this.places[place] ?? 0;
      if (this.tokens[at]?.kind === 'line') this.endLine(at);
      else this.take(at, place);
    }
    this.leaveOpen(this.tokens.length);
    return this.marks.sort((a, b) => a.open - b.open);
  }

  private take(at: number, place: number) {
    if (this.open === null) {
      if (!this.closes(at)) this.open = at;
      this.linesOpen = 0;
    } else if (this.inner !== null) {
      this.pair(this.inner, at);
      this.inner = null;
    } else if (!this.compatible(this.open, at)) {
      if (!this.closes(at) && this.closedNear(place)) this.inner = at;
    } else if (this.opens(at)) {
      if (this.closedNear(place) && this.closesAfter(place + 2)) this.inner = at;
      else {
        this.leaveOpen(at);
        this.open = at;
        this.linesOpen = 0;
      }
    } else {
      this.pair(this.open, at);
      this.open = null;
    }
  }

  /** At the end of a line an open quotation waits for a closing mark that nothing opens. */
  private endLine(at: number) {
    this.inner = null;
    if (this.open === null) return;
    if (this.linesOpen === 0 && !this.closesLater(at)) {
      this.leaveOpen(at);
      return;
    }
    this.linesOpen += 1;
    if (this.linesOpen > PARAGRAPHS_LEFT_OPEN) this.leaveOpen(at);
  }

  private closesLater(line: number): boolean {
    let lines = 0;
    for (let at = line; at < this.tokens.length && at < line + 2000; at++) {
      const token = this.tokens[at];
      if (token?.kind === 'line') lines += 1;
      if (lines > PARAGRAPHS_LEFT_OPEN * 2) return false;
      if (isMark(token)) return !this.opens(at);
    }
    return false;
  }

  /** Ends an unclosed quotation at the last sentence before `until`, or there. */
  private leaveOpen(until: number) {
    if (this.open === null) return;
    const open = this.open;
    this.open = null;
    this.linesOpen = 0;
    let last = until;
    for (let at = open + 1; at < until; at++)
      if (this.tokens[at]?.kind === 'line') {
        last = at;
        break;
      }
    for (let at = last - 1; at > open + 1; at--)
      if (ENDS.has(this.tokens[at]?.text ?? '')) {
        last = at;
        break;
      }
    if (last > open + 1) this.marks.push({ open, close: null, first: open + 1, last });
  }

  private pair(open: number, close: number) {
    if (close > open + 1) this.marks.push({ open, close, first: open + 1, last: close });
  }

  private compatible(open: number, at: number): boolean {
    return ANGLE.has(this.tokens[open]?.text ?? '') === ANGLE.has(this.tokens[at]?.text ?? '');
  }

  /** Looks like an opening mark and like nothing else. */
  private opens(at: number): boolean {
    const token = this.tokens[at];
    if (token && ANGLE.has(token.text)) return OPENS.has(token.text);
    const before = this.tokens[at - 1];
    const after = this.tokens[at + 1];
    const free = !before || token?.spaced === true || BRACKETS.has(before.text);
    return free && after?.kind !== 'line' && after?.spaced === false && !ENDS.has(after.text);
  }

  /** Looks like a closing mark and like nothing else. */
  private closes(at: number): boolean {
    const token = this.tokens[at];
    if (token && ANGLE.has(token.text)) return !OPENS.has(token.text);
    const before = this.tokens[at - 1];
    const after = this.tokens[at + 1];
    const tight = before !== undefined && token?.spaced === false && before.kind !== 'line';
    const clitic = before?.kind === 'word' && (before.text.endsWith('ـ') || /^[وفبلك]$/.test(before.key));
    const free = after?.kind !== 'word' || after.spaced;
    return tight && !clitic && !BRACKETS.has(before?.text ?? '') && free;
  }

  /** The next mark closes, a few words on. */
  private closedNear(place: number): boolean {
    const next = this.places[place + 1];
    const here = this.places[place] ?? 0;
    return (
      next !== undefined && next - here <= NAME_LENGTH + 1 && isMark(this.tokens[next]) && this.closes(next)
    );
  }

  private closesAfter(place: number): boolean {
    const next = this.places[place];
    return next !== undefined && isMark(this.tokens[next]) && !this.opens(next);
  }
}
