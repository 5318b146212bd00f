import { z } from 'zod';
import { Country, LangMap, Point, RecordId, ref } from './common.ts';
import { EdtfDate } from './edtf.ts';
import { codesOf } from './vocabularies/index.ts';

/** The short forms in which records stand inside other records' answers. */

export const ActorRef = z
  .strictObject({
    id: RecordId,
    slug: z.string(),
    kind: z.enum(codesOf('actor-kinds')),
    name: LangMap,
  })
  .meta({ id: 'ActorRef', description: 'An actor inside another answer.' });

export const LocationRef = z
  .strictObject({
    id: RecordId,
    slug: z.string(),
    kind: z.enum(codesOf('location-kinds')),
    name: LangMap,
    country: Country.nullable(),
    point: Point.nullable(),
  })
  .meta({ id: 'LocationRef', description: 'A place inside another answer.' });

export const SourceRef = z
  .strictObject({
    id: RecordId,
    slug: z.string(),
    kind: z.enum(codesOf('source-kinds')),
    name: LangMap,
  })
  .meta({ id: 'SourceRef', description: 'An outlet inside another answer.' });

export const DocumentRef = z
  .strictObject({
    id: RecordId,
    title: LangMap.nullable(),
    url: z.string().nullable(),
    lang: z.string(),
    published: EdtfDate.nullable(),
    source: SourceRef.nullable(),
  })
  .meta({ id: 'DocumentRef', description: 'A published item inside another answer.' });

export const EventRef = z
  .strictObject({
    id: RecordId,
    type: z.enum(codesOf('event-types')),
    subtype: z.string().nullable(),
    modality: z.enum(codesOf('modalities')),
    title: LangMap,
    date: EdtfDate.nullable(),
  })
  .meta({ id: 'EventRef', description: 'An event inside another answer.' });

/** Exactly one of the three is given. */
const oneOf = (value: Record<string, unknown>) => Object.values(value).filter((v) => v != null).length === 1;

/** Who asserts something: an actor, an outlet, or a document whose outlet is not known. */
export const ClaimantRecord = z
  .strictObject({
    actor: ref('actor').nullish(),
    source: ref('source').nullish(),
    document: ref('document').nullish(),
  })
  .refine(oneOf, 'exactly one of actor, source, document');

export const Claimant = z
  .strictObject({
    actor: ActorRef.nullable(),
    source: SourceRef.nullable(),
    document: DocumentRef.nullable(),
  })
  .meta({
    id: 'Claimant',
    description:
      'Who asserts something: exactly one of an actor, an outlet, or a document whose outlet is not known.',
  });
