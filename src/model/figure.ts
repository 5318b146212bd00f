import { z } from 'zod';
import { answerBase, LangMap, RecordId, recordBase, ref } from './common.ts';
import { EdtfDate, EdtfInput } from './edtf.ts';
import { Evidence, EvidenceRecord } from './evidence.ts';
import { ActorRef, Claimant, ClaimantRecord, DocumentRef, LocationRef } from './references.ts';
import { codesOf } from './vocabularies/index.ts';

/**
 * One reported number, as it is written. “More than 1,200” is `min: 1200` with `value` absent, “under ten
 * thousand” `max: 10000`; an unknown number is absent, never 0. `unit` is a plural noun or an ISO 4217 code.
 */
export const FigureRecord = z
  .strictObject({
    record: z.literal('figure'),
    ...recordBase,
    metric: z.enum(codesOf('figure-metrics')),
    value: z.number().nullish(),
    min: z.number().nullish(),
    max: z.number().nullish(),
    qualifier: z.enum(codesOf('figure-qualifiers')).nullish(),
    unit: z.string().min(1).nullish(),
    subject: ref('actor').nullish(),
    location: ref('location').nullish(),
    as_of: EdtfInput.nullish(),
    event: ref('event').nullish(),
    attributed_to: ClaimantRecord.nullish(),
    subset_of: ref('figure').nullish(),
    note: LangMap.nullish(),
    evidence: z.array(EvidenceRecord).optional(),
  })
  .refine((figure) => figure.min == null || figure.max == null || figure.min <= figure.max, {
    path: ['max'],
    message: 'min is above max',
  });
export type FigureRecord = z.infer<typeof FigureRecord>;

const number = {
  metric: z.enum(codesOf('figure-metrics')),
  value: z.number().nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  qualifier: z.enum(codesOf('figure-qualifiers')).nullable(),
  unit: z.string().nullable().describe('A plural noun or an ISO 4217 code'),
  subject: ActorRef.nullable().describe('Of whom or what'),
  location: LocationRef.nullable(),
  as_of: EdtfDate.nullable().describe('When the number held'),
  attributed_to: Claimant.nullable(),
  subset_of: RecordId.nullable().describe('The figure that counts these among others'),
  note: LangMap.nullable(),
  documents: z.array(DocumentRef),
};

/** A figure as it stands inside an event. */
export const ReportedNumber = z
  .strictObject({ id: RecordId, ...number })
  .meta({ id: 'ReportedNumber', description: 'A figure as it stands inside an event.' });

export const Figure = z
  .strictObject({
    ...answerBase,
    ...number,
    event: RecordId.nullable(),
    evidence: z.array(Evidence).optional(),
  })
  .meta({
    id: 'Figure',
    description:
      'One reported number with its claimant. “More than 1,200” is `min: 1200` with `value` null; an unknown number is null, never 0.',
  });

/**
 * Figures that count the same thing (metric, subject, location, unit), by date. At each date `low` and `high`
 * are the spread of what was reported: the smallest value or lower bound and the largest value or upper bound,
 * null where no report gives one.
 */
export const FigureSeries = z
  .strictObject({
    metric: z.enum(codesOf('figure-metrics')),
    unit: z.string().nullable(),
    subject: ActorRef.nullable(),
    location: LocationRef.nullable(),
    points: z.array(
      z.strictObject({
        as_of: EdtfDate.nullable(),
        low: z.number().nullable(),
        high: z.number().nullable(),
        figures: z.array(ReportedNumber),
      }),
    ),
  })
  .meta({
    id: 'FigureSeries',
    description:
      'Figures that count the same thing (metric, subject, location, unit), by date. `low` and `high` are the spread of what was reported for a date.',
  });
