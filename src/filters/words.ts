import { type SQL, sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { LONGEST_NAME } from '../arabic/equivalents/index.ts';
import { isSmallWord, nameForms, spellingForms, wordForms } from '../arabic/wordForms.ts';
import { array } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { parseSearch, type SearchQuery, SearchSyntaxError } from '../text/searchQuery.ts';
import { all, refuse } from './conditions.ts';
import { MOST_COUNTED } from './page.ts';
import type { ListQuestion } from './question.ts';

/** What `q` means in SQL: a `tsquery` against the column `words` of a row (docs/search.md). */

/** The question as a tree; throws AppError invalid_parameter that shows where it cannot be read. */
export function readSearch(q: string): SearchQuery {
  try {
    const query = withoutSmallWords(parseSearch(q));
    if (leaves(query).every((forms) => forms.flat().length === 0))
      throw new SearchSyntaxError('there is no letter or digit to search for', 0);
    return query;
  } catch (error) {
    if (!(error instanceof SearchSyntaxError)) throw error;
    const detail = `At character ${error.at + 1}, ${error.message}: ${pointAt(q, error.at)}`;
    throw new AppError('invalid_parameter', `The question cannot be read. ${detail}.`, [
      { parameter: 'q', code: 'malformed_query', detail: `${detail}.`, position: error.at },
    ]);
  }
}

/** The text before the place, a mark, and what stands there. */
function pointAt(q: string, at: number): string {
  const points = Array.from(q);
  return `“${points.slice(Math.max(0, at - 20), at).join('')}▸${points.slice(at, at + 20).join('')}”`;
}

/** Words that only hold others together are not asked for where others are. */
function withoutSmallWords(query: SearchQuery): SearchQuery {
  if (query.kind !== 'all') return query;
  const parts = query.parts.map(withoutSmallWords);
  const kept = parts.filter((part) => part.kind !== 'word' || !isSmallWord(part.word) || inName(part, parts));
  return kept.some(({ kind }) => kind !== 'not') ? { kind: 'all', parts: kept } : { kind: 'all', parts };
}

/** Whether a small word belongs to a name that the table knows (Department of Defense). */
const inName = (part: SearchQuery, parts: SearchQuery[]) =>
  namesAmong(parts).some(({ from, to }) => parts.indexOf(part) >= from && parts.indexOf(part) < to);

interface NameAmong {
  from: number;
  to: number;
  forms: string[];
}

/** Runs of words that are a name of several words; the longest first, none inside another. */
function namesAmong(parts: SearchQuery[]): NameAmong[] {
  const found: NameAmong[] = [];
  for (let from = 0; from < parts.length; from += 1) {
    for (let to = Math.min(parts.length, from + LONGEST_NAME); to > from + 1; to -= 1) {
      const run = parts.slice(from, to).flatMap((part) => (part.kind === 'word' ? [part.word] : []));
      const forms = run.length === to - from ? nameForms(run) : [];
      if (forms.length === 0) continue;
      found.push({ from, to, forms });
      from = to - 1;
      break;
    }
  }
  return found;
}

/** One thing to find: words one after the other, each by the forms that it may have. */
type Term = string[][];

/** What a text has to show of a question: its words, phrases and names, without what is excluded. */
export function leaves(query: SearchQuery): Term[] {
  switch (query.kind) {
    case 'word':
      return [[formsOf(query.word)]];
    case 'phrase':
      return [phraseOf(query.words)];
    case 'not':
      return [];
    default:
      return [...query.parts.flatMap(leaves), ...namesAmong(query.parts).map(({ forms }) => [clean(forms)])];
  }
}

/** Only what can stand in the index: no symbol, and no character that PostgreSQL refuses. */
const clean = (forms: string[]) =>
  [...new Set(forms.map((form) => form.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim()))].filter(Boolean);

/** One question asks for the forms of a word several times, and many questions ask for the same words. */
const formsKnown = new LRUCache<string, string[]>({
  max: 2000,
  memoMethod: (word) => clean(wordForms(word)),
});

const formsOf = (word: string) => formsKnown.memo(word);
const phraseOf = (words: string[]) =>
  words.map((word) => clean(spellingForms(word))).filter((forms) => forms.length > 0);

const anyOf = (forms: string[]): SQL => sql`search_any(${array(forms, 'text')})`;

function toTsquery(query: SearchQuery): SQL | undefined {
  switch (query.kind) {
    case 'word': {
      const forms = formsOf(query.word);
      return forms.length > 0 ? anyOf(forms) : undefined;
    }
    case 'phrase':
      return joined(phraseOf(query.words).map(anyOf), '<->');
    case 'not': {
      const part = toTsquery(query.part);
      return part && sql`!!${part}`;
    }
    case 'any':
      return joined(known(query.parts.map(toTsquery)), '||');
    case 'all':
      return allOf(query.parts);
  }
}

/** Parts that all have to be there; a name of several words may also stand under another. */
function allOf(parts: SearchQuery[]): SQL | undefined {
  const names = namesAmong(parts);
  const conditions: (SQL | undefined)[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const name = names.find(({ from }) => from === at);
    if (!name) {
      const part = parts[at];
      if (part) conditions.push(toTsquery(part));
      continue;
    }
    const words = parts.slice(at, name.to).filter((part) => part.kind !== 'word' || !isSmallWord(part.word));
    const written = joined(known(words.map(toTsquery)), '&&');
    conditions.push(joined([...(written ? [written] : []), anyOf(clean(name.forms))], '||'));
    at = name.to - 1;
  }
  return joined(known(conditions), '&&');
}

const known = (parts: (SQL | undefined)[]) => parts.filter((part) => part !== undefined);

function joined(parts: SQL[], operator: '&&' | '||' | '<->'): SQL | undefined {
  if (parts.length === 0) return undefined;
  return parts.length === 1 ? parts[0] : sql`(${sql.join(parts, sql.raw(` ${operator} `))})`;
}

/** The question as a `tsquery`; throws AppError invalid_parameter. */
export const searchQuery = (q: string): SQL => toTsquery(readSearch(q)) ?? sql`''::tsquery`;

/** Rows that have any of the words asked for: what an index can say before texts are put together. */
export const anyWordOf = (q: string): SQL => anyOf([...new Set(leaves(readSearch(q)).flat(2))]);

/**
 * Rows whose `words` answer the question. `unseen` hides the words from the planner, where it has nothing to choose:
 * such a statement is planned once for all words.
 */
export const matching = (row: string, q: string | undefined, { unseen = false } = {}): SQL[] => {
  if (q === undefined) return [];
  const query = unseen ? sql`(select ${searchQuery(q)})` : searchQuery(q);
  return [sql`${sql.raw(`${row}.words`)} @@ ${query}`];
};

/** The most answers that are ranked, the newest of them: ranking reads each one. */
const MOST_RANKED = MOST_COUNTED + 1;

export type SearchedOrder = 'asc' | 'desc' | 'relevance';

/**
 * A list by date, or by how well its entries answer `q`: then the newest first among equals. `words` is the SQL of the
 * vector. Throws AppError invalid_parameter for relevance without `q`.
 */
export function inOrderOf(
  question: Omit<ListQuestion, 'order'>,
  order: SearchedOrder,
  words: string,
  q: string | undefined,
): ListQuestion {
  if (order !== 'relevance') return { ...question, order };
  if (q === undefined) throw refuse('order', 'Relevance needs “q”, the words to be relevant to.');
  const { ctes, from, where, sort, id, columns, join, entry } = question;
  const newest = sql`select ${sql.raw(id)} as hit_id, ${sql.raw(sort.sql)} as hit_sort, ${sql.raw(words)} as hit_words
      ${columns ? sql`, ${columns}` : sql.empty()}
    from ${from} where ${all(where)}
    order by ${sql.raw(sort.sql)} desc, ${sql.raw(id)} desc limit ${MOST_RANKED}`;
  return {
    ...(ctes ? { ctes } : {}),
    from: sql`(select hit.*, round(ts_rank_cd(hit.hit_words, ${searchQuery(q)}, 1)::numeric, 5)::float8
        + (least(greatest(hit.hit_sort, '1900-01-01'::date), '2199-12-31'::date) - '1900-01-01'::date) * 1e-11::float8
          as hit_rank from (${newest}) hit) hit`,
    where: [],
    sort: { sql: 'hit.hit_rank', type: 'float8' },
    id: 'hit.hit_id',
    order: 'desc',
    ...(columns ? { columns: sql`hit.*` } : {}),
    join,
    entry,
  };
}

/** The stems of English words, in their order: what the index has of them. */
export const englishStems = (words: string[]): SQL =>
  sql`select coalesce((ts_lexize('public.english_words', w.word))[1], w.word)
      from unnest(${array(words, 'text')}) with ordinality w(word, n) order by w.n`;
