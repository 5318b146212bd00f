import { describe, expect, it } from 'vitest';
import { findTerms } from '../../src/text/findTerms.ts';

const words = (text: string) =>
  Array.from(text.matchAll(/\S+/g), ({ 0: key, index }) => ({ key, start: index, end: index + key.length }));
const found = (text: string, terms: string[][][]) =>
  findTerms(words(text), terms).map(({ start, end }) => text.slice(start, end));

describe('terms in a text', () => {
  it('are found by any of their forms', () => {
    expect(found('a b c', [[['x', 'b']], [['c']]])).toEqual(['b', 'c']);
  });
  it('of several words are found as a whole only', () => {
    expect(found('a b a c', [[['a'], ['c']]])).toEqual(['a c']);
    expect(found('deir zor x', [[['deirzor', 'deir zor']]])).toEqual(['deir zor']);
  });
  it('do not overlap, and the longest counts', () => {
    expect(found('a b c', [[['a']], [['a'], ['b']], [['b']]])).toEqual(['a b']);
  });
});
