import { clausesOf } from './clauses.ts';
import type { Days } from './conditions.ts';
import { type Stance, stanceOf } from './terms.ts';
import { type Content, contentsOf, overlap } from './weights.ts';

/** A quote as the grouping needs it. */
export interface Wording {
  id: string;
  /** The item it is printed in. Parts of one page are documents of their own. */
  document: string;
  /** The actors that speak; none for an unnamed source, which is never grouped. */
  speakers: readonly string[];
  /** Actors for whom the speakers speak: the ministry of a spokesman, the party of a member. */
  speakFor?: readonly string[];
  /** The days on which it may have been said; null or left out where nothing is known. */
  said?: Days | null;
  /** The statement event it belongs to, where one is known. */
  event?: string | null;
  text: string;
  /** Code points in the document, end exclusive. A quote inside another is not a second wording of it. */
  span?: readonly [number, number];
}

/** A statement of a wording: what is compared. */
export interface Statement {
  wording: Wording;
  /** Its place among the clauses of the wording. */
  clause: number;
  clauses: number;
  start: number;
  end: number;
  content: Content;
  stance: Stance;
  blocks: string[];
}

export function statementsOf(wordings: readonly Wording[]): Statement[] {
  const pieces = wordings.flatMap((wording) => {
    const clauses = clausesOf(wording.text);
    return clauses.map((clause, i) => ({ wording, ...clause, clause: i, clauses: clauses.length }));
  });
  const contents = contentsOf(pieces.map(({ text }) => text));
  return pieces.map(({ text, ...piece }, i) => ({
    ...piece,
    content: contents[i] as Content,
    stance: stanceOf(text),
    blocks: [...new Set([...piece.wording.speakers, ...(piece.wording.speakFor ?? [])])],
  }));
}

const shareOne = (some: readonly string[], others: readonly string[] = []) =>
  some.some((one) => others.includes(one));

/** One speaker, or a speaker and the body it speaks for; two who speak for one body stay two. */
export const isOneVoice = (a: Wording, b: Wording) =>
  shareOne(a.speakers, b.speakers) || shareOne(a.speakers, b.speakFor) || shareOne(b.speakers, a.speakFor);

export const isNested = (a: Wording, b: Wording) =>
  a.document === b.document &&
  a.span !== undefined &&
  b.span !== undefined &&
  a.span[0] < b.span[1] &&
  b.span[0] < a.span[1];

/**
 * How near two statements are, 0 to 1. `conflict` is what remains of an overlap where one denies what the other states,
 * or no number agrees.
 */
export function nearness(a: Statement, b: Statement, conflict: number): number {
  const numbers = a.stance.numbers.length > 0 && b.stance.numbers.length > 0;
  const disagree =
    a.stance.negated !== b.stance.negated ||
    (numbers && !a.stance.numbers.some((number) => b.stance.numbers.includes(number)));
  return overlap(a.content, b.content) * (disagree ? conflict : 1);
}
