-- Words and terms stand in one index: what satisfies both, each of which many rows do, is found without reading all of
-- either, where two indexes would have to be read whole and laid over each other.
drop index events_terms;
--> statement-breakpoint
drop index events_words;
--> statement-breakpoint
create index events_found on events using gin (terms, words) with (gin_pending_list_limit = 512);
--> statement-breakpoint
drop index quotes_terms;
--> statement-breakpoint
drop index quotes_words;
--> statement-breakpoint
create index quotes_found on quotes using gin (terms, words) with (gin_pending_list_limit = 512);
--> statement-breakpoint
-- How many events there are of a kind on each day is read from the index of days alone.
drop index events_order;
--> statement-breakpoint
create index events_order on events (starts desc, id desc) include (sort_basis, modality, review, type);
--> statement-breakpoint
-- How many documents an outlet has, too.
drop index documents_source;
--> statement-breakpoint
create index documents_source on documents (source_id) include (review);
--> statement-breakpoint
-- What may be a correction: next to nothing of all changes.
create index changes_later on changes (position) where public and op <> 'created';
--> statement-breakpoint
-- How many quotes everyone sees.
drop index quotes_order;
--> statement-breakpoint
create index quotes_order on quotes (starts desc, id desc) include (review);
