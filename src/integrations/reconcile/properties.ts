import type { z } from 'zod';
import { foldText } from '../../arabic/fold.ts';
import type { Actor } from '../../model/actor.ts';
import type { LangMap } from '../../model/common.ts';
import type { Location } from '../../model/location.ts';
import { type Kind, type Lang, spoken } from './types.ts';

/** Values of records by property, for hints in questions and for new columns. */

export type Cell =
  | { str: string }
  | { int: number }
  | { float: number }
  | { date: string }
  | { id: string; name: string };

/** A record as it was found; an actor's `activity` is there where it was asked for by id. */
export type Entity =
  | { kind: 'actor'; record: z.infer<typeof Actor> }
  | { kind: 'location'; record: z.infer<typeof Location> };

export interface Property {
  id: string;
  label: LangMap;
  /** Which kinds of record have it. */
  of: readonly Kind[];
  /** Where its values are records: their kind. */
  entity?: Kind;
  /** Where it names records outright: the scheme of the external id. */
  scheme?: string;
  cells(entity: Entity, lang: Lang): Cell[];
}

const strings = (values: (string | null | undefined)[]): Cell[] =>
  [...new Set(values)].flatMap((value) => (value ? [{ str: value }] : []));

const dates = (day: string | null | undefined): Cell[] => (day ? [{ date: `${day}T00:00:00Z` }] : []);

type Reference = { id: string; slug: string; name: LangMap };

const entities = (refs: (Reference | null)[], lang: Lang): Cell[] => {
  const once = new Map(refs.flatMap((ref) => (ref ? [[ref.id, ref]] : [])));
  return [...once.values()].map(({ id, slug, name }) => ({ id, name: spoken(name, lang) ?? slug }));
};

const both: readonly Kind[] = ['actor', 'location'];

/** A property of actors only, or of places only. */
const ofActor =
  (read: (actor: z.infer<typeof Actor>, lang: Lang) => Cell[]): Property['cells'] =>
  (entity, lang) =>
    entity.kind === 'actor' ? read(entity.record, lang) : [];
const ofPlace =
  (read: (place: z.infer<typeof Location>, lang: Lang) => Cell[]): Property['cells'] =>
  (entity, lang) =>
    entity.kind === 'location' ? read(entity.record, lang) : [];

const external = (scheme: string, label: LangMap): Property => ({
  id: scheme,
  label,
  of: both,
  scheme,
  cells: ({ record }) => strings(record.external_ids[scheme] ?? []),
});

export const properties: readonly Property[] = [
  {
    id: 'name_en',
    label: { en: 'English name', ar: 'الاسم بالإنكليزية' },
    of: both,
    cells: ({ record }) => strings([record.name.en]),
  },
  {
    id: 'name_ar',
    label: { en: 'Arabic name', ar: 'الاسم بالعربية' },
    of: both,
    cells: ({ record }) => strings([record.name.ar]),
  },
  {
    id: 'aliases',
    label: { en: 'Other names', ar: 'أسماء أخرى' },
    of: both,
    cells: ({ record }) => strings(record.names.map(({ value }) => value)),
  },
  {
    id: 'kind',
    label: { en: 'Kind', ar: 'النوع' },
    of: both,
    cells: ({ record }) => strings([record.kind]),
  },
  {
    id: 'country',
    label: { en: 'Country (ISO 3166-1)', ar: 'البلد (ISO 3166-1)' },
    of: both,
    cells: ({ record }) => strings([record.country]),
  },
  {
    id: 'description',
    label: { en: 'Description', ar: 'الوصف' },
    of: both,
    cells: ({ record }, lang) => strings([spoken(record.description, lang)]),
  },
  {
    id: 'slug',
    label: { en: 'Slug', ar: 'المعرّف النصي' },
    of: both,
    cells: ({ record }) => strings([record.slug]),
  },
  external('wikidata', { en: 'Wikidata id', ar: 'معرّف ويكي بيانات' }),
  external('geonames', { en: 'GeoNames id', ar: 'معرّف جيونيمز' }),
  {
    id: 'organisation',
    label: { en: 'Organisation', ar: 'الجهة' },
    of: ['actor'],
    entity: 'actor',
    cells: ofActor(({ roles, relations }, lang) =>
      entities(
        [...roles.map(({ organisation }) => organisation), ...relations.map(({ object }) => object)],
        lang,
      ),
    ),
  },
  {
    id: 'office',
    label: { en: 'Office', ar: 'المنصب' },
    of: ['actor'],
    cells: ofActor(({ roles }, lang) => strings(roles.map(({ office }) => spoken(office, lang)))),
  },
  {
    id: 'events',
    label: { en: 'Events it took part in', ar: 'أحداث شارك فيها' },
    of: ['actor'],
    cells: ofActor(({ activity }) => [{ int: activity.events }]),
  },
  {
    id: 'quotes',
    label: { en: 'Quotes', ar: 'أقوال' },
    of: ['actor'],
    cells: ofActor(({ activity }) => [{ int: activity.quotes }]),
  },
  {
    id: 'first',
    label: { en: 'First event or quote', ar: 'أول حدث أو قول' },
    of: ['actor'],
    cells: ofActor(({ activity }) => dates(activity.first)),
  },
  {
    id: 'last',
    label: { en: 'Last event or quote', ar: 'آخر حدث أو قول' },
    of: ['actor'],
    cells: ofActor(({ activity }) => dates(activity.last)),
  },
  {
    id: 'parent',
    label: { en: 'Lies in', ar: 'يقع في' },
    of: ['location'],
    entity: 'location',
    cells: ofPlace(({ parent }, lang) => entities([parent], lang)),
  },
  {
    id: 'within',
    label: { en: 'Lies in, all levels', ar: 'يقع في، كل المستويات' },
    of: ['location'],
    entity: 'location',
    cells: ofPlace(({ ancestors }, lang) => entities(ancestors, lang)),
  },
  {
    id: 'longitude',
    label: { en: 'Longitude', ar: 'خط الطول' },
    of: ['location'],
    cells: ofPlace(({ point }) => (point ? [{ float: point[0] }] : [])),
  },
  {
    id: 'latitude',
    label: { en: 'Latitude', ar: 'خط العرض' },
    of: ['location'],
    cells: ofPlace(({ point }) => (point ? [{ float: point[1] }] : [])),
  },
];

/** Counted for one record at a time, so no hint: it would be counted for every candidate. */
export const countedOnly: ReadonlySet<string> = new Set(['events', 'quotes', 'first', 'last']);

export const namedProperty = ({ id, label }: Property, lang: Lang) => ({
  id,
  name: spoken(label, lang) ?? id,
});

/** Whether one of the cells says what a hint says: an id, or the same words, spelling variants aside. */
export function agrees(cells: Cell[], hint: string): boolean {
  const wanted = foldText(hint) || hint;
  return cells
    .flatMap((cell) => Object.values(cell).map(String))
    .some((value) => value === hint || (foldText(value) || value) === wanted);
}
