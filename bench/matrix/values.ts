import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../src/db/database.ts';

/** Two values of a parameter: one that much answers to, one that little or nothing does. */
export type Drawn = readonly [common: string, rare: string];

const slugs = (table: string, join: string) =>
  `select b.slug as value from ${join} join ${table} b on b.id = x.id`;

/** SQL of the values that rows have, by parameter, or by route and parameter; the most and the least frequent are drawn. */
const sources: Record<string, string> = {
  actor: slugs('actors', '(select actor_id as id from event_actors where tracks & 15 > 0) x'),
  with: slugs(
    'actors',
    `(select o.actor_id as id from event_actors a join event_actors o using (event_id)
      where a.actor_id <> o.actor_id and a.actor_id = (
        select actor_id from event_actors where tracks & 15 > 0 group by 1 order by count(*) desc limit 1)) x`,
  ),
  location: slugs('locations', '(select location_id as id from event_areas) x'),
  source: slugs('sources', '(select source_id as id from event_reports) x'),
  document: 'select document_id::text as value from event_reports',
  type: 'select type::text as value from events',
  subtype: 'select subtype as value from events where subtype is not null',
  modality: 'select modality::text as value from events',
  context: 'select unnest(contexts) as value from events',
  role: 'select role::text as value from participants',
  country: 'select l.country::text as value from event_locations x join locations l on l.id = x.location_id',
  speaker: slugs('actors', '(select actor_id as id from quote_speakers) x'),
  about: slugs('actors', '(select actor_id as id from quote_about) x'),
  event: 'select event_id::text as value from quotes where event_id is not null',
  utterance: 'select utterance_id::text as value from utterance_quotes',
  mode: 'select mode::text as value from quotes',
  speech_act: 'select speech_act::text as value from quotes',
  speaker_kind: 'select speaker_kind::text as value from quotes',
  medium: 'select medium_kind::text as value from quotes where medium_kind is not null',
  lang: 'select lang as value from quotes',
  metric: 'select metric::text as value from figures',
  unit: 'select unit as value from figures where unit is not null',
  subject: slugs('actors', '(select subject_id as id from figures) x'),
  attributed_to: slugs('actors', '(select by_actor as id from figures) x'),
  member_of: slugs('actors', '(select organisation_id as id from actor_roles) x'),
  parent: slugs('locations', '(select parent_id as id from locations) x'),
  within: slugs('locations', '(select ancestor_id as id from location_ancestors where depth > 0) x'),
  part_of: 'select id::text as value from documents where part_of is null limit 2',
  'actors kind': 'select kind::text as value from actors',
  'locations kind': 'select kind::text as value from locations',
  'sources kind': 'select kind::text as value from sources',
};

/** Values that no row says: ranges, areas, words. */
const fixed: Record<string, Drawn> = {
  from: ['2015', '2024-12-28'],
  to: ['2020', '2010-01-02'],
  date_mode: ['overlap', 'within'],
  bbox: ['36,29,44,37', '36.1,29.1,36.2,29.2'],
  near: ['44.4,33.3', '170,-10'],
  q: ['meets', 'zanzibar'],
  min_reports: ['2', '6'],
  review: ['reviewed', 'retracted'],
  updated_since: ['2025-01-01', '2026-06-01'],
  collapse: ['utterance', 'utterance'],
  series: ['true', 'true'],
  include_members: ['true', 'true'],
  track: ['did', 'affected'],
  kind: ['actor', 'event'],
  what: ['source', 'location'],
  interval: ['year', 'day'],
  by: ['type', 'location'],
};

export type Draws = (route: string, parameter: string, codes: readonly string[]) => Drawn | undefined;

/** Draws from the knowledge base; a parameter whose codes are all that is known of it gets its first and its last. */
export async function drawValues(db: Db): Promise<Draws> {
  const drawn = new Map<string, Drawn>();
  for (const [name, query] of Object.entries(sources)) {
    const found = await rows<{ value: string }>(
      db,
      sql.raw(
        `select value from (${query}) v where value is not null group by value order by count(*) desc, value`,
      ),
    );
    const [first, last] = [found[0], found.at(-1)];
    if (first && last) drawn.set(name, [first.value, last.value]);
  }
  return (route, parameter, codes) => {
    const kind = /^\/v1\/(\w+)/.exec(route)?.[1];
    const [first, last] = [codes[0], codes.at(-1)];
    return (
      drawn.get(`${kind} ${parameter}`) ??
      drawn.get(parameter) ??
      fixed[parameter] ??
      (first && last ? [first, last] : undefined)
    );
  };
}
