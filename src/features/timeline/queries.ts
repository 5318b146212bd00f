import { type SQL, sql } from 'drizzle-orm';
import { all, publicly } from '../../filters/conditions.ts';
import { actorsWay, type EventFilter, selectEvents } from '../../filters/events.ts';
import type { ListQuestion } from '../../filters/page.ts';
import { sampled } from '../../filters/sample.ts';
import { inOrderOf, type SearchedOrder } from '../../filters/words.ts';
import { type Track, trackBits } from '../../model/tracks.ts';
import { membershipRelations } from '../../model/vocabularies/index.ts';
import { reportingDocuments, timelineEntry } from '../../shapes/event.ts';
import { type Fields, list, object, word } from '../../shapes/json.ts';
import { shortForm } from '../../shapes/references.ts';

export interface Included {
  evidence: boolean;
  documents: boolean;
  quotes: number;
}

const entry = (include: Included, extra: Fields = {}) =>
  timelineEntry(publicly, include, {
    ...(include.documents ? { documents: reportingDocuments } : {}),
    ...extra,
  });

export function findTimeline(filter: EventFilter, order: SearchedOrder, include: Included): ListQuestion {
  const question = {
    ...selectEvents(filter).list,
    join: 'join events e on e.id = p.id',
    entry: entry(include),
  };
  return inOrderOf(question, order, 'e.words', filter.q);
}

/** The part an actor has in an event: the first of its tracks that is set. */
const trackAmong = (wanted: readonly Track[] = []) =>
  word(
    `case ${Object.entries(trackBits)
      .filter(([name]) => wanted.length === 0 || wanted.includes(name as Track))
      .map(([name, bit]) => `when p.tracks & ${bit} > 0 then '${name}'`)
      .join(' ')} end`,
  );

/** Events of one actor: those it takes part in and those in whose quotes it is mentioned. */
export function findActorTimeline(
  actor: string,
  wanted: readonly Track[] | undefined,
  filter: EventFilter,
  order: SearchedOrder,
  include: Included,
): ListQuestion {
  const asked = filter.role ? { ...filter, actor: filter.actor ?? [actor] } : filter;
  const question = {
    ...selectEvents(asked, actorsWay(actor, bits(wanted), asked)).list,
    columns: sql`ea.tracks`,
    join: 'join events e on e.id = p.id',
    entry: entry(include, { track: trackAmong(wanted) }),
  };
  return inOrderOf(question, order, 'e.words', filter.q);
}

/**
 * The same with everyone who held a role in the actor, or was a member or part of it, on the event's date. `through`
 * names those by whom an event came in.
 */
export function findMembersTimeline(
  actor: string,
  wanted: readonly Track[] | undefined,
  filter: EventFilter,
  order: SearchedOrder,
  include: Included,
): ListQuestion {
  const { where } = selectEvents(filter);
  const mask = bits(wanted);
  const question = {
    ctes: sql`${members(actor)},
      joined as (
        select ea.event_id, ea.starts, bit_or(ea.tracks) as tracks,
          array_agg(distinct ea.actor_id) filter (where ea.actor_id <> ${actor}::uuid) as through
        from members m
        join event_actors ea on ea.actor_id = m.actor_id
        join events d on d.id = ea.event_id
        where (m.actor_id = ${actor}::uuid or ea.tracks & 15 > 0) and ea.tracks & ${mask} > 0
          and d.starts <= m.until and d.ends >= m.since
        group by ea.event_id, ea.starts)`,
    from: sql`joined j join (select e.* from events e where ${all(where)}) e on e.id = j.event_id`,
    where: [],
    sort: { sql: 'j.starts', type: 'date' as const },
    id: 'j.event_id',
    columns: sql`j.tracks, j.through`,
    join: 'join events e on e.id = p.id',
    entry: entry(include, { track: trackAmong(wanted), through: through(actor) }),
  };
  return inOrderOf(question, order, 'e.words', filter.q);
}

const bits = (wanted: readonly Track[] = []) =>
  wanted.length === 0 ? 31 : wanted.reduce((mask, name) => mask | trackBits[name], 0);

