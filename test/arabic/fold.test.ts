import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../src/arabic/fold.ts';

describe('the search key of a text', () => {
  it.each([
    ['vowel marks', 'تَدمُر', 'تدمر'],
    ['hamza carriers', 'أحمد إيان آل مسؤول', 'احمد ايان ال مسوول'],
    ['tatweel', 'العـــراق', 'العراق'],
    ['Farsi letters', 'ایران کرکوک', 'ايران كركوك'],
    ['alif maqsura and ta marbuta', 'مستشفى القاعدة', 'مستشفي القاعده'],
    ['digits of both scripts', '٢٠٢٤ ۲۰۲۴', '2024 2024'],
    ['no-break spaces and direction marks', 'قال\u00A0\u200Fالوزير', 'قال الوزير'],
    ['presentation forms', 'ﻻﷺ', 'لا صلي الله عليه وسلم'.replace('لا ', 'لا')],
    ['case and accents', 'Erdoğan SÃO', 'erdogan sao'],
    ['quotation marks and punctuation', '«نعم»، قال: “لا”!', 'نعم قال لا'],
    ['apostrophes inside a word', 'Sana’a ʿAli', 'sanaa ali'],
  ])('does not count %s', (_, text, key) => {
    expect(foldText(text)).toBe(key);
  });

  it('is its own key, has no space at its ends and none doubled', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const key = foldText(text);
        expect(foldText(key)).toBe(key);
        expect(key).not.toMatch(/^ | $| {2}/);
      }),
    );
  });

  it('of words put together is their keys put together', () => {
    const word = fc.string({ unit: fc.constantFrom(...'أإآىيئكةهabcÉ٠١'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(foldText(`${one}، ${other}`)).toBe(`${foldText(one)} ${foldText(other)}`);
      }),
    );
  });
});
