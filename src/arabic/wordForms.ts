import { equivalentsOf, isKnown, spellingsOf } from './equivalents/index.ts';
import { searchKey, spell, stem } from './searchKey.ts';

/** Conjunctions and prepositions that are written with the word after them, and before its article. */
const CLITICS = ['', 'و', 'ف', 'ب', 'ل', 'ك', 'وب', 'ول'];
/** The article where the index leaves it on: after ل, and before a word of two letters. */
const TO_THE = ['لل', 'ولل'];
const FUTURE = ['س', 'وس'];
/** What numbers have before them in an Arabic text (و15, بـ20, الـ13). */
const BEFORE_NUMBERS = [...CLITICS, 'ال', 'وال', 'بال', ...TO_THE];
const NUMBER = /^\d+(?: \d+)*$/;
/** Letters and a number, written together or apart: F16, F-16, إف-16. */
const LETTERS_AND_NUMBER = /^(\p{L}{1,8})( ?)(\d{1,4})$/u;
/** First parts of names, written with the second or apart. */
const FIRST_PARTS = 'عبد|أبو|ابو|ابي|دير|ام|تل|راس|عين|بني|بيت|كفر|خان|جبل|ابن|بن|آل';

const ARABIC = /\p{Script=Arabic}/u;
const ARTICLE = /^[وف]?[بك]?ال(.{2,})$/u;
const TWO_LAMS = /^[وف]?لل(.{2,})$/u;
const JOINED = new RegExp(`^(${FIRST_PARTS})(ال.{2,})$`, 'u');

/**
 * What a word, or a name of the table of several words, may look like in a text, each as the index has it
 * (`searchKey`): with every clitic, with and without article, in other spellings, in the plural of its singular, under
 * other names. Empty where it has no letter or digit.
 */
export function wordForms(word: string): string[] {
  const spelt = spell(word);
  if (spelt === '') return [];
  const names = [word, ...basesOf(word)];
  const others = names.flatMap((name) => equivalentsOf(name));
  return [...new Set([...names, ...others].flatMap(surfaces))];
}

/**
 * The forms of a name that a question gives in several words, where the table knows it or its parts are also written
 * together (عبد الله, F 16); empty otherwise.
 */
export function nameForms(words: string[]): string[] {
  const name = words.join(' ');
  const together = new RegExp(`^(?:(?:${FIRST_PARTS}) ال|\\p{L}{1,8} [\\d٠-٩]{1,3}$)`, 'u').test(name);
  const joined = together && !isSmallWord(words[0] ?? '') ? words.join('') : undefined;
  const names = [...equivalentsOf(name), ...(joined && words.length === 2 ? [joined] : [])];
  return [...new Set(names.flatMap(surfaces))];
}

/** The same without other names and plurals: inside a phrase words stand as they are written, however they are spelt. */
export function spellingForms(word: string): string[] {
  const names = [word, ...basesOf(word)];
  return [...new Set([...names, ...names.flatMap(spellingsOf)].flatMap(surfaces))];
}

/** The word without its article, or without a clitic where only what remains is a known word; hamza on either seat. */
function basesOf(word: string): string[] {
  const spelt = spell(word);
  const [, letters = '', space, number = ''] = LETTERS_AND_NUMBER.exec(spelt) ?? [];
  if (number !== '' && BEFORE_NUMBERS.includes(letters)) return [number];
  if (number !== '') return [`${letters}${space === '' ? ' ' : ''}${number}`];
  if (!ARABIC.test(spelt)) return englishSpellings(spelt);
  const bases = [];
  if (/ؤو|ئو/u.test(word)) bases.push(word.replace(/[ؤئ](?=و)/gu, (seat) => (seat === 'ؤ' ? 'ئ' : 'ؤ')));
  const plain = /^[أإ]/u.test(word) ? undefined : ARTICLE.exec(spelt)?.[1];
  if (plain) bases.push(plain);
  const lams = TWO_LAMS.exec(spelt)?.[1];
  if (lams) bases.push(isKnown(`ل${lams}`) ? `ل${lams}` : lams);
  const rest = /^(?:[وف]?[بلك]|[وف])(.{3,})$/u.exec(spelt)?.[1];
  if (rest && !isKnown(spelt) && isKnown(rest)) bases.push(rest);
  return bases;
}

