import { v5 as nameBasedId } from 'uuid';
import type { DraftKind } from '../model/draft.ts';
import { schemes } from '../model/vocabularies/index.ts';
import { codePoints, sha256 } from '../text/codePoints.ts';
import { foldText } from './fold.ts';
import { allStates, likelyLatin, stateNamed } from './latin.ts';
import type {
  ActorDraft,
  EventDraft,
  FigureDraft,
  Item,
  QuoteDraft,
  Reading,
  Span,
} from './reading/types.ts';

/** Something that was read, in the shape of the record it would become. */
export interface ProposedDraft {
  id: string;
  kind: DraftKind;
  fingerprint: string;
  span: Span | null;
  confidence: number;
  reason: string;
  /** Named by ids, or by `draft:<id>` where another draft is meant. */
  proposal: Record<string, unknown>;
  /** Of an actor: the name as printed. */
  printed?: string;
}

/** The document that was read. */
export interface Read {
  document: string;
  source: string | null;
  text: string;
}

/** Sure enough of an actor by what is printed of it: a state by its common name, a person or a body by name or title. */
const SURE = { state: 0.95, person: 0.9, body: 0.75, title: 0.5 } as const;
/** How sure it is that an item of a page is one, and belongs to the page. */
const ITEM = { appended: 0.9, teaser: 0.8, main: 1 } as const;
const LONGEST_TITLE = 300;

const namespace = '8c0f6d2e-5d0b-5c55-9a6c-2f3f1a6c9f10';

/** The id of a draft: the same document, kind and fingerprint are the same draft, however often they are found. */
export const draftId = (document: string, kind: DraftKind, fingerprint: string): string =>
  nameBasedId(`${document} ${kind} ${fingerprint}`, namespace);

/** A reference to a draft from the proposal of another one. */
export const draftRef = (id: string) => `draft:${id}`;

/** How a reading is told of a state that is not recorded as a place. */
export const stateRef = (country: string) => `state:${country}`;

type Fields = Record<string, unknown>;

