-- Of too many events to count them all one part in 4, 16, 64 or 256 is counted: a term says which events are in it, by their
-- ids (store/terms.ts).
update events e set terms = array(select distinct unnest(e.terms || s.terms) order by 1)
from (select id, array_agg(filter_term('sample', n::text)) as terms
  from events cross join unnest(array[4, 16, 64, 256]) n
  where filter_term('sample', id::text) % n = 0 group by id) s
where e.id = s.id;
--> statement-breakpoint
-- The index of days holds both ends of an event, so that what lies between two days is counted there too.
drop index events_order;
--> statement-breakpoint
create index events_order on events (starts desc, id desc) include (ends, sort_basis, modality, review, type);
--> statement-breakpoint
-- Who else takes part in an event is read from an index alone.
alter table event_actors drop constraint event_actors_pkey, add primary key (event_id, actor_id) include (tracks);
--> statement-breakpoint
-- Figures that count the same thing are one series, by a UUID made of what that is (version 8, RFC 9562); an index has
-- them series by series.
alter table figures add column series uuid not null generated always as (overlay(overlay(md5(
    metric || ' ' || coalesce(subject_id::text, '') || ' ' || coalesce(location_id::text, '') || coalesce(' ' || unit, ''))
  placing '8' from 13) placing '8' from 17)::uuid) stored;
--> statement-breakpoint
drop index figures_series;
--> statement-breakpoint
create index figures_series on figures (metric, series) include (id, review);
--> statement-breakpoint
create index figures_subject on figures (subject_id);
