import { type Phrases, phraseIndex, readRows, wordSet } from '../tables/table.ts';
import { isComma, keyAt, type Page } from '../text/page.ts';
import type { Modality } from '../types.ts';

/** The small words that say whether something is so. */
export interface ModalityWords {
  negators: ReadonlySet<string>;
  /** Negations that say that something lasts or must be. */
  still: Phrases<string>;
  contrasts: Phrases<string>;
  subordinators: Phrases<string>;
  conditions: Phrases<string>;
  lasting: Phrases<string>;
  futures: ReadonlySet<string>;
  /** A word begins a clause beside the first: its key without the conjunction, or null. */
  joined: (key: string) => string | null;
  /** قد before a present verb, and other pairs that make a possibility. */
  possible: (key: string, next: string) => boolean;
  /** A verb of the future by its form (سيفعل). */
  future: (key: string) => boolean;
}

export function modalityWords(
  tables: {
    negators: string;
    still: string;
    contrasts: string;
    subordinators: string;
    conditions: string;
    lasting: string;
    futures: string;
  },
  rules: Pick<ModalityWords, 'joined' | 'possible' | 'future'>,
): ModalityWords {
  const phrases = (table: string) =>
    phraseIndex(readRows(table).map(([phrase = '']) => [phrase, phrase] as const));
  return {
    negators: wordSet(tables.negators),
    still: phrases(tables.still),
    contrasts: phrases(tables.contrasts),
    subordinators: phrases(tables.subordinators),
    conditions: phrases(tables.conditions),
    lasting: phrases(tables.lasting),
    futures: wordSet(tables.futures),
    ...rules,
  };
}

const RELATIVE = /^(الذي|التي|الذين|اللذين|اللتين|اللواتي|which|who)$/;

export interface Judgement {
  negated: boolean;
  hypothetical: boolean;
  future: boolean;
  lasting: boolean;
  why: string[];
}

/** Whether a run of words denies or supposes: only its main clause and clauses beside it count. */
export function judge(page: Page, words: ModalityWords, first: number, last: number): Judgement {
  const result: Judgement = { negated: false, hypothetical: false, future: false, lasting: false, why: [] };
  let subordinate = false;
  let relativeUntil = -1;
  for (let at = first; at < last; at++) {
    if (page.tokens[at]?.kind !== 'word') continue;
    const key = keyAt(page, at);
    const bare = words.joined(key);
    const keys = [bare ?? key, keyAt(page, at + 1), keyAt(page, at + 2), keyAt(page, at + 3)];
    const plain = [key, ...keys.slice(1)];
    if (bare !== null && (isComma(page, at - 1) || startsClause(words, bare, keys))) subordinate = false;
    if (
      at > first &&
      (words.subordinators.at(plain, 0) ?? (bare !== null ? words.subordinators.at(keys, 0) : null))
    ) {
      // A relative clause holds its own verb only; what is denied after it is denied by the main clause.
      if (RELATIVE.test(bare !== null && !RELATIVE.test(key) ? bare : key)) relativeUntil = at + 3;
      else subordinate = true;
    }
    const condition = words.conditions.at(plain, 0) ?? (bare !== null ? words.conditions.at(keys, 0) : null);
    if (condition || words.possible(key, keys[1] ?? '')) {
      result.hypothetical = true;
      result.why.push(`condition or possibility “${condition?.value ?? key}”`);
    }
    if (words.future(key) || words.futures.has(key)) result.future = true;
    const still = words.still.at(plain, 0) ?? (bare !== null ? words.still.at(keys, 0) : null);
    if (words.lasting.at(keys, 0)) result.lasting = true;
    if (still) {
      at += still.length - 1;
      continue;
    }
    const negator = words.negators.has(key) || (bare !== null && words.negators.has(bare));
    if (key === 'عدم' && at > first) continue;
    if (
      !negator ||
      subordinate ||
      at < relativeUntil ||
      contrasted(page, words, at, last) ||
      restricted(keys)
    )
      continue;
    result.negated = true;
    result.why.push(`negation “${page.tokens[at]?.text ?? ''}”`);
  }
  return result;
}

const startsClause = (words: ModalityWords, bare: string, keys: readonly string[]) =>
  words.negators.has(bare) || words.still.at(keys, 0) !== null;

/** لا … بل …, لا … بقدر ما …: said to be more than, not denied. */
function contrasted(page: Page, words: ModalityWords, at: number, last: number): boolean {
  for (let next = at + 1; next < Math.min(last, at + 12); next++)
    if (words.contrasts.at(page.keys, next)) return true;
  return false;
}

/** غير and دون and عدم deny only as the head of what is said, not as part of a phrase inside it. */
function restricted([word, next = '']: readonly string[]): boolean {
  if (word === 'غير') return !/^(صحيح|دقيق|موجود|مطروح|وارد)/.test(next);
  return word === 'دون' || word === 'غياب' || word === 'انعدام' || word === 'without';
}

/** What an event inside a run of words is: denied before supposed, supposed before planned. */
export function modalityOf({ negated, hypothetical, future, lasting }: Judgement): Modality {
  if (negated) return 'denied';
  if (hypothetical) return 'hypothetical';
  if (future) return 'planned';
  return lasting ? 'ongoing' : 'occurred';
}
