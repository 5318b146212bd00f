import {
  type EventReport,
  type EventThresholds,
  eventThresholds,
  groupEvents,
} from '../../src/compare/events.ts';
import {
  groupQuotes,
  type QuoteThresholds,
  quoteThresholds,
  type UtteranceProposal,
  type Wording,
} from '../../src/compare/quotes.ts';
import { parseEdtf } from '../../src/model/edtf.ts';
import { evaluateDifferences } from './differences.ts';
import { type GoldCluster, type GoldEvent, hasGold, itemOf, readGold } from './gold.ts';

/**
 * Judges the grouping of quotes and of events by the gold's own: its quotes and events go in, each with the words,
 * the speaker, the participants, the place and the date that its own article gives, and nothing that was inferred.
 */

/** Relations of the gold that make two records one; the others (a sequence, a tension, one proposition) do not. */
const SAME =
  /^(same_utterance|duplicate_within_file|headline_and_body|same_event|same_hypothetical|same_continuing_state|same_process)/;
/** By these a person speaks for a body. */
const SPEAKS_FOR = ['spokesperson_of', 'represents', 'heads', 'member_of'];
const PART_OF = [...SPEAKS_FOR, 'part_of', 'takes_part_in', 'proxy_of'];

type Gold = ReturnType<typeof readGold>;

const daysOf = (stated: { edtf: string | null } | null) =>
  stated?.edtf == null ? null : parseEdtf(stated.edtf);

const related = ({ actors }: Gold, types: readonly string[]) =>
  new Map(
    actors.map(({ key, relations = [] }) => [
      key,
      relations.filter(({ type }) => types.includes(type)).map(({ target }) => target),
    ]),
  );

function wordingsOf(gold: Gold): Wording[] {
  const bodies = related(gold, SPEAKS_FOR);
  return gold.quotes.map((quote) => ({
    id: quote.id,
    document: itemOf(quote),
    speakers: quote.speakers,
    speakFor: quote.speakers.flatMap((speaker) => bodies.get(speaker) ?? []),
    said: daysOf(quote.said_on),
    text: quote.text,
    span: [quote.start, quote.end],
  }));
}

/** The utterances that quotes of one statement's speaker render, in the item of that statement. */
function utterancesOf(event: GoldEvent, gold: Gold, proposals: readonly UtteranceProposal[]): string[] {
  const speakers = event.participants.filter(({ role }) => role === 'speaker').map(({ actor }) => actor);
  const said = gold.quotes.filter(
    (quote) =>
      itemOf(quote) === itemOf(event) && quote.speakers.some((speaker) => speakers.includes(speaker)),
  );
  return said.flatMap(({ id }) => {
    const groups = proposals.flatMap(({ members }, i) =>
      members.some((member) => member.id === id) ? [`${i}`] : [],
    );
    return groups.length > 0 ? groups : [id];
  });
}

function reportsOf(gold: Gold, proposals: readonly UtteranceProposal[]): EventReport[] {
  const wholes = related(gold, PART_OF);
  const parents = new Map(gold.locations.map(({ key, parent }) => [key, parent]));
  const around = (place: string): string[] => {
    const parent = parents.get(place);
    return parent == null ? [] : [parent, ...around(parent)];
  };
  return gold.events.map((event) => ({
    id: event.id,
    document: itemOf(event),
    type: event.type,
    modality: event.modality ?? event.status ?? 'unknown',
    date: daysOf(event.date),
    participants: event.participants.map(({ actor, role }) => ({
      actor,
      role,
      partOf: wholes.get(actor) ?? [],
    })),
    places: event.locations.map((place) => ({ place, within: around(place) })),
    attributedTo: event.attributed_to,
    text: event.evidence.map(({ text }) => text).join('. '),
    ...(event.type === 'statement' ? { utterances: utterancesOf(event, gold, proposals) } : {}),
  }));
}

const pairsOf = (groups: readonly (readonly string[])[]) =>
  new Set(
    groups.flatMap((group) => {
      const ids = [...new Set(group)].toSorted();
      return ids.flatMap((a, i) => ids.slice(i + 1).map((b) => `${a} ${b}`));
    }),
  );

const goldPairs = (clusters: readonly GoldCluster[]) =>
  pairsOf(
    clusters.filter(({ relation }) => SAME.test(relation)).map(({ members }) => members.map(({ id }) => id)),
  );

