-- Which outlets report an event, and where it happens, is read from an index alone.
alter table event_reports drop constraint event_reports_pkey, add primary key (event_id, document_id) include (source_id);
--> statement-breakpoint
alter table event_locations drop constraint event_locations_pkey, add primary key (event_id, ord) include (location_id);
--> statement-breakpoint
-- What stands in a record's answer comes from these in its order, so that nothing has to be sorted for each record of a page.
drop index records_merged_into;
--> statement-breakpoint
create index records_merged_into on records (merged_into, id) where merged_into is not null;
--> statement-breakpoint
drop index external_ids_record;
--> statement-breakpoint
create index external_ids_record on external_ids (record_id, scheme, value);
