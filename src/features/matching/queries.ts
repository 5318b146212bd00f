import { sql } from 'drizzle-orm';
import { type Reads, rowTexts } from '../../db/answer.ts';
import { array } from '../../db/database.ts';
import { reviewed } from '../../filters/conditions.ts';
import { findByName } from '../../filters/names.ts';
import type { Profile } from '../../names/decide.ts';
import type { NameHit } from '../../names/rank.ts';
import { shortForm } from '../../shapes/references.ts';

/** Published actors whose name is like this one, best first. */
export const findNamed = (reads: Reads, name: string): Promise<NameHit[]> =>
  findByName(reads, {
    kind: 'actor',
    q: name,
    alias: 'a',
    where: [reviewed('a', undefined)],
  });

export interface Known {
  /** The actor as it stands in other answers. */
  actor: unknown;
  profile: Profile;
}

/** What is known of actors beside their names: kind, country, roles, and when they held them or took part in events. */
export async function findProfiles(reads: Reads, ids: string[]): Promise<Map<string, Known>> {
  const rows = await rowTexts(
    reads,
    sql`select a.id::text, json_build_object(
        'actor', ${sql.raw(shortForm('a'))},
        'profile', json_build_object('kind', a.kind, 'country', a.country,
          'roles', coalesce((select json_agg(concat_ws(' ', lang_map_text(ro.office), lang_map_text(o.name)))
            from actor_roles ro left join actors o on o.id = ro.organisation_id where ro.actor_id = a.id), '[]'),
          'periods', coalesce((select json_agg(json_build_object('from', p.starts, 'to', p.ends)) from (
            select held_from as starts, held_to as ends from actor_roles where actor_id = a.id and held_edtf is not null
            union all
            select min(starts), max(starts) from event_actors
            where actor_id = a.id and starts > '-infinity' having count(*) > 0) p), '[]')))::text
      from actors a where a.id = any(${array([...new Set(ids)], 'uuid')})`,
  );
  return new Map(rows.map(([id, json]) => [id ?? '', JSON.parse(json ?? '') as Known]));
}
