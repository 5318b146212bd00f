-- Each part that an actor has in an event is a term; that it is mentioned is said by no term of its own any longer, since
-- it takes part or something is about it.
update events e set terms = array(
    (select unnest(e.terms) except select unnest(s.mentions)) union select unnest(s.tracks) order by 1)
from (
  select x.event_id,
    array_agg(distinct filter_term('mention', x.actor_id::text)) as mentions,
    array_agg(distinct filter_term('track', x.actor_id || ' ' || k.name)) as tracks
  from event_actors x
  join (values ('said', 1), ('did', 2), ('affected', 4), ('present', 8), ('about', 16)) k(name, bit) on x.tracks & k.bit > 0
  group by x.event_id) s
where e.id = s.event_id;
