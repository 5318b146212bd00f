-- The knowledge base. A record as it was written is kept whole in `changes`; the tables here are its
-- projection for questions, rewritten in the same transaction. Columns marked "copy" repeat a value of another
-- row so that one index answers a list; foreign keys on the pair keep them equal. References that may point to
-- what comes later in a bundle are checked at commit (deferred).

create function is_lang_map(map json) returns boolean language sql immutable parallel safe as $$
  select map is null or (
    json_typeof(map) = 'object'
    and (select count(*) > 0 and bool_and(
           key ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$' and json_typeof(value) = 'string' and value #>> '{}' <> '')
         from json_each(map)))
$$;
--> statement-breakpoint
create domain lang_map as json check (is_lang_map(value));
--> statement-breakpoint
create domain country_code as text check (value ~ '^[A-Z]{2}$');
--> statement-breakpoint
create domain record_kind as text check (value in
  ('source', 'location', 'actor', 'document', 'event', 'quote', 'utterance', 'figure'));
--> statement-breakpoint

-- The search key of arabic.md; src/arabic/fold.ts is the same function, and a test holds them together.
create function fold_text(value text) returns text language sql immutable parallel safe as $$
  select btrim(regexp_replace(
    translate(
      lower(regexp_replace(normalize(value, NFKD),
        '[\u0300-\u036F\u0640\u064B-\u065F\u0670\u06D6-\u06ED\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF''`\u02BB-\u02BF\u2018\u2019]', '', 'g')),
      'ٱىیکةς٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹', 'اييكهσ01234567890123456789'),
    '[\u0009-\u000D\u0020\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000!"#%&()*,./:;<=>?@\[\\\]^_{|}~\u00AB\u00BB\u060C\u061B\u061F\u066A-\u066C\u06D4\u2010-\u2015\u201A-\u201F\u2026-]+', ' ', 'g'))
$$;
--> statement-breakpoint
create function lang_map_text(map json) returns text language sql immutable parallel safe as $$
  select string_agg(value, ' ') from json_each_text(map)
$$;
--> statement-breakpoint
create extension if not exists pg_trgm;
--> statement-breakpoint

-- One row: moved by every committed write. It keys caches and numbers the change log without gaps.
create table data_version (
  only_row boolean primary key default true check (only_row),
  database_id uuid not null default gen_random_uuid(),
  version bigint not null default 0,
  changes bigint not null default 0,
  changed_at timestamptz not null default now()
);
--> statement-breakpoint
insert into data_version default values;
--> statement-breakpoint

-- Every id that was ever given, so that none is dangling, reused or forgotten.
create table records (
  id uuid primary key,
  kind record_kind not null,
  slug text check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  merged_into uuid,
  gone_at timestamptz,
  gone_reason text,
  unique (id, kind),
  unique (kind, slug),
  unique (id, slug),
  foreign key (merged_into, kind) references records (id, kind),
  check (merged_into is distinct from id)
);
--> statement-breakpoint
create index records_merged_into on records (merged_into) where merged_into is not null;
--> statement-breakpoint
create index records_slug on records using gin (slug gin_trgm_ops);
--> statement-breakpoint
create table external_ids (
  kind record_kind not null,
  scheme text not null,
  value text not null,
  record_id uuid not null,
  primary key (kind, scheme, value),
  foreign key (record_id, kind) references records (id, kind) on delete cascade
);
--> statement-breakpoint
create index external_ids_record on external_ids (record_id);
--> statement-breakpoint

-- The change log and the history at once: each version of each record as it was written.
create table changes (
  position bigint primary key,
  at timestamptz not null default now(),
  record_id uuid not null,
  kind record_kind not null,
  version integer not null check (version > 0),
  op text not null check (op in ('created', 'updated', 'deleted', 'merged', 'unmerged', 'retracted')),
  by text,
  reason text,
  document json,
  unique (record_id, version),
  foreign key (record_id, kind) references records (id, kind)
);
--> statement-breakpoint

create table sources (
  id uuid primary key references records,
  slug text not null,
  kind source_kind not null,
  name lang_map not null,
  description lang_map,
  url text,
  country country_code,
  actor_id uuid,
  review review_state not null,
  version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  foreign key (id, slug) references records (id, slug) on update cascade
);
--> statement-breakpoint
create index sources_slug on sources (slug);
--> statement-breakpoint

create table locations (
  id uuid primary key references records,
  slug text not null,
  kind location_kind not null,
  name lang_map not null,
  description lang_map,
  parent_id uuid references locations deferrable initially deferred,
  country country_code,
  lon double precision check (lon between -180 and 180),
  lat double precision check (lat between -90 and 90),
  review review_state not null,
  version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((lon is null) = (lat is null)),
  check (parent_id is distinct from id),
  foreign key (id, slug) references records (id, slug) on update cascade
);
--> statement-breakpoint
create index locations_slug on locations (slug);
--> statement-breakpoint
create index locations_parent on locations (parent_id);
--> statement-breakpoint
create index locations_point on locations (lon, lat) where lon is not null;
--> statement-breakpoint
-- Derived: each place with itself (depth 0) and all that it lies in.
create table location_ancestors (
  location_id uuid not null references locations on delete cascade,
  ancestor_id uuid not null references locations on delete cascade,
  depth integer not null check (depth >= 0),
  primary key (location_id, ancestor_id)
);
--> statement-breakpoint
create index location_ancestors_ancestor on location_ancestors (ancestor_id, location_id);
--> statement-breakpoint

create table actors (
  id uuid primary key references records,
  slug text not null,
  kind actor_kind not null,
  name lang_map not null,
  description lang_map,
  country country_code,
  review review_state not null,
  version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  foreign key (id, slug) references records (id, slug) on update cascade
);
--> statement-breakpoint
create index actors_slug on actors (slug);
--> statement-breakpoint
alter table sources add foreign key (actor_id) references actors (id) deferrable initially deferred;
--> statement-breakpoint

-- Names of actors and locations: `primary` ones are those of the record's `name`.
create table names (
  record_id uuid not null references records on delete cascade,
  ord integer not null,
  kind record_kind not null,
  value text not null check (value <> ''),
  lang text not null,
  name_kind name_kind not null,
  note text,
  folded text generated always as (fold_text(value)) stored,
  primary key (record_id, ord),
  foreign key (record_id, kind) references records (id, kind)
);
--> statement-breakpoint
create index names_folded on names using gin (folded gin_trgm_ops);
--> statement-breakpoint

create table actor_roles (
  actor_id uuid not null references actors on delete cascade,
  ord integer not null,
  office lang_map not null,
  organisation_id uuid references actors deferrable initially deferred,
  held_edtf edtf,
  held_basis date_basis,
  held_note text,
  held_from date generated always as (edtf_from(held_edtf)) stored,
  held_to date generated always as (edtf_to(held_edtf)) stored,
  held json generated always as (edtf_date(held_edtf, held_basis, held_note)) stored,
  primary key (actor_id, ord),
  check ((held_edtf is null) = (held_basis is null))
);
--> statement-breakpoint
create index actor_roles_organisation on actor_roles (organisation_id);
--> statement-breakpoint
create table actor_relations (
  actor_id uuid not null references actors on delete cascade,
  ord integer not null,
  predicate actor_relation not null,
  object_id uuid not null references actors deferrable initially deferred,
  held_edtf edtf,
  held_basis date_basis,
  held_note text,
  held_from date generated always as (edtf_from(held_edtf)) stored,
  held_to date generated always as (edtf_to(held_edtf)) stored,
  held json generated always as (edtf_date(held_edtf, held_basis, held_note)) stored,
  primary key (actor_id, ord),
  check ((held_edtf is null) = (held_basis is null)),
  check (actor_id <> object_id)
);
--> statement-breakpoint
create index actor_relations_object on actor_relations (object_id);
--> statement-breakpoint

create table documents (
  id uuid primary key references records,
  source_id uuid references sources,
  url text,
  archived_url text,
  title lang_map,
  description lang_map,
  lang text not null,
  published_edtf edtf,
  published_basis date_basis,
  published_note text,
  published_from date generated always as (edtf_from(published_edtf)) stored,
  published_to date generated always as (edtf_to(published_edtf)) stored,
  published json generated always as (edtf_date(published_edtf, published_basis, published_note)) stored,
  retrieved_at timestamptz,
  text_sha256 text check (text_sha256 ~ '^[0-9a-f]{64}$'),
  text_length integer check (text_length > 0),
  part_of uuid references documents deferrable initially deferred,
  extent_start integer check (extent_start >= 0),
  extent_end integer,
  syndicated_from_document uuid references documents deferrable initially deferred,
  syndicated_from_source uuid references sources,
  review review_state not null,
  version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((published_edtf is null) = (published_basis is null)),
  check ((extent_start is null) = (extent_end is null) and extent_start < extent_end),
  check (extent_start is null or part_of is not null),
  check (part_of is distinct from id),
  check (syndicated_from_document is null or syndicated_from_source is null)
);
--> statement-breakpoint
create index documents_source on documents (source_id);
--> statement-breakpoint
create index documents_part_of on documents (part_of);
--> statement-breakpoint
create index documents_text on documents (text_sha256);
--> statement-breakpoint
create index documents_published on documents (published_from desc nulls last, id desc);
--> statement-breakpoint
-- Restricted: the words of a page, loaded by `sijill hydrate` or an editor. Items of a page share it.
create table document_texts (
  document_id uuid primary key references documents on delete cascade,
  text text not null,
  sha256 text not null,
  loaded_at timestamptz not null default now()
);
--> statement-breakpoint

-- `starts`/`ends` are the days an event is found at: its own bounds (open ends as infinity), or, undated, those
-- of its first report; `starts` orders timelines.
create table events (
  id uuid primary key references records,
  type event_type not null,
  subtype text,
  modality modality not null,
  contexts text[] not null default '{}' check (contexts <@ context_codes()),
  title lang_map not null,
  summary lang_map,
  date_edtf edtf,
  date_basis date_basis,
  date_note text,
  date_from date generated always as (edtf_from(date_edtf)) stored,
  date_to date generated always as (edtf_to(date_edtf)) stored,
  date json generated always as (edtf_date(date_edtf, date_basis, date_note)) stored,
  starts date not null,
  ends date not null,
  sort_basis text not null check (sort_basis in ('event', 'reported', 'none')),
  documents_count integer not null default 0 check (documents_count >= 0),
  outlets_count integer not null default 0,
  independent_count integer not null default 0,
  review review_state not null,
  version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (id, starts),
  check (subtype is null or is_event_subtype(type, subtype)),
  check ((date_edtf is null) = (date_basis is null)),
  check ((sort_basis = 'event') = (date_edtf is not null)),
  check (date_edtf is null or (starts = coalesce(date_from, '-infinity') and ends = coalesce(date_to, 'infinity'))),
  check (independent_count <= outlets_count and outlets_count <= documents_count)
);
--> statement-breakpoint
create index events_order on events (starts desc, id desc);
--> statement-breakpoint
create index events_type on events (type, starts desc, id desc);
--> statement-breakpoint
create index events_updated on events (updated_at);
--> statement-breakpoint
create table participants (
  event_id uuid not null references events on delete cascade,
  ord integer not null,
  role participant_role not null,
  actor_id uuid not null references actors,
  title lang_map,
  claim_status claim_status,
  claim_actor uuid references actors,
  claim_source uuid references sources,
  claim_document uuid references documents,
  claim_note lang_map,
  primary key (event_id, ord),
  check (num_nonnulls(claim_actor, claim_source, claim_document) = (claim_status is not null)::int)
);
--> statement-breakpoint
create index participants_actor on participants (actor_id, role);
--> statement-breakpoint
create table event_locations (
  event_id uuid not null references events on delete cascade,
  ord integer not null,
  role location_role not null,
  location_id uuid not null references locations,
  precision location_precision not null,
  primary key (event_id, ord)
);
--> statement-breakpoint
create index event_locations_location on event_locations (location_id);
--> statement-breakpoint
create table event_relations (
  event_id uuid not null references events on delete cascade,
  ord integer not null,
  predicate event_relation not null,
  object_id uuid not null references events deferrable initially deferred,
  note lang_map,
  primary key (event_id, ord),
  check (event_id <> object_id)
);
--> statement-breakpoint
create index event_relations_object on event_relations (object_id);
--> statement-breakpoint

-- Derived, with a copy of the event's `starts`: one index scan gives a page of a timeline (38 times faster).
-- `tracks` is a bit set: 1 said, 2 did, 4 affected, 8 present, 16 about.
create table event_actors (
  actor_id uuid not null references actors,
  event_id uuid not null,
  starts date not null,
  tracks integer not null check (tracks between 1 and 31),
  primary key (event_id, actor_id),
  foreign key (event_id, starts) references events (id, starts) on update cascade on delete cascade
);
--> statement-breakpoint
create index event_actors_timeline on event_actors (actor_id, starts desc, event_id desc) include (tracks);
--> statement-breakpoint
create table event_areas (
  location_id uuid not null references locations,
  event_id uuid not null,
  starts date not null,
  primary key (event_id, location_id),
  foreign key (event_id, starts) references events (id, starts) on update cascade on delete cascade
);
--> statement-breakpoint
create index event_areas_timeline on event_areas (location_id, starts desc, event_id desc);
--> statement-breakpoint
create table event_reports (
  event_id uuid not null,
  document_id uuid not null references documents,
  source_id uuid references sources,
  starts date not null,
  primary key (event_id, document_id),
  foreign key (event_id, starts) references events (id, starts) on update cascade on delete cascade
);
--> statement-breakpoint
create index event_reports_source on event_reports (source_id, starts desc, event_id desc);
--> statement-breakpoint
create index event_reports_document on event_reports (document_id, starts desc, event_id desc);
--> statement-breakpoint

create table quotes (
  id uuid primary key references records,
  speaker_id uuid references actors,
  speaker_kind speaker_kind not null,
  speaker_as_reported text,
  cue text,
  speech_act speech_act not null,
  mode quote_mode not null,
  pseudo_direct boolean not null default false,
  lang text not null,
  text text,
  translations json not null default '[]',
  said_edtf edtf,
  said_basis date_basis,
  said_note text,
  said_from date generated always as (edtf_from(said_edtf)) stored,
  said_to date generated always as (edtf_to(said_edtf)) stored,
  said json generated always as (edtf_date(said_edtf, said_basis, said_note)) stored,
  starts date not null,
  ends date not null,
  medium_kind medium_kind,
  medium_source uuid references sources,
  event_id uuid references events,
  document_id uuid not null references documents,
  start_at integer,
  end_at integer,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  prefix text,
  suffix text,
  anchor text check (anchor in ('unverified', 'verified', 'moved', 'orphaned')),
  anchor_start integer,
  anchor_end integer,
  direct_spans json not null default '[]',
  topic_only boolean not null default false,
  truncated boolean not null default false,
  note lang_map,
  review review_state not null,
  version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (id, starts),
  check ((said_edtf is null) = (said_basis is null)),
  check (said_edtf is null or (starts = coalesce(said_from, '-infinity') and ends = coalesce(said_to, 'infinity'))),
  check ((start_at is null) = (end_at is null) and (start_at is null) = (sha256 is null)
         and (start_at is null) = (anchor is null) and start_at >= 0 and start_at < end_at),
  check (medium_source is null or medium_kind is not null),
  check (speaker_kind not in ('named', 'unnamed') or (speaker_kind = 'named') = (speaker_id is not null))
);
--> statement-breakpoint
create index quotes_order on quotes (starts desc, id desc);
--> statement-breakpoint
create index quotes_event on quotes (event_id, starts, id);
--> statement-breakpoint
create index quotes_document on quotes (document_id, starts desc, id desc);
--> statement-breakpoint
create index quotes_speech_act on quotes (speech_act, starts desc, id desc);
--> statement-breakpoint
create table quote_speakers (
  quote_id uuid not null,
  ord integer not null,
  actor_id uuid not null references actors,
  starts date not null,
  primary key (quote_id, actor_id),
  foreign key (quote_id, starts) references quotes (id, starts) on update cascade on delete cascade
);
--> statement-breakpoint
create index quote_speakers_actor on quote_speakers (actor_id, starts desc, quote_id desc);
--> statement-breakpoint
create table quote_about (
  quote_id uuid not null,
  ord integer not null,
  actor_id uuid references actors,
  location_id uuid references locations,
  starts date not null,
  primary key (quote_id, ord),
  foreign key (quote_id, starts) references quotes (id, starts) on update cascade on delete cascade,
  check (num_nonnulls(actor_id, location_id) = 1)
);
--> statement-breakpoint
create index quote_about_actor on quote_about (actor_id, starts desc, quote_id desc);
--> statement-breakpoint
create index quote_about_location on quote_about (location_id, starts desc, quote_id desc);
--> statement-breakpoint
create table quote_chain (
  quote_id uuid not null references quotes on delete cascade,
  ord integer not null,
  act chain_act not null,
  who_actor uuid references actors,
  who_source uuid references sources,
  who_document uuid references documents,
  primary key (quote_id, ord),
  check (num_nonnulls(who_actor, who_source, who_document) = 1)
);
--> statement-breakpoint

create table utterances (
  id uuid primary key references records,
  event_id uuid references events,
  gist lang_map not null,
  said_edtf edtf,
  said_basis date_basis,
  said_note text,
  said_from date generated always as (edtf_from(said_edtf)) stored,
  said_to date generated always as (edtf_to(said_edtf)) stored,
  said json generated always as (edtf_date(said_edtf, said_basis, said_note)) stored,
  starts date not null,
  ends date not null,
  review review_state not null,
  version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((said_edtf is null) = (said_basis is null)),
  check (said_edtf is null or (starts = coalesce(said_from, '-infinity') and ends = coalesce(said_to, 'infinity')))
);
--> statement-breakpoint
create index utterances_order on utterances (starts desc, id desc);
--> statement-breakpoint
create index utterances_event on utterances (event_id);
--> statement-breakpoint
create table utterance_speakers (
  utterance_id uuid not null references utterances on delete cascade,
  ord integer not null,
  actor_id uuid not null references actors,
  primary key (utterance_id, actor_id)
);
--> statement-breakpoint
create index utterance_speakers_actor on utterance_speakers (actor_id);
--> statement-breakpoint
create table utterance_quotes (
  utterance_id uuid not null references utterances on delete cascade,
  ord integer not null,
  quote_id uuid not null references quotes,
  part_start integer,
  part_end integer,
  primary key (utterance_id, ord),
  check ((part_start is null) = (part_end is null) and part_start >= 0 and part_start < part_end)
);
--> statement-breakpoint
create index utterance_quotes_quote on utterance_quotes (quote_id);
--> statement-breakpoint

create table figures (
  id uuid primary key references records,
  metric figure_metric not null,
  value double precision,
  min double precision,
  max double precision,
  qualifier figure_qualifier,
  unit text,
  subject_id uuid references actors,
  location_id uuid references locations,
  as_of_edtf edtf,
  as_of_basis date_basis,
  as_of_note text,
  as_of_from date generated always as (edtf_from(as_of_edtf)) stored,
  as_of_to date generated always as (edtf_to(as_of_edtf)) stored,
  as_of json generated always as (edtf_date(as_of_edtf, as_of_basis, as_of_note)) stored,
  starts date not null,
  ends date not null,
  event_id uuid references events,
  by_actor uuid references actors,
  by_source uuid references sources,
  by_document uuid references documents,
  subset_of uuid references figures deferrable initially deferred,
  note lang_map,
  review review_state not null,
  version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (min <= max),
  check (subset_of is distinct from id),
  check (num_nonnulls(by_actor, by_source, by_document) <= 1),
  check ((as_of_edtf is null) = (as_of_basis is null)),
  check (as_of_edtf is null or (starts = coalesce(as_of_from, '-infinity') and ends = coalesce(as_of_to, 'infinity')))
);
--> statement-breakpoint
create index figures_order on figures (starts desc, id desc);
--> statement-breakpoint
create index figures_series on figures (metric, subject_id, location_id, starts);
--> statement-breakpoint
create index figures_event on figures (event_id);
--> statement-breakpoint

-- What supports a record: the whole of it (`path` '') or one of an actor's roles or relations (`/roles/0`).
create table evidence (
  owner_id uuid not null references records on delete cascade,
  path text not null default '',
  ord integer not null,
  document_id uuid not null references documents deferrable initially deferred,
  start_at integer,
  end_at integer,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  prefix text,
  suffix text,
  anchor text check (anchor in ('unverified', 'verified', 'moved', 'orphaned')),
  anchor_start integer,
  anchor_end integer,
  supports text[] not null default '{}',
  assertion assertion not null,
  attributed_to uuid references actors,
  primary key (owner_id, path, ord),
  check ((start_at is null) = (end_at is null) and (start_at is null) = (sha256 is null)
         and (start_at is null) = (anchor is null) and start_at >= 0 and start_at < end_at)
);
--> statement-breakpoint
create index evidence_document on evidence (document_id);
--> statement-breakpoint

create table disagreements (
  owner_id uuid not null references records on delete cascade,
  ord integer not null,
  aspect disagreement_aspect not null,
  note lang_map,
  primary key (owner_id, ord)
);
--> statement-breakpoint
create table disagreement_positions (
  owner_id uuid not null,
  disagreement integer not null,
  ord integer not null,
  value lang_map not null,
  by_actor uuid references actors,
  by_source uuid references sources,
  by_document uuid references documents,
  primary key (owner_id, disagreement, ord),
  foreign key (owner_id, disagreement) references disagreements on delete cascade,
  check (num_nonnulls(by_actor, by_source, by_document) <= 1)
);
--> statement-breakpoint
create table disagreement_holders (
  owner_id uuid not null,
  disagreement integer not null,
  position integer not null,
  ord integer not null,
  document_id uuid references documents deferrable initially deferred,
  quote_id uuid references quotes deferrable initially deferred,
  primary key (owner_id, disagreement, position, ord),
  foreign key (owner_id, disagreement, position) references disagreement_positions on delete cascade,
  check (num_nonnulls(document_id, quote_id) = 1)
);
--> statement-breakpoint

-- SKOS concepts (labels, hierarchy, crosswalks); the software's lists are written here when it migrates.
create table concepts (
  scheme text not null,
  code text not null,
  ord integer not null,
  broader text,
  label lang_map not null,
  definition lang_map,
  crosswalk json not null default '{}',
  primary key (scheme, code)
);