/** The actor and all who stand for it, each with the days on which they do. */
const members = (actor: string): SQL => sql`recursive members as (
  select ${actor}::uuid as actor_id, '-infinity'::date as since, 'infinity'::date as until
  union
  select t.actor_id, greatest(m.since, coalesce(t.held_from, '-infinity')), least(m.until, coalesce(t.held_to, 'infinity'))
  from members m join (
    select actor_id, organisation_id as whole, held_from, held_to from actor_roles where organisation_id is not null
    union all
    select actor_id, object_id, held_from, held_to from actor_relations
    where predicate in (${sql.raw(membershipRelations.map((name) => `'${name}'`).join(', '))})) t on t.whole = m.actor_id
  where greatest(m.since, coalesce(t.held_from, '-infinity')) <= least(m.until, coalesce(t.held_to, 'infinity')))`;

/** Those through whom an event came in, with the office they held then. Ids only, so nothing can be injected. */
const through = (actor: string) =>
  list(
    object({
      actor: shortForm('ta'),
      as: `(select ro.office from actor_roles ro where ro.actor_id = ta.id
        and coalesce(ro.held_from, '-infinity') <= e.ends and coalesce(ro.held_to, 'infinity') >= e.starts
      order by (ro.organisation_id = '${actor}') desc nulls last, ro.held_from desc nulls last, ro.ord limit 1)`,
    }),
    'actors ta where ta.id = any(p.through)',
    'ta.slug',
  );

export type Interval = 'day' | 'week' | 'month' | 'year';
export type Breakdown = 'type' | 'modality' | 'location' | 'source';

/** What an event is counted under: a column of its own, or records tied to it, by slug. */
const own = (column: string) => (scale: number) =>
  `select start, ${column} as key, round(count(*) * ${scale})::bigint as count from counted group by 1, 2`;

/** Each event once under each record; `offset 0`: it looks up its own, and the planner does not read those of all. */
const tied = (table: string, column: string, records: string) => (scale: number) =>
  `select c.start, coalesce((select slug from ${records} where id = c.id), 'none') as key, c.count from (
      select start, t.id, round(count(*) * ${scale})::bigint as count
      from counted f left join lateral (
        select distinct ${column} as id from ${table} where event_id = f.id offset 0) t on true
      group by 1, 2) c`;

const breakdowns: Record<Breakdown, (scale: number) => string> = {
  type: own('type'),
  modality: own('modality'),
  location: tied('event_locations', 'location_id', 'locations'),
  source: tied('event_reports', 'source_id', 'sources'),
};

/**
 * Counts of events by interval of their own first day; undated ones are counted apart. One JSON text. With a `scale`
 * above 1 the numbers under `by` are those of one part in so many of all events, times that.
 */
export function countByInterval(
  filter: EventFilter,
  interval: Interval,
  by: Breakdown | undefined,
  scale: number,
): SQL {
  const { where } = selectEvents(filter);
  const breakdown = by && breakdowns[by](scale);
  const day = "case when e.sort_basis = 'event' and e.starts > '-infinity' then e.starts end";
  const start = (of: string) => sql`date_trunc(${interval}, ${sql.raw(of)}::timestamp)::date`;
  // Days are counted first: there are fewer of them than events, and an index has them.
  return sql`with days as (select ${sql.raw(day)} as day, count(*) as count from events e where ${all(where)} group by 1),
    counts as (select ${start('day')} as start, sum(count)::bigint as count from days group by 1)
    ${
      breakdown
        ? sql`, counted as (
            select e.id, e.type, e.modality, ${start(`(${day})`)} as start from events e ${sampled(scale)}
            where ${all(where)}), parts as (
            select start, json_object_agg(key, count order by count desc, key) as by
            from (${sql.raw(breakdown)}) b group by start)`
        : sql.empty()
    }
    select json_build_object(
      'data', coalesce((select json_agg(json_build_object('start', c.start, 'count', c.count
        ${breakdown ? sql`, 'by', coalesce(b.by, '{}')` : sql.empty()}) order by c.start)
        from counts c ${breakdown ? sql`left join parts b on b.start = c.start` : sql.empty()}
        where c.start is not null), '[]'),
      'undated', coalesce((select count from counts where start is null), 0))::text`;
}
