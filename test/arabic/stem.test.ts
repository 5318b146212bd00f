import { describe, expect, it } from 'vitest';
import { concepts } from '../../src/arabic/concepts.ts';
import { foldText } from '../../src/arabic/fold.ts';
import { isStopWord, skeleton, stems } from '../../src/arabic/stem.ts';

const stemsOf = (word: string) => stems(foldText(word));

describe('the stems of an Arabic word', () => {
  it.each([
    ['the article', 'الانسحاب', 'انسحاب'],
    ['the article after a preposition', 'بالمدينة', 'مدين'],
    ['the article after و', 'والحكومة', 'حكوم'],
    ['the article after ل', 'للمدنيين', 'مدن'],
    ['the sound plural', 'مفاوضات', 'مفاوض'],
    ['a nisba in the plural', 'العراقيين', 'عراق'],
    ['a possessive', 'مدينتهم', 'مدين'],
    ['a feminine ending on two letters', 'خطة', 'خط'],
  ])('leave out %s', (_, word, stem) => {
    expect(stemsOf(word)).toContain(stem);
  });

  it('try a first letter as a clitic, and as a letter of the word first', () => {
    expect(stemsOf('وزير')[0]).toBe('وزير');
    expect(stemsOf('لانسحاب')).toEqual(['لانسحاب', 'انسحاب']);
    expect(stemsOf('ليبيا')[0]).toMatch(/^ل/);
  });

  it('have one reading where the article shows where the word begins', () => {
    expect(stemsOf('الوزير')).toEqual(['وزير']);
  });

  it('find the verb under its persons', () => {
    for (const form of ['يدافع', 'تدافع', 'ستدافع', 'وسيدافع']) expect(stemsOf(form)).toContain('دافع');
  });

  it('leave other scripts alone', () => {
    expect(stems('withdraw')).toEqual(['withdraw']);
  });
});

describe('the skeleton of a stem', () => {
  it.each([
    ['مساعد', 'ساعد'],
    ['تقديم', 'تقدم'],
    ['محارب', 'حرب'],
    ['انسحاب', 'سحب'],
  ])('is one for %s and %s', (one, other) => {
    expect(skeleton(one)).toBe(skeleton(other));
  });

  it('keeps words of different roots apart', () => {
    expect(skeleton('مفاوض')).not.toBe(skeleton('مساعد'));
  });
});

describe('stop words', () => {
  it('are known with a conjunction too, and content words are none', () => {
    expect(['في', 'وفي', 'فهو', 'هناك'].map(isStopWord)).toEqual([true, true, true, true]);
    expect(['وزير', 'فريق', 'هجوم'].map(isStopWord)).toEqual([false, false, false]);
  });
});

describe('the table of words that say the same', () => {
  it('has no word in two rows', () => {
    const rowOf = new Map<string, string>();
    const twice: string[] = [];
    for (const row of concepts)
      for (const entry of row) {
        const stem = entry
          .split('_')
          .map((word) => stemsOf(word)[0])
          .join('_');
        const other = rowOf.get(stem);
        if (other !== undefined && other !== row[0]) twice.push(`${entry}: ${other}, ${row[0]}`);
        rowOf.set(stem, row[0] ?? '');
      }
    expect(twice).toEqual([]);
  });
});
