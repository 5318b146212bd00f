import { type SQL, sql } from 'drizzle-orm';
import type { Reads } from '../../db/answer.ts';
import { array } from '../../db/database.ts';
import { findActors, listActors } from '../../features/actors/queries.ts';
import { findLocations, listLocations } from '../../features/locations/queries.ts';
import { publicly } from '../../filters/conditions.ts';
import { matchField } from '../../filters/names.ts';
import { type ListQuestion, narrowed } from '../../filters/question.ts';
import { actorJson } from '../../shapes/actor.ts';
import type { Kind } from './types.ts';

/** Records whose name may be meant, best first, each with its `match` (model/actor.ts), as GET /v1/{kind}s?q= has it. */
export const findByName = async (
  reads: Reads,
  kind: Kind,
  q: string,
  codes: string[],
): Promise<ListQuestion> =>
  kind === 'location'
    ? findLocations(reads, { q, kind: codes })
    : {
        ...(await findActors(reads, { q, kind: codes }, false)),
        entry: actorJson(publicly, { evidence: false, activity: false }, { match: matchField }),
      };

/** `scheme:value` of an external id. */
export interface ExternalId {
  scheme: string;
  value: string;
}

/** Records that are named outright: by an id of theirs, by one that was merged into them, or by an external id. */
export function findById(kind: Kind, ids: string[], external: ExternalId[] = []): ListQuestion {
  const question = kind === 'actor' ? listActors({}, false) : listLocations({});
  return narrowed(question, [isNamed(kind, question.id, ids, external)]);
}

const isNamed = (
  kind: Kind,
  id: string,
  ids: string[],
  external: ExternalId[],
): SQL => sql`${sql.raw(id)} in (
  select coalesce(r.merged_into, r.id) from records r where r.id = any(${array(ids, 'uuid')})
  union all
  select coalesce(r.merged_into, r.id) from external_ids x join records r on r.id = x.record_id
  where x.kind = ${kind} and (x.scheme, x.value) in (select * from unnest(
    ${array(
      external.map(({ scheme }) => scheme),
      'text',
    )}, ${array(
      external.map(({ value }) => value),
      'text',
    )})))`;
