import { type SQL, sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { type Reads, text } from '../../db/answer.ts';
import { all, publicly } from '../../filters/conditions.ts';
import { countedOf } from '../../filters/counting.ts';
import { actorsWay, type EventFilter, lookedWay, selectEvents } from '../../filters/events.ts';
import type { ListQuestion } from '../../filters/question.ts';
import { inOrderOf, type SearchedOrder } from '../../filters/words.ts';
import { bitsOf, TAKES_PART, type Track, trackBits } from '../../model/tracks.ts';
import { membershipRelations } from '../../model/vocabularies/index.ts';
import { reportingDocuments, timelineEntry } from '../../shapes/event.ts';
import { type Fields, list, object, word } from '../../shapes/json.ts';
import { shortForm } from '../../shapes/references.ts';

export interface Included {
  evidence: boolean;
  documents: boolean;
  quotes: number;
}

/** The SQL of an entry is long, and the same for most questions. */
const entries = new LRUCache<string, string, { include: Included; extra: Fields }>({
  max: 100,
  memoMethod: (_key, _stale, { context: { include, extra } }) =>
    timelineEntry(publicly, include, {
      ...(include.documents ? { documents: reportingDocuments } : {}),
      ...extra,
    }),
});

const entry = (include: Included, extra: Fields = {}) =>
  entries.memo(JSON.stringify([include, extra]), { context: { include, extra } });

export function findTimeline(filter: EventFilter, order: SearchedOrder, include: Included): ListQuestion {
  const question = {
    ...selectEvents(filter).list,
    join: 'join events e on e.id = p.id',
    entry: entry(include),
  };
  return inOrderOf(question, order, 'e.words', filter.q);
}

/** The part an actor has in an event: the first of its tracks that is set. */
const trackAmong = (wanted: readonly Track[], row = 'p') =>
  word(
    `case ${Object.entries(trackBits)
      .filter(([name]) => wanted.includes(name as Track))
      .map(([name, bit]) => `when ${row}.tracks & ${bit} > 0 then '${name}'`)
      .join(' ')} end`,
  );

/** Events of one actor: those it takes part in and those in whose quotes it is mentioned. */
export function findActorTimeline(
  actor: string,
  wanted: readonly Track[],
  filter: EventFilter,
  order: SearchedOrder,
  include: Included,
): ListQuestion {
  const asked = filter.role ? { ...filter, actor: filter.actor ?? [actor] } : filter;
  const question = {
    ...selectEvents(asked, actorsWay(actor, wanted, asked)).list,
    columns: sql`ea.tracks`,
    join: 'join events e on e.id = p.id',
    entry: entry(include, { track: trackAmong(wanted) }),
  };
  return inOrderOf(question, order, 'e.words', filter.q);
}

/** Where those who stand for an actor have more events than this in their time, a page of them is soon met among all. */
const FEW = 20_000;

/**
 * The same with everyone who held a role in the actor, or was a member or part of it, on the event's date. `through`
 * names those by whom an event came in.
 */
export async function findMembersTimeline(
  reads: Reads,
  actor: string,
  wanted: readonly Track[],
  filter: EventFilter,
  order: SearchedOrder,
  include: Included,
  few = FEW,
): Promise<ListQuestion> {
  // Ids and numbers only, so nothing can be injected.
  const part = `(ea.actor_id = '${actor}' or ea.tracks & ${TAKES_PART} > 0) and ea.tracks & ${bitsOf(wanted)} > 0`;
  const theirs = sql.raw(`members m join event_actors ea on ea.actor_id = m.actor_id where ${part}`);
  // One value that holds all of them: each actor of an event is looked up there.
  const standing = sql`select jsonb_object_agg(actor_id, days) as days
    from (select actor_id, range_agg(daterange(since, until, '[]')) as days from members group by actor_id) m`;
  // Of many it is made here already, so that they are not gathered twice.
  const everyone = await text(
    reads,
    sql`with ${members(actor)} select (${standing})::text from (
      select from ${theirs} and ea.starts between m.since - 31 and m.until limit ${few + 1}) c
      having count(*) > ${few}::int`,
  );
  const candidates =
    everyone === undefined
      ? sql`select distinct ea.event_id, ea.starts from ${theirs} and ea.starts <= m.until`
      : undefined;
  const parts = `event_actors ea where ea.event_id = e.id and ${part}
    and ((select days from standing) ->> ea.actor_id::text)::datemultirange && daterange(e.starts, e.ends, '[]')`;
  const question = {
    ctes:
      everyone === undefined
        ? sql`${members(actor)}, standing as (${standing})`
        : sql`standing as (select ${everyone}::jsonb as days)`,
    ...selectEvents(filter, lookedWay(sql.raw(`exists (select from ${parts})`), candidates, filter)).list,
    join: `join events e on e.id = p.id cross join lateral (
      select bit_or(ea.tracks) as tracks, array_agg(distinct ea.actor_id) filter (where ea.actor_id <> '${actor}') as through
      from ${parts}) t`,
    entry: entry(include, { track: trackAmong(wanted, 't'), through: through(actor) }),
  };
  return inOrderOf(question, order, 'e.words', filter.q);
}

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
    'actors ta where ta.id = any(t.through)',
    'ta.slug',
  );

