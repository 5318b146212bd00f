import { z } from 'zod';
import type { ListQuestion } from '../../filters/question.ts';
import type { LangMap } from '../../model/common.ts';
import type { Event } from '../../model/event.ts';
import type { Location } from '../../model/location.ts';
import type { ItemsQuery } from './parameters.ts';
import { findEventFeatures, findLocationFeatures, getEventFeature, getLocationFeature } from './queries.ts';

/** A feature of GeoJSON (RFC 7946). */
export interface Feature {
  type: 'Feature';
  id: string;
  geometry: { type: 'Point'; coordinates: number[] } | { type: 'MultiPoint'; coordinates: number[][] } | null;
  properties: Record<string, string | number | null>;
}

/** One collection of features; the kind of record it shows has its name in the singular. */
export interface Collection {
  id: 'events' | 'locations';
  kind: 'event' | 'location';
  title: string;
  description: string;
  /** Flat, because clients make one column of each. */
  properties: z.ZodObject;
  /** Whether its features have a time of their own. */
  dated: boolean;
  find(bounds: Pick<ItemsQuery, 'bbox' | 'datetime'>): ListQuestion;
  get: typeof getEventFeature;
  /** The feature of a record's JSON; `base` is the base of permalinks. */
  feature(json: string, base: string): Feature;
}

const text = z.string().nullable();
const day = z.iso.date().nullable();

const EventProperties = z.strictObject({
  type: z.string(),
  subtype: text,
  modality: z.string(),
  title_en: text,
  title_ar: text,
  summary_en: text,
  summary_ar: text,
  date_edtf: text.describe('As it is known (EDTF, ISO 8601-2)'),
  date_from: day.describe('First day it can mean'),
  date_to: day.describe('Last day it can mean'),
  places_en: text.describe('Separated by semicolons, like all lists here'),
  places_ar: text,
  actors_en: text,
  actors_ar: text,
  documents: z.int().describe('How many documents report it'),
  outlets: z.int().describe('How many outlets report it'),
  independent: z.int().describe('How many of the reports are independent of each other'),
  quotes: z.int(),
  review: z.string(),
  url: z.url().describe('The whole record'),
});

const LocationProperties = z.strictObject({
  slug: z.string(),
  kind: z.string(),
  name_en: text,
  name_ar: text,
  description_en: text,
  description_ar: text,
  country: text.describe('ISO 3166-1 alpha-2'),
  parent: text.describe('Slug of the place it lies in'),
  parent_en: text,
  parent_ar: text,
  review: z.string(),
  url: z.url().describe('The whole record'),
});

const inLanguage = (map: LangMap | null | undefined, lang: 'en' | 'ar') => map?.[lang] ?? null;

const joined = (maps: LangMap[], lang: 'en' | 'ar') =>
  [...new Set(maps.flatMap((map) => map[lang] ?? []))].join('; ') || null;

function eventFeature(json: string, base: string): Feature {
  const event: z.infer<typeof Event> = JSON.parse(json);
  const points = event.locations.flatMap(({ location }) => (location.point ? [location.point] : []));
  const places = event.locations.map(({ location }) => location.name);
  const actors = event.participants.map(({ actor }) => actor.name);
  const properties: z.infer<typeof EventProperties> = {
    type: event.type,
    subtype: event.subtype,
    modality: event.modality,
    title_en: inLanguage(event.title, 'en'),
    title_ar: inLanguage(event.title, 'ar'),
    summary_en: inLanguage(event.summary, 'en'),
    summary_ar: inLanguage(event.summary, 'ar'),
    date_edtf: event.date?.edtf ?? null,
    date_from: event.date?.from ?? null,
    date_to: event.date?.to ?? null,
    places_en: joined(places, 'en'),
    places_ar: joined(places, 'ar'),
    actors_en: joined(actors, 'en'),
    actors_ar: joined(actors, 'ar'),
    ...event.reports,
    quotes: event.quotes_count,
    review: event.review,
    url: `${base}/v1/events/${event.id}`,
  };
  // Always several points, so that a layer has one type of geometry.
  const geometry = points.length > 0 ? { type: 'MultiPoint' as const, coordinates: points } : null;
  return { type: 'Feature', id: event.id, geometry, properties };
}

function locationFeature(json: string, base: string): Feature {
  const place: z.infer<typeof Location> = JSON.parse(json);
  const properties: z.infer<typeof LocationProperties> = {
    slug: place.slug,
    kind: place.kind,
    name_en: inLanguage(place.name, 'en'),
    name_ar: inLanguage(place.name, 'ar'),
    description_en: inLanguage(place.description, 'en'),
    description_ar: inLanguage(place.description, 'ar'),
    country: place.country,
    parent: place.parent?.slug ?? null,
    parent_en: inLanguage(place.parent?.name, 'en'),
    parent_ar: inLanguage(place.parent?.name, 'ar'),
    review: place.review,
    url: `${base}/v1/locations/${place.id}`,
  };
  const geometry = place.point ? { type: 'Point' as const, coordinates: place.point } : null;
  return { type: 'Feature', id: place.id, geometry, properties };
}

export const collections: readonly Collection[] = [
  {
    id: 'events',
    kind: 'event',
    title: 'Events',
    description: 'What happened, is planned, alleged or denied, at the points of its places; newest first.',
    properties: EventProperties,
    dated: true,
    find: findEventFeatures,
    get: getEventFeature,
    feature: eventFeature,
  },
  {
    id: 'locations',
    kind: 'location',
    title: 'Locations',
    description: 'Places, each with the one it lies in.',
    properties: LocationProperties,
    dated: false,
    find: findLocationFeatures,
    get: getLocationFeature,
    feature: locationFeature,
  },
];
