import { type SQL, sql } from 'drizzle-orm';

/** The concepts of a scheme in their order, as one JSON text. */
export const getConcepts = (scheme: string): SQL =>
  sql`select coalesce(json_agg(json_build_object('code', code, 'notation', split_part(code, '.', -1), 'label', label,
        'definition', definition, 'broader', broader, 'crosswalk', crosswalk) order by ord), '[]')::text
      from concepts where scheme = ${scheme}`;

/** How many concepts each scheme has, as one JSON object text. */
export const countConcepts = (): SQL =>
  sql`select json_object_agg(scheme, count)::text from (select scheme, count(*) as count from concepts group by scheme) c`;
