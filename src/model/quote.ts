import { z } from 'zod';
import { answerBase, LangMap, RecordId, recordBase, ref, Span } from './common.ts';
import { EdtfDate, EdtfInput } from './edtf.ts';
import { Anchor, Selector, SelectorRecord } from './evidence.ts';
import { highlights } from './highlight.ts';
import {
  ActorRef,
  Claimant,
  ClaimantRecord,
  DocumentRef,
  EventRef,
  LocationRef,
  SourceRef,
} from './references.ts';
import { codesOf } from './vocabularies/index.ts';

const Translation = z
  .strictObject({
    lang: z.string(),
    value: z.string().min(1),
    kind: z.enum(['human', 'machine']),
  })
  .meta({ id: 'Translation', description: 'The words in another language, and who translated.' });

/**
 * One outlet's rendering of one thing somebody said, as it is written. `speaker` is left out for an unnamed
 * source, `speakers` names all of a joint statement. `direct_spans` are the verbatim stretches of a mixed quote,
 * counted like the selector.
 */
export const QuoteRecord = z
  .strictObject({
    record: z.literal('quote'),
    ...recordBase,
    speaker: ref('actor').nullish(),
    speakers: z.array(ref('actor')).optional(),
    speaker_kind: z.enum(codesOf('speaker-kinds')),
    speaker_as_reported: z.string().min(1).nullish(),
    cue: z.string().min(1).nullish(),
    speech_act: z.enum(codesOf('speech-acts')).optional(),
    mode: z.enum(codesOf('quote-modes')),
    pseudo_direct: z.boolean().optional(),
    lang: z.string(),
    text: z.string().min(1).nullish(),
    translations: z.array(Translation).optional(),
    said: EdtfInput.nullish(),
    medium: z
      .strictObject({ kind: z.enum(codesOf('medium-kinds')), source: ref('source').nullish() })
      .nullish(),
    chain: z.array(z.strictObject({ who: ClaimantRecord, act: z.enum(codesOf('chain-acts')) })).optional(),
    about: z
      .array(
        z
          .strictObject({ actor: ref('actor').nullish(), location: ref('location').nullish() })
          .refine((about) => (about.actor == null) !== (about.location == null), 'either actor or location'),
      )
      .optional(),
    event: ref('event').nullish(),
    document: ref('document'),
    selector: SelectorRecord.nullish(),
    direct_spans: z.array(Span).optional(),
    /** The verb reports a topic (“spoke about …”), not content. */
    topic_only: z.boolean().optional(),
    truncated: z.boolean().optional(),
    note: LangMap.nullish(),
  })
  .refine(({ speaker_kind, speaker }) => speaker_kind !== 'named' || speaker != null, {
    path: ['speaker'],
    message: 'a named speaker needs a speaker',
  })
  .refine(({ speaker_kind, speaker }) => speaker_kind !== 'unnamed' || speaker == null, {
    path: ['speaker'],
    message: 'an unnamed speaker has no speaker',
  });
export type QuoteRecord = z.infer<typeof QuoteRecord>;

/** The words as printed, or why they are not shown. */
const QuoteText = z
  .strictObject({
    value: z.string().nullable(),
    lang: z.string(),
    withheld: z
      .enum(['source_text_not_loaded', 'words_not_found', 'restricted'])
      .optional()
      .describe('`words_not_found`: the text is loaded, and the words stand nowhere in it'),
  })
  .meta({
    id: 'QuoteText',
    description: 'The words as printed; `value` is null where they are not shown, and `withheld` says why.',
  });

export const Quote = z
  .strictObject({
    ...answerBase,
    speaker: ActorRef.nullable(),
    speakers: z.array(ActorRef),
    speaker_kind: z.enum(codesOf('speaker-kinds')),
    speaker_as_reported: z.string().nullable(),
    speaker_office: z
      .strictObject({ office: LangMap, organisation: ActorRef.nullable() })
      .nullable()
      .describe('The office the speaker held on the day said; null if none is known'),
    cue: z.string().nullable(),
    speech_act: z.enum(codesOf('speech-acts')),
    mode: z.enum(codesOf('quote-modes')),
    pseudo_direct: z.boolean(),
    text: QuoteText,
    translations: z.array(Translation),
    said: EdtfDate.nullable(),
    medium: z
      .strictObject({ kind: z.enum(codesOf('medium-kinds')), source: SourceRef.nullable() })
      .nullable(),
    chain: z.array(z.strictObject({ who: Claimant, act: z.enum(codesOf('chain-acts')) })),
    about: z.array(z.strictObject({ actor: ActorRef.nullable(), location: LocationRef.nullable() })),
    event: EventRef.nullable(),
    utterance: RecordId.nullable().describe(
      'The thing said once that this quote renders, first of `utterances`',
    ),
    utterances: z
      .array(z.strictObject({ id: RecordId, part: z.tuple([z.int(), z.int()]).nullable() }))
      .describe('Every utterance it renders; `part` is the stretch that does, null for the whole'),
    document: DocumentRef,
    selector: Selector.nullable(),
    anchor: Anchor.nullable(),
    direct_spans: z.array(z.tuple([z.int(), z.int()])),
    topic_only: z.boolean(),
    truncated: z.boolean(),
    note: LangMap.nullable(),
    highlights,
  })
  .meta({ id: 'Quote', description: 'One outlet’s rendering of one thing somebody said.' });

/** A quote inside another answer: a timeline, a disagreement. */
export const QuoteExcerpt = Quote.pick({
  id: true,
  speaker: true,
  speakers: true,
  speaker_kind: true,
  speaker_as_reported: true,
  cue: true,
  speech_act: true,
  mode: true,
  text: true,
  translations: true,
  said: true,
  document: true,
}).meta({ id: 'QuoteExcerpt', description: 'A quote inside another answer: a timeline, a disagreement.' });
