import { z } from 'zod';
import { answerBase, Country, LangMap, Name, RecordId, recordBase, ref, Slug } from './common.ts';
import { EdtfDate, EdtfInput } from './edtf.ts';
import { Evidence, EvidenceRecord } from './evidence.ts';
import { ActorRef } from './references.ts';
import { codesOf } from './vocabularies/index.ts';

/** A person, state, body, force, group, coalition, party or outlet-as-actor, as it is written. */
export const ActorRecord = z.strictObject({
  record: z.literal('actor'),
  ...recordBase,
  slug: Slug,
  kind: z.enum(codesOf('actor-kinds')),
  name: LangMap,
  names: z.array(Name).optional(),
  description: LangMap.nullish(),
  country: Country.nullish(),
  roles: z
    .array(
      z.strictObject({
        office: LangMap,
        organisation: ref('actor').nullish(),
        held: EdtfInput.nullish(),
        evidence: z.array(EvidenceRecord).optional(),
      }),
    )
    .optional(),
  relations: z
    .array(
      z.strictObject({
        predicate: z.enum(codesOf('actor-relations')),
        object: ref('actor'),
        held: EdtfInput.nullish(),
        evidence: z.array(EvidenceRecord).optional(),
      }),
    )
    .optional(),
});
export type ActorRecord = z.infer<typeof ActorRecord>;

const Role = z
  .strictObject({
    office: LangMap,
    organisation: ActorRef.nullable(),
    held: EdtfDate.nullable(),
    evidence: z.array(Evidence).optional(),
  })
  .meta({ id: 'Role', description: 'An office, the organisation it belongs to, and when it was held.' });

const Relation = z
  .strictObject({
    predicate: z.enum(codesOf('actor-relations')),
    object: ActorRef,
    held: EdtfDate.nullable(),
    evidence: z.array(Evidence).optional(),
  })
  .meta({ id: 'Relation', description: 'What ties an actor to another, and when.' });

/** Why a record was found: the name that matched, by which rule, how well (0–1). */
export const NameMatch = z
  .strictObject({
    name: z.string(),
    rule: z.enum(['exact', 'folded', 'alias', 'synonym', 'token_subset', 'transliteration', 'fuzzy']),
    score: z.number().min(0).max(1),
  })
  .meta({
    id: 'NameMatch',
    description: 'Why a record was found: the name that matched, by which rule, how well (0 to 1).',
  });

export const Actor = z
  .strictObject({
    ...answerBase,
    slug: Slug,
    kind: z.enum(codesOf('actor-kinds')),
    name: LangMap,
    names: z.array(Name),
    description: LangMap.nullable(),
    country: Country.nullable(),
    roles: z.array(Role),
    relations: z.array(Relation),
    activity: z
      .strictObject({
        events: z.int(),
        quotes: z.int(),
        first: z.string().nullable(),
        last: z.string().nullable(),
      })
      .describe(
        '`first` and `last` are the days of the first and last event or quote; null where none is dated',
      ),
    match: NameMatch.optional().describe('With `q`'),
  })
  .meta({
    id: 'Actor',
    description:
      'A person, state, body, force, group, coalition, party or outlet that speaks, acts or is acted upon.',
  });

/** Another actor who takes part in the same events. */
export const Neighbour = z
  .strictObject({
    actor: ActorRef,
    events: z.int(),
    first: z.string().nullable(),
    last: z.string().nullable(),
    types: z.record(z.string(), z.int()),
    exact: z
      .boolean()
      .describe(
        'False where the numbers are estimated from a sample and the dates are those of its events, above about 5,000 events that match; who shares few of them may be left out',
      ),
  })
  .meta({
    id: 'Neighbour',
    description: 'Another actor who takes part in the same events; `types` counts them by event type.',
  });

/** A place where the actor is talked about: a quote that mentions it. */
export const Mention = z
  .strictObject({
    quote: RecordId,
    speaker: ActorRef.nullable(),
    said: EdtfDate.nullable(),
    event: RecordId.nullable(),
    document: RecordId,
  })
  .meta({ id: 'Mention', description: 'A quote in which the actor is mentioned.' });
