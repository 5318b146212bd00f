import { type SQL, sql } from 'drizzle-orm';
import { publicSight, type Sight } from '../../filters/conditions.ts';
import { type EventFilter, selectEvents } from '../../filters/events.ts';
import type { ListQuestion } from '../../filters/question.ts';
import { inOrderOf, type SearchedOrder } from '../../filters/words.ts';
import { eventJson, reportingDocuments } from '../../shapes/event.ts';
import { evidenceOf } from '../../shapes/evidence.ts';

export interface Included {
  evidence: boolean;
  documents: boolean;
}

const entry = (include: Included, { listed }: Sight = publicSight) =>
  eventJson(listed, include, include.documents ? { documents: reportingDocuments } : {});

export function findEvents(filter: EventFilter, order: SearchedOrder, include: Included): ListQuestion {
  const question = {
    ...selectEvents(filter).list,
    join: 'join events e on e.id = p.id',
    entry: entry(include),
  };
  return inOrderOf(question, order, 'e.words', filter.q);
}

export const getEvent = (id: string, include: Included, sight: Sight): SQL =>
  sql`select ${sql.raw(entry(include, sight))}::text, e.version::text from events e
      where e.id = ${id} and ${sql.raw(sight.named('e'))}`;

export const getEventEvidence = (id: string, sight: Sight): SQL =>
  sql`select ${sql.raw(evidenceOf('e.id'))}::text, e.version::text from events e
      where e.id = ${id} and ${sql.raw(sight.named('e'))}`;
