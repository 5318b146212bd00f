import { foldText } from '../../fold.ts';
import {
  adjectiveWords,
  common,
  heads,
  nationOf,
  organisations,
  places,
  prepositions,
  titles,
  type VerbForm,
  verbs,
} from '../tables/arabic/lexicon.ts';

/** و or ف before a word that the tables do not know as it is. */
export function afterAnd(key: string): string | null {
  return key.length > 2 && (key.startsWith('و') || key.startsWith('ف')) ? key.slice(1) : null;
}

/** A word without its article, and without the article after ل (للتحالف) or ب. Null where it has none. */
export function withoutArticle(key: string): string | null {
  if (key.startsWith('ال') && key.length > 3) return key.slice(2);
  if (key.startsWith('لل') && key.length > 3) return key.slice(2);
  if (/^[بوفك]ال/.test(key) && key.length > 4) return key.slice(3);
  if (key.startsWith('ولل') && key.length > 4) return key.slice(3);
  return null;
}

export const isDefinite = (key: string): boolean => withoutArticle(key) !== null;

/** Forms of a reporting verb that a word may be, and whether و or ف stands before it. */
export function verbForms(key: string): { forms: readonly VerbForm[]; joined: boolean } | null {
  const whole = verbs.get(key);
  if (whole) return { forms: whole, joined: false };
  const rest = afterAnd(key);
  const forms = rest === null ? undefined : verbs.get(rest);
  return forms ? { forms, joined: true } : null;
}

const PRONOUNS = /(هما|هم|هن|ها|نا|كم|ه|ك|ي)$/;
const AN = foldText('أن');

/** أن, إن, بأن and the like: the pronoun on it, and whether و joins it to a clause before. */
export function openerOf(key: string): { pronoun: string; joined: boolean } | null {
  const joined = key.startsWith('و') && key.length > 2;
  const bare = joined ? key.slice(1) : key;
  const stem = /^[بلك]ان/.test(bare) && !bare.startsWith('كان') ? bare.slice(1) : bare;
  if (stem === AN) return bare.startsWith('ل') ? null : { pronoun: '', joined };
  if (bare.startsWith('ل') || !stem.startsWith(AN)) return null;
  const pronoun = stem.slice(AN.length);
  return /^(ه|ها|هم|هن|هما|ني|نا|نى|ك|كم)$/.test(pronoun) ? { pronoun, joined } : null;
}

/** Shapes of verbal nouns that begin content with no أن (folded letters). */
const VERBAL_NOUN = /^(است...?ا.|ا[نرلمقشعستحغخدجبفكهطظصضوي][تنطد].?ا.|ا..ا.|ت..ي.|م.ا..ه|ت.ا..)$/;

/** A word that can head content: a verbal noun of the table or of a known shape, with or without a pronoun. */
export function headsContent(key: string): boolean {
  if (heads.has(key)) return true;
  const bare = key.replace(PRONOUNS, '');
  if (bare !== key && (heads.has(bare) || heads.has(`${bare.replace(/ت$/, '')}ه`))) return true;
  return VERBAL_NOUN.test(key) && !titles.has(key) && !organisations.has(key) && !nationOf.has(key);
}

/** An adjective: of a nation, of the table, or by the ending of relation with the article. */
export function isAdjective(key: string): boolean {
  const bare = withoutArticle(key) ?? key;
  if (nationOf.has(bare) || adjectiveWords.has(bare)) return true;
  return (
    bare !== key && /.{2}(ي|يه|يين|يون|يان|يتان)$/.test(bare) && !titles.has(bare) && !organisations.has(bare)
  );
}

/** No name begins with it. */
export function isCommon(key: string): boolean {
  return common.has(key) || prepositions.has(key) || places.has(key) || openerOf(key) !== null;
}
