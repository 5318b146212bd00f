import { type SQL, sql } from 'drizzle-orm';
import { containsWords } from './conditions.ts';

/**
 * Records of a kind by name: every word stands in one of its names, spelling variants aside. `hits` holds, for
 * each record, the best name with why it matched and how well. (A substring match: an index on spelling across
 * scripts takes its place later.)
 */
export const nameHits = (kind: 'actor' | 'location', q: string): SQL => sql`hits as (
  select distinct on (n.record_id) n.record_id, n.name, n.rule, n.score from (
    select n.record_id, n.value as name, m.rule,
      case m.rule when 'exact' then 1 when 'folded' then 0.95 when 'alias' then 0.9
        else least(1, round((case m.rule when 'token_subset' then 0.5 else 0.3 end
          + 0.4 * char_length(fold_text(${q})) / char_length(n.folded))::numeric, 3)) end as score
    from names n cross join lateral (select case
      when n.value = ${q} then 'exact'
      when n.folded = fold_text(${q}) then case when n.ord < 0 then 'folded' else 'alias' end
      when string_to_array(fold_text(${q}), ' ') <@ string_to_array(n.folded, ' ') then 'token_subset'
      else 'fuzzy' end as rule) m
    where n.kind = ${kind} and ${sql.join(containsWords('n.folded', q), sql` and `)}
    union all
    select r.id, r.slug, 'exact', 1 from records r where r.kind = ${kind} and r.slug = ${q}) n
  order by n.record_id, n.score desc, n.name)`;

/** The `match` field of a record found by name; the page's rows carry `name`, `rule` and `score`. */
export const matchField = `'match', json_build_object('name', p.name, 'rule', p.rule, 'score', p.score)`;
