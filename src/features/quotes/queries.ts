import { type SQL, sql } from 'drizzle-orm';
import { all, publicly, publicSight, refuse } from '../../filters/conditions.ts';
import type { ListQuestion } from '../../filters/page.ts';
import { type QuoteFilter, selectQuotes } from '../../filters/quotes.ts';
import { inOrderOf, type SearchedOrder } from '../../filters/words.ts';
import { disagreementsOf } from '../../shapes/disagreement.ts';
import { documentJson } from '../../shapes/document.ts';
import { array, object, value, word } from '../../shapes/json.ts';
import { quoteJson, speakers } from '../../shapes/quote.ts';
import { utteranceSpeakers, variants } from '../../shapes/utterance.ts';

export function findQuotes(filter: QuoteFilter, order: SearchedOrder): ListQuestion {
  const question = {
    ...selectQuotes(filter).list,
    join: 'join quotes q on q.id = p.id',
    entry: quoteJson,
  };
  return inOrderOf(question, order, 'q.words', filter.q);
}

const grouped = object({
  utterance: object({
    id: word('u.id'),
    gist: 'u.gist',
    said: 'u.said',
    disagreements: disagreementsOf('u.id'),
  }),
  said: 'u.said',
  speakers: utteranceSpeakers,
  variants: variants(publicly),
});

const ungrouped = object({
  utterance: 'null',
  said: 'q.said',
  speakers,
  variants: array(object({ quote: quoteJson, part: 'null', words: value('q.text') })),
});

/** One answer for each thing said once: an utterance with all its wordings, or a quote that no utterance groups. */
export function findCollapsedQuotes(filter: QuoteFilter, order: SearchedOrder): ListQuestion {
  if (order === 'relevance') throw refuse('order', 'What is collapsed is ordered by date only.');
  const { where } = selectQuotes(filter);
  return {
    ctes: sql`matching as (select q.id, q.starts from quotes q where ${all(where)}),
      said_once as (
        select u.id, u.starts, true as grouped from utterances u
        where ${sql.raw(publicly('u'))} and u.id in (
          select uq.utterance_id from utterance_quotes uq join matching m on m.id = uq.quote_id)
        union all
        select m.id, m.starts, false from matching m
        where not exists (select from utterance_quotes uq join utterances u on u.id = uq.utterance_id
          where uq.quote_id = m.id and ${sql.raw(publicly('u'))}))`,
    from: sql`said_once s`,
    where: [],
    sort: { sql: 's.starts', type: 'date' },
    id: 's.id',
    order,
    columns: sql`s.grouped`,
    join: 'left join utterances u on u.id = p.id left join quotes q on q.id = p.id',
    entry: `case when p.grouped then ${grouped} else ${ungrouped} end`,
  };
}

export const getQuote = (id: string, sight = publicSight): SQL =>
  sql`select ${sql.raw(quoteJson)}::text, q.version::text from quotes q
      where q.id = ${id} and ${sql.raw(sight.named('q'))}`;

/** A quote with the whole record of its document instead of the short form: what a citation is made from. */
export const getQuoteInDocument = (id: string, sight = publicSight): SQL =>
  sql`select ${sql.raw(
    object({
      quote: quoteJson,
      document: `(select ${documentJson(sight.listed)} from documents d where d.id = q.document_id)`,
    }),
  )}, q.version::text from quotes q where q.id = ${id} and ${sql.raw(sight.named('q'))}`;
