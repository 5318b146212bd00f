import { TAKES_PART } from '../model/tracks.ts';
import type { Visible } from './event.ts';
import { evidenceOf } from './evidence.ts';
import { code, type Fields, list, object, plain, value } from './json.ts';
import { actorById, recordFields } from './references.ts';

/** Names other than those of the record's own `name`. */
export const otherNames = (record: string) =>
  list(
    `json_strip_nulls(json_build_object('value', n.value, 'lang', n.lang, 'kind', n.name_kind, 'note', n.note))`,
    `names n where n.record_id = ${record} and n.ord >= 0`,
    'n.ord',
  );

const roleEvidence = (include: boolean, path: string, row: string): Fields =>
  include ? { evidence: evidenceOf('a.id', `'/${path}/' || ${row}.ord`) } : {};

/** Events that took place with the actor in them and that everyone sees, as kept for it. */
const publicEvents = `select count(ea.happened),
    coalesce(min(ea.happened) filter (where ea.happened > '-infinity'), 'infinity') as first,
    coalesce(max(ea.happened), '-infinity') as last
  from event_actors ea where ea.actor_id = a.id and ea.tracks & ${TAKES_PART} > 0`;

/** The same with those that not everyone sees. */
const allEvents = (visible: Visible) => `select count(*),
    coalesce(min(e.starts) filter (where e.sort_basis = 'event' and e.starts > '-infinity'), 'infinity') as first,
    coalesce(max(e.starts) filter (where e.sort_basis = 'event'), '-infinity') as last
  from event_actors ea join events e on e.id = ea.event_id
  where ea.actor_id = a.id and ea.tracks & ${TAKES_PART} > 0 and e.modality in ('occurred', 'ongoing') and ${visible('e')}`;

/** Quotes it speaks and everyone sees, as kept for it. */
const publicQuotes = `select count(qs.shown),
    coalesce(min(qs.shown) filter (where qs.shown > '-infinity'), 'infinity') as first,
    coalesce(max(qs.shown), '-infinity') as last
  from quote_speakers qs where qs.actor_id = a.id`;

/** The same with those that not everyone sees. */
const allQuotes = (visible: Visible) => `select count(*), coalesce(min(q.said_from), 'infinity') as first,
    coalesce(max(q.said_from), '-infinity') as last
  from quote_speakers qs join quotes q on q.id = qs.quote_id
  where qs.actor_id = a.id and ${visible('q')}`;

/** How many events and quotes there are, and the first and last day of either. */
const activity = (events: string, quotes: string) =>
  `(select ${object({
    events: plain('ev.count'),
    quotes: plain('qu.count'),
    first: value(`nullif(least(ev.first, qu.first), 'infinity')`),
    last: value(`nullif(greatest(ev.last, qu.last), '-infinity')`),
  })} from (${events}) ev, (${quotes}) qu)`;

const publicActivity = activity(publicEvents, publicQuotes);

/**
 * An actor as a record of its own (model/actor.ts); the row is `a`. Its activity may be left out, or be counted anew where
 * the reader sees what not everyone does.
 */
export const actorJson = (
  visible: Visible,
  include: { evidence: boolean; activity?: false | 'anew' },
  extra: Fields = {},
) =>
  object({
    id: code('a.id'),
    slug: code('a.slug'),
    kind: code('a.kind'),
    name: 'a.name',
    names: otherNames('a.id'),
    description: 'a.description',
    country: value('a.country'),
    roles: list(
      object({
        office: 'ro.office',
        organisation: actorById('ro.organisation_id'),
        held: 'ro.held',
        ...roleEvidence(include.evidence, 'roles', 'ro'),
      }),
      'actor_roles ro where ro.actor_id = a.id',
      'ro.ord',
    ),
    relations: list(
      object({
        predicate: code('rel.predicate'),
        object: actorById('rel.object_id'),
        held: 'rel.held',
        ...roleEvidence(include.evidence, 'relations', 'rel'),
      }),
      'actor_relations rel where rel.actor_id = a.id',
      'rel.ord',
    ),
    ...(include.activity === false
      ? {}
      : {
          activity: include.activity ? activity(allEvents(visible), allQuotes(visible)) : publicActivity,
        }),
    ...recordFields('a'),
    ...extra,
  });
