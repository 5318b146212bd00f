import { foldText } from '../../fold.ts';
import {
  currentWords,
  hijriMonthTable,
  lastWords,
  monthTable,
  nextWords,
  ordinalTable,
  partTable,
  relativeTable,
  spanTable,
  weekdayTable,
  yearWords,
} from '../tables/arabic/time.ts';
import { readRows, readWords } from '../tables/table.ts';
import { type TimeWords, timeWords } from './timeWords.ts';

/** Words of time in Arabic. */
export const arabicTime: TimeWords = timeWords({
  months: monthTable,
  hijriMonths: hijriMonthTable,
  weekdays: weekdayTable,
  parts: partTable,
  relatives: relativeTable,
  spans: spanTable,
  ordinals: ordinalTable,
  last: lastWords,
  next: nextWords,
  current: currentWords,
  year: yearWords,
  ago: 'قبل',
  monthFirst: false,
});

export const months: ReadonlySet<string> = new Set(
  readRows(monthTable).flatMap(([, names = '']) =>
    readWords(names)
      .filter((name) => !name.includes('_'))
      .map(foldText),
  ),
);
export const weekdays: ReadonlySet<string> = new Set(
  readRows(weekdayTable).flatMap(([, names = '']) => readWords(names).map(foldText)),
);
