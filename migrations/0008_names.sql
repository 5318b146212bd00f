-- Names in any script and spelling. The keys under which each name is found (src/names/keys.ts makes them, where names
-- are shown): its words as folded, their consonant skeletons in one alphabet for both scripts, pairs of them. The first
-- letter of a key is the kind of record. No foreign key: it would double the time of a bulk load, and whoever deletes
-- names deletes their keys. While the table is empty, names are given their keys when the software starts.
create table name_keys (
  key text collate "C" not null,
  record_id uuid not null,
  ord integer not null,
  primary key (key, record_id, ord)
);
--> statement-breakpoint
create index name_keys_record on name_keys (record_id);
