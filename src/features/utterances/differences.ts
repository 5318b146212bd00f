import type { z } from 'zod';
import { foldText } from '../../arabic/fold.ts';
import type { Utterance } from '../../model/utterance.ts';
import { wordDifferences } from '../../text/wordDifferences.ts';

type Answer = z.infer<typeof Utterance>;

/** Adds to an utterance how each wording differs from the first; null where words are not loaded. */
export function withDifferences(utterance: Answer): Answer {
  const [first, ...others] = utterance.variants.map(({ quote, words }) => ({ id: quote.id, words }));
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
