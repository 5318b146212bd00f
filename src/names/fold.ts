import { foldText } from '../arabic/fold.ts';
import { isSearchable } from '../text/searchQuery.ts';

/** Letters of other languages that write in Arabic or Latin script, as the letters they are respelt with. */
const RESPELT = new Map(
  Object.entries({
    پ: 'ب',
    ٹ: 'ت',
    ټ: 'ت',
    څ: 'س',
    چ: 'ش',
    ڈ: 'د',
    ډ: 'د',
    ړ: 'ر',
    ڑ: 'ر',
    ڕ: 'ر',
    ځ: 'ز',
    ژ: 'ج',
    ږ: 'ج',
    ښ: 'ش',
    ڤ: 'ف',
    ڨ: 'ق',
    گ: 'ك',
    ګ: 'ك',
    ڭ: 'ك',
    ڵ: 'ل',
    ں: 'ن',
    ڼ: 'ن',
    ھ: 'ه',
    ہ: 'ه',
    ە: 'ه',
    ۋ: 'و',
    ۆ: 'و',
    ۇ: 'و',
    ې: 'ي',
    ۍ: 'ي',
    ێ: 'ي',
    ے: 'ي',
    ء: '',
    ı: 'i',
    ø: 'o',
    ł: 'l',
    đ: 'd',
    ð: 'd',
    þ: 'th',
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ə: 'a',
  }),
);
const TO_RESPELL = new RegExp(`[${[...RESPELT.keys()].join('')}]`, 'g');

/** The words of a name, folded as all search keys are, and further: letters beyond Arabic and plain Latin respelt. Signs are no words. */
export const nameWords = (name: string): string[] => foldedWords(foldText(name));

/** The same of a name that is folded already. */
export function foldedWords(folded: string): string[] {
  const respelt = folded.replace(TO_RESPELL, (letter) => RESPELT.get(letter) ?? letter);
  return respelt.split(' ').filter(isSearchable);
}