/** -ise and -ize, -isation and -ization. */
function englishSpellings(spelt: string): string[] {
  const other = { is: 'iz', iz: 'is' } as Record<string, string>;
  const changed = spelt.replace(
    /^([a-z]{3,})(i[sz])(e|ed|es|er|ers|ing|ation|ations)$/,
    (_, stemmed, middle, ending) => `${stemmed}${other[middle]}${ending}`,
  );
  return changed === spelt ? [] : [changed];
}

/** A word or name with everything that may be written with it, as the index has it. */
function surfaces(name: string): string[] {
  const spelt = spell(name);
  if (NUMBER.test(spelt)) return BEFORE_NUMBERS.map((clitic) => stem(clitic + spelt));
  if (!ARABIC.test(spelt)) return [searchKey(name)];
  if (spelt.includes(' ')) return surfacesOfName(spelt);
  const joined = JOINED.exec(spelt);
  const apart = joined ? surfacesOfName(`${joined[1]} ${joined[2]}`) : [];
  return [...[spelt, ...endingsOf(spelt)].flatMap(withClitics), ...apart];
}

function surfacesOfName(spelt: string): string[] {
  const plain = ARTICLE.exec(spelt)?.[1] ?? spelt;
  return [
    ...CLITICS.map((clitic) => clitic + spelt),
    ...['ال', ...TO_THE].map((article) => article + plain),
  ].map(stem);
}

function withClitics(spelt: string): string[] {
  return clitics(spelt)
    .filter((clitic) => clitic === '' || !isOther(clitic, spelt))
    .map((clitic) => stem(clitic + spelt));
}

/** Whether a clitic and a word together are another word of the table: و and زير, ل and جنة. */
const isOther = (clitic: string, spelt: string) =>
  isKnown(clitic.replace(/^و(?=.)/u, '').replace('لل', 'ل') + spelt);

function clitics(spelt: string): string[] {
  // What looks like the article may belong to the word (إلغاء).
  if (ARTICLE.test(spelt)) return ['', 'ال', 'ل', 'ول'];
  // With a letter before it, a word of two letters is another word (آب, باب).
  if (spelt.length < 3) return ['', 'و', 'ال', 'وال', 'بال', ...TO_THE];
  return [...CLITICS, ...TO_THE, ...(/^[يتن].{3}/u.test(spelt) ? FUTURE : [])];
}

/** Endings that the index leaves on: duals of short words, a participle’s plural before a genitive, hamza on a seat. */
function endingsOf(spelt: string): string[] {
  if (/^.{3}$/u.test(spelt)) return [`${spelt}ان`, `${spelt}ين`].filter((dual) => !isKnown(dual));
  const plural =
    /^(م.{3,})(?:ين|ون)$/u.exec(spelt)?.[1] ?? (/^م.{3,}[^اتهي]$/u.test(spelt) ? spelt : undefined);
  if (plural) return [`${plural}ي`, `${plural}و`];
  if (/^.{2,}اء$/u.test(spelt)) return [`${spelt.slice(0, -1)}ي`, `${spelt.slice(0, -1)}و`];
  return /^.{2,}[^و]ا$/u.test(spelt) && !isKnown(spelt) ? [`${spelt}ء`] : [];
}

/** Words that only hold others together, as they are typed; a question leaves them out where others are left. */
const SMALL = new Set(
  `في من إلى الى على عن أن إن ان مع أو او ثم بين هذا هذه ذلك تلك التي الذي الذين ما لا لم لن قد كان كانت هو هي هم
   كل عند عندما منذ حول ضد خلال بعد قبل حتى كما لكن أي غير وقد وفي ومن وأن وإن وإلى وعلى
   the a an of in on at to by for from with and or as is are was were be been has have had it its this that
   these those not no but into over about their his her they he she who which will would`.split(/\s+/),
);

export const isSmallWord = (word: string): boolean => SMALL.has(word.toLowerCase());
