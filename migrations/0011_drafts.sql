-- The review queue: what was read in a text or found by comparing, until somebody decides.

-- The id is made of document, kind and fingerprint (UUIDv5), so reading a text again finds what was decided.
create table drafts (
  id uuid primary key,
  document_id uuid not null references documents on delete cascade,
  kind text not null check (kind in
    ('document', 'location', 'actor', 'event', 'quote', 'figure', 'utterance', 'same_event', 'copy')),
  span_start integer,
  span_end integer,
  confidence double precision not null check (confidence between 0 and 1),
  reason text not null check (reason <> ''),
  -- In the shape of the record it would become; `draft:<id>` refers to another draft.
  proposal json not null check (json_typeof(proposal) = 'object'),
  -- Likely existing actors, best first.
  candidates json not null default '[]' check (json_typeof(candidates) = 'array'),
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  state text not null default 'open' check (state in ('open', 'accepted', 'rejected')),
  created_by text not null,
  created_at timestamptz not null default now(),
  decided_by text,
  decided_at timestamptz,
  decision text,
  record_id uuid references records,
  unique (document_id, kind, fingerprint),
  check ((span_start is null) = (span_end is null) and span_start >= 0 and span_start < span_end),
  check ((state = 'open') = (decided_by is null) and (state = 'open') = (decided_at is null)),
  check ((state = 'accepted') = (record_id is not null)),
  check (state <> 'rejected' or decision <> '')
);
--> statement-breakpoint
create index drafts_queue on drafts (confidence desc, id desc) where state = 'open';
--> statement-breakpoint
create index drafts_record on drafts (record_id) where record_id is not null;
--> statement-breakpoint

-- "Not this person": a printed name that is never again taken for an actor.
create table refused_names (
  folded text not null check (folded <> ''),
  actor_id uuid not null references records,
  by text not null,
  reason text,
  at timestamptz not null default now(),
  primary key (folded, actor_id)
);
--> statement-breakpoint

-- MinHash of each text that was read (src/compare/minhash.ts): copies share a band.
create table document_signatures (
  document_id uuid primary key references documents on delete cascade,
  version integer not null,
  shingles integer not null check (shingles >= 0),
  minima integer[] not null,
  bands integer[] not null
);
--> statement-breakpoint
create index document_signatures_bands on document_signatures using gin (bands);
