-- Every filter that names values (an actor, a type, an outlet, a cell of the map …) is a term of the event or the
-- quote: one index answers any of them together, reading little more than what satisfies all. store/terms.ts keeps them.

create function filter_term(kind text, value text) returns bigint language sql immutable parallel safe as $$
  select ('x' || left(md5(kind || ' ' || value), 16))::bit(64)::bigint
$$;
--> statement-breakpoint
alter table events add column terms bigint[] not null default '{}';
--> statement-breakpoint
alter table quotes add column terms bigint[] not null default '{}';
--> statement-breakpoint
update events e set terms = t.terms from (
  select event_id, array_agg(distinct term) as terms from (
    select x.event_id, filter_term(k.kind, x.actor_id::text) as term
    from event_actors x join (values ('mention', 31), ('actor', 15)) k(kind, bits) on x.tracks & k.bits > 0
    union all
    select p.event_id, filter_term(k.kind, k.value)
    from participants p cross join lateral (values ('role', p.role::text), ('role', p.actor_id || ' ' || p.role)) k(kind, value)
    where p.claim_status is distinct from 'denied'
    union all
    select event_id, filter_term('area', location_id::text) from event_areas
    union all
    select el.event_id, filter_term('country', l.country)
    from event_locations el join locations l on l.id = el.location_id where l.country is not null
    union all
    select el.event_id, filter_term('cell', c.name || ' ' || floor((l.lon + 180) / c.degrees) || ' ' || floor((l.lat + 90) / c.degrees))
    from event_locations el join locations l on l.id = el.location_id
    cross join (values ('16', 16::float8), ('4', 4), ('1', 1), ('0.25', 0.25)) c(name, degrees)
    where l.lon is not null
    union all
    select r.event_id, filter_term(k.kind, k.value)
    from event_reports r cross join lateral (values ('source', r.source_id::text), ('document', r.document_id::text)) k(kind, value)
    where k.value is not null
    union all
    select v.id, filter_term(k.kind, k.value)
    from events v cross join lateral (
      values ('type', v.type::text), ('subtype', v.subtype), ('modality', v.modality::text), ('review', v.review::text)
      union all select 'context', unnest(v.contexts)
      union all select 'reports', n::text from unnest(array[1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 100, 200, 500, 1000]) n
        where n <= v.documents_count) k(kind, value)
    where k.value is not null) r
  group by event_id) t
where e.id = t.event_id;
--> statement-breakpoint
update quotes q set terms = t.terms from (
  select quote_id, array_agg(distinct term) as terms from (
    select quote_id, filter_term(k.kind, actor_id::text) as term
    from quote_speakers cross join (values ('speaker'), ('actor')) k(kind)
    union all
    select quote_id, filter_term(k.kind, actor_id::text)
    from quote_about cross join (values ('about'), ('actor')) k(kind) where actor_id is not null
    union all
    select x.quote_id, filter_term('area', la.ancestor_id::text)
    from quote_about x join location_ancestors la on la.location_id = x.location_id
    union all
    select v.id, filter_term(k.kind, k.value)
    from quotes v join documents d on d.id = v.document_id cross join lateral (
      values ('source', d.source_id::text), ('mode', v.mode::text), ('speech_act', v.speech_act::text),
        ('speaker_kind', v.speaker_kind::text), ('medium', v.medium_kind::text), ('lang', v.lang),
        ('review', v.review::text)) k(kind, value)
    where k.value is not null) r
  group by quote_id) t
where q.id = t.quote_id;
--> statement-breakpoint
create index events_terms on events using gin (terms) with (gin_pending_list_limit = 512);
--> statement-breakpoint
create index quotes_terms on quotes using gin (terms) with (gin_pending_list_limit = 512);
--> statement-breakpoint
-- What is under way on a day: the only way to few events among the long ones.
create index events_days on events using gist (daterange(starts, ends, '[]'));
--> statement-breakpoint
create index quotes_days on quotes using gist (daterange(starts, ends, '[]'));
--> statement-breakpoint
create index quotes_updated on quotes (updated_at);
--> statement-breakpoint
-- The terms answer these.
drop index events_type;
--> statement-breakpoint
drop index quotes_speech_act;
--> statement-breakpoint

-- Boxes and circles, without PostGIS.
drop index locations_point;
--> statement-breakpoint
create index locations_point on locations using gist (point(lon, lat)) where lon is not null;
--> statement-breakpoint

-- Lists are ordered by the bytes of a slug, and documents by the first day they may be of, undated ones last.
drop index actors_slug;
--> statement-breakpoint
create index actors_slug on actors (slug collate "C", id);
--> statement-breakpoint
drop index locations_slug;
--> statement-breakpoint
create index locations_slug on locations (slug collate "C", id);
--> statement-breakpoint
drop index sources_slug;
--> statement-breakpoint
create index sources_slug on sources (slug collate "C", id);
--> statement-breakpoint
drop index documents_published;
--> statement-breakpoint
create index documents_newest on documents ((coalesce(published_from, '-infinity'::date)) desc, id desc);
--> statement-breakpoint
create index documents_oldest on documents ((coalesce(published_from, 'infinity'::date)), id);
