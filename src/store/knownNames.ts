import { sql } from 'drizzle-orm';
import { foldText } from '../arabic/fold.ts';
import { allStates } from '../arabic/latin.ts';
import { stateRef } from '../arabic/proposals.ts';
import type { KnownName } from '../arabic/reading/types.ts';
import { array, type Db, rows } from '../db/database.ts';
import { findByName } from '../filters/names.ts';
import type { Candidate } from '../model/draft.ts';

/** Candidates that are shown for a name. */
const MOST_CANDIDATES = 5;
/** From here on a name that was printed is taken for the actor's, unless somebody said that it is not. */
export const SAME_NAME = 0.9;

/**
 * The published actors and locations one of whose names begins with a word of the text, so that a text is read with
 * what it may name and not with all names there are. Arabic words count with and without what is written together with
 * them (و ف ب ل ك, ال).
 */
export async function findKnownNames(
  db: Db,
  text: string,
): Promise<{ actors: KnownName[]; locations: KnownName[] }> {
  const words = new Set(foldText(text).split(' ').flatMap(formsOf));
  const found = await rows<{ ref: string; record: 'actor' | 'location'; kind: string; names: string[] }>(
    db,
    sql`select n.record_id as ref, n.kind as record, coalesce(a.kind, l.kind) as kind, array_agg(n.value) as names
        from names n
        left join actors a on a.id = n.record_id and a.review in ('reviewed', 'disputed')
        left join locations l on l.id = n.record_id and l.review in ('reviewed', 'disputed')
        where split_part(n.folded, ' ', 1) = any(${array([...words], 'text')}) and coalesce(a.id, l.id) is not null
        group by n.record_id, n.kind, a.kind, l.kind order by n.record_id`,
  );
  const ofKind = (wanted: 'actor' | 'location') =>
    found.filter(({ record }) => record === wanted).map(({ ref, kind, names }) => ({ ref, kind, names }));
  const locations = ofKind('location');
  return { actors: ofKind('actor'), locations: [...locations, ...statesBeside(locations)] };
}

/** States are places that every text may name; those that are not recorded are proposed. */
function statesBeside(locations: readonly KnownName[]): KnownName[] {
  const there = new Set(locations.flatMap(({ names }) => names.map(foldText)));
  return allStates()
    .filter(({ ar, en }) => !there.has(foldText(ar)) && !there.has(foldText(en)))
    .map(({ country, ar, en }) => ({ ref: stateRef(country), kind: 'country', names: [ar, en] }));
}

function formsOf(word: string): string[] {
  const bare = word.replace(/^[وف]?[بلك]?(?=.{3})/u, '');
  const forms = [word, bare, word.replace(/^[وف]/u, ''), bare.replace(/^(ال|ل)(?=.{2})/u, '')];
  return [...forms, ...forms.map((form) => `ال${form.replace(/^ال/u, '')}`)];
}

/** Published actors who may be meant by a printed name, best first, without those of whom that was denied. */
export async function findLikelyActors(db: Db, printed: string): Promise<Candidate[]> {
  const folded = foldText(printed);
  if (folded === '') return [];
  const refused = sql`exists (select from refused_names r where r.folded = ${folded} and r.actor_id = a.id)`;
  const found = await findByName(db, {
    kind: 'actor',
    q: printed,
    alias: 'a',
    where: [sql`a.review in ('reviewed', 'disputed')`, sql`not ${refused}`],
  });
  return found.slice(0, MOST_CANDIDATES).map(({ record, slug, name, score, rule }) => ({
    actor: record,
    slug,
    name,
    score,
    reason: `“${printed}” is like “${name}” (${rule})`,
  }));
}

/** Remembers that a printed name is not this actor's; idempotent. */
export async function refuseName(
  db: Db,
  printed: string,
  actor: string,
  { by, reason }: { by: string; reason?: string | undefined },
): Promise<void> {
  await db.execute(sql`insert into refused_names (folded, actor_id, by, reason)
    values (${foldText(printed)}, ${actor}, ${by}, ${reason ?? null}) on conflict do nothing`);
}
