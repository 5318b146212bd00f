import type { EdtfInput } from '../../model/edtf.ts';
import type { CodeOf, EventType, ParticipantRole } from '../../model/vocabularies/index.ts';

/** Half-open range of Unicode code points `[start, end]` of the text that was read, as selectors have it. */
export type Span = [start: number, end: number];

/** An actor or a location that the knowledge base knows, with every name it may be printed under, in any script. */
export interface KnownName {
  /** How the caller names it: a slug or an id. It comes back as `actor` or `location` of a draft, unread. */
  ref: string;
  /** A code of `actor-kinds` or `location-kinds`. */
  kind?: string;
  names: readonly string[];
}

/** What is known about a text from its document record. All of it may be missing. */
export interface ReadingContext {
  /** BCP 47; without it the letters decide between Arabic and English. */
  lang?: 'ar' | 'en';
  /** Day, month or year of publication (EDTF level 0). It outranks a date that the page states. */
  published?: string;
  /** Name of the outlet, as printed in datelines. */
  outlet?: string;
  actors?: readonly KnownName[];
  locations?: readonly KnownName[];
}

/** What every draft has: where it stands, how sure the rules are (0 to 1), and why a person should believe it. */
interface Draft {
  span: Span;
  /** Index into `Reading.items`. */
  item: number;
  confidence: number;
  reason: string;
}

export type ItemKind = 'main' | 'appended' | 'teaser';

/** One of the things a page carries: its own story, a second story, or the first lines of another one. */
export interface Item {
  kind: ItemKind;
  span: Span;
  headline: Span | null;
  /** The day the item can be counted from; null where the page states none for it. A page's date is its main item's. */
  published: EdtfInput | null;
  reason: string;
}

export type FurnitureKind =
  | 'caption'
  | 'teaser_label'
  | 'dateline'
  | 'keywords'
  | 'form'
  | 'section_name'
  | 'repeated_headline'
  | 'other';

/** A line that is on the page and not of the story. */
export interface Furniture {
  kind: FurnitureKind;
  span: Span;
  item: number;
}

/** A stretch between quotation marks, marks excluded. */
interface Marked {
  span: Span;
  /** The marks enclose a name or a title, and not speech. */
  name: boolean;
  /** `unclosed`: no mark ends it, so the end of the paragraph does. */
  state: 'paired' | 'unclosed';
}

/** Somebody or something that acts or speaks in an item; all mentions of the same are one. */
export interface ActorDraft {
  /** Index into `Reading.actors`. */
  id: number;
  item: number;
  kind: 'person' | 'organisation' | 'state' | 'document' | 'unnamed';
  /** Longest name printed, `null` where only a title or description is. */
  name: string | null;
  /** Offices and descriptions printed of it. */
  titles: string[];
  mentions: Span[];
  /** `ref` of the known actor that its name matches. */
  actor: string | null;
}

export type QuoteMode = CodeOf<'quote-modes'>;
export type SpeechAct = CodeOf<'speech-acts'>;
export type SpeakerKind = CodeOf<'speaker-kinds'>;
export type Modality = CodeOf<'modalities'>;

/** What a record of `kind: quote` needs, except ids. */
export interface QuoteDraft extends Draft {
  /** Ids of actors: one; several for a joint statement; none for an unnamed source or where nobody was found. */
  speakers: number[];
  speaker_kind: SpeakerKind;
  /** The words that name the speaker here, null where the subject is implicit. */
  speaker_as_reported: string | null;
  speaker_span: Span | null;
  cue: string | null;
  cue_span: Span | null;
  /** Second part of a cue in two parts (`وتابع … قائلاً`). */
  cue_aux: string | null;
  speech_act: SpeechAct;
  mode: QuoteMode;
  pseudo_direct: boolean;
  /** The verbatim stretches of a mixed quote. */
  direct_spans: Span[];
  topic_only: boolean;
  truncated: boolean;
  /** The main clause, or one beside it, denies something. */
  negated: boolean;
  /** Spoken of under a condition or as a possibility. */
  hypothetical: boolean;
  said: EdtfInput | null;
  medium: CodeOf<'medium-kinds'> | null;
  /** Refs of known actors and locations inside the words. */
  about: { actor?: string; location?: string }[];
  /** Index of the quote that this one stands inside. */
  inside: number | null;
}

export interface DateDraft extends Draft {
  text: string;
  /** Null where the words need a date of publication that is not known. */
  date: EdtfInput | null;
}

/** What a record of `kind: figure` needs, except ids. */
export interface FigureDraft extends Draft {
  text: string;
  metric: CodeOf<'figure-metrics'>;
  value: number | null;
  min: number | null;
  max: number | null;
  qualifier: CodeOf<'figure-qualifiers'> | null;
  /** English plural noun or ISO 4217 code where the tables know one, else the noun as printed. */
  unit: string | null;
  /** Known actor that is counted, and known place. */
  subject: string | null;
  location: string | null;
  as_of: EdtfInput | null;
  /** Index of the quote it stands in; null: the outlet says so. */
  quote: number | null;
}

/** A known actor or location where it is named. */
export interface Mention extends Draft {
  kind: 'actor' | 'location';
  ref: string;
  text: string;
}

/** What a record of `kind: event` needs, except ids and its title. */
export interface EventDraft extends Draft {
  type: EventType;
  subtype: string | null;
  modality: Modality;
  /** The word that names the event. */
  trigger: string;
  text: string;
  participants: { role: ParticipantRole; actor: string | null; name: string }[];
  locations: string[];
  date: EdtfInput | null;
  /** Index of the quote it stands in; null: the outlet reports it. */
  quote: number | null;
}

/** Everything read from one text. */
export interface Reading {
  lang: 'ar' | 'en';
  /** Code points of the text. */
  length: number;
  items: Item[];
  furniture: Furniture[];
  sentences: Span[];
  marked: Marked[];
  actors: ActorDraft[];
  quotes: QuoteDraft[];
  dates: DateDraft[];
  figures: FigureDraft[];
  mentions: Mention[];
  events: EventDraft[];
}
