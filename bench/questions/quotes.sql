-- The page of quotes of one speaker as one would write it by hand: the same fields, gathered for the whole page
-- at once instead of quote by quote. Before anything is measured its answer is held equal to the service's.
with page as materialized (
  select q.*
  from (
    select s.quote_id
    from quote_speakers s join quotes q on q.id = s.quote_id
    where s.actor_id = (select actor_id from bench.quotes where n = :n)
      and q.review in ('reviewed', 'disputed')
    order by s.starts desc, s.quote_id desc
    limit 50) found
  join quotes q on q.id = found.quote_id
),
said_by as (
  select qs.quote_id, json_agg(
    json_build_object('id', a.id, 'slug', a.slug, 'kind', a.kind, 'name', a.name) order by qs.ord) as list
  from page join quote_speakers qs on qs.quote_id = page.id join actors a on a.id = qs.actor_id
  group by qs.quote_id
),
steps as (
  select c.quote_id, json_agg(json_build_object(
    'who', json_build_object(
      'actor', case when a.id is not null then
        json_build_object('id', a.id, 'slug', a.slug, 'kind', a.kind, 'name', a.name) end,
      'source', case when s.id is not null then
        json_build_object('id', s.id, 'slug', s.slug, 'kind', s.kind, 'name', s.name) end,
      'document', null),
    'act', c.act) order by c.ord) as list
  from page join quote_chain c on c.quote_id = page.id
  left join actors a on a.id = c.who_actor left join sources s on s.id = c.who_source
  group by c.quote_id
),
mentions as (
  select m.quote_id, json_agg(json_build_object(
    'actor', case when a.id is not null then
      json_build_object('id', a.id, 'slug', a.slug, 'kind', a.kind, 'name', a.name) end,
    'location', case when l.id is not null then
      json_build_object('id', l.id, 'slug', l.slug, 'kind', l.kind, 'name', l.name, 'country', l.country,
        'point', case when l.lon is not null then json_build_array(l.lon, l.lat) end) end) order by m.ord) as list
  from page join quote_about m on m.quote_id = page.id
  left join actors a on a.id = m.actor_id left join locations l on l.id = m.location_id
  group by m.quote_id
),
grouped as (
  select u.quote_id,
    (array_agg(u.utterance_id order by u.part_start nulls first, u.utterance_id))[1] as first,
    json_agg(json_build_object('id', u.utterance_id, 'part',
      case when u.part_start is not null then json_build_array(u.part_start, u.part_end) end)
      order by u.part_start nulls first, u.utterance_id) as list
  from page join utterance_quotes u on u.quote_id = page.id
  group by u.quote_id
)
select json_agg(json_build_object(
  'id', q.id,
  'speaker', case when a.id is not null then
    json_build_object('id', a.id, 'slug', a.slug, 'kind', a.kind, 'name', a.name) end,
  'speakers', coalesce(said_by.list, '[]'),
  'speaker_kind', q.speaker_kind, 'speaker_as_reported', q.speaker_as_reported,
  'speaker_office', office.json,
  'cue', q.cue, 'speech_act', q.speech_act, 'mode', q.mode, 'pseudo_direct', q.pseudo_direct,
  'text', case when q.text is not null then json_build_object('value', q.text, 'lang', q.lang)
    else json_build_object('value', null, 'lang', q.lang, 'withheld', 'source_text_not_loaded') end,
  'translations', q.translations, 'said', q.said,
  'medium', case when q.medium_kind is not null then json_build_object('kind', q.medium_kind,
    'source', case when ms.id is not null then
      json_build_object('id', ms.id, 'slug', ms.slug, 'kind', ms.kind, 'name', ms.name) end) end,
  'chain', coalesce(steps.list, '[]'), 'about', coalesce(mentions.list, '[]'),
  'event', case when e.id is not null then json_build_object('id', e.id, 'type', e.type, 'subtype', e.subtype,
    'modality', e.modality, 'title', e.title, 'date', e.date) end,
  'utterance', grouped.first, 'utterances', coalesce(grouped.list, '[]'),
  'document', json_build_object('id', d.id, 'title', d.title, 'url', d.url, 'lang', d.lang,
    'published', d.published, 'source', case when s.id is not null then
      json_build_object('id', s.id, 'slug', s.slug, 'kind', s.kind, 'name', s.name) end),
  'selector', case when q.start_at is not null then json_build_object('exact', q.text, 'prefix', q.prefix,
    'suffix', q.suffix, 'start', q.start_at, 'end', q.end_at, 'sha256', q.sha256) end,
  'anchor', case when q.anchor is not null then json_build_object('state', q.anchor, 'start', q.anchor_start,
    'end', q.anchor_end) end,
  'direct_spans', q.direct_spans, 'topic_only', q.topic_only, 'truncated', q.truncated, 'note', q.note,
  'external_ids', json_build_object(),
  'merged_ids', coalesce((select json_agg(m.id) from records m where m.merged_into = q.id), '[]'), 'review', q.review, 'version', q.version, 'created_at', q.created_at,
  'updated_at', q.updated_at) order by q.starts desc, q.id desc)::text
from page q
join documents d on d.id = q.document_id
left join sources s on s.id = d.source_id
left join sources ms on ms.id = q.medium_source
left join actors a on a.id = q.speaker_id
left join events e on e.id = q.event_id
left join lateral (
  select json_build_object('office', r.office, 'organisation', case when o.id is not null then
    json_build_object('id', o.id, 'slug', o.slug, 'kind', o.kind, 'name', o.name) end) as json
  from actor_roles r left join actors o on o.id = r.organisation_id
  where r.actor_id = q.speaker_id and q.said_from is not null
    and coalesce(r.held_from, '-infinity') <= coalesce(q.said_to, q.said_from)
    and coalesce(r.held_to, 'infinity') >= q.said_from
  order by r.held_from desc nulls last, r.ord limit 1) office on true
left join said_by on said_by.quote_id = q.id
left join steps on steps.quote_id = q.id
left join mentions on mentions.quote_id = q.id
left join grouped on grouped.quote_id = q.id;
