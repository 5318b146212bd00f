import type { z } from 'zod';
import type { TimelineEntry } from '../model/event.ts';
import type { Location } from '../model/location.ts';
import { type EntryKind, type Format, jsonList } from './format.ts';

/**
 * A feature collection (RFC 7946): one feature an event, at the points of its places; unlocated events have a null
 * geometry. Properties are the event's own fields, with flat ones beside them for tools that read no nested values.
 */
export const geojson: Format = {
  name: 'geojson',
  mediaType: 'application/geo+json; charset=utf-8',
  extension: 'geojson',
  columns: true,
  kinds: ['timeline', 'event', 'location'],
  write(entries, { kind }) {
    const toFeature = (entry: string) => feature(JSON.parse(entry), kind);
    return jsonList('{"type":"FeatureCollection","features":[', entries, toFeature, '\n]}\n');
  },
};

type EventAnswer = z.infer<typeof TimelineEntry>;
type LocationAnswer = z.infer<typeof Location>;

function feature(entry: EventAnswer | LocationAnswer, kind: EntryKind) {
  if (kind === 'location') {
    const { id, point, ...properties } = entry as LocationAnswer;
    return { type: 'Feature', id, geometry: geometry(point ? [point] : []), properties };
  }
  const { id, ...event } = entry as EventAnswer;
  const points = event.locations.flatMap(({ location }) => (location.point ? [location.point] : []));
  const properties = {
    title_ar: event.title.ar ?? null,
    title_en: event.title.en ?? null,
    date_edtf: event.date?.edtf ?? null,
    date_from: event.date?.from ?? null,
    date_to: event.date?.to ?? null,
    ...event,
  };
  return { type: 'Feature', id, geometry: geometry(points), properties };
}

function geometry(points: [number, number][]) {
  const [only, ...more] = points;
  if (!only) return null;
  return more.length === 0
    ? { type: 'Point', coordinates: only }
    : { type: 'MultiPoint', coordinates: points };
}
