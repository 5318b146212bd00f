import { dateInWords } from '../model/dateInWords.ts';
import { directionOf, inLanguage, type Language } from '../model/language.ts';
import { labelOf } from '../model/vocabularies/index.ts';
import { type EventEntry, eventText } from './feed.ts';
import { type Answering, type Format, jsonList, permalink } from './format.ts';
import { escapeMarkup, paragraph, wordsOf } from './words.ts';

/**
 * What TimelineJS 3 (Knight Lab) reads: one slide an event, with its first quote as the medium. An event without a
 * date of its own stands at the day it was first reported and says so; one without either cannot stand in a timeline
 * and is left out.
 */
export const timelinejs: Format = {
  name: 'timelinejs',
  mediaType: 'application/vnd.knightlab.timelinejs+json; charset=utf-8',
  extension: 'timeline.json',
  columns: true,
  oneLanguage: true,
  kinds: ['timeline', 'event'],
  write: (entries, answering) =>
    jsonList(
      '{"events":[',
      entries,
      (entry) => slide(JSON.parse(entry), answering),
      '\n],"scale":"human"}\n',
    ),
};

const undated: Record<Language, string> = {
  en: 'date not known; first reported',
  ar: 'التاريخ غير معروف؛ أول تقرير في',
};

function slide(event: EventEntry, answering: Answering) {
  const { language, base } = answering;
  const dates = datesOf(event, language);
  if (!dates) return undefined;
  const { lang = language, text: headline = event.type } = inLanguage(event.title, language) ?? {};
  const direction = directionOf(language);
  const text = eventText({ ...event, quotes: [] }, language).map((line) =>
    paragraph({ lang: language, text: line }),
  );
  const quote = quoteOf(event, language);
  return {
    unique_id: event.id,
    ...dates,
    group: labelOf('event-types', event.type, language),
    text: {
      headline: `<span lang="${escapeMarkup(lang)}" dir="${directionOf(lang)}">${escapeMarkup(headline)}</span>`,
      text: `${text.join('')}<p dir="${direction}"><a href="${escapeMarkup(permalink(base, 'event', event.id))}">${more[language]}</a></p>`,
    },
    ...(quote ? { media: quote } : {}),
  };
}

const more: Record<Language, string> = { en: 'Evidence and sources', ar: 'الأدلة والمصادر' };

/** `start_date` with as many parts as are known, `end_date` where it may be later, and the date in words. */
function datesOf({ date, sort }: EventEntry, language: Language) {
  const first = date?.from ?? date?.to;
  if (!first)
    return (
      sort.date && {
        start_date: parts(sort.date),
        display_date: `${undated[language]} ${dateInWords(
          { from: sort.date, to: sort.date, precision: 'day', approximate: false, uncertain: false },
          language,
        )}`,
      }
    );
  const last = date?.to ?? first;
  const kept = date?.precision === 'year' ? 1 : date?.precision === 'month' ? 2 : 3;
  return {
    start_date: parts(first, kept),
    ...(last > first && kept === 3 ? { end_date: parts(last) } : {}),
    display_date: dateInWords(date ?? null, language),
  };
}

/** Numbers, the month counted from 1; what is left out is not known. */
function parts(day: string, kept = 3) {
  const [year, month, dayOfMonth] = day.split('-').slice(0, kept).map(Number);
  return { year, ...(month ? { month } : {}), ...(dayOfMonth ? { day: dayOfMonth } : {}) };
}

function quoteOf({ quotes = [] }: EventEntry, language: Language) {
  for (const quote of quotes) {
    const words = wordsOf(quote, language);
    if (!words) continue;
    const names = quote.speakers.map(({ name }) => inLanguage(name, language)?.text ?? '').join('، ');
    const source = inLanguage(quote.document.source?.name, language)?.text;
    return {
      url: paragraph(words, 'blockquote'),
      credit: escapeMarkup([names || quote.speaker_as_reported, source].filter(Boolean).join(' — ')),
    };
  }
  return undefined;
}
