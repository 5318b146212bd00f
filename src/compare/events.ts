import { candidatePairs } from './candidates.ts';
import { cluster, type Link, mean } from './cluster.ts';
import { areApart, type Days, mayBeSameDay, type Pair, pairKey } from './conditions.ts';
import { type Content, contentsOf, overlap, weighted } from './weights.ts';

/** An event as one document reports it, as far as the grouping needs it. */
export interface EventReport {
  id: string;
  /** The item it is printed in. Parts of one page are documents of their own. */
  document: string;
  type: string;
  /** `occurred`, `planned`, `denied` …, from the vocabulary of modalities. */
  modality: string;
  /** The days on which it may have happened; null or left out where nothing is known. */
  date?: Days | null;
  /** `partOf` are the bodies that the actor belongs to: the coalition of its forces. */
  participants: readonly { actor: string; role: string; partOf?: readonly string[] }[];
  /** `within` are the places around it, up to the country and the region. */
  places: readonly { place: string; within?: readonly string[] }[];
  /** Who says that it happened; null or left out where the outlet does. */
  attributedTo?: string | null;
  /** The words that report it. */
  text: string;
  /** Of a statement: the utterances made in it, as `groupQuotes` found them or an editor confirmed them. */
  utterances?: readonly string[];
}

export interface EventProposal {
  members: string[];
  /** How near the reports are to each other, 0 to 1. */
  score: number;
}

export interface EventThresholds {
  /** Nearness from which two reports are of one event: the geometric mean of words and circumstances. */
  same: number;
}

export const eventThresholds: EventThresholds = { same: 0.46 };

/** Within a group reports need be only this near on average: two of them may each have a part of a third. */
const LOOSER = 0.7;

/** What is only imagined, denied or called off is never what took place or is due. */
const REALMS: Record<string, string> = {
  occurred: 'real',
  ongoing: 'real',
  alleged: 'real',
  announced: 'due',
  planned: 'due',
  hypothetical: 'imagined',
  denied: 'denied',
  cancelled: 'cancelled',
};
const realmOf = ({ modality }: EventReport) => REALMS[modality] ?? modality;

interface Weighed {
  report: EventReport;
  /** What the words say. */
  content: Content;
  /** Who, where, when, of what kind, on whose word: circumstances that few events share weigh most. */
  circumstances: Content;
  blocks: string[];
}

function circumstancesOf(report: EventReport): string[] {
  const { participants, places, modality, type, attributedTo, date } = report;
  const year = date?.from?.slice(0, 4);
  return [
    ...participants.flatMap(({ actor, partOf = [] }) => [actor, ...partOf].map((id) => `actor ${id}`)),
    ...places.flatMap(({ place, within = [] }) => [place, ...within].map((id) => `place ${id}`)),
    `modality ${modality}`,
    `type ${type}`,
    ...(attributedTo == null ? [] : [`word of ${attributedTo}`]),
    ...(year === undefined ? [] : [`year ${year}`]),
  ];
}

function weigh(reports: readonly EventReport[]): Weighed[] {
  const contents = contentsOf(reports.map(({ text }) => text));
  const circumstances = weighted(reports.map((report) => circumstancesOf(report).map((key) => [key])));
  return reports.map((report, i) => ({
    report,
    content: contents[i] as Content,
    circumstances: circumstances[i] as Content,
    blocks: [`${report.type} ${realmOf(report)}`],
  }));
}

const placesAgree = (a: EventReport, b: EventReport) =>
  a.places.length === 0 ||
  b.places.length === 0 ||
  a.places.some((one) =>
    b.places.some(
      (other) =>
        one.place === other.place || one.within?.includes(other.place) || other.within?.includes(one.place),
    ),
  );

const inRole = ({ participants }: EventReport, roles: readonly string[]) =>
  participants.filter(({ role }) => roles.includes(role)).map(({ actor }) => actor);

