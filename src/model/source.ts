import { z } from 'zod';
import { answerBase, Country, LangMap, recordBase, ref, Slug } from './common.ts';
import { ActorRef } from './references.ts';
import { codesOf } from './vocabularies/index.ts';

/** An outlet or agency that publishes, as it is written; `actor` is the same outlet where it also acts or speaks. */
export const SourceRecord = z.strictObject({
  record: z.literal('source'),
  ...recordBase,
  slug: Slug,
  kind: z.enum(codesOf('source-kinds')),
  name: LangMap,
  description: LangMap.nullish(),
  url: z.url().nullish(),
  country: Country.nullish(),
  actor: ref('actor').nullish(),
});
export type SourceRecord = z.infer<typeof SourceRecord>;

export const Source = z
  .strictObject({
    ...answerBase,
    slug: Slug,
    kind: z.enum(codesOf('source-kinds')),
    name: LangMap,
    description: LangMap.nullable(),
    url: z.string().nullable(),
    country: Country.nullable(),
    actor: ActorRef.nullable(),
    documents: z.int().describe('How many of its items are known here'),
  })
  .meta({
    id: 'Source',
    description:
      'An outlet or agency that publishes; `actor` is the same outlet where it also acts or speaks.',
  });
