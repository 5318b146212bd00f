/**
 * A light Arabic stemmer for comparing texts (not for search, where every form has to be found again). It takes
 * words folded by `foldText`. Many letters are ambiguous: the و of وزير belongs to the word, that of وقال does not.
 * So clitics are tried as alternatives and the caller keeps the reading that the other text has as well.
 */

/** Words that say nothing about what a sentence is about, folded. Negation and number words are not among them. */
const STOP_WORDS = new Set(
  `من في علي الي عن مع ان انه انها انهم انهما انا اننا انني انك هذا هذه ذلك تلك هو هي هم هن هما نحن هناك هنا الذي التي
  الذين اللذين اللتين اللواتي ما ماذا لماذا مما فيما بما كما كان كانت كانوا يكون تكون كون كونه كونها قد لقد سوف سيتم يتم تم تمت ثم او ام بل لكن لكنه لكنها حتي
  اذ اذا اذن لو لولا كي لكي حيث حين حينما عندما بعد قبل خلال منذ عند لدي لديه لديها لديهم له لها لهم لنا به بها بهم بهما
  فيه فيها فيهم منه منها منهم عنه عنها عليه عليها عليهم اليه اليها اليهم معه معها معهم بين بينهما كل كلا بعض غير سوي اي ايه ايضا ضمن
  حول نحو حوالي زهاء قرابه اجل شان بشان حال وسط عبر لا لم لن ليس ليست ليسوا لدينا امام ضد سواء اما الا انما ذات ذو
  ذي نفسه نفسها قبل جراء ازاء باعتبار باعتباره باعتبارها ولا وما كذلك هكذا فقط فحسب جدا مازال مازالت زال زالت يزال تزال لازال لازالت لايزال لاتزال يوجد
  توجد لايوجد لاتوجد متواجد متواجده موجود موجوده تواجد وجود عدم يعد تعد اعاد عاد بالاضافه اضافه وفق وفقا بحسب حسب قوله قال وقال`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

const ENDINGS = [
  'تهما',
  'تهم',
  'تها',
  'ته',
  'تين',
  'تان',
  'هما',
  'هم',
  'ها',
  'نا',
  'ات',
  'ان',
  'ون',
  'ين',
  'وا',
  'يه',
  'ه',
  'ي',
  'ا',
  'ت',
];
const SHORTEST = 3;

const isArabic = (word: string) => /^[\u0621-\u064A]/.test(word);

/** Whether a folded word, with or without a leading و or ف, carries no content. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word) || (/^[وف]/.test(word) && STOP_WORDS.has(word.slice(1)));
}

function withoutEndings(word: string): string {
  // خطة and قوات have two letters before a feminine ending.
  if (/^..(ه|ات)$/.test(word)) return word.slice(0, 2);
  let rest = word;
  // Two layers at most: العراقيين is عراق + ي + ين.
  for (let layer = 0; layer < 2; layer++) {
    const ending = ENDINGS.find((tail) => rest.endsWith(tail) && rest.length - tail.length >= SHORTEST);
    if (ending === undefined) break;
    rest = rest.slice(0, -ending.length);
  }
  return rest;
}

/**
 * What is left of a stem when its pattern is taken away: the letters that forms of one root have in common
 * (مساعدة, ساعد and يساعد; تقديم and تقدم). Not the root of the grammars, only the same for most of its forms.
 */
export function skeleton(stem: string): string {
  if (!isArabic(stem)) return stem;
  let rest = stem.replace(/ء/g, '');
  for (const start of ['است', 'مست', 'ان', 'من', 'م', 'ت', 'ا'])
    if (rest.startsWith(start) && rest.length - start.length >= SHORTEST) rest = rest.slice(start.length);
  for (let i = 1; i < rest.length && rest.length > SHORTEST; )
    if (/[اوي]/.test(rest[i] ?? '')) rest = rest.slice(0, i) + rest.slice(i + 1);
    else i += 1;
  return rest.replace(/(.)\1$/, '$1');
}

const CONJUNCTIONS = ['', 'و', 'ف'];
const ARTICLES = ['بال', 'كال', 'لل', 'ال'];
/** One-letter prepositions, the future س, and the persons of a verb. */
const PREFIXES = ['س', 'ب', 'ل', 'ك', 'ي', 'ت', 'ن', 'سي', 'ست', 'سن', 'لي', 'لت'];

/**
 * The stems that a folded Arabic word can have, the most literal first: وتعمل is a word of its own, or و + تعمل, or a
 * form of عمل. A word with the article has one, for the article says where the word begins.
 */
export function stems(word: string): string[] {
  if (!isArabic(word)) return [word];
  const found = new Set<string>();
  for (const conjunction of CONJUNCTIONS) {
    if (!word.startsWith(conjunction) || word.length - conjunction.length < SHORTEST) continue;
    const rest = word.slice(conjunction.length);
    const article = ARTICLES.find(
      (start) => rest.startsWith(start) && rest.length - start.length >= SHORTEST,
    );
    if (article !== undefined) return [withoutEndings(rest.slice(article.length))];
    found.add(withoutEndings(rest));
    for (const prefix of PREFIXES)
      if (rest.startsWith(prefix) && rest.length - prefix.length >= SHORTEST)
        found.add(withoutEndings(rest.slice(prefix.length)));
  }
  return found.size > 0 ? [...found] : [word];
}
