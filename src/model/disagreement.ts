import { z } from 'zod';
import { LangMap, ref } from './common.ts';
import { QuoteExcerpt } from './quote.ts';
import { Claimant, ClaimantRecord, DocumentRef } from './references.ts';
import { codesOf } from './vocabularies/index.ts';

/** A point on which accounts differ: each position with those who hold it; nobody picks a winner. */
export const DisagreementRecord = z.strictObject({
  aspect: z.enum(codesOf('disagreement-aspects')),
  note: LangMap.nullish(),
  positions: z
    .array(
      z.strictObject({
        value: LangMap,
        by: ClaimantRecord.nullish(),
        documents: z.array(ref('document')).optional(),
        quotes: z.array(ref('quote')).optional(),
      }),
    )
    .min(1),
});
export type DisagreementRecord = z.infer<typeof DisagreementRecord>;

export const Disagreement = z
  .strictObject({
    aspect: z.enum(codesOf('disagreement-aspects')),
    note: LangMap.nullable(),
    positions: z.array(
      z.strictObject({
        value: LangMap,
        by: Claimant.nullable(),
        documents: z.array(DocumentRef),
        quotes: z.array(QuoteExcerpt),
      }),
    ),
  })
  .meta({
    id: 'Disagreement',
    description:
      'A point on which accounts differ: each position with those who hold it; nobody picks a winner.',
  });
