import { z } from 'zod';
import { ActorRecord } from './actor.ts';
import type { RecordKind } from './common.ts';
import { DocumentRecord } from './document.ts';
import { EventRecord } from './event.ts';
import { FigureRecord } from './figure.ts';
import { LocationRecord } from './location.ts';
import { QuoteRecord } from './quote.ts';
import { SourceRecord } from './source.ts';
import { UtteranceRecord } from './utterance.ts';

/** Every kind of record as it is written: in a bundle, in a request body, in the change log. */
export const recordSchemas = {
  source: SourceRecord,
  location: LocationRecord,
  actor: ActorRecord,
  document: DocumentRecord,
  event: EventRecord,
  quote: QuoteRecord,
  utterance: UtteranceRecord,
  figure: FigureRecord,
} satisfies Record<RecordKind, z.ZodType>;

export type RecordOf<K extends RecordKind> = z.infer<(typeof recordSchemas)[K]>;
export type AnyRecord = { [K in RecordKind]: RecordOf<K> }[RecordKind];

/** The first line of a bundle. */
export const BundleHeader = z.strictObject({
  record: z.literal('bundle'),
  format: z.literal('sijill'),
  version: z.literal(1),
  dehydrated: z.boolean(),
  title: z.string().optional(),
  licence: z.string().optional(),
});
