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
