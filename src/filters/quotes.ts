import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { ref } from '../model/common.ts';
import {
  dateParameters,
  list,
  reviewParameter,
  searchParameter,
  updatedSince as updatedSinceParameter,
} from '../model/parameters.ts';
import { codesOf } from '../model/vocabularies/index.ts';
import {
  inRange,
  type OwnDrafts,
  oneOf,
  oneOfIds,
  reviewed,
  updatedSince,
} from './conditions.ts';
import { matching } from './words.ts';

/** The filters of questions about quotes; dates are those on which something was said. */
export const quoteFilterParameters = {
  speaker: list(ref('actor')).optional().describe('Spoken by, alone or jointly'),
  actor: list(ref('actor')).optional().describe('Spoken by or about'),
  about: list(ref('actor')).optional().describe('Mentions this actor'),
  location: list(ref('location')).optional().describe('Mentions this place or one inside it'),
  source: list(ref('source')).optional().describe('Published by this outlet'),
  document: list(ref('document')).optional().describe('Printed in this document'),
  event: list(ref('event')).optional().describe('Said in this event'),
  utterance: list(ref('utterance')).optional().describe('Renders this utterance'),
  mode: list(z.enum(codesOf('quote-modes')))
    .optional()
    .describe('In the speaker’s words, in the reporter’s, or mixed'),
  speech_act: list(z.enum(codesOf('speech-acts')))
    .optional()
    .describe('What is done by saying it'),
  speaker_kind: list(z.enum(codesOf('speaker-kinds')))
    .optional()
    .describe('How the speaker is given'),
  medium: list(z.enum(codesOf('medium-kinds')))
    .optional()
    .describe('Through what it was said'),
  lang: list(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'must be a language tag such as “ar”'))
    .optional()
    .describe('Printed in this language (BCP 47)'),
  ...dateParameters,
  q: searchParameter('the words, a translation or the printed name'),
  review: reviewParameter,
  updated_since: updatedSinceParameter,
};

export const QuoteFilter = z.strictObject(quoteFilterParameters);
export type QuoteFilter = z.infer<typeof QuoteFilter> & OwnDrafts;

/** Where a question reads quotes from, in which order, and what it demands. Aliases: `q` the quote. */
export interface QuoteSelection {
  from: SQL;
  sort: string;
  id: string;
  where: SQL[];
}

/** Turns a filter, its references resolved to ids, into a selection; one speaker is read in order from its index. */
export function selectQuotes(filter: QuoteFilter): QuoteSelection {
  const single = filter.speaker?.length === 1 ? filter.speaker : undefined;
  const among = (table: string, condition: SQL) =>
    sql`exists (select from ${sql.raw(table)} x where x.quote_id = q.id and ${condition})`;
  return {
    ...(single
      ? {
          from: sql`quote_speakers qs join quotes q on q.id = qs.quote_id`,
          sort: 'qs.starts',
          id: 'qs.quote_id',
        }
      : { from: sql`quotes q`, sort: 'q.starts', id: 'q.id' }),
    where: [
      reviewed('q', filter.review, filter.begun_by),
      ...(single ? [oneOfIds('qs.actor_id', single)] : []),
      ...(filter.speaker && !single ? [among('quote_speakers', oneOfIds('x.actor_id', filter.speaker))] : []),
      ...(filter.actor
        ? [
            sql`(${among('quote_speakers', oneOfIds('x.actor_id', filter.actor))}
              or ${among('quote_about', oneOfIds('x.actor_id', filter.actor))})`,
          ]
        : []),
      ...(filter.about ? [among('quote_about', oneOfIds('x.actor_id', filter.about))] : []),
      ...(filter.location
        ? [
            among(
              'quote_about',
              sql`x.location_id in (select location_id from location_ancestors
                where ${oneOfIds('ancestor_id', filter.location)})`,
            ),
          ]
        : []),
      ...(filter.source
        ? [
            sql`exists (select from documents d where d.id = q.document_id and ${oneOfIds('d.source_id', filter.source)})`,
          ]
        : []),
      ...(filter.document ? [oneOfIds('q.document_id', filter.document)] : []),
      ...(filter.event ? [oneOfIds('q.event_id', filter.event)] : []),
      ...(filter.utterance ? [among('utterance_quotes', oneOfIds('x.utterance_id', filter.utterance))] : []),
      ...(filter.mode ? [oneOf('q.mode', filter.mode)] : []),
      ...(filter.speech_act ? [oneOf('q.speech_act', filter.speech_act)] : []),
      ...(filter.speaker_kind ? [oneOf('q.speaker_kind', filter.speaker_kind)] : []),
      ...(filter.medium ? [oneOf('q.medium_kind', filter.medium)] : []),
      ...(filter.lang ? [oneOf('q.lang', filter.lang)] : []),
      ...inRange('q', 'q.said_edtf is not null', filter),
      ...matching('q', filter.q),
      ...updatedSince('q', filter.updated_since),
    ],
  };
}
