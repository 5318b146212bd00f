-- Ten actors by a name, as far as PostgreSQL alone can: it proposes the hundred names that share the most telling keys,
-- and builds the answers of those ten among them that the service chose. Comparing letters, which chooses them, is
-- left out.
with drawn as materialized (
  select q, keys, hits from bench.lookup where n = :n
),
shared as materialized (
  select k.record_id, k.ord, least(count(*) over (partition by d.key), 501) as names
  from (select unnest(keys) as key from drawn) d
  cross join lateral (select record_id, ord from name_keys k where k.key = d.key limit 501) k
),
proposed as (
  select record_id, ord, sum(ln(1000.0::float8 / least(names, 500))) as worth
  from shared
  where names <= 500 or not exists (select from shared where names <= 500)
  group by record_id, ord
  union all
  select n.record_id, n.ord, 500
  from records r join names n on n.record_id = r.id
  where r.kind = 'actor' and r.slug = (select q from drawn)
),
candidates as materialized (
  select n.record_id, n.value, n.folded, a.slug
  from (select * from proposed order by worth desc, record_id, ord limit 100) p
  join names n on n.record_id = p.record_id and n.ord = p.ord
  join actors a on a.id = n.record_id
  where a.review in ('reviewed', 'disputed')
),
page as materialized (
  select a.*, chosen.place
  from drawn cross join lateral unnest(drawn.hits) with ordinality as chosen(id, place)
  join actors a on a.id = chosen.id
  where exists (select from candidates c where c.record_id = chosen.id)
),
other_names as (
  select n.record_id, json_agg(json_strip_nulls(json_build_object(
    'value', n.value, 'lang', n.lang, 'kind', n.name_kind, 'note', n.note)) order by n.ord) as list
  from page join names n on n.record_id = page.id and n.ord >= 0
  group by n.record_id
),
offices as (
  select r.actor_id, json_agg(json_build_object('office', r.office,
    'organisation', case when o.id is not null then
      json_build_object('id', o.id, 'slug', o.slug, 'kind', o.kind, 'name', o.name) end,
    'held', r.held) order by r.ord) as list
  from page join actor_roles r on r.actor_id = page.id left join actors o on o.id = r.organisation_id
  group by r.actor_id
),
ties as (
  select r.actor_id, json_agg(json_build_object('predicate', r.predicate,
    'object', json_build_object('id', o.id, 'slug', o.slug, 'kind', o.kind, 'name', o.name),
    'held', r.held) order by r.ord) as list
  from page join actor_relations r on r.actor_id = page.id join actors o on o.id = r.object_id
  group by r.actor_id
),
deeds as (
  select x.actor_id, count(x.happened) as count,
    min(x.happened) filter (where x.happened > '-infinity') as first,
    max(x.happened) filter (where x.happened > '-infinity') as last
  from page join event_actors x on x.actor_id = page.id
  where x.tracks & 15 > 0
  group by x.actor_id
),
speech as (
  select s.actor_id, count(s.shown) as count,
    min(s.shown) filter (where s.shown > '-infinity') as first,
    max(s.shown) filter (where s.shown > '-infinity') as last
  from page join quote_speakers s on s.actor_id = page.id
  group by s.actor_id
)
select json_agg(json_build_object(
  'id', a.id, 'slug', a.slug, 'kind', a.kind, 'name', a.name, 'names', coalesce(other_names.list, '[]'),
  'description', a.description, 'country', a.country,
  'roles', coalesce(offices.list, '[]'), 'relations', coalesce(ties.list, '[]'),
  'activity', json_build_object('events', coalesce(deeds.count, 0), 'quotes', coalesce(speech.count, 0),
    'first', least(deeds.first, speech.first), 'last', greatest(deeds.last, speech.last)),
  'external_ids', json_build_object(),
  'merged_ids', coalesce((select json_agg(m.id) from records m where m.merged_into = a.id), '[]'),
  'review', a.review, 'version', a.version, 'created_at', a.created_at, 'updated_at', a.updated_at)
  order by a.place)::text
from page a
left join other_names on other_names.record_id = a.id
left join offices on offices.actor_id = a.id
left join ties on ties.actor_id = a.id
left join deeds on deeds.actor_id = a.id
left join speech on speech.actor_id = a.id;
