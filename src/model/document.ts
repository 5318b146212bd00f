import { z } from 'zod';
import { answerBase, LangMap, RecordId, recordBase, ref, Sha256, Span } from './common.ts';
import { EdtfDate, EdtfInput } from './edtf.ts';
import { highlights } from './highlight.ts';
import { DocumentRef, SourceRef } from './references.ts';

/**
 * One published item, as it is written. A page that carries several items is one document with its text, and
 * each further item a document that is `part_of` it: `extent` is its stretch of the page's text, and selectors
 * into it count in the page's text. `text_sha256` and `text_length` (code points) identify the text that
 * selectors were made on, whether or not it is loaded.
 */
export const DocumentRecord = z
  .strictObject({
    record: z.literal('document'),
    ...recordBase,
    source: ref('source').nullish(),
    url: z.url().nullish(),
    archived_url: z.url().nullish(),
    title: LangMap.nullish(),
    description: LangMap.nullish(),
    lang: z.string(),
    published: EdtfInput.nullish(),
    retrieved_at: z.iso.datetime({ offset: true }).nullish(),
    text: z.string().min(1).nullish(),
    text_sha256: Sha256.nullish(),
    text_length: z.int().min(1).nullish(),
    part_of: ref('document').nullish(),
    extent: Span.nullish(),
    /** The document or the source that these words were first published by. */
    syndicated_from: z
      .strictObject({ document: ref('document').nullish(), source: ref('source').nullish() })
      .refine((from) => (from.document == null) !== (from.source == null), 'either document or source')
      .nullish(),
  })
  .refine(({ extent, part_of }) => extent == null || part_of != null, {
    path: ['extent'],
    message: 'only a part of a page has an extent',
  });
export type DocumentRecord = z.infer<typeof DocumentRecord>;

export const Document = z
  .strictObject({
    ...answerBase,
    source: SourceRef.nullable(),
    url: z.string().nullable(),
    archived_url: z.string().nullable(),
    title: LangMap.nullable(),
    description: LangMap.nullable(),
    lang: z.string(),
    published: EdtfDate.nullable(),
    retrieved_at: z.iso.datetime({ offset: true }).nullable(),
    text_sha256: Sha256.nullable(),
    text_length: z.int().nullable().describe('In Unicode code points'),
    text_loaded: z.boolean().describe('Whether the text is loaded here; it is shown to editors only'),
    part_of: DocumentRef.nullable(),
    extent: z
      .tuple([z.int(), z.int()])
      .nullable()
      .describe('Its stretch `[start, end]` of the page it is part of, in code points'),
    parts: z.array(RecordId).describe('The further items of this page'),
    syndicated_from: z
      .strictObject({ document: DocumentRef.nullable(), source: SourceRef.nullable() })
      .nullable(),
    /** The records this document supports. */
    supports: z.strictObject({
      events: z.array(RecordId),
      quotes: z.array(RecordId),
      figures: z.array(RecordId),
    }),
    highlights,
  })
  .meta({
    id: 'Document',
    description:
      'One published item. Its text is never shown; `text_sha256` identifies the text that offsets count in.',
  });
