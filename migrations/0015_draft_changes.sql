-- As before, but a first version asks for none before it: looked for all together, the versions of a load's drafts were
-- sought by reading the whole log again for each chunk.
create or replace function hide_draft_changes() returns trigger language plpgsql as $$
begin
  update changes c set public = false from logged l
  where c.position = l.position
    and (l.document is null or l.document->>'review' = 'draft')
    and case when l.version = 1 then true
      else not exists (select from changes f where f.record_id = l.record_id and f.version < l.version and f.public) end;
  return null;
end $$;
