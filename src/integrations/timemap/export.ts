import type { z } from 'zod';
import type { LangMap } from '../../model/common.ts';
import type { Event } from '../../model/event.ts';
import type { Location } from '../../model/location.ts';
import type { ActorRef, DocumentRef } from '../../model/references.ts';
import { type Concept, schemes } from '../../model/vocabularies/index.ts';

/**
 * What TimeMap (github.com/forensic-architecture/timemap) reads. Its rules are in its code: every value is a text,
 * coordinates too; a key that it does not know makes it drop the event; whatever an event names has to be there.
 */

export type Lang = 'ar' | 'en';

const spoken = (map: LangMap | null, lang: Lang): string =>
  map ? (map[lang] ?? map[lang === 'ar' ? 'en' : 'ar'] ?? Object.values(map)[0] ?? '') : '';

type MappedEvent = z.infer<typeof Event>;

const types: readonly Concept[] = schemes['event-types'].concepts;
const typeLabel = (code: string, lang: Lang) => {
  const concept = types.find((type) => type.code === code);
  return concept ? spoken({ ...concept.label }, lang) : code;
};

const typeId = (code: string) => `type_${code}`;
const actorId = (id: string) => `actor_${id}`;

/** `MM/DD/YYYY`, TimeMap's own form. */
const dateOf = (day: string) => `${day.slice(5, 7)}/${day.slice(8, 10)}/${day.slice(0, 4)}`;

/** The event as TimeMap takes it; undefined without a date of its own, since TimeMap cannot show it. */
export function mappedEvent(event: MappedEvent, lang: Lang, permalink: string | undefined) {
  const day = event.date?.from ?? event.date?.to;
  if (!event.date || !day) return undefined;
  const places = event.locations.map(({ location }) => location);
  const [longitude, latitude] = places.find(({ point }) => point)?.point ?? [];
  const actors = event.participants.map(({ actor }) => actorId(actor.id));
  const text = [event.title, event.summary].map((map) => spoken(map, lang)).filter(Boolean);
  return {
    id: event.id,
    description: text.join('\n\n'),
    date: dateOf(day),
    time: '',
    time_precision: event.date.precision,
    // Shown instead of the day where that would say more than is known.
    time_display: event.date.from === event.date.to && !/[?~%]/.test(event.date.edtf) ? '' : event.date.edtf,
    location: places.map(({ name }) => spoken(name, lang)).join(lang === 'ar' ? '، ' : ', '),
    latitude: latitude === undefined ? '' : String(latitude),
    longitude: longitude === undefined ? '' : String(longitude),
    type: event.type,
    category: typeLabel(event.type, lang),
    associations: [typeId(event.type), ...new Set(actors)],
    sources: (event.documents ?? []).map(({ id }) => id),
    ...(permalink ? { permalink } : {}),
  };
}

const titles = { en: { type: 'Type', actor: 'Actor' }, ar: { type: 'النوع', actor: 'الطرف' } };

/** The types of event: the categories. */
export const categories = (lang: Lang) =>
  types.map(({ code }) => ({
    id: typeId(code),
    title: typeLabel(code, lang),
    desc: '',
    mode: 'CATEGORY',
    filter_paths: [titles[lang].type, typeLabel(code, lang)],
  }));

/** An actor as something to filter by. */
export const actorFilter = (actor: z.infer<typeof ActorRef>, lang: Lang) => ({
  id: actorId(actor.id),
  title: spoken(actor.name, lang),
  desc: '',
  mode: 'FILTER',
  filter_paths: [titles[lang].actor, spoken(actor.name, lang)],
});

/** A document as a source; a path is never missing, because the client reads the first one unasked. */
export function mappedSource(document: z.infer<typeof DocumentRef>, lang: Lang, permalink: string) {
  const url = document.url ?? permalink;
  return {
    id: document.id,
    title: spoken(document.title, lang),
    type: 'Article',
    url,
    paths: [url],
    author: document.source ? spoken(document.source.name, lang) : '',
    date: document.published?.from ?? '',
    description: '',
  };
}

/** A place as a label on the map; undefined without a point. */
export function mappedSite({ id, name, description, point }: z.infer<typeof Location>, lang: Lang) {
  if (!point) return undefined;
  const [longitude, latitude] = point;
  return {
    id,
    site: spoken(name, lang),
    description: spoken(description, lang),
    latitude: String(latitude),
    longitude: String(longitude),
    enabled: '1',
  };
}
