import { foldText } from '../arabic/fold.ts';
import { likeness, spell } from './align.ts';
import { foldedWords, nameWords } from './fold.ts';
import { comparer, readyName } from './match.ts';
import { skeletons } from './skeleton.ts';

/** Why a name was found (model/actor.ts). */
type Rule = 'exact' | 'folded' | 'alias' | 'synonym' | 'token_subset' | 'transliteration' | 'fuzzy';

/** A name that an index proposed. */
export interface Proposed {
  record: string;
  name: string;
  /** The name as foldText has it. */
  folded: string;
  /** Whether it is one of the record's own, not an alias. */
  primary: boolean;
  slug: string;
}

export interface NameHit {
  record: string;
  slug: string;
  name: string;
  rule: Rule;
  score: number;
}

/** What is not the same word for word is never sure. */
const MOST_UNSURE = 0.95;
/** Below this two names have next to nothing in common. */
const LEAST = 0.4;
/** From here on every word has a counterpart. */
const WHOLE = 0.75;

const SCORES = { exact: 1, folded: 0.99, alias: 0.98 } as const;

interface Ranking {
  /** Whether the last word may go on. */
  prefix?: boolean;
  /** What else the thing asked for is called wherever it is named, folded. */
  synonyms?: readonly string[];
}

/** The records that may be meant by a name, each with its best name, best first. */
export function rankNames(
  asked: string,
  proposed: Proposed[],
  { prefix = false, synonyms = [] }: Ranking = {},
): NameHit[] {
  const judge = prefix ? judgePrefix(asked) : judgeWhole(asked, synonyms);
  const best = new Map<string, NameHit>();
  for (const candidate of proposed) {
    const { record, slug } = candidate;
    const found = judge(candidate);
    const known = best.get(candidate.record);
    if (found.score >= LEAST && (!known || found.score > known.score))
      best.set(candidate.record, { record, slug, name: candidate.name, ...found });
    if (candidate.slug === asked)
      best.set(candidate.record, {
        record,
        slug,
        name: asked,
        rule: 'exact',
        score: SCORES.exact,
      });
  }
  return [...best.values()].sort((a, b) => b.score - a.score || (a.record < b.record ? 1 : -1));
}

type Judge = (candidate: Proposed) => { rule: Rule; score: number };

function judgeWhole(asked: string, synonyms: readonly string[]): Judge {
  const folded = foldText(asked);
  const words = folded.split(' ');
  const compare = comparer(nameWords(asked));
  return ({ name, folded: other, primary }) => {
    if (name.normalize() === asked.normalize()) return { rule: 'exact', score: SCORES.exact };
    if (other === folded) return primary ? known('folded') : known('alias');
    if (synonyms.includes(other)) return { rule: 'synonym', score: MOST_UNSURE };
    const score = rounded(MOST_UNSURE * compare(readyName(foldedWords(other))));
    return { rule: ruleOf(words, other.split(' '), score), score };
  };
}

const known = (rule: 'folded' | 'alias') => ({ rule, score: SCORES[rule] });
const rounded = (score: number) => Math.round(score * 1000) / 1000;

function ruleOf(asked: string[], words: string[], score: number): Rule {
  if (asked.every((word) => words.includes(word))) return 'token_subset';
  return score >= WHOLE * MOST_UNSURE && isArabic(asked) !== isArabic(words) ? 'transliteration' : 'fuzzy';
}

const isArabic = (words: string[]) => words.some((word) => /[\u0621-\u06FF]/.test(word));

/** The last word may be the beginning of one: it is compared as the word that it begins. */
function judgePrefix(asked: string): Judge {
  const words = nameWords(asked);
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const comparers = new Map<string, ReturnType<typeof comparer>>();
  return (candidate) => {
    let found: { rule: Rule; score: number } = { rule: 'fuzzy', score: 0 };
    const own = foldedWords(candidate.folded);
    const ready = readyName(own);
    for (const word of own) {
      const begins = beginning(last, word);
      if (begins === 0) continue;
      const completed = [...before, word];
      const compare = comparers.get(word) ?? comparer(completed);
      comparers.set(word, compare);
      const part = 0.7 + 0.3 * Math.min(1, last.length / word.length);
      const score = rounded(MOST_UNSURE * begins * part * compare(ready));
      if (score > found.score) found = { rule: begins === 1 ? 'token_subset' : 'transliteration', score };
    }
    return found;
  };
}

/** 1 where a word begins so, or without its article; less where it does in the other script; 0 where it does not. */
function beginning(prefix: string, word: string): number {
  if (word.startsWith(prefix) || word.startsWith(`ال${prefix}`)) return 1;
  const bare = word.replace(/^ال(?=..)/, '');
  const start = skeletons(prefix);
  if (!skeletons(bare).some((one) => start.some((begun) => one.startsWith(begun)))) return 0;
  const asked = spell(prefix);
  let best = 0;
  for (const length of [-1, 0, 1, 2].map((more) => prefix.length + more)) {
    const cut = spell(bare.slice(0, length));
    if (asked && cut) best = Math.max(best, likeness(asked, cut));
  }
  return best >= 0.45 ? 0.9 * Math.min(1, best + 0.2) : 0;
}
