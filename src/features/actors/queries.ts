import { type SQL, sql } from 'drizzle-orm';
import type { Reads } from '../../db/answer.ts';
import {
  all,
  type OwnDrafts,
  oneOf,
  oneOfIds,
  publicly,
  publicSight,
  reviewed,
  updatedSince,
} from '../../filters/conditions.ts';
import { countedOf } from '../../filters/counting.ts';
import type { EventFilter } from '../../filters/events.ts';
import { listByName, matchField, withPrefix } from '../../filters/names.ts';
import type { ListQuestion } from '../../filters/question.ts';
import { TAKES_PART } from '../../model/tracks.ts';
import { membershipRelations } from '../../model/vocabularies/index.ts';
import { actorJson } from '../../shapes/actor.ts';
import { code, object, plain, value, word } from '../../shapes/json.ts';
import { actorById, shortForm } from '../../shapes/references.ts';

export interface ActorFilter extends OwnDrafts {
  q?: string | undefined;
  prefix?: boolean | undefined;
  kind?: string[] | undefined;
  country?: string[] | undefined;
  member_of?: string[] | undefined;
  review?: string[] | undefined;
  updated_since?: string | undefined;
}

const selectActors = (filter: ActorFilter) => ({
  where: [
    reviewed('a', filter.review, filter.begun_by),
    ...(filter.kind ? [oneOf('a.kind', filter.kind)] : []),
    ...(filter.country ? [oneOf('a.country', filter.country)] : []),
    ...(filter.member_of ? [memberOf(filter.member_of)] : []),
    ...updatedSince('a', filter.updated_since),
  ],
  id: 'a.id',
  join: 'join actors a on a.id = p.id',
});

/** Actors by slug. */
export const listActors = (filter: Omit<ActorFilter, 'q' | 'prefix'>, evidence: boolean): ListQuestion => ({
  ...selectActors(filter),
  from: sql`actors a`,
  sort: { sql: 'a.slug collate "C"', type: 'text' },
  order: 'asc',
  entry: actorJson(publicly, { evidence }),
});

/** Actors by slug, or with `q` by how well a name matches. */
export async function findActors(
  reads: Reads,
  filter: ActorFilter,
  evidence: boolean,
): Promise<ListQuestion> {
  withPrefix(filter);
  const { q, prefix } = filter;
  if (q === undefined) return listActors(filter, evidence);
  const { where } = selectActors(filter);
  return listByName(
    reads,
    { kind: 'actor', q, prefix, alias: 'a', where },
    actorJson(publicly, { evidence }, { match: matchField }),
  );
}

const memberOf = (ids: string[]) => sql`a.id in (
  select r.actor_id from actor_relations r where ${oneOfIds('r.object_id', ids)}
    and r.predicate in (${sql.raw(membershipRelations.map((name) => `'${name}'`).join(', '))})
  union all select o.actor_id from actor_roles o where ${oneOfIds('o.organisation_id', ids)})`;

export const getActor = (id: string, sight = publicSight): SQL =>
  sql`select ${sql.raw(
    actorJson(
      sight.listed,
      sight === publicSight ? { evidence: true } : { evidence: true, activity: 'anew' },
    ),
  )}::text, a.version::text from actors a
      where a.id = ${id} and ${sql.raw(sight.named('a'))}`;

/** What makes neighbours: events that took place, not those planned, denied or only alleged. */
const real: EventFilter['modality'] = ['occurred', 'ongoing'];

/** Those who take part in the same events, most events first; of many events a part is counted. */
export async function findNetwork(reads: Reads, actor: string, given: EventFilter): Promise<ListQuestion> {
  const filter = { ...given, actor: [actor], modality: given.modality ?? real };
  const { where, scale } = await countedOf(reads, filter);
  return {
    ctes: sql`shared as (
        select o.actor_id, e.type, e.sort_basis, e.starts from events e
        join event_actors o on o.event_id = e.id and o.actor_id <> ${actor}::uuid and o.tracks & ${sql.raw(`${TAKES_PART}`)} > 0
        where ${all(where)}),
      kinds as (
        select actor_id, type, count(*) * ${scale}::int as events,
          min(starts) filter (where sort_basis = 'event' and starts > '-infinity') as first,
          max(starts) filter (where sort_basis = 'event') as last
        from shared group by actor_id, type order by actor_id, events desc, type),
      neighbours as (
        select actor_id, sum(events)::int as events, min(first) as first, max(last) as last,
          json_object_agg(type, events) as types
        from kinds group by actor_id)`,
    from: sql`neighbours n`,
    where: [],
    sort: { sql: 'n.events::float8', type: 'float8' },
    id: 'n.actor_id',
    order: 'desc',
    columns: sql`n.events, n.first, n.last, n.types`,
    join: 'join actors a on a.id = p.id',
    entry: object({
      actor: shortForm('a'),
      events: plain('p.events'),
      first: value('p.first'),
      last: value('p.last'),
      types: 'p.types',
      exact: `'${scale === 1}'`,
    }),
  };
}

/** Quotes that mention the actor. */
export const findMentions = (actor: string, order: 'asc' | 'desc'): ListQuestion => ({
  from: sql`quotes q`,
  where: [
    sql.raw(publicly('q')),
    sql`exists (select from quote_about x where x.quote_id = q.id and x.actor_id = ${actor}::uuid)`,
  ],
  sort: { sql: 'q.starts', type: 'date' },
  id: 'q.id',
  order,
  join: 'join quotes q on q.id = p.id',
  entry: object({
    quote: code('q.id'),
    speaker: actorById('q.speaker_id'),
    said: 'q.said',
    event: word('q.event_id'),
    document: code('q.document_id'),
  }),
});
