-- Which outlets report a figure stands with it, and what a series is found by in its index: to look these up for each took
-- longer than all the rest of a question.
alter table figures add column sources uuid[] not null default '{}';
--> statement-breakpoint
update figures f set sources = s.sources
from (select ev.owner_id, array_agg(distinct d.source_id order by d.source_id) as sources
  from evidence ev join documents d on d.id = ev.document_id where d.source_id is not null group by ev.owner_id) s
where f.id = s.owner_id;
--> statement-breakpoint
create index figures_sources on figures using gin (sources);
--> statement-breakpoint
drop index figures_series;
--> statement-breakpoint
create index figures_series on figures (metric, series) include (id, review, sources, subject_id, location_id, unit);
--> statement-breakpoint
create index figures_location on figures (location_id);
--> statement-breakpoint
drop index figures_order;
--> statement-breakpoint
create index figures_order on figures (starts desc, id desc) include (review, metric);
