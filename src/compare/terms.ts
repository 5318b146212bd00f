import { stemmer } from 'stemmer';
import { concepts } from '../arabic/concepts.ts';
import { isStopWord, skeleton, stems } from '../arabic/stem.ts';
import { numbersIn } from './numbers.ts';
import { type Word, words } from './words.ts';

const ENGLISH_STOP_WORDS = new Set(
  `a an the of in on at by for from to with as and or but that this these those it its he she they them his her their
  we our us you your i is are was were be been being has have had do does did will would can could may might there here
  who which what when where while than then so such also about into over under between after before during against
  no not any some all each other said says say according`.split(/\s+/),
);

const isStop = ({ folded }: Word) => isStopWord(folded) || ENGLISH_STOP_WORDS.has(folded);

const stemsOf = (folded: string) => (/^[a-z]/.test(folded) ? [stemmer(folded)] : stems(folded));

const joined = (parts: string[]) => parts.join('_');

/** Stem (or `_`-joined stems) to concept; a stem that two rows claim belongs to the first. */
const conceptOfStem = new Map<string, string>();
const conceptOfSkeleton = new Map<string, string | null>();
const phraseStarts = new Set<string>();
let longestPhrase = 1;
for (const row of concepts) {
  const name = `=${row[0]}`;
  for (const entry of row) {
    const parts = words(entry.replaceAll('_', ' ')).map(({ folded }) => stemsOf(folded)[0] ?? folded);
    longestPhrase = Math.max(longestPhrase, parts.length);
    const stem = joined(parts);
    if (!conceptOfStem.has(stem)) conceptOfStem.set(stem, name);
    if (parts.length > 1) {
      phraseStarts.add(parts[0] ?? '');
      continue;
    }
    // A root that stands in two rows (تنظيم, نظام) tells nothing.
    const root = skeleton(stem);
    const known = conceptOfSkeleton.get(root);
    conceptOfSkeleton.set(root, known === undefined || known === name ? name : null);
  }
}

/**
 * What a word or phrase contributes to the content of a text. `keys` are its readings, the likeliest first: `=name`
 * for a concept of the table, `#value` for a number, else what is left of its stem.
 */
export interface Term {
  keys: string[];
  /** The words it stands for, as printed, and where they begin and end in the text (UTF-16). */
  printed: string;
  at: number;
  end: number;
}

/** `readings` are the stems of each word of a text. */
function phraseAt(readings: readonly string[][], index: number): { key: string; length: number } | undefined {
  const starts = (readings[index] ?? []).filter((stem) => phraseStarts.has(stem));
  if (starts.length === 0) return undefined;
  for (let length = Math.min(longestPhrase, readings.length - index); length > 1; length--) {
    const rest = readings.slice(index + 1, index + length).map(([stem = '']) => stem);
    for (const start of starts) {
      const key = conceptOfStem.get(joined([start, ...rest]));
      if (key !== undefined) return { key, length };
    }
  }
  return undefined;
}

function keysOf(readings: readonly string[]): string[] {
  const named = readings.map((stem) => conceptOfStem.get(stem)).find((name) => name !== undefined);
  if (named !== undefined) return [named];
  const keys = readings.map((stem) => conceptOfSkeleton.get(skeleton(stem)) ?? skeleton(stem));
  // A reading that the table knows is likelier than one that no word may have.
  const isConcept = (key: string) => key.startsWith('=');
  return [...new Set([...keys.filter(isConcept), ...keys])];
}

/** The content of a text: its words without stop words, as concepts or stems, in order. */
export function termsOf(text: string): Term[] {
  const all = words(text);
  const numbers = new Map(numbersIn(all).map((number) => [number.first, number]));
  const readings = all.map(({ folded }) => stemsOf(folded));
  const terms: Term[] = [];
  for (let i = 0; i < all.length; i++) {
    const word = all[i] as Word;
    const number = numbers.get(i);
    if (number !== undefined) {
      const { end } = all[number.last] as Word;
      terms.push({ keys: [`#${number.value}`], printed: text.slice(word.at, end), at: word.at, end });
      i = number.last;
      continue;
    }
    const phrase = phraseAt(readings, i);
    const last = phrase === undefined ? word : (all[i + phrase.length - 1] as Word);
    if (phrase === undefined && isStop(word)) continue;
    terms.push({
      keys: phrase === undefined ? keysOf(readings[i] ?? []) : [phrase.key],
      printed: text.slice(word.at, last.end),
      at: word.at,
      end: last.end,
    });
    if (phrase !== undefined) i += phrase.length - 1;
  }
  return terms;
}

