import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../src/arabic/fold.ts';
import { findAnchor } from '../../src/text/anchor.ts';
import { codePoints, sha256 } from '../../src/text/codePoints.ts';
import { nearest } from '../../src/text/nearest.ts';
import { wordDifferences } from '../../src/text/wordDifferences.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'ب', ' ', '𝒳', '💥'), maxLength: 60 });

describe('an anchor', () => {
  const anchorOf = (text: string[], start: number, end: number) => ({
    start,
    end,
    sha256: sha256(text.slice(start, end).join('')),
  });

  it('is verified at its place, counted in code points', () => {
    const text = codePoints('𝒳💥 قال الوزير');
    expect(findAnchor(text, anchorOf(text, 3, 6))).toEqual({
      state: 'verified',
      start: 3,
      end: 6,
      words: 'قال',
    });
  });

  it('is found again where the text was moved, and never at other words', () => {
    fc.assert(
      fc.property(
        letters,
        letters,
        fc.nat(),
        fc.integer({ min: 1, max: 20 }),
        (before, text, from, length) => {
          const points = codePoints(text);
          fc.pre(points.length > 0);
          const start = from % points.length;
          const end = Math.min(start + length, points.length);
          const words = points.slice(start, end).join('');
          const found = findAnchor(codePoints(before + text), anchorOf(points, start, end));
          expect(found.words).toBe(words);
          expect(['verified', 'moved']).toContain(found.state);
          if (before === '') expect(found).toMatchObject({ state: 'verified', start, end });
        },
      ),
    );
  });

  it('is found at the nearest place where the words stand twice', () => {
    const text = codePoints('ab..ab....ab');
    expect(findAnchor(text, { ...anchorOf(text, 0, 2), start: 5, end: 7 })).toMatchObject({
      state: 'moved',
      start: 4,
    });
  });

  it('is orphaned where the words are gone', () => {
    const text = codePoints('قال الوزير');
    expect(findAnchor(codePoints('شيء آخر'), anchorOf(text, 0, 3))).toEqual({
      state: 'orphaned',
      start: null,
      end: null,
      words: null,
    });
    expect(findAnchor([], anchorOf(text, 0, 3)).state).toBe('orphaned');
  });
});

describe('the nearest word', () => {
  it.each([
    ['actr', 'actor'],
    ['ACTOR', 'actor'],
    ['locaton', 'location'],
    ['tpye', 'type'],
    ['zzzzzzzz', undefined],
  ])('to %s is %s', (given, meant) => {
    expect(nearest(given, ['location', 'actor', 'type', 'country'])).toBe(meant);
  });

  it('to anything among no words is none', () => {
    expect(nearest('a', [])).toBeUndefined();
  });
});

describe('word differences', () => {
  it('give back both wordings', () => {
    const words = fc.array(fc.constantFrom('قال', 'الوزير', 'إن', 'القوات', 'ستبقى', 'لن', 'تبقى'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(words, words, (from, to) => {
        const runs = wordDifferences(from.join(' '), to.join('  '), (word) => word);
        const side = (op: string) =>
          runs.filter((run) => run.op === 'same' || run.op === op).flatMap(({ text }) => text.split(' '));
        expect(side('only_in_from').filter(Boolean)).toEqual(from);
        expect(side('only_in_to').filter(Boolean)).toEqual(to);
      }),
    );
  });

  it('take spelling variants of a word for the same', () => {
    expect(wordDifferences('قالَ أحمد', 'قال احمد', foldText)).toMatchObject([{ op: 'same' }]);
  });
});
