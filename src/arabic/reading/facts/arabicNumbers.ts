import {
  dualScaleTable,
  fractionTable,
  namingWords,
  numberTable,
  qualifierAfterTable,
  qualifierTable,
  scaleTable,
  teenTable,
} from '../tables/arabic/numbers.ts';
import { metricTable, unitTable } from '../tables/arabic/units.ts';
import { numberWords } from './numberWords.ts';

const DUAL =
  /^(جنديين|جنديان|عسكريان|عنصران|عنصرين|شخصين|شخصان|مقاتلان|مسلحان|ضابطين|ضابطان|مدنيان|طفلين|طفلان|قتيلين|قتيلان|شهيدين|شهيدان|جريحين|جريحان|مصابان|غارتين|غارتان|ضربتين|هجومين|صاروخين|قاعدتين|دقيقتين|ساعتين|ساعتان|يومين|يومان|أسبوعين|أسبوعان|شهرين|شهران|عامين|عامان|سنتين|سنتان|عقدين|طائرتين|طائرتان|كيلومترين|مصدرين|دولتين)$/;

/** Words of number in Arabic. */
export const arabicNumbers = numberWords(
  {
    values: numberTable,
    teens: teenTable,
    scales: scaleTable,
    dualScales: dualScaleTable,
    fractions: fractionTable,
    before: qualifierTable,
    after: qualifierAfterTable,
    naming: namingWords,
    nouns: unitTable,
    metrics: metricTable,
    between: 'بين',
    to: 'إلى حتى',
  },
  {
    and: (key) => (key.startsWith('و') ? key.slice(1) : null),
    bare: (key) => (/^[بلكوف].{2}/.test(key) ? key.slice(1) : null),
  },
  (noun) => DUAL.test(noun),
);
