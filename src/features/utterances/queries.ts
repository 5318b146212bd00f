import { type SQL, sql } from 'drizzle-orm';
import {
  inRange,
  type OwnDrafts,
  oneOfIds,
  publicly,
  publicSight,
  reviewed,
  updatedSince,
} from '../../filters/conditions.ts';
import type { ListQuestion } from '../../filters/question.ts';
import { utteranceJson } from '../../shapes/utterance.ts';

export interface UtteranceFilter extends OwnDrafts {
  speaker?: string[] | undefined;
  event?: string[] | undefined;
  document?: string[] | undefined;
  from?: string | undefined;
  to?: string | undefined;
  date_mode?: 'overlap' | 'within' | undefined;
  review?: string[] | undefined;
  updated_since?: string | undefined;
}

export function findUtterances(filter: UtteranceFilter, order: 'asc' | 'desc'): ListQuestion {
  return {
    from: sql`utterances u`,
    where: [
      reviewed('u', filter.review, filter.begun_by),
      ...(filter.speaker
        ? [
            sql`exists (select from utterance_speakers us where us.utterance_id = u.id
              and ${oneOfIds('us.actor_id', filter.speaker)})`,
          ]
        : []),
      ...(filter.event ? [oneOfIds('u.event_id', filter.event)] : []),
      ...(filter.document
        ? [
            sql`exists (select from utterance_quotes uq join quotes q on q.id = uq.quote_id
              where uq.utterance_id = u.id and ${oneOfIds('q.document_id', filter.document)})`,
          ]
        : []),
      ...inRange('u', 'u.said_edtf is not null', filter),
      ...updatedSince('u', filter.updated_since),
    ],
    sort: { sql: 'u.starts', type: 'date' },
    id: 'u.id',
    order,
    join: 'join utterances u on u.id = p.id',
    entry: utteranceJson(publicly),
  };
}

export const getUtterance = (id: string, sight = publicSight): SQL =>
  sql`select ${sql.raw(utteranceJson(sight.listed))}::text, u.version::text from utterances u
      where u.id = ${id} and ${sql.raw(sight.named('u'))}`;
