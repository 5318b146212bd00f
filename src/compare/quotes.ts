import { candidatePairs } from './candidates.ts';
import { clausesOf } from './clauses.ts';
import { cluster, type Link, mean } from './cluster.ts';
import { areApart, type Days, mayBeSameDay, type Pair, pairKey } from './conditions.ts';
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

export interface UtteranceProposal {
  /** `part` is the stretch that renders it, in code points of the wording's text, end exclusive; null for the whole. */
  members: { id: string; part: [number, number] | null }[];
  /** How near the wordings are to each other, 0 to 1. */
  score: number;
}

export interface QuoteThresholds {
  /** Overlap from which statements in two documents are one. */
  across: number;
  /** The same where the two documents already have two statements of this speaker in common, or the same event. */
  sameOccasion: number;
  /** The same within a document, where a reporter rarely tells one thing twice. */
  within: number;
  /** What remains of an overlap where one side denies what the other states, or no number agrees. */
  conflict: number;
}

export const quoteThresholds: QuoteThresholds = {
  across: 0.52,
  sameOccasion: 0.38,
  within: 0.55,
  conflict: 0.8,
};

interface Unit {
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

function unitsOf(wordings: readonly Wording[]): Unit[] {
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
const isOneVoice = (a: Wording, b: Wording) =>
  shareOne(a.speakers, b.speakers) || shareOne(a.speakers, b.speakFor) || shareOne(b.speakers, a.speakFor);

const isNested = (a: Wording, b: Wording) =>
  a.document === b.document &&
  a.span !== undefined &&
  b.span !== undefined &&
  a.span[0] < b.span[1] &&
  b.span[0] < a.span[1];

/** How near two statements are in content, with what they deny and count taken into account. */
function nearness(a: Unit, b: Unit, { conflict }: QuoteThresholds): number {
  const numbers = a.stance.numbers.length > 0 && b.stance.numbers.length > 0;
  const disagree =
    a.stance.negated !== b.stance.negated ||
    (numbers && !a.stance.numbers.some((number) => b.stance.numbers.includes(number)));
  return overlap(a.content, b.content) * (disagree ? conflict : 1);
}

/** The occasions that two documents may share: one for each actor that speaks in both. */
const occasionKeys = (a: Wording, b: Wording) =>
  [...a.speakers, ...(a.speakFor ?? [])]
    .filter((actor) => b.speakers.includes(actor) || b.speakFor?.includes(actor))
    .map((actor) => `${pairKey(a.document, b.document)}\n${actor}`);

/** Occasions that two documents surely share: two statements of the speaker are the same in both. */
function occasionsOf(
  links: readonly Link[],
  units: readonly Unit[],
  thresholds: QuoteThresholds,
): Set<string> {
  const found = new Map<string, Set<string>>();
  for (const { a, b, score } of links) {
    const [one, other] = [units[a] as Unit, units[b] as Unit];
    if (score < thresholds.across || one.wording.document === other.wording.document) continue;
    for (const key of occasionKeys(one.wording, other.wording)) {
      const agreed = found.get(key) ?? new Set();
      agreed.add(pairKey(one.wording.id, other.wording.id));
      found.set(key, agreed);
    }
  }
  return new Set([...found].filter(([, agreed]) => agreed.size >= 2).map(([key]) => key));
}

/** Links where each is the nearest that the other has in that document. */
function mutualBest(links: readonly Link[], units: readonly Unit[]): Set<Link> {
  const best = new Map<string, number>();
  const slot = (unit: number, other: number) => `${unit}\n${units[other]?.wording.document}`;
  for (const { a, b, score } of links)
    for (const key of [slot(a, b), slot(b, a)]) best.set(key, Math.max(best.get(key) ?? 0, score));
  return new Set(
    links.filter(({ a, b, score }) => best.get(slot(a, b)) === score && best.get(slot(b, a)) === score),
  );
}

function linksOf(units: readonly Unit[], apart: ReadonlySet<string>, thresholds: QuoteThresholds): Link[] {
  const least = Math.min(thresholds.across, thresholds.sameOccasion, thresholds.within);
  const possible = candidatePairs(units, least).flatMap(([a, b]): Link[] => {
    const [one, other] = [units[a] as Unit, units[b] as Unit];
    const [first, second] = [one.wording, other.wording];
    if (first === second || apart.has(pairKey(first.id, second.id))) return [];
    if (!isOneVoice(first, second) || isNested(first, second)) return [];
    if (!mayBeSameDay(first.said, second.said)) return [];
    const score = nearness(one, other, thresholds);
    return score >= least ? [{ a, b, score }] : [];
  });
  const occasions = occasionsOf(possible, units, thresholds);
  const best = mutualBest(possible, units);
  return possible.filter((link) => {
    const [one, other] = [units[link.a]?.wording as Wording, units[link.b]?.wording as Wording];
    if (one.document === other.document) return link.score >= thresholds.within;
    if (link.score >= thresholds.across) return true;
    const sameEvent = one.event != null && one.event === other.event;
    return (
      link.score >= thresholds.sameOccasion &&
      best.has(link) &&
      (sameEvent || occasionKeys(one, other).some((key) => occasions.has(key)))
    );
  });
}

function mayBeOneUtterance(units: readonly Unit[], apart: ReadonlySet<string>, thresholds: QuoteThresholds) {
  return (group: readonly number[], others: readonly number[]) => {
    const scores: number[] = [];
    for (const i of group)
      for (const j of others) {
        const [one, other] = [units[i] as Unit, units[j] as Unit];
        if (one.wording === other.wording) {
          if (Math.abs(one.clause - other.clause) !== 1) return false;
          continue;
        }
        if (apart.has(pairKey(one.wording.id, other.wording.id)) || isNested(one.wording, other.wording))
          return false;
        if (!mayBeSameDay(one.wording.said, other.wording.said)) return false;
        scores.push(nearness(one, other, thresholds));
      }
    return mean(scores) >= thresholds.sameOccasion;
  };
}

/** Two outlets that both report the same two statements in one sentence made one utterance of them. */
function joinParallel(groups: number[][], units: readonly Unit[]): number[][] {
  const joined = new Map<string, number[]>();
  const result: number[][] = [];
  for (const group of groups) {
    const ids = [...new Set(group.map((i) => units[i]?.wording.id))].toSorted().join('\n');
    const before = joined.get(ids);
    const follows = before?.every(
      (i) => group.some((j) => adjacent(units[i], units[j])) || !isLast(units, before, i),
    );
    if (before !== undefined && follows) before.push(...group);
    else {
      joined.set(ids, group);
      result.push(group);
    }
  }
  return result;
}

const adjacent = (a: Unit | undefined, b: Unit | undefined) =>
  a !== undefined && b !== undefined && a.wording === b.wording && b.clause === a.clause + 1;

/** Whether no later clause of its wording is in the group. */
const isLast = (units: readonly Unit[], group: readonly number[], i: number) =>
  !group.some(
    (j) => units[j]?.wording === units[i]?.wording && (units[j]?.clause ?? 0) > (units[i]?.clause ?? 0),
  );

function membersOf(group: readonly number[], units: readonly Unit[]): UtteranceProposal['members'] {
  const stretches = new Map<string, { count: number; of: number; part: [number, number] }>();
  for (const i of group) {
    const { wording, clauses, start, end } = units[i] as Unit;
    const known = stretches.get(wording.id);
    stretches.set(wording.id, {
      count: (known?.count ?? 0) + 1,
      of: clauses,
      part: [Math.min(start, known?.part[0] ?? start), Math.max(end, known?.part[1] ?? end)],
    });
  }
  return [...stretches].map(([id, { count, of, part }]) => ({ id, part: count === of ? null : part }));
}

function nearnessWithin(
  group: readonly number[],
  units: readonly Unit[],
  thresholds: QuoteThresholds,
): number {
  const nearest = group.map((i) =>
    Math.max(
      ...group
        .filter((j) => units[j]?.wording !== units[i]?.wording)
        .map((j) => nearness(units[i] as Unit, units[j] as Unit, thresholds)),
    ),
  );
  return mean(nearest);
}

/**
 * Proposes which quotes render one thing said once, and with which stretch of them. What is compared is the statement,
 * not the quote: one outlet joins with وأن what another reports in three sentences. `apart` are pairs of quotes that
 * somebody has said are not the same. Proposals have two wordings or more; quotes that stand alone are left out.
 */
export function groupQuotes(
  wordings: readonly Wording[],
  apart: readonly Pair[] = [],
  thresholds: QuoteThresholds = quoteThresholds,
): UtteranceProposal[] {
  const units = unitsOf(wordings);
  const keptApart = areApart(apart);
  const links = linksOf(units, keptApart, thresholds);
  const groups = cluster(units.length, links, mayBeOneUtterance(units, keptApart, thresholds));
  return joinParallel(groups, units)
    .map((group) => ({ members: membersOf(group, units), score: nearnessWithin(group, units, thresholds) }))
    .filter(({ members }) => members.length > 1);
}
