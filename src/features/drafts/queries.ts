import { type SQL, sql } from 'drizzle-orm';
import { oneOf, oneOfIds } from '../../filters/conditions.ts';
import type { ListQuestion } from '../../filters/question.ts';
import { documentById } from '../../shapes/references.ts';

export interface DraftFilter {
  document?: string[] | undefined;
  kind?: string[] | undefined;
  min_confidence?: number | undefined;
  state?: string[] | undefined;
}

/** Whose drafts are seen (null: everyone's), and whether with the words of the texts. */
export interface DraftSight {
  begunBy: string | null;
  words: boolean;
}

const draftJson = (
  words: boolean,
) => `json_build_object('id', d.id, 'document', ${documentById('d.document_id')}::json,
  'kind', d.kind, 'span', case when d.span_start is not null then json_build_array(d.span_start, d.span_end) end,
  'words', ${
    words
      ? `(select substring(t.text from d.span_start + 1 for d.span_end - d.span_start) from document_texts t
          where t.document_id = d.document_id)`
      : 'null'
  },
  'confidence', d.confidence, 'reason', d.reason, 'proposal', d.proposal, 'candidates', d.candidates,
  'state', d.state, 'decided', case when d.decided_at is not null then
    json_build_object('by', d.decided_by, 'at', d.decided_at, 'reason', d.decision) end,
  'record', d.record_id, 'created_by', d.created_by, 'created_at', d.created_at)`;

const seen = ({ begunBy }: DraftSight) => (begunBy === null ? [] : [sql`d.created_by = ${begunBy}`]);

/** Drafts, the surest first; open ones unless told. */
export const findDrafts = (filter: DraftFilter, sight: DraftSight): ListQuestion => ({
  from: sql`drafts d`,
  where: [
    oneOf('d.state', filter.state ?? ['open']),
    ...seen(sight),
    ...(filter.document ? [oneOfIds('d.document_id', filter.document)] : []),
    ...(filter.kind ? [oneOf('d.kind', filter.kind)] : []),
    ...(filter.min_confidence === undefined ? [] : [sql`d.confidence >= ${filter.min_confidence}`]),
  ],
  sort: { sql: 'd.confidence', type: 'float8' },
  id: 'd.id',
  order: 'desc',
  join: 'join drafts d on d.id = p.id',
  entry: draftJson(sight.words),
});

/** One draft as JSON text; no row where it is not seen. */
export const getDraft = (id: string, sight: DraftSight): SQL =>
  sql`select ${sql.raw(draftJson(sight.words))}::text as json from drafts d
      where d.id = ${id} ${sight.begunBy === null ? sql.empty() : sql`and d.created_by = ${sight.begunBy}`}`;

/** Takes an actor out of the candidates of a draft. */
export const dropCandidate = (id: string, actor: string): SQL =>
  sql`update drafts set candidates = coalesce((
        select json_agg(c) from json_array_elements(candidates) c where c->>'actor' <> ${actor}), '[]')
      where id = ${id}`;
