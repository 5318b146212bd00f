import { foldText } from '../../fold.ts';
import { type Phrases, phraseIndex, readRows, readWords, wordSet } from '../tables/table.ts';

export type Unit = 'day' | 'week' | 'month' | 'year';

/** The words of time of a language, ready to look up. */
export interface TimeWords {
  months: Phrases<number>;
  hijriMonths: Phrases<number>;
  weekdays: ReadonlyMap<string, number>;
  parts: ReadonlyMap<string, 'early' | 'mid' | 'late'>;
  relatives: Phrases<{ unit: Unit; offset: number }>;
  spans: ReadonlyMap<string, Unit>;
  /** Spans that mean two by themselves (يومين). */
  duals: ReadonlySet<string>;
  ordinals: ReadonlyMap<string, number>;
  last: ReadonlySet<string>;
  next: ReadonlySet<string>;
  current: ReadonlySet<string>;
  year: ReadonlySet<string>;
  ago: string;
  /** 03/04 is the 4th of March. */
  monthFirst: boolean;
}

interface Tables {
  months: string;
  hijriMonths: string;
  weekdays: string;
  parts: string;
  relatives: string;
  spans: string;
  ordinals: string;
  last: string;
  next: string;
  current: string;
  year: string;
  ago: string;
  monthFirst: boolean;
}

const numbered = (table: string) =>
  readRows(table).flatMap(([value = '', names = '']) =>
    readWords(names).map((name) => [name.replaceAll('_', ' '), Number(value)] as const),
  );
const folded = <T>(entries: readonly (readonly [string, T])[]) =>
  new Map(entries.map(([name, value]) => [foldText(name), value] as const));
const PARTS = { early: 'early', mid: 'mid', late: 'late' } as const;
const UNITS = { day: 'day', week: 'week', month: 'month', year: 'year' } as const;

export function timeWords(tables: Tables): TimeWords {
  const spans = readRows(tables.spans).flatMap(([unit = '', names = '']) =>
    readWords(names).map((name) => [name, UNITS[unit as Unit]] as const),
  );
  return {
    months: phraseIndex(numbered(tables.months)),
    hijriMonths: phraseIndex(numbered(tables.hijriMonths)),
    weekdays: folded(numbered(tables.weekdays)),
    parts: folded(
      readRows(tables.parts).flatMap(([part = '', names = '']) =>
        readWords(names).map((name) => [name, PARTS[part as keyof typeof PARTS]] as const),
      ),
    ),
    relatives: phraseIndex(
      readRows(tables.relatives).map(
        ([unit = '', offset = '', phrase = '']) =>
          [phrase, { unit: UNITS[unit as Unit], offset: Number(offset) }] as const,
      ),
    ),
    spans: folded(spans),
    duals: new Set(
      spans.map(([name]) => foldText(name)).filter((key) => /(ين|ان)$/.test(key) && key !== 'سنين'),
    ),
    ordinals: folded(numbered(tables.ordinals)),
    last: wordSet(tables.last),
    next: wordSet(tables.next),
    current: wordSet(tables.current),
    year: wordSet(tables.year),
    ago: foldText(tables.ago),
    monthFirst: tables.monthFirst,
  };
}
