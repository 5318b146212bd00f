import type { z } from 'zod';
import type { Correction } from '../model/correction.ts';
import { dateInWords } from '../model/dateInWords.ts';
import type { TimelineEntry } from '../model/event.ts';
import { inLanguage, type Language } from '../model/language.ts';
import { labelOf } from '../model/vocabularies/index.ts';
import { type Answering, permalink } from './format.ts';
import { wordsOf } from './words.ts';

/** One item of a feed, whatever the feed's format. */
export interface FeedItem {
  /** Permanent; an address where that version can be found. */
  id: string;
  url: string;
  title: string;
  /** BCP 47 tag of the title. */
  lang: string;
  text: string;
  /** RFC 3339. */
  published: string;
  /** RFC 3339. */
  updated: string;
  tags: string[];
}

/** The kinds of answer that a feed reader can follow. */
export const feedKinds = ['correction', 'event', 'timeline'] as const;

/** The most items of a feed that was asked for without a limit. */
export const FEED_ITEMS = 100;

const titles: Record<Language, Record<'correction' | 'event', string>> = {
  en: { correction: 'Sijill: corrections', event: 'Sijill: events' },
  ar: { correction: 'سجل: تصويبات', event: 'سجل: أحداث' },
};

export const feedTitle = ({ kind, language }: Answering) =>
  titles[language][kind === 'correction' ? 'correction' : 'event'];

/** An item of a feed and the answer it stands for. */
export function feedItem(json: string, answering: Answering): { item: FeedItem; entry: object } {
  const entry = JSON.parse(json);
  return {
    item: answering.kind === 'correction' ? correctionItem(entry, answering) : eventItem(entry, answering),
    entry,
  };
}

const done: Record<Language, Record<Correction['what'], string>> = {
  en: {
    corrected: 'Corrected',
    retracted: 'Retracted',
    disputed: 'Disputed',
    withdrawn: 'Withdrawn',
    merged: 'Merged',
    unmerged: 'Unmerged',
  },
  ar: {
    corrected: 'تصويب',
    retracted: 'سحب',
    disputed: 'محل خلاف',
    withdrawn: 'حذف',
    merged: 'دمج',
    unmerged: 'فك دمج',
  },
};

function correctionItem(entry: Correction, { language }: Answering): FeedItem {
  const { lang, text } = inLanguage(entry.title, language) ?? {
    lang: 'en',
    text: `${entry.kind} ${entry.id}`,
  };
  return {
    id: `${entry.url}/history#${entry.version}`,
    url: entry.url,
    title: `${done[language][entry.what]}: ${text}`,
    lang,
    text: [entry.reason ?? noReason[language], ...entry.changes.map(operationInWords)].join('\n'),
    published: entry.at,
    updated: entry.at,
    tags: [entry.what, entry.kind],
  };
}

const noReason: Record<Language, string> = { en: 'No reason was given.', ar: 'لم يُذكر سبب.' };

/** One RFC 6902 operation on a line of its own. */
const operationInWords = ({ op, path, value }: Record<string, unknown>) =>
  `${op} ${path}${value === undefined ? '' : `: ${JSON.stringify(value)}`}`;

/** An event of a list or of a timeline; only the latter has quotes. */
export type EventEntry = Omit<z.infer<typeof TimelineEntry>, 'quotes'> &
  Partial<Pick<z.infer<typeof TimelineEntry>, 'quotes'>>;

function eventItem(event: EventEntry, { base, language }: Answering): FeedItem {
  const { lang = 'en', text: title = event.type } = inLanguage(event.title, language) ?? {};
  const url = permalink(base, 'event', event.id);
  return {
    id: url,
    url,
    title,
    lang,
    text: eventText(event, language).join('\n'),
    published: event.created_at,
    updated: event.updated_at,
    tags: [event.type, ...(event.subtype ? [event.subtype] : []), ...event.contexts],
  };
}

/** What is known of an event, a sentence a line: when, what, who, where, and the words said. */
export function eventText(event: EventEntry, language: Language): string[] {
  const summary = inLanguage(event.summary, language)?.text;
  const name = (map: Record<string, string>) => inLanguage(map, language)?.text ?? '';
  const modality =
    event.modality === 'occurred' ? '' : ` (${labelOf('modalities', event.modality, language)})`;
  return [
    `${dateInWords(event.date, language)}${modality}`,
    ...(summary ? [summary] : []),
    ...event.participants.map(
      ({ role, actor, claim }) =>
        `${labelOf('participant-roles', role, language)}: ${name(actor.name)}${
          claim ? ` (${labelOf('claim-statuses', claim.status, language)})` : ''
        }`,
    ),
    ...event.locations.map(
      ({ role, location }) => `${labelOf('location-roles', role, language)}: ${name(location.name)}`,
    ),
    ...(event.quotes ?? []).flatMap((quote) => {
      const words = wordsOf(quote, language);
      const said = quote.speakers.map((speaker) => name(speaker.name)).join('، ');
      return words ? [`${said || (quote.speaker_as_reported ?? '')}: “${words.text}”`] : [];
    }),
  ];
}
