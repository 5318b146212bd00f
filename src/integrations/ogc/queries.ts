import { type SQL, sql } from 'drizzle-orm';
import { findEvents, getEvent } from '../../features/events/queries.ts';
import { getLocation, listLocations } from '../../features/locations/queries.ts';
import { all, inRange, publicly } from '../../filters/conditions.ts';
import { inBox } from '../../filters/map.ts';
import { type ListQuestion, narrowed } from '../../filters/question.ts';
import type { ItemsQuery } from './parameters.ts';

/**
 * The questions of /v1 with the two conditions that the standard words in its own way: a feature without a place
 * matches every box, and one without a time every time.
 */

type Bounds = Pick<ItemsQuery, 'bbox' | 'datetime'>;

const withoutMore = { evidence: false, documents: false };

/** Only what the public is shown in lists, also where one record is asked for. */
const listed = { named: publicly, listed: publicly };

/** Whether the condition holds of one of an event's places; null where none of them has a point. */
const placed = (condition: SQL) => sql`(select bool_or(${condition}) from event_locations el
  join locations l on l.id = el.location_id where el.event_id = e.id and l.lon is not null)`;

export function findEventFeatures({ bbox, datetime }: Bounds): ListQuestion {
  return narrowed(findEvents({}, 'desc', withoutMore), [
    ...(bbox ? [sql`coalesce(${placed(inBox('l', bbox))}, true)`] : []),
    ...(datetime
      ? [sql`(e.sort_basis <> 'event' or (${all(inRange('e', "e.sort_basis = 'event'", datetime))}))`]
      : []),
  ]);
}

export const findLocationFeatures = ({ bbox }: Bounds): ListQuestion =>
  narrowed(listLocations({}), bbox ? [sql`(l.lon is null or ${inBox('l', bbox)})`] : []);

export const getEventFeature = (id: string) => getEvent(id, withoutMore, listed);
export const getLocationFeature = (id: string) => getLocation(id, listed);

/** `[minLon, minLat, maxLon, maxLat]` of all places and `[first, last]` day of all events, as one JSON text. */
export const measureExtent = (): SQL =>
  sql.raw(`select json_build_object(
    'bbox', (select case when count(lon) > 0 then json_build_array(min(lon), min(lat), max(lon), max(lat)) end
      from locations l where ${publicly('l')}),
    'interval', json_build_array(
      (select starts from events e where ${publicly('e')} and sort_basis = 'event' and starts > '-infinity'
        order by starts limit 1),
      (select starts from events e where ${publicly('e')} and sort_basis = 'event' order by starts desc limit 1)))::text`);