/** Whether the attacker of one report is the attacked of the other: two attacks, not one. */
function isReversed(a: EventReport, b: EventReport): boolean {
  const [attackers, attacked] = [inRole(a, ['perpetrator']), inRole(b, ['target', 'victim'])];
  return attackers.some((actor) => attacked.includes(actor) && !inRole(b, ['perpetrator']).includes(actor));
}

/** Whether nothing that is known of two reports forbids them to be one event. */
const mayBeOne = (a: EventReport, b: EventReport) =>
  a.type === b.type &&
  realmOf(a) === realmOf(b) &&
  mayBeSameDay(a.date, b.date) &&
  placesAgree(a, b) &&
  !isReversed(a, b) &&
  !isReversed(b, a);

/** Of two statements whose words are known the utterances count, else what the reports say. */
function contentOverlap(a: Weighed, b: Weighed): number {
  const [one, other] = [a.report.utterances ?? [], b.report.utterances ?? []];
  if (one.length === 0 || other.length === 0) return overlap(a.content, b.content);
  return one.filter((utterance) => other.includes(utterance)).length / Math.min(one.length, other.length);
}

const nearness = (a: Weighed, b: Weighed) =>
  Math.sqrt(contentOverlap(a, b) * overlap(a.circumstances, b.circumstances));

/** Types of event that last: what is there is there again in the next paragraph. */
const STATES = ['deployment', 'territorial'];

/** A document reports a happening once; only a continuing state of somebody somewhere comes up again. */
function isToldTwice(a: EventReport, b: EventReport): boolean {
  const lasts = STATES.includes(a.type) && a.modality === 'ongoing' && b.modality === 'ongoing';
  return lasts && a.participants.some(({ actor }) => b.participants.some((other) => other.actor === actor));
}

function possiblePairs(all: readonly Weighed[], { same }: EventThresholds): [number, number][] {
  // Circumstances agree to 1 at most, so the words have to agree to the square of the threshold.
  const pairs = candidatePairs(all, same * same);
  const saidIn = new Map<string, number[]>();
  all.forEach(({ report }, i) => {
    for (const utterance of report.utterances ?? []) {
      const others = saidIn.get(utterance) ?? [];
      for (const other of others) pairs.push([other, i]);
      saidIn.set(utterance, [...others, i]);
    }
  });
  return pairs;
}

/**
 * Proposes which reports are of one event: of one type, possible on one day and in one place, near in words and in
 * circumstances. `apart` are pairs of reports that somebody has said are not the same. Reports that stand alone are
 * left out.
 */
export function groupEvents(
  reports: readonly EventReport[],
  apart: readonly Pair[] = [],
  thresholds: EventThresholds = eventThresholds,
): EventProposal[] {
  const all = weigh(reports);
  const keptApart = areApart(apart);
  const at = (i: number) => all[i] as Weighed;
  const compatible = (a: Weighed, b: Weighed) =>
    !keptApart.has(pairKey(a.report.id, b.report.id)) &&
    mayBeOne(a.report, b.report) &&
    (a.report.document !== b.report.document || isToldTwice(a.report, b.report));
  const links = possiblePairs(all, thresholds)
    .filter(([a, b]) => compatible(at(a), at(b)))
    .map(([a, b]): Link => ({ a, b, score: nearness(at(a), at(b)) }))
    .filter(({ score }) => score >= thresholds.same);
  const mayJoin = (group: readonly number[], others: readonly number[]) => {
    const pairs = group.flatMap((i) => others.map((j) => [at(i), at(j)] as const));
    if (!pairs.every(([a, b]) => compatible(a, b))) return false;
    const between = pairs.filter(([a, b]) => a.report.document !== b.report.document);
    return mean(between.map(([a, b]) => nearness(a, b))) >= thresholds.same * LOOSER;
  };
  return cluster(all.length, links, mayJoin)
    .filter((group) => group.length > 1)
    .map((group) => ({
      members: group.map((i) => at(i).report.id),
      score: mean(group.flatMap((i) => group.filter((j) => j > i).map((j) => nearness(at(i), at(j))))),
    }));
}
