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
  alongRange,
  inRange,
  type OwnDrafts,
  oneOfIds,
  reviewed,
  soughtBy,
  updatedSince,
} from './conditions.ts';
import type { Driver, ListQuestion } from './question.ts';
import { type Demands, demand, sampleOf, satisfies } from './terms.ts';
import { reach } from './walk.ts';
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

/** What a filter demands of the quote `q`, its references resolved to ids, and how to leaf through what satisfies it. */
export interface QuoteSelection {
  where: SQL[];
  /** A page of all that satisfies it, newest or oldest first: what a `ListQuestion` needs of it. */
  list: Pick<ListQuestion, 'from' | 'where' | 'sort' | 'id' | 'walk'>;
}

/** One speaker's quotes have a table that keeps them in order; everything else is met along all quotes. */
export function selectQuotes(filter: QuoteFilter): QuoteSelection {
  const single = filter.speaker?.length === 1 ? filter.speaker : undefined;
  const driver: Driver = single
    ? {
        from: sql`quote_speakers qs`,
        sort: 'qs.starts',
        id: 'qs.quote_id',
        where: [oneOfIds('qs.actor_id', single)],
      }
    : { sort: 'q.starts', id: 'q.id', where: [] };
  const along = alongRange('q', filter);
  const { speaker: _, ...others } = filter;
  const named = demandsOf(single ? others : filter);
  const demands = [...demand('speaker', single), ...named];
  const few = [
    ...(filter.document ? [oneOfIds('q.document_id', filter.document)] : []),
    ...(filter.event ? [oneOfIds('q.event_id', filter.event)] : []),
    ...(filter.utterance
      ? [
          sql`q.id in (select x.quote_id from utterance_quotes x where ${oneOfIds('x.utterance_id', filter.utterance)})`,
        ]
      : []),
  ];
  const conditions = [
    reviewed('q', filter.review, filter.begun_by),
    ...few,
    ...inRange('q', 'q.said_edtf is not null', filter),
    ...updatedSince('q', filter.updated_since),
  ];
  const words = matching('q', filter.q);
  const unseen = matching('q', filter.q, { unseen: true });
  const where = [...satisfies('q', demands), ...conditions, ...words];
  const termsOf = (asked: Demands) => [...satisfies('q', asked, { unseen: true }), ...unseen];
  return {
    where,
    list: {
      from: sql`quotes q`,
      where,
      sort: { sql: 'q.starts', type: 'date' },
      id: 'q.id',
      // A document, an event and an utterance have few quotes: these are read and sorted.
      walk:
        few.length > 0
          ? undefined
          : {
              ...driver,
              most: reach({ lookup: driver.from !== undefined, words: words.length > 0 }),
              where: [...driver.where, ...along.bounds(driver.sort)],
              row: 'quotes q',
              check: [...satisfies('q', named), ...conditions, ...unseen],
              rest: () => soughtBy(termsOf(demands), conditions, along),
              sample:
                demands.length + words.length === 0 ? undefined : sampleOf(sql`quotes q`, demands, termsOf),
              longer: along.longer && [...where, ...along.longer],
              certain: named.length === 0 && conditions.length === 1 && words.length === 0,
            },
    },
  };
}

/** What a filter asks for by name (store/terms.ts). */
const demandsOf = (filter: QuoteFilter): Demands => [
  ...demand('speaker', filter.speaker),
  ...demand('actor', filter.actor),
  ...demand('about', filter.about),
  ...demand('area', filter.location),
  ...demand('source', filter.source),
  ...demand('mode', filter.mode),
  ...demand('speech_act', filter.speech_act),
  ...demand('speaker_kind', filter.speaker_kind),
  ...demand('medium', filter.medium),
  ...demand('lang', filter.lang),
  ...demand('review', filter.review),
];
