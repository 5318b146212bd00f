import { type SQL, sql } from 'drizzle-orm';
import { all, alongRange, inRange, publicly, publicSight, refuse } from '../../filters/conditions.ts';
import type { ListQuestion } from '../../filters/question.ts';
import { type QuoteFilter, selectQuotes } from '../../filters/quotes.ts';
import { inOrderOf, type SearchedOrder } from '../../filters/words.ts';
import { disagreementsOf } from '../../shapes/disagreement.ts';
import { documentJson } from '../../shapes/document.ts';
import { array, code, object, value } from '../../shapes/json.ts';
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
    id: code('u.id'),
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

const shown = sql.raw(publicly('u'));

/** Utterances to look at in their order: all wordings of each are read. */
const MET = 1500;

/** Utterances of the days asked for of which a wording satisfies the rest of the filter. */
function utterancesOf({ from, to, date_mode, ...filter }: QuoteFilter) {
  const {
    where,
    list: { walk },
  } = selectQuotes(filter);
  const days = { from, to, date_mode };
  const along = alongRange('u', days);
  const inDays = inRange('u', 'u.said_edtf is not null', days);
  const among = (found: SQL[]) => sql`u.id in (
    select uq.utterance_id from quotes q join utterance_quotes uq on uq.quote_id = q.id where ${all(found)})`;
  // \`offset 0\`: each utterance looks up its own wordings.
  const one = sql`exists (select from (
      select q.* from utterance_quotes uq join quotes q on q.id = uq.quote_id where uq.utterance_id = u.id offset 0) q
    where ${all(where)})`;
  const order = { sort: 'u.starts', id: 'u.id' };
  return {
    from: sql`utterances u`,
    where: [shown, ...inDays, among(where)],
    sort: { sql: order.sort, type: 'date' as const },
    id: order.id,
    columns: sql`true as grouped`,
    walk: walk && {
      ...order,
      row: 'utterances u',
      where: along.bounds(order.sort),
      most: MET,
      check: [shown, ...inDays, one],
      rest: () => [shown, ...inDays, among(walk.rest())],
      sample: walk.sample,
      longer: along.longer && [shown, ...inDays, ...along.longer, among(where)],
      // One speaker's quotes are few of all.
      certain: walk.certain && !walk.from && inDays.length === 0,
    },
  };
}

/** Quotes that satisfy the filter and are no wording of an utterance. */
function ungroupedOf(filter: QuoteFilter) {
  const { where, list } = selectQuotes(filter);
  const alone = (each: string) => sql`not exists (
    select from utterance_quotes uq join utterances u on u.id = uq.utterance_id
    where uq.quote_id = q.id and ${shown} ${sql.raw(each)})`;
  // \`offset 0\`: each quote that is met looks up its own utterances.
  const looked = alone('offset 0');
  const { walk } = list;
  return {
    ...list,
    where: [...where, alone('')],
    columns: sql`false as grouped`,
    walk: walk && {
      ...walk,
      check: [...walk.check, looked],
      rest: () => [...walk.rest(), looked],
      longer: walk.longer && [...walk.longer, looked],
    },
  };
}

/** One answer for each thing said once: an utterance with all its wordings, or a quote that no utterance groups. */
export function findCollapsedQuotes(filter: QuoteFilter, order: SearchedOrder): ListQuestion {
  if (order === 'relevance') throw refuse('order', 'What is collapsed is ordered by date only.');
  const parts = [utterancesOf(filter), ungroupedOf(filter)];
  return {
    from: sql`(${sql.join(
      parts.map(
        ({ id, sort, columns, from, where }) =>
          sql`select ${sql.raw(id)} as id, ${sql.raw(sort.sql)} as starts, ${columns} from ${from} where ${all(where)}`,
      ),
      sql` union all `,
    )}) s`,
    where: [],
    sort: { sql: 's.starts', type: 'date' },
    id: 's.id',
    order,
    columns: sql`s.grouped`,
    parts,
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
