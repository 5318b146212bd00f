import { type SQL, sql } from 'drizzle-orm';
import { listActors } from '../../features/actors/queries.ts';
import { findDocuments } from '../../features/documents/queries.ts';
import { findEvents } from '../../features/events/queries.ts';
import { listLocations } from '../../features/locations/queries.ts';
import { publicly } from '../../filters/conditions.ts';
import type { EventFilter } from '../../filters/events.ts';
import type { ListQuestion } from '../../filters/question.ts';
import { documentRef, shortForm } from '../../shapes/references.ts';

/** Events with the documents that report them, oldest first. */
export const findMappedEvents = (filter: EventFilter): ListQuestion =>
  findEvents(filter, 'asc', { evidence: false, documents: true });

/** What events name has to be there for the client, and nothing else: `how` joins a row of ours to the event `e`. */
const namedByEvents = (how: string): SQL =>
  sql.raw(`exists (select from events e join ${how} where ${publicly('e')})`);

/** All who take part in an event. */
export const findParticipants = (): ListQuestion => ({
  ...listActors({}, false),
  where: [namedByEvents('participants x on x.event_id = e.id and x.actor_id = a.id')],
  entry: shortForm('a'),
});

/** All documents that report an event. */
export const findReports = (): ListQuestion => ({
  ...findDocuments({}, 'asc'),
  where: [namedByEvents('event_reports x on x.event_id = e.id and x.document_id = d.id')],
  entry: documentRef('d'),
});

/** Places that are one spot: a base, a crossing, a building. */
export const findSites = (): ListQuestion => listLocations({ kind: ['site'] });
