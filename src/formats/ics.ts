import ICAL from 'ical.js';
import { inLanguage } from '../model/language.ts';
import { type EventEntry, eventText } from './feed.ts';
import { type Answering, type Format, permalink } from './format.ts';

// The library does not count the space that begins a continued line.
ICAL.foldLength = 74;

/**
 * iCalendar (RFC 5545), one all-day entry an event, over the days on which it may have been. An event without a date
 * of its own stands at the day it was first reported, as TENTATIVE; one without either is left out. ical.js (the
 * library of Thunderbird) writes each entry, so that memory stays flat; it folds lines at 75 octets between characters.
 */
export const ics: Format = {
  name: 'ics',
  mediaType: 'text/calendar; charset=utf-8',
  extension: 'ics',
  columns: true,
  oneLanguage: true,
  kinds: ['timeline', 'event'],
  async *write(entries, answering) {
    yield 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Sijill//Sijill//EN\r\nNAME:Sijill\r\nX-WR-CALNAME:Sijill\r\n';
    for await (const entry of entries) {
      const event = calendarEntry(JSON.parse(entry), answering);
      if (event) yield `${event}\r\n`;
    }
    yield 'END:VCALENDAR\r\n';
  },
};

function calendarEntry(event: EventEntry, { base, language }: Answering): string | undefined {
  const first = event.date?.from ?? event.date?.to ?? event.sort.date;
  if (!first) return undefined;
  const { lang = language, text: title = event.type } = inLanguage(event.title, language) ?? {};
  const component = new ICAL.Component('vevent');
  const add = (name: string, value: string | ICAL.Time, parameters: Record<string, string> = {}) => {
    const property = component.addPropertyWithValue(
      name,
      typeof value === 'string' ? value.replace(UNPRINTABLE, ' ') : value,
    );
    for (const [parameter, text] of Object.entries(parameters)) property.setParameter(parameter, text);
  };
  add('uid', event.id);
  add('dtstamp', moment(event.updated_at));
  add('created', moment(event.created_at));
  add('last-modified', moment(event.updated_at));
  add('dtstart', ICAL.Time.fromDateString(first));
  add('dtend', dayAfter(event.date?.to ?? first));
  add('summary', title, { language: lang });
  add('description', eventText(event, language).join('\n'), { language });
  const places = event.locations.flatMap(({ location }) => inLanguage(location.name, language)?.text ?? []);
  if (places.length > 0) add('location', places.join('، '), { language });
  const point = event.locations.find(({ location }) => location.point)?.location.point;
  if (point) component.addProperty(new ICAL.Property(['geo', {}, 'float', [point[1], point[0]]]));
  add('url', permalink(base, 'event', event.id));
  add('categories', event.type.toUpperCase());
  add('status', statusOf(event));
  add('transp', 'TRANSPARENT');
  return component.toString();
}

/** Control characters, which RFC 5545 does not allow; line breaks are escaped by the library. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000B-\u001F\u007F]/g;

function statusOf({ modality, date }: EventEntry) {
  if (modality === 'cancelled') return 'CANCELLED';
  const certain = ['occurred', 'ongoing'].includes(modality) && date && !date.uncertain && !date.approximate;
  return certain ? 'CONFIRMED' : 'TENTATIVE';
}

const moment = (iso: string) => ICAL.Time.fromJSDate(new Date(iso), true);

/** The end of an entry is the first day on which it is over. */
function dayAfter(day: string): ICAL.Time {
  const next = ICAL.Time.fromDateString(day);
  next.adjust(1, 0, 0, 0);
  return next;
}
