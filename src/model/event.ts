import { z } from 'zod';
import { answerBase, LangMap, recordBase, ref } from './common.ts';
import { Disagreement, DisagreementRecord } from './disagreement.ts';
import { EdtfDate, EdtfInput } from './edtf.ts';
import { Evidence, EvidenceRecord } from './evidence.ts';
import { ReportedNumber } from './figure.ts';
import { highlights } from './highlight.ts';
import { QuoteExcerpt } from './quote.ts';
import { ActorRef, Claimant, ClaimantRecord, DocumentRef, EventRef, LocationRef } from './references.ts';
import { tracks } from './tracks.ts';
import { codesOf, type EventType, type ParticipantRole, subtypesOf } from './vocabularies/index.ts';

const Type = z.enum(codesOf('event-types'));

/** Something that happened, is planned, alleged or denied, as it is written. */
export const EventRecord = z
  .strictObject({
    record: z.literal('event'),
    ...recordBase,
    type: Type,
    subtype: z.string().nullish(),
    modality: z.enum(codesOf('modalities')),
    contexts: z.array(z.enum(codesOf('contexts'))).optional(),
    title: LangMap,
    summary: LangMap.nullish(),
    date: EdtfInput.nullish(),
    participants: z
      .array(
        z.strictObject({
          role: z.enum(codesOf('participant-roles')),
          actor: ref('actor'),
          title: LangMap.nullish(),
          /** Who says that this actor had this role; left out where nobody disputes it. */
          claim: z
            .strictObject({
              by: ClaimantRecord,
              status: z.enum(codesOf('claim-statuses')),
              note: LangMap.nullish(),
            })
            .nullish(),
        }),
      )
      .optional(),
    locations: z
      .array(
        z.strictObject({
          role: z.enum(codesOf('location-roles')),
          location: ref('location'),
          precision: z.enum(codesOf('location-precisions')).optional(),
        }),
      )
      .optional(),
    evidence: z.array(EvidenceRecord).optional(),
    relations: z
      .array(
        z.strictObject({
          predicate: z.enum(codesOf('event-relations')),
          event: ref('event'),
          note: LangMap.nullish(),
        }),
      )
      .optional(),
    disagreements: z.array(DisagreementRecord).optional(),
  })
  .refine((event) => event.subtype == null || isSubtype(event.type, event.subtype), {
    path: ['subtype'],
    message: 'not a subtype of this type',
  })
  .superRefine(({ type, participants = [] }, context) => {
    const needed = neededRoles[type];
    if (needed && !participants.some(({ role }) => needed.includes(role)))
      context.addIssue({
        code: 'custom',
        path: ['participants'],
        message: `a ${type} needs a ${needed.join(' or a ')}`,
      });
  });
export type EventRecord = z.infer<typeof EventRecord>;

/** Who cannot be missing from an event of a type: one of these roles. */
const neededRoles: { [T in EventType]?: readonly ParticipantRole[] } = {
  statement: ['speaker'],
  call: ['caller', 'callee', 'participant'],
};

const isSubtype = (type: EventType, subtype: string) =>
  (subtypesOf[type] as readonly string[]).includes(subtype);

const Participant = z
  .strictObject({
    role: z.enum(codesOf('participant-roles')),
    actor: ActorRef,
    title: LangMap.nullable(),
    claim: z
      .strictObject({
        by: Claimant,
        status: z.enum(codesOf('claim-statuses')),
        note: LangMap.nullable(),
      })
      .nullable(),
  })
  .meta({
    id: 'Participant',
    description: 'An actor in its role. `claim` says who says so, where that is disputed.',
  });

export const Event = z
  .strictObject({
    ...answerBase,
    type: Type,
    subtype: z.string().nullable(),
    modality: z.enum(codesOf('modalities')),
    contexts: z.array(z.enum(codesOf('contexts'))),
    title: LangMap,
    summary: LangMap.nullable(),
    date: EdtfDate.nullable(),
    sort: z
      .strictObject({ date: z.string().nullable(), basis: z.enum(['event', 'reported', 'none']) })
      .describe(
        'Where it stands in a timeline: at its own date, or, undated, at the day it was first reported',
      ),
    participants: z.array(Participant),
    locations: z.array(
      z.strictObject({
        role: z.enum(codesOf('location-roles')),
        location: LocationRef,
        precision: z.enum(codesOf('location-precisions')),
      }),
    ),
    figures: z
      .array(z.strictObject({ metric: z.enum(codesOf('figure-metrics')), values: z.array(ReportedNumber) }))
      .describe('Reported numbers by metric, each with its claimant'),
    disagreements: z.array(Disagreement),
    relations: z.array(
      z.strictObject({
        predicate: z.enum(codesOf('event-relations')),
        event: EventRef,
        note: LangMap.nullable(),
      }),
    ),
    reports: z
      .strictObject({ documents: z.int(), outlets: z.int(), independent: z.int() })
      .describe('`independent` counts after documents with one origin or one text are taken together'),
    quotes_count: z.int(),
    highlights,
    evidence: z
      .array(Evidence)
      .optional()
      .describe('With `include=evidence`, and in the answer to one event'),
    documents: z
      .array(DocumentRef)
      .optional()
      .describe('With `include=documents`: those that report it, the first published first'),
  })
  .meta({
    id: 'Event',
    description:
      'Something that happened, is planned, alleged or denied, in the words of those who report it.',
  });

/** An event in a timeline: with its first quotes and, in an actor's timeline, the part the actor has in it. */
export const TimelineEntry = z
  .strictObject({
    ...Event.shape,
    quotes: z.array(QuoteExcerpt),
    track: z
      .enum(tracks)
      .optional()
      .describe('In an actor’s timeline: it spoke, acted, was acted upon, was there, or is spoken of'),
    through: z
      .array(z.strictObject({ actor: ActorRef, as: LangMap.nullable() }))
      .optional()
      .describe('With `include_members=true`: through whom the event belongs to the actor’s timeline'),
  })
  .meta({
    id: 'TimelineEntry',
    description:
      'An event in a timeline: with its first quotes and, in an actor’s timeline, the part the actor has in it.',
  });

export const HistogramBucket = z
  .strictObject({
    start: z.string().describe('First day of the interval'),
    count: z.int(),
    by: z.record(z.string(), z.int()).optional(),
  })
  .meta({ id: 'HistogramBucket', description: 'How many events begin in one interval.' });
