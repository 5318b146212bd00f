import { candidatePairs } from './candidates.ts';
import { cluster, type Link, mean } from './cluster.ts';
import { areApart, mayBeSameDay, type Pair, pairKey } from './conditions.ts';
import { isNested, isOneVoice, nearness, type Statement, statementsOf, type Wording } from './statements.ts';

export type { Wording } from './statements.ts';

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

/** The occasions that two documents may share: one for each actor that speaks in both. */
const occasionKeys = (a: Wording, b: Wording) =>
  [...a.speakers, ...(a.speakFor ?? [])]
    .filter((actor) => b.speakers.includes(actor) || b.speakFor?.includes(actor))
    .map((actor) => `${pairKey(a.document, b.document)}\n${actor}`);

/** Occasions that two documents surely share: two statements of the speaker are the same in both. */
function occasionsOf(
  links: readonly Link[],
  statements: readonly Statement[],
  thresholds: QuoteThresholds,
): Set<string> {
  const found = new Map<string, Set<string>>();
  for (const { a, b, score } of links) {
    const [one, other] = [statements[a] as Statement, statements[b] as Statement];
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
function mutualBest(links: readonly Link[], statements: readonly Statement[]): Set<Link> {
  const best = new Map<string, number>();
  const slot = (unit: number, other: number) => `${unit}\n${statements[other]?.wording.document}`;
  for (const { a, b, score } of links)
    for (const key of [slot(a, b), slot(b, a)]) best.set(key, Math.max(best.get(key) ?? 0, score));
  return new Set(
    links.filter(({ a, b, score }) => best.get(slot(a, b)) === score && best.get(slot(b, a)) === score),
  );
}

function linksOf(
  statements: readonly Statement[],
  apart: ReadonlySet<string>,
  thresholds: QuoteThresholds,
): Link[] {
  const least = Math.min(thresholds.across, thresholds.sameOccasion, thresholds.within);
  const possible = candidatePairs(statements, least).flatMap(([a, b]): Link[] => {
    const [one, other] = [statements[a] as Statement, statements[b] as Statement];
    const [first, second] = [one.wording, other.wording];
    if (first === second || apart.has(pairKey(first.id, second.id))) return [];
    if (!isOneVoice(first, second) || isNested(first, second)) return [];
    if (!mayBeSameDay(first.said, second.said)) return [];
    const score = nearness(one, other, thresholds.conflict);
    return score >= least ? [{ a, b, score }] : [];
  });
  const occasions = occasionsOf(possible, statements, thresholds);
  const best = mutualBest(possible, statements);
  return possible.filter((link) => {
    const [one, other] = [statements[link.a]?.wording as Wording, statements[link.b]?.wording as Wording];
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

function mayBeOneUtterance(
  statements: readonly Statement[],
  apart: ReadonlySet<string>,
  thresholds: QuoteThresholds,
) {
  return (group: readonly number[], others: readonly number[]) => {
    const scores: number[] = [];
    for (const i of group)
      for (const j of others) {
        const [one, other] = [statements[i] as Statement, statements[j] as Statement];
        if (one.wording === other.wording) {
          if (Math.abs(one.clause - other.clause) !== 1) return false;
          continue;
        }
        if (apart.has(pairKey(one.wording.id, other.wording.id)) || isNested(one.wording, other.wording))
          return false;
        if (!mayBeSameDay(one.wording.said, other.wording.said)) return false;
        const score = nearness(one, other, thresholds.conflict);
        if (one.wording.document === other.wording.document && score < thresholds.within) return false;
        scores.push(score);
      }
    return mean(scores) >= thresholds.sameOccasion;
  };
}

/** Two outlets that both report the same two statements in one sentence made one utterance of them. */
function joinParallel(groups: number[][], statements: readonly Statement[]): number[][] {
  const joined = new Map<string, number[]>();
  const result: number[][] = [];
  for (const group of groups) {
    const ids = [...new Set(group.map((i) => statements[i]?.wording.id))].toSorted().join('\n');
    const before = joined.get(ids);
    const follows = before?.every(
      (i) => group.some((j) => adjacent(statements[i], statements[j])) || !isLast(statements, before, i),
    );
    if (before !== undefined && follows) before.push(...group);
    else {
      joined.set(ids, group);
      result.push(group);
    }
  }
  return result;
}

const adjacent = (a: Statement | undefined, b: Statement | undefined) =>
  a !== undefined && b !== undefined && a.wording === b.wording && b.clause === a.clause + 1;

/** Whether no later clause of its wording is in the group. */
const isLast = (statements: readonly Statement[], group: readonly number[], i: number) =>
  !group.some(
    (j) =>
      statements[j]?.wording === statements[i]?.wording &&
      (statements[j]?.clause ?? 0) > (statements[i]?.clause ?? 0),
  );

function membersOf(group: readonly number[], statements: readonly Statement[]): UtteranceProposal['members'] {
  const stretches = new Map<string, { count: number; of: number; part: [number, number] }>();
  for (const i of group) {
    const { wording, clauses, start, end } = statements[i] as Statement;
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
  statements: readonly Statement[],
  thresholds: QuoteThresholds,
): number {
  const nearest = group.map((i) =>
    Math.max(
      ...group
        .filter((j) => statements[j]?.wording !== statements[i]?.wording)
        .map((j) => nearness(statements[i] as Statement, statements[j] as Statement, thresholds.conflict)),
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
  const statements = statementsOf(wordings);
  const keptApart = areApart(apart);
  const links = linksOf(statements, keptApart, thresholds);
  const groups = cluster(statements.length, links, mayBeOneUtterance(statements, keptApart, thresholds));
  return joinParallel(groups, statements)
    .map((group) => ({
      members: membersOf(group, statements),
      score: nearnessWithin(group, statements, thresholds),
    }))
    .filter(({ members }) => members.length > 1);
}
