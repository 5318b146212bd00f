import type { EdtfDate } from './edtf.ts';
import type { Language } from './language.ts';

type Shown = Pick<EdtfDate, 'from' | 'to' | 'precision' | 'approximate' | 'uncertain'>;

const words = {
  en: { about: 'about', uncertain: 'uncertain', from: 'from', until: 'until', unknown: 'date not known' },
  ar: { about: 'نحو', uncertain: 'غير مؤكد', from: 'منذ', until: 'حتى', unknown: 'التاريخ غير معروف' },
};

/** A date as a reader of this language reads it: what is uncertain about it is said, never smoothed over. */
export function dateInWords(date: Shown | null, language: Language): string {
  const say = words[language];
  if (!date || (!date.from && !date.to)) return say.unknown;
  const { from, to, approximate, uncertain } = date;
  const range =
    from && to
      ? span(from, to, language)
      : from
        ? `${say.from} ${day(from, language)}`
        : `${say.until} ${day(to ?? '', language)}`;
  return [approximate ? `${say.about} ` : '', range, uncertain ? ` (${say.uncertain})` : ''].join('');
}

const formatter = (language: Language, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(`${language === 'en' ? 'en-GB' : language}-u-nu-latn-ca-gregory`, {
    timeZone: 'UTC',
    ...options,
  });
const formatters = Object.fromEntries(
  (['ar', 'en'] as const).map((language) => [
    language,
    {
      day: formatter(language, { day: 'numeric', month: 'long', year: 'numeric' }),
      month: formatter(language, { month: 'long', year: 'numeric' }),
    },
  ]),
) as Record<Language, Record<'day' | 'month', Intl.DateTimeFormat>>;

const at = (iso: string) => new Date(`${iso}T00:00:00Z`);
const day = (iso: string, language: Language) => formatters[language].day.format(at(iso));

/** A whole year and a whole month are called by their names; anything else by its first and last day. */
function span(from: string, to: string, language: Language): string {
  if (from === to) return day(from, language);
  const last = at(to);
  const endsMonth = new Date(last.getTime() + 86_400_000).getUTCDate() === 1;
  if (from.slice(0, 4) === to.slice(0, 4) && from.endsWith('-01-01') && to.endsWith('-12-31'))
    return String(Number(from.slice(0, 4)));
  if (from.slice(0, 7) === to.slice(0, 7) && from.endsWith('-01') && endsMonth)
    return formatters[language].month.format(at(from));
  return `${day(from, language)} – ${day(to, language)}`;
}
