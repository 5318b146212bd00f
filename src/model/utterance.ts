import { z } from 'zod';
import { answerBase, LangMap, RecordId, recordBase, ref, Span } from './common.ts';
import { Disagreement, DisagreementRecord } from './disagreement.ts';
import { EdtfDate, EdtfInput } from './edtf.ts';
import { Quote } from './quote.ts';
import { ActorRef, EventRef } from './references.ts';

/** One thing said once, as it is written: it groups the quotes, or the stretches of quotes, that render it. */
export const UtteranceRecord = z.strictObject({
  record: z.literal('utterance'),
  ...recordBase,
  speakers: z.array(ref('actor')).optional(),
  event: ref('event').nullish(),
  said: EdtfInput.nullish(),
  gist: LangMap,
  quotes: z.array(z.strictObject({ quote: ref('quote'), part: Span.nullish() })).min(1),
  disagreements: z.array(DisagreementRecord).optional(),
});
export type UtteranceRecord = z.infer<typeof UtteranceRecord>;

/** One wording of an utterance. */
const Variant = z
  .strictObject({
    quote: Quote,
    part: z.tuple([z.int(), z.int()]).nullable(),
    words: z.string().nullable().describe('The words that render it; null where they are not loaded'),
  })
  .meta({
    id: 'Variant',
    description:
      'One wording of an utterance; `part` is the stretch of the quote that renders it, null for the whole.',
  });

/** `collapse=utterance`: one thing said once, or a quote that no utterance groups yet. */
export const CollapsedQuote = z
  .strictObject({
    utterance: z
      .strictObject({
        id: RecordId,
        gist: LangMap,
        said: EdtfDate.nullable(),
        disagreements: z.array(Disagreement),
      })
      .nullable(),
    said: EdtfDate.nullable(),
    speakers: z.array(ActorRef),
    variants: z.array(Variant),
  })
  .meta({
    id: 'CollapsedQuote',
    description:
      'With `collapse=utterance`: one thing said once in every wording, or a quote that no utterance groups yet (`utterance` null).',
  });

/** Word by word, how one wording differs from the first: kept, only in the first, only in this one. */
const WordDifference = z
  .strictObject({
    from: RecordId,
    to: RecordId,
    words: z.array(z.strictObject({ op: z.enum(['same', 'only_in_from', 'only_in_to']), text: z.string() })),
  })
  .meta({
    id: 'WordDifference',
    description:
      'Word by word, how one wording differs from the first: kept, only in the first, only in this one.',
  });

export const Utterance = z
  .strictObject({
    ...answerBase,
    speaker: ActorRef.nullable(),
    speakers: z.array(ActorRef),
    event: EventRef.nullable(),
    said: EdtfDate.nullable(),
    gist: LangMap,
    variants: z.array(Variant),
    disagreements: z.array(Disagreement),
    differences: z
      .array(WordDifference)
      .nullable()
      .optional()
      .describe('In the answer to one utterance; null where the words are not loaded'),
  })
  .meta({
    id: 'Utterance',
    description: 'One thing said once, with every wording that renders it and where they differ.',
  });
