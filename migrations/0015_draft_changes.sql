-- As before, but which drafts are logged is found out once, and a first version asks for none before it: joined with the
-- log as they came, a load's drafts were sought by reading all of it again for each chunk, or each chunk for each of it.
create or replace function hide_draft_changes() returns trigger language plpgsql as $$
begin
  update changes c set public = false
  where c.position = any(array(
    select l.position from logged l
    where (l.document is null or l.document->>'review' = 'draft')
      and case when l.version = 1 then true
        else not exists (select from changes f where f.record_id = l.record_id and f.version < l.version and f.public) end));
  return null;
end $$;
