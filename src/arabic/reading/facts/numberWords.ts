import { foldText } from '../../fold.ts';
import { type Phrases, phraseIndex, readRows, readWords, wordSet } from '../tables/table.ts';
import type { FigureDraft } from '../types.ts';

type Qualifier = NonNullable<FigureDraft['qualifier']>;
type Metric = FigureDraft['metric'];

/** What a noun counts. `metric` null: decided by the words beside it. */
export interface CountedNoun {
  metric: Metric | null;
  unit: string;
  /** The noun is a dual, two by itself. */
  dual: boolean;
}

/** The words of numbers of a language, ready to look up. */
export interface NumberWords {
  values: ReadonlyMap<string, number>;
  teens: Phrases<number>;
  scales: ReadonlyMap<string, number>;
  dualScales: ReadonlyMap<string, number>;
  fractions: ReadonlyMap<string, number>;
  before: Phrases<Qualifier>;
  after: Phrases<Qualifier>;
  naming: ReadonlySet<string>;
  nouns: Phrases<CountedNoun>;
  metrics: ReadonlyMap<string, Metric>;
  /** Heads that name what became of those counted and belong to the figure (إصابة ثلاثة جنود). */
  between: ReadonlySet<string>;
  to: ReadonlySet<string>;
  and: (key: string) => string | null;
  /** The key without a preposition on it (بنحو, لستة). */
  bare: (key: string) => string | null;
}

export interface NumberTables {
  values: string;
  teens: string;
  scales: string;
  dualScales: string;
  fractions: string;
  before: string;
  after: string;
  naming: string;
  nouns: string;
  metrics: string;
  between: string;
  to: string;
}

const entries = (table: string) =>
  readRows(table).flatMap(([value = '', names = '']) =>
    readWords(names).map((name) => [name.replaceAll('_', ' '), value] as const),
  );
const numbers = (table: string) =>
  new Map(entries(table).map(([name, value]) => [foldText(name), Number(value)] as const));
const phrases = (table: string) =>
  phraseIndex(readRows(table).map(([code = '', phrase = '']) => [phrase, code as Qualifier] as const));

export function numberWords(
  tables: NumberTables,
  rules: Pick<NumberWords, 'and' | 'bare'>,
  isDual: (noun: string) => boolean,
): NumberWords {
  return {
    values: numbers(tables.values),
    teens: phraseIndex(entries(tables.teens).map(([name, value]) => [name, Number(value)] as const)),
    scales: numbers(tables.scales),
    dualScales: numbers(tables.dualScales),
    fractions: numbers(tables.fractions),
    before: phrases(tables.before),
    after: phrases(tables.after),
    naming: wordSet(tables.naming),
    nouns: phraseIndex(
      readRows(tables.nouns).flatMap(([metric = '', unit = '', names = '']) =>
        readWords(names).map(
          (name) =>
            [
              name.replaceAll('_', ' '),
              { metric: metric === '-' ? null : (metric as Metric), unit, dual: isDual(name) },
            ] as const,
        ),
      ),
    ),
    metrics: new Map(
      entries(tables.metrics).map(([name, metric]) => [foldText(name), metric as Metric] as const),
    ),
    between: wordSet(tables.between),
    to: wordSet(tables.to),
    ...rules,
  };
}
