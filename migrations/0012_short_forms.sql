-- Events and documents hold the short form in which they stand inside other records ready too, as actors, places and
-- sources do (0006): a page of quotes or of a timeline shows a hundred of them.

create function event_short(id uuid, type text, subtype text, modality text, title json, date json) returns json
language sql immutable parallel safe
begin atomic
  select ('{"id":"' || id || '","type":' || to_json(type) || ',"subtype":' || coalesce(to_json(subtype)::text, 'null')
    || ',"modality":' || to_json(modality) || ',"title":' || title || ',"date":' || coalesce(date::text, 'null')
    || '}')::json;
end;
--> statement-breakpoint
-- Without its closing brace: the outlet's short form, which is the outlet's own, follows it.
create function document_short(id uuid, title json, url text, lang text, published json) returns text
language sql immutable parallel safe
begin atomic
  select '{"id":"' || id || '","title":' || coalesce(title::text, 'null') || ',"url":' || coalesce(to_json(url)::text, 'null')
    || ',"lang":' || to_json(lang) || ',"published":' || coalesce(published::text, 'null');
end;
--> statement-breakpoint

-- A generated column cannot be made from another: the date's parts come again.
alter table events add column short json not null generated always as
  (event_short(id, type, subtype, modality, title, edtf_date(date_edtf, date_basis, date_note))) stored;
--> statement-breakpoint
alter table documents add column short text not null generated always as
  (document_short(id, title, url, lang, edtf_date(published_edtf, published_basis, published_note))) stored;
