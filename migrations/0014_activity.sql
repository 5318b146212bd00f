-- What an actor's record says of its activity is read from the index that its timeline is read from: `happened` is the
-- day of an event that took place and is shown to everyone, −infinity where nothing dates it; null for all others.
alter table event_actors add column happened date;
--> statement-breakpoint
update event_actors ea set happened = case when e.sort_basis = 'event' then e.starts else '-infinity' end
from events e
where e.id = ea.event_id and e.modality in ('occurred', 'ongoing') and e.review in ('reviewed', 'disputed');
--> statement-breakpoint
drop index event_actors_timeline;
--> statement-breakpoint
create index event_actors_timeline on event_actors (actor_id, starts desc, event_id desc) include (tracks, happened);
--> statement-breakpoint
-- The same for quotes: the day on which one that everyone sees was said, −infinity where nothing says it.
alter table quote_speakers add column shown date;
--> statement-breakpoint
update quote_speakers qs set shown = coalesce(q.said_from, '-infinity')
from quotes q where q.id = qs.quote_id and q.review in ('reviewed', 'disputed');
--> statement-breakpoint
drop index quote_speakers_actor;
--> statement-breakpoint
create index quote_speakers_actor on quote_speakers (actor_id, starts desc, quote_id desc) include (shown);
