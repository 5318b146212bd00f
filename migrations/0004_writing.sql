-- What an editor's desk needs: who refers to whom, what was merged, who may write, what was already asked.

-- Which records each record refers to, as it is written: merges and withdrawals ask it.
create table record_references (
  from_id uuid not null references records on delete cascade,
  to_id uuid not null references records,
  primary key (from_id, to_id)
);
--> statement-breakpoint
create index record_references_to on record_references (to_id);
--> statement-breakpoint
insert into record_references (from_id, to_id)
select distinct c.record_id, r.id from changes c
join lateral regexp_matches(c.document::text, '"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"', 'g') m on true
join records r on r.id = m[1]::uuid
where r.id <> c.record_id and c.version = (select max(version) from changes l where l.record_id = c.record_id);
--> statement-breakpoint

-- `merged_into` is the record that answers now; `merged_directly` the one it was merged into by hand.
alter table records add column merged_directly uuid;
--> statement-breakpoint
alter table records add constraint records_merged check ((merged_into is null) = (merged_directly is null));
--> statement-breakpoint
alter table records add constraint records_merged_directly foreign key (merged_directly, kind) references records (id, kind);
--> statement-breakpoint
alter table changes add column into_id uuid;
--> statement-breakpoint
create index changes_record on changes (record_id, version desc);
--> statement-breakpoint

-- "Not the same": such a pair is never suggested or merged.
create table distinct_pairs (
  a_id uuid not null references records,
  b_id uuid not null references records,
  by text,
  reason text,
  at timestamptz not null default now(),
  primary key (a_id, b_id),
  check (a_id < b_id)
);
--> statement-breakpoint

-- Keys are random, so a plain hash is enough; the key itself is shown once and never stored.
create table api_keys (
  id uuid primary key,
  name text not null unique check (name <> ''),
  role text not null check (role in ('contributor', 'editor', 'admin')),
  hash text not null unique,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
--> statement-breakpoint

-- One answer for each Idempotency-Key of a caller, written in the transaction that did the work.
create table idempotent_answers (
  caller text not null,
  key text not null,
  fingerprint text not null,
  status integer not null,
  headers json not null,
  body text not null,
  record_id uuid,
  at timestamptz not null default now(),
  primary key (caller, key)
);
--> statement-breakpoint
create index idempotent_answers_at on idempotent_answers (at);
