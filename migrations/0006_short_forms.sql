-- The short form in which an actor, location or source stands inside other records is built once, when its row is
-- written, instead of once for every place where it is shown. It depends on nothing but its own row, so it is a
-- generated column and cannot go stale.

create function named_short(id uuid, slug text, kind text, name json) returns text language sql immutable parallel safe
begin atomic
  select '{"id":"' || id || '","slug":' || to_json(slug) || ',"kind":' || to_json(kind) || ',"name":' || name;
end;
--> statement-breakpoint

create function location_short(id uuid, slug text, kind text, name json, country text, lon float8, lat float8)
returns json language sql immutable parallel safe
begin atomic
  select (named_short(id, slug, kind, name)
    || ',"country":' || coalesce(to_json(country)::text, 'null')
    || ',"point":' || coalesce('[' || lon || ',' || lat || ']', 'null') || '}')::json;
end;
--> statement-breakpoint

alter table actors add column short json not null
  generated always as ((named_short(id, slug, kind, name) || '}')::json) stored;
--> statement-breakpoint
alter table sources add column short json not null
  generated always as ((named_short(id, slug, kind, name) || '}')::json) stored;
--> statement-breakpoint
alter table locations add column short json not null
  generated always as (location_short(id, slug, kind, name, country, lon, lat)) stored;
