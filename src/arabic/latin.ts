import { foldText } from './fold.ts';

/** Given names as they are usually written in English: letters alone do not show their vowels. */
const given = new Map(
  `محمد Mohammed | أحمد Ahmed | محمود Mahmoud | علي Ali | حسن Hassan | حسين Hussein | عبد Abd | عمر Omar | عثمان Othman
   | مصطفى Mustafa | إبراهيم Ibrahim | يوسف Youssef | موسى Moussa | عيسى Issa | خالد Khaled | سعيد Saeed | كريم Karim
   | جمال Jamal | كمال Kamal | مهدي Mahdi | حيدر Haidar | جعفر Jaafar | عباس Abbas | قاسم Qasem | فاطمة Fatima
   | زينب Zainab | مريم Mariam | ليلى Layla | نور Nour | بشار Bashar | صالح Saleh | ناصر Nasser | طارق Tareq
   | جون John | جورج George | مايكل Michael | ديفيد David | جيمس James | روبرت Robert | توماس Thomas | بيتر Peter`
    .split('|')
    .map((entry) => entry.trim().split(' ') as [string, string])
    .map(([arabic, latin]) => [foldText(arabic), latin]),
);

const consonants: Record<string, string> = {
  ...{ ب: 'b', ت: 't', ث: 'th', ج: 'j', ح: 'h', خ: 'kh', د: 'd', ذ: 'dh', ر: 'r', ز: 'z', س: 's', ش: 'sh' },
  ...{ ص: 's', ض: 'd', ط: 't', ظ: 'z', غ: 'gh', ف: 'f', ق: 'q', ك: 'k', ل: 'l', م: 'm', ن: 'n' },
  ...{ ه: 'h', پ: 'p', چ: 'ch', ڤ: 'v', گ: 'g', ژ: 'zh', ء: '' },
};
const vowels: Record<string, string> = {
  ا: 'a',
  آ: 'a',
  أ: 'a',
  إ: 'i',
  ى: 'a',
  ة: 'a',
  ؤ: 'u',
  ئ: 'i',
  ع: 'a',
};

/**
 * How an Arabic name may be written in Latin letters: a proposal for an editor to correct, since short vowels are not
 * written. Frequent given names are looked up, an `a` is put where three consonants or two at the start would meet.
 * Words that are Latin already stay.
 */
export const likelyLatin = (name: string): string =>
  name
    .split(/\s+/u)
    .filter(Boolean)
    .map((word) => (/\p{Script=Arabic}/u.test(word) ? latinWord(word) : word))
    .join(' ');

function latinWord(word: string): string {
  const known = given.get(foldText(word));
  if (known) return known;
  const article = /^ال(?=.{2})/u.test(word);
  const spelt = spell([...(article ? word.slice(2) : word)].filter((letter) => !/\p{M}|ـ/u.test(letter)));
  const capital = spelt.charAt(0).toUpperCase() + spelt.slice(1);
  return article ? `al-${capital}` : capital;
}

function spell(letters: string[]): string {
  let latin = '';
  let met = 0;
  letters.forEach((letter, i) => {
    const vowel = vowelOf(letter, letters[i - 1], letters[i + 1]);
    if (vowel !== undefined) {
      latin += latin.endsWith(vowel) ? '' : vowel;
      met = 0;
      return;
    }
    const consonant = consonants[letter] ?? semivowels[letter] ?? '';
    if (met === 1 && (latin.length <= 2 || i === letters.length - 1 || isConsonant(letters[i + 1], letter))) {
      latin += 'a';
      met = 0;
    }
    latin += consonant;
    met += consonant === '' ? 0 : 1;
  });
  return latin;
}

const semivowels: Record<string, string> = { و: 'w', ي: 'y' };

const isConsonant = (letter: string | undefined, before: string) =>
  letter !== undefined && vowelOf(letter, before, undefined) === undefined;

/** و and ي are vowels between consonants and at the end, consonants at the start and beside a vowel. */
function vowelOf(letter: string, before: string | undefined, after: string | undefined): string | undefined {
  if (vowels[letter] !== undefined) return vowels[letter];
  if (letter !== 'و' && letter !== 'ي') return undefined;
  if (
    before === undefined ||
    vowels[before] !== undefined ||
    (after !== undefined && vowels[after] !== undefined)
  )
    return undefined;
  return letter === 'و' ? 'u' : 'i';
}

/** The state that an Arabic name is the common one of (CLDR): its English name and ISO 3166-1 code. */
export const stateNamed = (name: string): { country: string; ar: string; en: string } | undefined =>
  states().get(foldText(name));

/** Every state under its common name in both languages (CLDR). */
export const allStates = (): { country: string; ar: string; en: string }[] => [...states().values()];

let known: Map<string, { country: string; ar: string; en: string }> | undefined;

function states() {
  if (known) return known;
  const [arabic, english] = ['ar', 'en'].map(
    (lang) => new Intl.DisplayNames([lang], { type: 'region', fallback: 'none' }),
  );
  known = new Map();
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  for (const country of letters.flatMap((first) => letters.map((second) => first + second))) {
    const [ar, en] = [arabic?.of(country), english?.of(country)];
    if (ar && en) known.set(foldText(ar), { country, ar, en });
  }
  return known;
}