function score(found: ReadonlySet<string>, gold: ReadonlySet<string>) {
  const right = [...found].filter((pair) => gold.has(pair)).length;
  const precision = found.size === 0 ? 0 : right / found.size;
  const recall = right / gold.size;
  return {
    found: found.size,
    gold: gold.size,
    precision,
    recall,
    f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}

const rounded = (figures: ReturnType<typeof score>) => ({
  pairs: figures.found,
  gold: figures.gold,
  precision: figures.precision.toFixed(3),
  recall: figures.recall.toFixed(3),
  F1: figures.f1.toFixed(3),
});

const quotePairs = (gold: Gold, thresholds: QuoteThresholds = quoteThresholds) =>
  pairsOf(groupQuotes(wordingsOf(gold), [], thresholds).map(({ members }) => members.map(({ id }) => id)));

function eventPairs(
  gold: Gold,
  quotes: QuoteThresholds = quoteThresholds,
  events: EventThresholds = eventThresholds,
) {
  const proposals = groupQuotes(wordingsOf(gold), [], quotes);
  return pairsOf(groupEvents(reportsOf(gold, proposals), [], events).map(({ members }) => members));
}

function errors(found: ReadonlySet<string>, gold: ReadonlySet<string>) {
  const wrong = [...found].filter((pair) => !gold.has(pair));
  const missing = [...gold].filter((pair) => !found.has(pair));
  if (wrong.length > 0) console.log(`  put together and not one: ${wrong.join(', ')}`);
  if (missing.length > 0) console.log(`  one and not put together: ${missing.join(', ')}`);
}

/** Pairs that the gold forbids to merge and that were. */
const wronglyMerged = (gold: Gold, ...found: ReadonlySet<string>[]) =>
  gold.merged.must_not_merge.filter(({ a, b }) => {
    const pair = [a, b].toSorted().join(' ');
    return found.some((pairs) => pairs.has(pair));
  });

/** The figures that a test holds the grouping to. */
export function judgeGrouping() {
  const gold = readGold();
  const [quotes, events] = [quotePairs(gold), eventPairs(gold)];
  return {
    quotes: score(quotes, goldPairs(gold.merged.quote_clusters)),
    events: score(events, goldPairs(gold.merged.event_clusters)),
    wronglyMerged: wronglyMerged(gold, quotes, events),
  };
}

/** How F1 moves when one threshold moves and the others stay. */
function sensitivity<T extends QuoteThresholds | EventThresholds>(thresholds: T, f1: (moved: T) => number) {
  const moved = (name: string, factor: number) =>
    f1({ ...thresholds, [name]: Math.min(1, (thresholds[name as keyof T] as number) * factor) }).toFixed(3);
  return Object.entries(thresholds).map(([threshold, value]) => ({
    threshold,
    value,
    '-20 %': moved(threshold, 0.8),
    '-10 %': moved(threshold, 0.9),
    'as set': moved(threshold, 1),
    '+10 %': moved(threshold, 1.1),
    '+20 %': moved(threshold, 1.2),
  }));
}

export function evaluateGrouping() {
  if (!hasGold()) {
    console.log('Grouping: nothing to judge by, ../shared/corpus/gold is not beside this checkout.');
    return;
  }
  const gold = readGold();
  const goldQuotes = goldPairs(gold.merged.quote_clusters);
  const goldEvents = goldPairs(gold.merged.event_clusters);
  const quotes = quotePairs(gold);
  const events = eventPairs(gold);
  console.log('Grouping, by pairs of gold quotes and gold events of five articles');
  console.table({
    'quotes into utterances': rounded(score(quotes, goldQuotes)),
    'reports into events': rounded(score(events, goldEvents)),
  });
  console.log('Quotes');
  errors(quotes, goldQuotes);
  console.log('Events');
  errors(events, goldEvents);
  const merged = wronglyMerged(gold, quotes, events);
  console.log(
    `Of ${gold.merged.must_not_merge.length} pairs that must not be merged, ${merged.length} are${merged.map(({ a, b }) => ` ${a} ${b}`).join(',')}`,
  );
  console.log('F1 of the quotes when one threshold moves');
  console.table(sensitivity(quoteThresholds, (moved) => score(quotePairs(gold, moved), goldQuotes).f1));
  console.log('F1 of the events when one threshold moves');
  console.table(
    sensitivity(eventThresholds, (moved) => score(eventPairs(gold, quoteThresholds, moved), goldEvents).f1),
  );
  evaluateDifferences();
}
