import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearch, type SearchQuery, SearchSyntaxError } from '../../src/text/searchQuery.ts';

/** A question as it was understood, in one line. */
function told(query: SearchQuery): string {
  switch (query.kind) {
    case 'word':
      return query.word;
    case 'phrase':
      return `"${query.words.join(' ')}"`;
    case 'not':
      return `not ${told(query.part)}`;
    default:
      return `(${query.parts.map(told).join(query.kind === 'all' ? ' and ' : ' or ')})`;
  }
}

const refusal = (text: string) => {
  try {
    parseSearch(text);
  } catch (error) {
    if (error instanceof SearchSyntaxError) return error.at;
    throw error;
  }
  return undefined;
};

describe('a search question', () => {
  it.each([
    ['one', 'one'],
    ['one two', '(one and two)'],
    ['one OR two three', '((one or two) and three)'],
    ['one or two', '(one and or and two)'],
    ['one -two', '(one and not two)'],
    ['one -"two three"', '(one and not "two three")'],
    ['one -(two OR three)', '(one and not (two or three))'],
    ['(one two) OR three', '((one and two) or three)'],
    ['one OR two OR three', '(one or two or three)'],
    ['"one two" three', '("one two" and three)'],
    ['“one two”', '"one two"'],
    ['«واحد اثنان» ثلاثة', '("واحد اثنان" and ثلاثة)'],
    ['al-Sudani U.S.-led', '(al-Sudani and U.S.-led)'],
    ['one"two"three', '(one and "two" and three)'],
    ['one ، two !', '(one and two)'],
    ['one AND two', '(one and two)'],
    ['one AND two OR three', '(one and (two or three))'],
    ['one NOT two', '(one and not two)'],
    ['one AND NOT "two three"', '(one and not "two three")'],
    ['NOT (one OR two) three', '(not (one or two) and three)'],
    ['one and not two', '(one and and and not and two)'],
    ['"one NOT two"', '"one NOT two"'],
  ])('%s', (text, understood) => {
    expect(told(parseSearch(text))).toBe(understood);
  });

  it.each([
    ['one "two', 4],
    ['🕊 "two', 2],
    ['one «two', 4],
    ['one» two', 3],
    ['one OR', 4],
    ['OR one', 0],
    ['one OR OR two', 4],
    ['(one', 0],
    ['one)', 3],
    ['one ()', 4],
    ['one ""', 4],
    ['one - two', 4],
    ['one -', 4],
    ['one --two', 4],
    ['-one', 0],
    ['one OR -two', 4],
    ['!', 0],
    ['one (-two)', 4],
    ['AND one', 0],
    ['one AND', 4],
    ['one AND OR two', 4],
    ['one OR AND two', 4],
    ['one (AND two)', 5],
    ['NOT one', 0],
    ['one NOT', 4],
    ['one NOT -two', 4],
    ['one OR NOT two', 4],
  ])('%s is refused at character %i', (text, at) => {
    expect(refusal(text)).toBe(at);
  });

  it('is understood, or refused at a place in it, whatever it is', () => {
    const piece = fc.constantFrom(
      '"',
      '-',
      'OR',
      ' NOT ',
      ' AND ',
      '(',
      ')',
      ' ',
      '«',
      '»',
      'قوات',
      'a',
      '“',
      '🕊',
      '\u0000',
      '٣',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.array(piece).map((all) => all.join('')),
        ),
        (text) => {
          const at = refusal(text);
          if (at === undefined) return;
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at).toBeLessThanOrEqual(Array.from(text).length);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