/** Every draft of a reading, those that others refer to first. Ids depend on what was read, and not on where. */
export function proposalsOf(reading: Reading, read: Read): ProposedDraft[] {
  const points = codePoints(read.text);
  const drafts: ProposedDraft[] = [];
  const occurrences = new Map<string, number>();
  const actors = new Map<string, string>();
  const places = new Map<string, string>();
  const documents = new Map<number, string>();
  const statements = new Map<string, string>();

  const wordsAt = ([start, end]: Span) => points.slice(start, end).join('');
  const selector = (span: Span) => ({ start: span[0], end: span[1], sha256: sha256(wordsAt(span)) });
  const add = (draft: Omit<ProposedDraft, 'id' | 'fingerprint'>, ...identity: string[]) => {
    const key = JSON.stringify([draft.kind, ...identity]);
    const occurrence = occurrences.get(key) ?? 0;
    occurrences.set(key, occurrence + 1);
    const fingerprint = sha256(`${key} ${occurrence}`);
    const id = draftId(read.document, draft.kind, fingerprint);
    drafts.push({ ...draft, id, fingerprint });
    return draftRef(id);
  };

  /** The record of the item that something stands in. */
  const documentOf = (index: number): string => {
    const item = reading.items[index];
    if (!item || item.kind === 'main') return read.document;
    const known = documents.get(index) ?? add(itemDraft(item), wordsAt(item.headline ?? item.span));
    documents.set(index, known);
    return known;
  };
  const itemDraft = (item: Item) => ({
    kind: 'document' as const,
    span: item.span,
    confidence: ITEM[item.kind],
    reason: item.reason,
    proposal: {
      part_of: read.document,
      extent: item.span,
      source: read.source,
      lang: reading.lang,
      published: item.published,
      title: item.headline && { [reading.lang]: wordsAt(item.headline).slice(0, LONGEST_TITLE) },
    },
  });

  /** The record of a name: one draft for all that print it alike. */
  const actorNamed = (printed: string, cast?: ActorDraft): string => {
    const key = foldText(printed);
    const ref = actors.get(key) ?? add(actorDraft(printed, cast), key);
    actors.set(key, ref);
    return ref;
  };
  const actorDraft = (printed: string, cast: ActorDraft | undefined) => {
    const state = stateNamed(printed);
    const kind = state
      ? 'state'
      : cast?.kind === 'person'
        ? 'person'
        : cast?.kind === 'state'
          ? 'state'
          : 'organisation';
    const titles = (cast?.titles ?? []).filter((title) => title !== printed);
    const sure = state
      ? SURE.state
      : cast && cast.name === null
        ? SURE.title
        : kind === 'person'
          ? SURE.person
          : SURE.body;
    return {
      kind: 'actor' as const,
      span: cast?.mentions[0] ?? null,
      confidence: sure,
      reason: `“${printed}” is printed${titles[0] ? ` as “${titles[0]}”` : ''} and no actor is known by this name`,
      printed,
      proposal: {
        kind,
        name: { ...(reading.lang === 'ar' ? { ar: printed } : {}), en: state?.en ?? likelyLatin(printed) },
        ...(state ? { country: state.country } : {}),
      },
    };
  };
  /** A place that is recorded, or the draft of a state that is not. */
  const placeOf = (ref: string): string => {
    const state = allStates().find(({ country }) => stateRef(country) === ref);
    if (!state) return ref;
    const { ar, en, country } = state;
    const known = places.get(ref) ?? add(placeDraft(ref, { ar, en }, country), country);
    places.set(ref, known);
    return known;
  };
  const placeDraft = (ref: string, name: { ar: string; en: string }, country: string) => ({
    kind: 'location' as const,
    span: reading.mentions.find((mention) => mention.ref === ref)?.span ?? null,
    confidence: SURE.state,
    reason: `“${name[reading.lang]}” is the common name of the state ${country}, which is not recorded as a place`,
    proposal: { kind: 'country', name, country },
  });
  const castActor = (index: number): string | undefined => {
    const cast = reading.actors[index];
    if (!cast || cast.kind === 'unnamed') return undefined;
    const printed = cast.name ?? cast.titles[0];
    return cast.actor ?? (printed ? actorNamed(printed, cast) : undefined);
  };
  const castOf = (name: string) =>
    reading.actors.find((cast) => cast.name === name) ??
    reading.actors.find(({ titles }) => titles.includes(name));
  const participantOf = ({ actor, name }: EventDraft['participants'][number]) =>
    actor ?? actorNamed(name, castOf(name));

  const speakersOf = ({ speakers }: QuoteDraft) => [
    ...new Set(speakers.flatMap((index) => castActor(index) ?? [])),
  ];
  const occasion = (item: number, speaker: string) => `${item} ${speaker}`;

  const addEvent = (event: EventDraft) => {
    const participants = event.participants.map((participant) => ({
      role: participant.role,
      actor: participantOf(participant),
    }));
    const [speaker] = event.quote === null ? [] : speakersOf(reading.quotes[event.quote] as QuoteDraft);
    const evidence = {
      document: documentOf(event.item),
      selector: selector(event.span),
      assertion: event.modality === 'denied' ? 'denies' : 'asserts',
      ...(speaker ? { attributed_to: speaker } : {}),
    };
    const ref = add(
      {
        kind: 'event',
        span: event.span,
        confidence: event.confidence,
        reason: event.reason,
        proposal: {
          type: event.type,
          subtype: event.subtype,
          modality: event.modality,
          title: titleOf(event),
          date: event.date,
          participants,
          locations: event.locations.map((location) => ({ role: 'place', location: placeOf(location) })),
          evidence: [evidence],
        },
      },
      event.type,
      event.trigger,
      wordsAt(event.span),
    );
    for (const { role, actor } of participants)
      if (role === 'speaker') statements.set(occasion(event.item, actor), ref);
  };

  const addQuote = (quote: QuoteDraft) => {
    const [speaker, ...others] = speakersOf(quote);
    add(
      {
        kind: 'quote',
        span: quote.span,
        confidence: quote.confidence,
        reason: quote.reason,
        proposal: {
          ...(speaker ? { speaker } : {}),
          ...(speaker && others.length > 0 ? { speakers: [speaker, ...others] } : {}),
          ...pick(quote, 'speaker_kind', 'speaker_as_reported', 'cue', 'speech_act', 'mode', 'pseudo_direct'),
          lang: reading.lang,
          said: quote.said,
          medium: quote.medium && { kind: quote.medium },
          about: quote.about.map((about) => (about.location ? { location: placeOf(about.location) } : about)),
          event: speaker && statements.get(occasion(quote.item, speaker)),
          document: documentOf(quote.item),
          selector: selector(quote.span),
          ...pick(quote, 'direct_spans', 'topic_only', 'truncated'),
        },
      },
      wordsAt(quote.span),
    );
  };

  const addFigure = (figure: FigureDraft) => {
    const [speaker] = figure.quote === null ? [] : speakersOf(reading.quotes[figure.quote] as QuoteDraft);
    const claimant = speaker ? { actor: speaker } : read.source ? { source: read.source } : null;
    add(
      {
        kind: 'figure',
        span: figure.span,
        confidence: figure.confidence,
        reason: figure.reason,
        proposal: {
          ...pick(
            figure,
            'metric',
            'value',
            'min',
            'max',
            'qualifier',
            'unit',
            'subject',
            'location',
            'as_of',
          ),
          attributed_to: claimant,
          evidence: [{ document: documentOf(figure.item), selector: selector(figure.span) }],
        },
      },
      wordsAt(figure.span),
    );
  };

  reading.events.forEach(addEvent);
  reading.quotes.forEach(addQuote);
  reading.figures.forEach(addFigure);
  return drafts.map((draft) => ({ ...draft, proposal: withoutEmpty(draft.proposal) }));
}

/** What it was and who took part, in the words of the vocabulary: an article's sentence is no title. */
function titleOf({ type, participants }: EventDraft): { ar: string; en: string } {
  const label = schemes['event-types'].concepts.find(({ code }) => code === type)?.label ?? {
    ar: type,
    en: type,
  };
  const names = participants.map(({ name }) => name).slice(0, 3);
  if (names.length === 0) return { ar: label.ar, en: label.en };
  const english = names.map((name) => stateNamed(name)?.en ?? likelyLatin(name));
  return { ar: `${label.ar}: ${names.join('، ')}`, en: `${label.en}: ${english.join(', ')}` };
}

const pick = <T extends object, K extends keyof T & string>(from: T, ...fields: K[]): Fields =>
  Object.fromEntries(fields.map((field) => [field, from[field]]));

/** A proposal says what was found: no nulls, no `false`, no empty lists. */
const withoutEmpty = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value != null && value !== false && !(Array.isArray(value) && value.length === 0),
    ),
  );
