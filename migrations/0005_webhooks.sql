-- What of the change log may be shown to everyone, and who is told of it.

-- The public sees a record's changes from its first version on that was no draft. That is decided when a change is
-- logged and stays: publishing a draft does not show what it was before, and purging, which empties the documents,
-- shows nothing new.
alter table changes add column public boolean not null default true;
--> statement-breakpoint
update changes c set public = false
where exists (select from changes f where f.record_id = c.record_id and f.document is not null)
  and not exists (select from changes f where f.record_id = c.record_id and f.version <= c.version
    and f.document is not null and coalesce(f.document->>'review', 'reviewed') <> 'draft');
--> statement-breakpoint
-- For whole statements, so that a bundle of reviewed records pays once; a statement logs one version of a record.
create function hide_draft_changes() returns trigger language plpgsql as $$
begin
  update changes c set public = false from logged l
  where c.position = l.position
    and (l.document is null or l.document->>'review' = 'draft')
    and not exists (select from changes f where f.record_id = l.record_id and f.version < l.version and f.public);
  return null;
end $$;
--> statement-breakpoint
create trigger hide_draft_changes after insert on changes
referencing new table as logged for each statement execute function hide_draft_changes();
--> statement-breakpoint
-- Followers wake at every commit: finding nothing behind their place must not read through the drafts of an import.
create index changes_public on changes (position) where public;
--> statement-breakpoint

-- A subscription to the change log. The secret signs, so it has to be stored as it is.
create table webhooks (
  id uuid primary key,
  url text not null,
  secret text not null,
  kinds record_kind[],
  created_by text not null,
  created_at timestamptz not null default now(),
  -- The last change that was delivered, given up or not asked for; what comes after it is still owed.
  position bigint not null,
  -- Failed attempts at the change after `position`.
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  -- Changes given up in a row.
  given_up integer not null default 0,
  disabled_at timestamptz,
  -- Which deliverer works on it, and until when it may.
  lease uuid,
  leased_until timestamptz
);
--> statement-breakpoint

-- Dead letters: changes that a receiver did not take.
create table webhook_failures (
  webhook_id uuid not null references webhooks on delete cascade,
  position bigint not null references changes,
  attempts integer not null,
  -- HTTP status of the last attempt; null where there was no answer.
  status integer,
  error text not null,
  failed_at timestamptz not null default now(),
  -- To be tried once more.
  retry boolean not null default false,
  primary key (webhook_id, position)
);
--> statement-breakpoint
create index webhook_failures_retry on webhook_failures (webhook_id) where retry;
