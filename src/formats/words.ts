import type { z } from 'zod';
import { directionOf, type Language, type Worded } from '../model/language.ts';
import type { QuoteExcerpt } from '../model/quote.ts';

/**
 * The words of a quote for a reader of a language: as printed, where they may be shown and are in that language,
 * else a translation into it, else whatever there is; undefined where nothing can be shown.
 */
export function wordsOf(
  { text, translations }: Pick<z.infer<typeof QuoteExcerpt>, 'text' | 'translations'>,
  language: Language,
): (Worded & { translated?: 'human' | 'machine' }) | undefined {
  const printed = text.value === null ? undefined : { lang: text.lang, text: text.value };
  if (printed && text.lang === language) return printed;
  const translation =
    translations.find(({ lang }) => lang === language) ?? (printed ? undefined : translations[0]);
  return translation
    ? { lang: translation.lang, text: translation.value, translated: translation.kind }
    : printed;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text in XML or HTML. Characters that XML 1.0 cannot hold, not even escaped, become U+FFFD. */
export const escapeMarkup = (text: string) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\p{Surrogate}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);

/** A paragraph of HTML in its language and direction. */
export const paragraph = ({ lang, text }: Worded, tag = 'p') =>
  `<${tag} lang="${escapeMarkup(lang)}" dir="${directionOf(lang)}">${escapeMarkup(text)}</${tag}>`;
