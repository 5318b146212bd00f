-- What the editor's desk still lacked: texts that outlive a withdrawal, and "not the same" as changes of their own.

-- A withdrawn document keeps its text for the day it is brought back; only a purge removes it.
alter table document_texts drop constraint document_texts_document_id_fkey;
--> statement-breakpoint
alter table document_texts add foreign key (document_id) references records on delete cascade;
--> statement-breakpoint
-- Restricted as well: texts that were replaced by others, so that going back to a version goes back to its text.
create table former_texts (
  document_id uuid not null references records on delete cascade,
  sha256 text not null,
  text text not null,
  primary key (document_id, sha256)
);
--> statement-breakpoint

alter table changes drop constraint changes_op_check;
--> statement-breakpoint
alter table changes add constraint changes_op_check check (op in
  ('created', 'updated', 'deleted', 'merged', 'unmerged', 'retracted', 'distinguished', 'undistinguished'));
--> statement-breakpoint

-- What was purged: every snapshot of the past asks for it.
create index changes_emptied on changes (position) where document is null;
