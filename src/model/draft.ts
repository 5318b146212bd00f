import { z } from 'zod';
import { RecordId, Slug } from './common.ts';
import { DocumentRef } from './references.ts';

/**
 * What a draft proposes: a record of that kind, or one of two findings of a comparison: `same_event`, events that are
 * one, and `copy`, a document with another's words.
 */
export const draftKinds = [
  'document',
  'location',
  'actor',
  'event',
  'quote',
  'figure',
  'utterance',
  'same_event',
  'copy',
] as const;
export type DraftKind = (typeof draftKinds)[number];

export const draftStates = ['open', 'accepted', 'rejected'] as const;

/** An existing actor who may be meant by a name. */
export const Candidate = z
  .strictObject({
    actor: RecordId,
    slug: Slug,
    name: z.string().describe('The name that is like the printed one'),
    score: z.number().min(0).max(1),
    reason: z.string(),
  })
  .meta({ id: 'LikelyActor', description: 'An existing actor who may be meant by a printed name.' });
export type Candidate = z.infer<typeof Candidate>;

/** One entry of the review queue. */
export const Draft = z
  .strictObject({
    id: RecordId,
    document: DocumentRef,
    kind: z.enum(draftKinds),
    span: z
      .tuple([z.int(), z.int()])
      .nullable()
      .describe('Where it was read, in code points of the page’s text, end exclusive'),
    words: z.string().nullable().describe('What stands there now; for editors, null for others'),
    confidence: z.number().min(0).max(1),
    reason: z.string().describe('Why it was proposed'),
    proposal: z
      .record(z.string(), z.unknown())
      .describe('In the shape of the record it would become; `draft:<id>` refers to another draft'),
    candidates: z.array(Candidate).describe('Of an actor: who is there already and may be meant, best first'),
    state: z.enum(draftStates),
    decided: z
      .strictObject({
        by: z.string(),
        at: z.iso.datetime({ offset: true }),
        reason: z.string().nullable(),
      })
      .nullable(),
    record: RecordId.nullable().describe('The record it became, or was found to be'),
    created_by: z.string(),
    created_at: z.iso.datetime({ offset: true }),
  })
  .meta({
    id: 'Draft',
    description: 'What was read in a text or found by comparing, until somebody decides.',
  });
