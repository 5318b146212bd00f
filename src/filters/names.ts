import { type SQL, sql } from 'drizzle-orm';
import { equivalentsOf } from '../arabic/equivalents/index.ts';
import { foldText } from '../arabic/fold.ts';
import { type Reads, rowTexts } from '../db/answer.ts';
import { array, type Db, rows } from '../db/database.ts';
import { type NamedKind, prefixRanges, storedKey, storedNameKeys, storedWholeKeys } from '../names/keys.ts';
import { type NameHit, type Proposed, rankNames } from '../names/rank.ts';
import { isSearchable } from '../text/searchQuery.ts';
import { all, refuse } from './conditions.ts';
import type { ListQuestion } from './question.ts';

/** A key that more names have than this says too little to be read through. */
const COMMON = 500;
/** Names that are compared letter by letter. */
const MOST_PROPOSED = 100;
/** With conditions beside the state of review, more are looked at first: most may fall away. */
const MOST_FILTERED = 4000;
/** Below this the best is looked for by letters too, in the same script. */
const POOR = 0.5;

/** The answers that a question by name can have, at most. */
const MOST_FOUND = 200;

export interface NameQuestion {
  kind: NamedKind;
  q: string;
  prefix?: boolean | undefined;
  /** What is demanded of the records, over `alias`. */
  alias: string;
  where: SQL[];
}

/**
 * The records that may be meant by a name in any script and spelling, best first: an index proposes names that share
 * words or consonant skeletons, the rarest first, and they are compared letter by letter (src/names). Throws AppError
 * invalid_parameter where there is no letter or digit.
 */
export async function findByName(reads: Reads | Db, question: NameQuestion): Promise<NameHit[]> {
  const { q, prefix = false } = question;
  if (!isSearchable(q)) throw refuse('q', 'There is no letter or digit to search for.');
  const proposed = await propose(reads, question, prefix ? byPrefix(question) : byKeys(question));
  const found = rankNames(q, proposed, { prefix, synonyms: synonymsOf(q) });
  if (prefix || (found[0]?.score ?? 0) >= POOR) return found.slice(0, MOST_FOUND);
  const more = await propose(reads, question, byLetters(question));
  return rankNames(q, [...proposed, ...more]).slice(0, MOST_FOUND);
}

/** Other names, folded, that the table of equivalents has for what is asked for (docs/search.md). */
const synonymsOf = (q: string): string[] => {
  const folded = foldText(q);
  return equivalentsOf(q)
    .map(foldText)
    .filter((name) => name !== folded);
};

/** Throws AppError invalid_parameter for `prefix` without the name it belongs to. */
export function withPrefix({ q, prefix }: { q?: string | undefined; prefix?: boolean | undefined }): void {
  if (prefix && q === undefined)
    throw refuse('prefix', '“prefix” needs “q”, the name whose last word may go on.');
}

/** `found` as a common table expression for `hits`: record, name, rule and score. */
const nameHits = (found: NameHit[]): SQL => sql`hits as (
  select * from unnest(${array(
    found.map(({ record }) => record),
    'uuid',
  )}, ${array(
    found.map(({ name }) => name),
    'text',
  )}, ${array(
    found.map(({ rule }) => rule),
    'text',
  )}, ${sql.param(found.map(({ score }) => score))}::float8[]) as h(record_id, name, rule, score))`;

/** How a record was found by name: the `match` of its answer. The page's rows carry the three. */
export const matchField = `json_build_object('name', p.name, 'rule', p.rule, 'score', p.score)`;

/** The list of those records, best first; `entry` shows each, with `matchField`. */
export async function listByName(reads: Reads, question: NameQuestion, entry: string): Promise<ListQuestion> {
  const { kind, alias, where } = question;
  return {
    ctes: nameHits(await findByName(reads, question)),
    from: sql.raw(`hits h join ${kind}s ${alias} on ${alias}.id = h.record_id`),
    where,
    sort: { sql: 'h.score::float8', type: 'float8' },
    id: `${alias}.id`,
    order: 'desc',
    columns: sql`h.name, h.rule, h.score`,
    join: `join ${kind}s ${alias} on ${alias}.id = p.id`,
    entry,
  };
}

