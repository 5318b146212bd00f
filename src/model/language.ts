import type { LangMap } from './common.ts';

/** The languages that the service itself speaks: its vocabularies, its pages, its dates. */
export const languages = ['ar', 'en'] as const;
export type Language = (typeof languages)[number];

export interface Worded {
  /** BCP 47 tag of the text. */
  lang: string;
  text: string;
}

/** A text in this language, else in another one of the service's, else in any; undefined where there is none. */
export function inLanguage(map: LangMap | null | undefined, language: Language): Worded | undefined {
  if (!map) return undefined;
  const lang = [language, ...languages, ...Object.keys(map)].find((tag) => map[tag] !== undefined);
  const text = lang === undefined ? undefined : map[lang];
  return lang === undefined || text === undefined ? undefined : { lang, text };
}

/** The direction in which a language is written. */
export const directionOf = (lang: string): 'rtl' | 'ltr' =>
  /^(ar|ckb|fa|he|ku|ps|sd|syr|ug|ur|yi)\b/.test(lang) ? 'rtl' : 'ltr';
