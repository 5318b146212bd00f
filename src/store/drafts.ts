import { sql } from 'drizzle-orm';
import type { ProposedDraft } from '../arabic/proposals.ts';
import { array, type Db, row } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { Candidate, DraftKind } from '../model/draft.ts';

/** How many drafts of a run are new, were there, are decided, and were dropped since they are not found any more. */
export interface Kept {
  found: Partial<Record<DraftKind, number>>;
  created: number;
  updated: number;
  decided: number;
  dropped: number;
}

/** A draft as those who decide need it. */
export interface StoredDraft {
  id: string;
  document_id: string;
  kind: DraftKind;
  proposal: Record<string, unknown>;
  candidates: Candidate[];
  state: 'open' | 'accepted' | 'rejected';
  record_id: string | null;
}

type Found = Pick<
  ProposedDraft,
  'id' | 'kind' | 'fingerprint' | 'span' | 'confidence' | 'reason' | 'proposal'
> & {
  candidates?: unknown[];
};

/** Keeps what a run found of a document as drafts of these kinds; decided ones stay as they are. */
export async function keepDrafts(
  db: Db,
  document: string,
  kinds: readonly DraftKind[],
  drafts: readonly Found[],
  by: string,
): Promise<Kept> {
  const given = drafts.map(({ span, ...draft }) => ({
    ...draft,
    candidates: draft.candidates ?? [],
    span_start: span?.[0],
    span_end: span?.[1],
  }));
  const ids = array(
    drafts.map(({ id }) => id),
    'uuid',
  );
  await db.execute(sql`select id from documents where id = ${document} for update`);
  const before = await row<{ open: number; decided: number }>(
    db,
    sql`select count(*) filter (where state = 'open')::integer as open,
          count(*) filter (where state <> 'open')::integer as decided from drafts where id = any(${ids})`,
  );
  const dropped = await row<{ count: number }>(
    db,
    sql`with gone as (delete from drafts where document_id = ${document} and state = 'open'
          and kind = any(${array(kinds, 'text')}) and not id = any(${ids}) returning id)
        select count(*)::integer as count from gone`,
  );
  await db.execute(sql`insert into drafts as d
      (id, document_id, kind, span_start, span_end, confidence, reason, proposal, candidates, fingerprint, created_by)
    select g.id, ${document}::uuid, g.kind, g.span_start, g.span_end, g.confidence, g.reason, g.proposal, g.candidates,
      g.fingerprint, ${by}
    from json_to_recordset(${JSON.stringify(given)}::json) as g(id uuid, kind text, span_start int, span_end int,
      confidence float8, reason text, proposal json, candidates json, fingerprint text)
    on conflict (id) do update set span_start = excluded.span_start, span_end = excluded.span_end,
      confidence = excluded.confidence, reason = excluded.reason, proposal = excluded.proposal,
      candidates = excluded.candidates
    where d.state = 'open'`);
  const found: Kept['found'] = {};
  for (const { kind } of drafts) found[kind] = (found[kind] ?? 0) + 1;
  const { open = 0, decided = 0 } = before ?? {};
  const created = drafts.length - open - decided;
  return { found, created, updated: open, decided, dropped: dropped?.count ?? 0 };
}

/** A draft that nobody else decides until commit; throws AppError not_found. */
export async function lockDraft(db: Db, id: string): Promise<StoredDraft> {
  const draft = await row<StoredDraft>(
    db,
    sql`select id, document_id, kind, proposal, candidates, state, record_id from drafts where id = ${id} for update`,
  );
  if (!draft) throw new AppError('not_found', `There is no draft ${id}.`);
  return draft;
}

/** The same, where it has to be undecided; throws AppError conflict. */
export async function lockOpenDraft(db: Db, id: string): Promise<StoredDraft> {
  const draft = await lockDraft(db, id);
  if (draft.state !== 'open')
    throw new AppError(
      'conflict',
      `This draft was ${draft.state} before${draft.record_id ? ` as ${draft.record_id}` : ''}.`,
    );
  return draft;
}

/** Writes down a decision; `record` is what an accepted draft became. */
export async function decide(
  db: Db,
  id: string,
  { by, reason, record }: { by: string; reason?: string | undefined; record?: string },
): Promise<void> {
  await db.execute(sql`update drafts set state = ${record ? 'accepted' : 'rejected'}, decided_by = ${by},
    decided_at = now(), decision = ${reason ?? null}, record_id = ${record ?? null} where id = ${id}`);
}
