import { foldText } from './fold.ts';

/** A dot inside an abbreviation of single letters: U.S. is US. */
const INITIALS = /(?<![A-Za-z])([A-Za-z])\.(?=[A-Za-z](?![A-Za-z]))/g;
const THOUSANDS = /(?<=[0-9٠-٩])[,٬](?=[0-9٠-٩]{3}(?![0-9٠-٩]))/g;
const LETTERS = new Map(Array.from('ةﺓﺔپڤچگژ', (from, i) => [from, 'تتتبفجكز'[i] ?? '']));

const ARTICLE = /(^| )[وف]?[بك]?ال(?=[^ ]{3})/gu;
const PRONOUN = /([^ ]{3})(?:ها|اه|ه)(?= |$)|([^ ]{4})(?:هما|هم|هن|نا|كم)(?= |$)/gu;
const ENDING = /([^ ]{3})(?:وا|ات|ت|ا)(?= |$)|([^ ]{3}[^ ت])(?:ان|ين|ون)(?= |$)|([^ ]{3})ت(?:ان|ين)(?= |$)/gu;
const LEFT_HA = /([^ ]{3})ا?ه(?= |$)/gu;

/**
 * A text as it is spelt for search: `foldText`, and U.S. = US, 1,200 = 1200, ta marbuta as the ta that it is before a
 * pronoun, Persian letters of foreign names as Arabic ones.
 */
export function spell(text: string): string {
  const plain = text.replace(INITIALS, '$1').replace(THOUSANDS, '');
  const unified = Array.from(plain, (letter) => LETTERS.get(letter) ?? letter).join('');
  return foldText(unified).replace(/[+=$]/g, ' ');
}

/**
 * Each Arabic word of a spelt text without its article (with و ف ب ك before it), pronoun, ending of number or gender,
 * where three or four letters remain. One-letter clitics stay: a question tries them (wordForms.ts), since وزير,
 * فرنسا and ليبيا begin with such a letter.
 */
export const stem = (spelt: string): string =>
  spelt.replace(ARTICLE, '$1').replace(PRONOUN, '$1$2').replace(ENDING, '$1$2$3').replace(LEFT_HA, '$1');

/** The words of a text as they are indexed. SQL has the same as `search_key`; a test holds the two together. */
export const searchKey = (text: string): string => stem(spell(text));