export type Interval = 'day' | 'week' | 'month' | 'year';
export type Breakdown = 'type' | 'modality' | 'location' | 'source';

/** Records tied to an event, under each of which it is counted once: the rows that tie them, and where their slugs are. */
const ties = {
  location: {
    rows: 'select distinct location_id as id from event_locations where event_id = f.id',
    records: 'locations',
  },
  source: {
    rows: 'select distinct source_id as id from event_reports where event_id = f.id',
    records: 'sources',
  },
} as const;

/** Counts of events by interval of their own first day, as one JSON text; undated ones are counted apart. */
export async function countByInterval(
  reads: Reads,
  filter: EventFilter,
  interval: Interval,
  by: Breakdown | undefined,
): Promise<{ counts: string; exact: boolean }> {
  const { indexed } = selectEvents(filter).counting();
  const tied = by === 'location' || by === 'source' ? ties[by] : undefined;
  // What an index has is counted all, but not what is tied to it.
  const { where, scale } = indexed && !tied ? { where: indexed, scale: 1 } : await countedOf(reads, filter);
  const events = (of: SQL[]) => sql`select e.id, e.type, e.modality,
      case when e.sort_basis = 'event' and e.starts > '-infinity' then e.starts end as day
    from events e where ${all(of)}`;
  const start = sql`date_trunc(${interval}, day::timestamp)::date`;
  // \`offset 0\`: each event looks up its own, and the planner does not read those of all.
  const parts = tied
    ? sql`select c.start, coalesce((select slug from ${sql.raw(tied.records)} where id = c.id), 'none') as key, c.count
        from (select ${start} as start, t.id, count(*) * ${scale}::int as count
          from counted f left join lateral (${sql.raw(tied.rows)} offset 0) t on true group by 1, 2) c`
    : sql`select ${start} as start, key, sum(count)::bigint as count from days group by 1, 2`;
  // Days are counted first: there are fewer of them than events.
  const counts = await text(
    reads,
    sql`with counted as (${events(where)}),
      days as (
        select day, ${sql.raw(by && !tied ? by : 'null')} as key, count(*) * ${indexed ? 1 : scale}::int as count
        from ${indexed && tied ? sql`(${events(indexed)}) e` : sql.raw('counted')} group by 1, 2),
      counts as (select ${start} as start, sum(count)::bigint as count from days group by 1)
      ${
        by
          ? sql`, parts as (
              select start, json_object_agg(key, count order by count desc, key) as by from (${parts}) b group by start)`
          : sql.empty()
      }
      select json_build_object(
        'data', coalesce((select json_agg(json_build_object('start', c.start, 'count', c.count
          ${by ? sql`, 'by', coalesce(b.by, '{}')` : sql.empty()}) order by c.start)
          from counts c ${by ? sql`left join parts b on b.start = c.start` : sql.empty()}
          where c.start is not null), '[]'),
        'undated', coalesce((select count from counts where start is null), 0))::text`,
  );
  return { counts: counts ?? '{}', exact: scale === 1 };
}
