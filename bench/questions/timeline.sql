-- The newest fifty events of one actor: the page of entries.sql.
select x.event_id
from event_actors x join events e on e.id = x.event_id
where x.actor_id = (select actor_id from bench.timeline where n = :n)
  and x.tracks & 15 > 0
  and e.review in ('reviewed', 'disputed')
  and e.modality not in ('hypothetical', 'cancelled')
order by x.starts desc, x.event_id desc
limit 50
