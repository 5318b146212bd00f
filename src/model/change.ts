import { z } from 'zod';
import { RecordId, RecordKind } from './common.ts';

export const changeOps = [
  'created',
  'updated',
  'deleted',
  'merged',
  'unmerged',
  'retracted',
  'distinguished',
  'undistinguished',
] as const;

const other = RecordId.nullable().describe(
  'The record it was merged into, or from which it was told apart (or no more); null otherwise',
);

/** One change of one record, as a consumer of the change feed sees it. */
export const Change = z
  .strictObject({
    cursor: z.string().describe('Opaque; `after=` this one answers with what came later'),
    at: z.iso.datetime({ offset: true }),
    kind: RecordKind,
    id: RecordId,
    version: z.int(),
    op: z.enum(changeOps),
    other,
    reason: z.string().nullable(),
    record: z
      .record(z.string(), z.unknown())
      .nullable()
      .optional()
      .describe('With `expand=true`: the record as it answers now; null where it is gone'),
  })
  .meta({ id: 'Change', description: 'One change of one record.' });

/** One version of a record: who made it when and why, and how it differs from the one before (RFC 6902). */
export const Version = z
  .strictObject({
    version: z.int(),
    at: z.iso.datetime({ offset: true }),
    op: z.enum(changeOps),
    by: z.string().nullable(),
    reason: z.string().nullable(),
    other,
    changes: z
      .array(z.record(z.string(), z.unknown()))
      .describe('JSON Patch operations (RFC 6902) from the version before'),
  })
  .meta({
    id: 'RecordVersion',
    description: 'One version of a record: who made it when and why, and how it differs from the one before.',
  });
