import { z } from 'zod';
import { LangMap, RecordId, RecordKind } from './common.ts';

/** What happened to a record that readers may have relied on. */
export const corrections = ['corrected', 'retracted', 'disputed', 'withdrawn', 'merged', 'unmerged'] as const;

/** One entry of the corrections feed. */
export const Correction = z
  .strictObject({
    at: z.iso.datetime({ offset: true }),
    kind: RecordKind,
    id: RecordId,
    version: z.int().describe('The version of the record that this made'),
    what: z.enum(corrections),
    reason: z.string().nullable(),
    title: LangMap.nullable().describe('Title, name or gist of the record at that version'),
    url: z.url(),
    into: RecordId.nullable().describe('With `merged`: the record that answers for it since'),
    changes: z
      .array(z.record(z.string(), z.unknown()))
      .describe(
        'Differences from the version before (RFC 6902); empty where the record cannot be read any more',
      ),
  })
  .meta({ id: 'Correction' });
export type Correction = z.infer<typeof Correction>;
