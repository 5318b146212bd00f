import { type SQL, sql } from 'drizzle-orm';
import { all, inOrder, oneOf } from '../../filters/conditions.ts';
import type { ListQuestion } from '../../filters/question.ts';
import { lowerBound, upperBound } from '../../model/edtf.ts';

export interface CorrectionFilter {
  kind?: string[] | undefined;
  what?: string[] | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Who loads whole bundles: what a load changes is no correction by an editor. */
const loaders = `('demo', 'cli')`;

/** The version that the public saw before change `c`; no row before the first one. */
const before = `(select b.document from changes b
  where b.record_id = c.record_id and b.version < c.version and b.public
    and b.document is not null and coalesce(b.document->>'review', 'reviewed') <> 'draft'
  order by b.version desc limit 1)`;

const review = (document: string) => `coalesce(${document}->>'review', 'reviewed')`;

/**
 * What kind of correction change `c` is, null where it is none. A draft that is published is none, whatever reason is
 * given; nor is what happens to a record while it is a draft again.
 */
const what = `case c.op
  when 'deleted' then 'withdrawn'
  when 'retracted' then 'retracted'
  when 'merged' then 'merged'
  when 'unmerged' then 'unmerged'
  when 'updated' then case
    when ${review('c.document')} = 'draft' then null
    when ${review('c.document')} = 'disputed' and ${before}->>'review' is distinct from 'disputed' then 'disputed'
    when c.reason is not null and c.by not in ${loaders} and ${before} is not null then 'corrected'
  end end`;

/** Title, name or gist of a record as it is written; a quote has its translations. */
const titleOf = (document: string) =>
  `coalesce(${document}->'title', ${document}->'name', ${document}->'gist',
    (select json_object_agg(t->>'lang', t->>'value') from (
      select distinct on (t->>'lang') t from json_array_elements(${document}->'translations') t) t))`;

/** Records that can be read as they were written: not withdrawn, and no drafts now. */
const readable = `exists (select from records r join changes n on n.record_id = r.id where r.id = c.record_id
  and r.gone_at is null and ${review('n.document')} <> 'draft'
  and n.version = (select max(version) from changes m where m.record_id = r.id))`;

/**
 * Corrections, the newest first. An entry holds `before` and `after`, the versions to be compared; null where the
 * record cannot be read any more.
 */
export const findCorrections = (filter: CorrectionFilter, order: 'asc' | 'desc'): ListQuestion => {
  inOrder(filter.from, filter.to);
  const chosen: SQL[] = [
    sql`c.public and c.op <> 'created'`,
    // Said first by what a change itself holds, so that few are looked up.
    sql`(c.op <> 'updated' or c.reason is not null or c.document->>'review' = 'disputed')`,
    ...(filter.kind ? [oneOf('c.kind', filter.kind)] : []),
    ...(filter.from ? [sql`c.at >= ${lowerBound(filter.from)}::date::timestamp at time zone 'UTC'`] : []),
    ...(filter.to ? [sql`c.at < (${upperBound(filter.to)}::date + 1)::timestamp at time zone 'UTC'`] : []),
  ];
  return {
    from: sql`(select c.position, c.record_id, ${sql.raw(what)} as what from changes c where ${all(chosen)}) f`,
    where: [filter.what ? oneOf('f.what', filter.what) : sql`f.what is not null`],
    sort: { sql: 'f.position', type: 'float8' },
    id: 'f.record_id',
    order,
    columns: sql`f.position, f.what`,
    join: `join changes c on c.position = p.position
      cross join lateral (select ${before} as before, ${readable} as readable) b`,
    entry: `json_build_object('at', c.at, 'kind', c.kind, 'id', c.record_id, 'version', c.version, 'what', p.what,
      'reason', c.reason, 'title', ${titleOf('coalesce(c.document, b.before)')}, 'into', c.into_id,
      'before', case when b.readable then b.before end, 'after', case when b.readable then c.document end)`,
  };
};
