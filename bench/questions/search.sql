-- The newest fifty events with some words: the page of entries.sql. Their tsquery is written into the statement, so
-- that it is planned for them, and it is ready: the service has to make it of the words first.
select e.id as event_id
from events e
where e.words @@ :words
  and e.review in ('reviewed', 'disputed')
  and e.modality not in ('hypothetical', 'cancelled')
order by e.starts desc, e.id desc
limit 50
