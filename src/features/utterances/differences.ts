import type { z } from 'zod';
import { foldText } from '../../arabic/fold.ts';
import type { Utterance } from '../../model/utterance.ts';
import { codePoints } from '../../text/codePoints.ts';
import { wordDifferences } from '../../text/wordDifferences.ts';

type Answer = z.infer<typeof Utterance>;
type Wording = Answer['variants'][number];

/** The words of a quote that render the utterance: all, or its part (counted in the document). */
function wordsOf({ quote, part }: Wording): string | null {
  const { value } = quote.text;
  const start = quote.selector?.start;
  if (value === null || part === null || start === undefined) return value;
  return codePoints(value)
    .slice(part[0] - start, part[1] - start)
    .join('');
}

/** Adds to an utterance how each wording differs from the first; null where words are not loaded. */
export function withDifferences(utterance: Answer): Answer {
  const [first, ...others] = utterance.variants.map((variant) => ({
    id: variant.quote.id,
    words: wordsOf(variant),
  }));
  const complete = first?.words != null && others.every(({ words }) => words !== null);
  return {
    ...utterance,
    differences: complete
      ? others.map(({ id, words }) => ({
          from: first.id,
          to: id,
          words: wordDifferences(first.words ?? '', words ?? '', foldText),
        }))
      : null,
  };
}