/** Whether a statement is conditional, only possible, of the future, an obligation, or none of these. */
type Modality = 'conditional' | 'possible' | 'future' | 'obligation' | 'plain';

/** What a content word does not show: negation, modality, numbers. */
export interface Stance {
  negated: boolean;
  modality: Modality;
  numbers: number[];
}

const NEGATORS = new Set(
  `لا لم لن ليس ليست ليسوا لسنا لست عدم لايوجد لاتوجد دون بدون بلا نفي ينفي تنفي نفت انكر
  not no never neither nor without none cannot deny denied denies`.split(/\s+/),
);
/** After لا (or glued to it) these mean “still”, “above all”, “must”, not a negation. */
const NOT_NEGATED = /^(ي|ت|ن)?زا?ل(ت|وا|ون)?$|^سيما$|^بد$|^بأس$/;
const CONDITIONS = new Set('اذا لو لولا حال شريطه بشرط if unless provided whether'.split(' '));
const POSSIBILITIES = new Set(
  'قد ربما لعل محتمل يحتمل يمكن ممكن يرجح ترجيحات may might could possibly perhaps likely'.split(' '),
);
const OBLIGATIONS = new Set('يجب ينبغي وجوب يتعين لابد ضروره حاجه must should need needs'.split(' '));
const FUTURES = new Set('سوف لن سيتم will shall'.split(' '));

/** س before the person of a verb: سيعلن, ستعلن, سنعلن; and words that only begin like one. */
const FUTURE_VERB = /^[وف]?س[يتن]../;
const NO_FUTURE =
  /^[وف]?(سي(اس|اد|طر|ار|اق|نا|نم|ول|دا|ده|ءا|ير|رت|ف$|ل$)|ست(ين|ون|اي|ار|را)|سن(وي|وا|ين|دا|ه$))/;

const bare = (folded: string) => (/^[وف]/.test(folded) && folded.length > 2 ? folded.slice(1) : folded);

function isNegator(all: Word[], index: number): boolean {
  const folded = all[index]?.folded ?? '';
  if (
    /n['’]?t$/.test(folded) &&
    /^(do|does|did|is|are|was|were|has|have|had|wo|ca|would|could|should)n/.test(folded)
  )
    return true;
  const word = NEGATORS.has(folded) ? folded : bare(folded);
  if (!NEGATORS.has(word)) return false;
  const next = all[index + 1]?.folded ?? '';
  if (word === 'لا' && NOT_NEGATED.test(next)) return false;
  // لن … إلا and لا … إلا restrict, they do not deny.
  if (/^(لا|لن|لم|ليس|ليست)$/.test(word))
    return !all
      .slice(index + 1, index + 5)
      .some((later) => /^(ب|ل|ك)?الا$/.test(later.folded) && later.printed !== 'ألا');
  return true;
}

function modalityOf(all: Word[]): Modality {
  const has = (set: Set<string>) =>
    all.some(
      ({ folded }) =>
        set.has(folded) || set.has(bare(folded)) || set.has(folded.replace(/^[بل](?=.{4})/, '')),
    );
  if (has(CONDITIONS)) return 'conditional';
  // قد before a perfect is no doubt: only قد with a form in ي or ت that follows it.
  const possible = all.some(({ folded }, i) => {
    const word = POSSIBILITIES.has(folded) ? folded : bare(folded);
    if (!POSSIBILITIES.has(word)) return false;
    return word !== 'قد' || /^[يتن]/.test(all[i + 1]?.folded ?? '');
  });
  if (possible) return 'possible';
  if (has(OBLIGATIONS)) return 'obligation';
  const future =
    has(FUTURES) || all.some(({ folded }) => FUTURE_VERB.test(folded) && !NO_FUTURE.test(folded));
  return future ? 'future' : 'plain';
}

/** Negation, modality and numbers of a stretch of text. */
export function stanceOf(text: string): Stance {
  const all = words(text);
  return {
    negated: all.some((_, i) => isNegator(all, i)),
    modality: modalityOf(all),
    numbers: numbersIn(all).map(({ value }) => value),
  };
}
