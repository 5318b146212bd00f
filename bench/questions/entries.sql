-- A page of timeline entries as one would write it by hand: the same fields, gathered for the whole page at once
-- instead of event by event. Which events stand on the page another file says (timeline.sql, search.sql).
with page as materialized (
  select e.*
  from (
    :page) found
  join events e on e.id = found.event_id
),
people as (
  select p.event_id, json_agg(json_build_object(
    'role', p.role,
    'actor', json_build_object('id', a.id, 'slug', a.slug, 'kind', a.kind, 'name', a.name),
    'title', p.title,
    'claim', case when p.claim_status is not null then json_build_object(
      'by', json_build_object(
        'actor', (select json_build_object('id', c.id, 'slug', c.slug, 'kind', c.kind, 'name', c.name)
          from actors c where c.id = p.claim_actor),
        'source', (select json_build_object('id', c.id, 'slug', c.slug, 'kind', c.kind, 'name', c.name)
          from sources c where c.id = p.claim_source),
        'document', null),
      'status', p.claim_status,
      'note', p.claim_note) end) order by p.ord) as list
  from page join participants p on p.event_id = page.id join actors a on a.id = p.actor_id
  group by p.event_id
),
places as (
  select el.event_id, json_agg(json_build_object(
    'role', el.role,
    'location', json_build_object('id', l.id, 'slug', l.slug, 'kind', l.kind, 'name', l.name, 'country', l.country,
      'point', case when l.lon is not null then json_build_array(l.lon, l.lat) end),
    'precision', el.precision) order by el.ord) as list
  from page join event_locations el on el.event_id = page.id join locations l on l.id = el.location_id
  group by el.event_id
),
relations as (
  select r.event_id, json_agg(json_build_object(
    'predicate', r.predicate,
    'event', json_build_object('id', o.id, 'type', o.type, 'subtype', o.subtype, 'modality', o.modality,
      'title', o.title, 'date', o.date),
    'note', r.note) order by r.ord) as list
  from page join event_relations r on r.event_id = page.id join events o on o.id = r.object_id
  where o.review in ('reviewed', 'disputed')
  group by r.event_id
),
numbers as (
  select g.event_id, json_agg(json_build_object('metric', g.metric, 'values', g.list) order by g.first) as list
  from (
    select f.event_id, f.metric, min(f.id::text) as first, json_agg(json_build_object(
      'id', f.id, 'metric', f.metric, 'value', f.value, 'min', f.min, 'max', f.max, 'qualifier', f.qualifier,
      'unit', f.unit,
      'subject', (select json_build_object('id', c.id, 'slug', c.slug, 'kind', c.kind, 'name', c.name)
        from actors c where c.id = f.subject_id),
      'location', (select json_build_object('id', l.id, 'slug', l.slug, 'kind', l.kind, 'name', l.name,
          'country', l.country, 'point', case when l.lon is not null then json_build_array(l.lon, l.lat) end)
        from locations l where l.id = f.location_id),
      'as_of', f.as_of,
      'attributed_to', case when num_nonnulls(f.by_actor, f.by_source) = 1 then json_build_object(
        'actor', (select json_build_object('id', c.id, 'slug', c.slug, 'kind', c.kind, 'name', c.name)
          from actors c where c.id = f.by_actor),
        'source', (select json_build_object('id', c.id, 'slug', c.slug, 'kind', c.kind, 'name', c.name)
          from sources c where c.id = f.by_source),
        'document', null) end,
      'subset_of', f.subset_of,
      'note', f.note,
      'documents', (
        select json_agg(json_build_object('id', d.id, 'title', d.title, 'url', d.url, 'lang', d.lang,
          'published', d.published, 'source', (
            select json_build_object('id', s.id, 'slug', s.slug, 'kind', s.kind, 'name', s.name)
            from sources s where s.id = d.source_id)) order by d.id)
        from documents d where d.id in (select document_id from evidence ev where ev.owner_id = f.id))
      ) order by f.starts, f.id) as list
    from page join figures f on f.event_id = page.id
    where f.review in ('reviewed', 'disputed')
    group by f.event_id, f.metric) g
  group by g.event_id
),
words as (
  select q.event_id, max(q.count) as count, json_agg(json_build_object(
    'id', q.id,
    'speaker', case when a.id is not null then
      json_build_object('id', a.id, 'slug', a.slug, 'kind', a.kind, 'name', a.name) end,
    'speakers', coalesce((
      select json_agg(json_build_object('id', c.id, 'slug', c.slug, 'kind', c.kind, 'name', c.name) order by qs.ord)
      from quote_speakers qs join actors c on c.id = qs.actor_id where qs.quote_id = q.id), '[]'),
    'speaker_kind', q.speaker_kind, 'speaker_as_reported', q.speaker_as_reported, 'cue', q.cue,
    'speech_act', q.speech_act, 'mode', q.mode,
    'text', case when q.text is not null then json_build_object('value', q.text, 'lang', q.lang)
      else json_build_object('value', null, 'lang', q.lang, 'withheld', 'source_text_not_loaded') end,
    'translations', q.translations,
    'said', q.said,
    'document', json_build_object('id', d.id, 'title', d.title, 'url', d.url, 'lang', d.lang,
      'published', d.published, 'source', case when s.id is not null then
        json_build_object('id', s.id, 'slug', s.slug, 'kind', s.kind, 'name', s.name) end)
    ) order by q.starts, q.id) filter (where q.place <= 3) as list
  from (
    select q.*, row_number() over (partition by q.event_id order by q.starts, q.id) as place,
      count(*) over (partition by q.event_id) as count
    from page join quotes q on q.event_id = page.id
    where q.review in ('reviewed', 'disputed')) q
  join documents d on d.id = q.document_id
  left join sources s on s.id = d.source_id
  left join actors a on a.id = q.speaker_id
  group by q.event_id
)
select json_agg(json_build_object(
  'id', e.id, 'type', e.type, 'subtype', e.subtype, 'modality', e.modality, 'contexts', to_json(e.contexts),
  'title', e.title, 'summary', e.summary, 'date', e.date,
  'sort', json_build_object('date', nullif(e.starts, '-infinity'), 'basis', e.sort_basis),
  'participants', coalesce(people.list, '[]'), 'locations', coalesce(places.list, '[]'),
  'figures', coalesce(numbers.list, '[]'), 'disagreements', json_build_array(),
  'relations', coalesce(relations.list, '[]'),
  'reports', json_build_object('documents', e.documents_count, 'outlets', e.outlets_count,
    'independent', e.independent_count),
  'quotes_count', coalesce(words.count, 0), 'external_ids', json_build_object(),
  'merged_ids', coalesce((select json_agg(m.id) from records m where m.merged_into = e.id), '[]'),
  'review', e.review, 'version', e.version, 'created_at', e.created_at, 'updated_at', e.updated_at,
  'quotes', coalesce(words.list, '[]')) order by e.starts desc, e.id desc)::text
from page e
left join people on people.event_id = e.id
left join places on places.event_id = e.id
left join numbers on numbers.event_id = e.id
left join relations on relations.event_id = e.id
left join words on words.event_id = e.id;