/** What a statement answers, outside of a transaction or in one. */
const textsOf = async (reads: Reads | Db, query: SQL): Promise<(string | null)[][]> =>
  'pool' in reads
    ? rowTexts(reads, query)
    : (await rows<Record<string, string | null>>(reads, query)).map((row) => Object.values(row));

async function propose(reads: Reads | Db, question: NameQuestion, proposals: SQL): Promise<Proposed[]> {
  const { kind, alias, where } = question;
  const found = await textsOf(
    reads,
    sql`with ${proposals}
      select n.record_id::text, n.value, n.folded, (n.ord < 0)::text as chief, ${sql.raw(alias)}.slug
      from (select * from proposed order by worth desc, record_id, ord
        limit ${where.length > 1 ? MOST_FILTERED : MOST_PROPOSED}) p
      join names n on n.record_id = p.record_id and n.ord = p.ord
      join ${sql.raw(`${kind}s ${alias} on ${alias}.id`)} = n.record_id
      where ${all(where)} order by p.worth desc, n.record_id, n.ord limit ${MOST_PROPOSED}`,
  );
  return found.map(([record, name, folded, primary, slug]) => ({
    record: record ?? '',
    name: name ?? '',
    folded: folded ?? '',
    primary: primary === 'true',
    slug: slug ?? '',
  }));
}

/**
 * Names by the keys they share with the one asked for; a key counts by how rare it is. Keys that too many have are left
 * out, unless there is no other. What is called so by another name comes by that name.
 */
const byKeys = ({ kind, q }: NameQuestion): SQL => {
  const synonyms = synonymsOf(q);
  const keys = synonyms.flatMap((name) => storedWholeKeys(kind, name));
  return sql`asked as (
    select a.key, (select count(*) from (select from name_keys k where k.key = a.key limit ${COMMON + 1}) c) as names
    from unnest(${array(storedNameKeys(kind, q), 'text')}) as a(key)),
  telling as (
    select key, names from asked
    where names between 1 and ${COMMON} or not exists (select from asked where names between 1 and ${COMMON})),
  proposed as (
    select k.record_id, k.ord, sum(ln(${2 * COMMON}::float8 / t.names)) as worth
    from telling t cross join lateral (
      select record_id, ord from name_keys k where k.key = t.key limit ${COMMON}) k
    group by k.record_id, k.ord
    union all
    select n.record_id, n.ord, ${COMMON}::float8 from records r join names n on n.record_id = r.id
    where r.kind = ${kind} and r.slug = ${q}
    ${
      keys.length > 0
        ? sql`union all
          select n.record_id, n.ord, ${COMMON}::float8
          from name_keys k join names n on n.record_id = k.record_id and n.ord = k.ord
          where k.key = any(${array(keys, 'text')}) and n.folded = any(${array(synonyms, 'text')})`
        : sql.empty()
    })`;
};

/** Names with a word that begins as the last word asked for; words before it count as keys. */
function byPrefix({ kind, q }: NameQuestion): SQL {
  const words = foldText(q).split(' ');
  const before = words.slice(0, -1).join(' ');
  const keys = before === '' ? [] : storedNameKeys(kind, before);
  const ranges = prefixRanges(q).map(
    ({ from, to }, i) => sql`select record_id, ord, ${i === 0 ? 1 : 0.5}::float8 as worth from (
      select record_id, ord from name_keys k
      where k.key >= ${storedKey(kind, from)} and k.key < ${storedKey(kind, to)}
        ${keys.length > 0 ? sql`and exists (select from name_keys b where b.record_id = k.record_id and b.ord = k.ord and b.key = any(${array(keys, 'text')}))` : sql.empty()}
      limit ${4 * COMMON}) r`,
  );
  return sql`proposed as (
    select record_id, ord, sum(worth) as worth from (${sql.join(ranges, sql` union all `)}) k group by record_id, ord)`;
}

/** Names in the same script that have most letters in common, in threes: for what is mistyped in every word. */
const byLetters = ({ kind, q }: NameQuestion): SQL => sql`proposed as (
    select record_id, ord, word_similarity(fold_text(${q}), folded)::float8 as worth from names
    where kind = ${kind} and fold_text(${q}) <% folded)`;
