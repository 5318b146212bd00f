import { foldText } from '../../src/arabic/fold.ts';
import type { TestApp } from '../support/app.ts';
import { everything } from './ask.ts';

/** What each filter should find, worked out from the whole unfiltered lists as any reader of the API could. */

export interface Ref {
  id: string;
  slug: string;
}
interface Dated {
  from: string | null;
  to: string | null;
}
type LangMap = Record<string, string>;
export interface Event {
  id: string;
  type: string;
  subtype: string | null;
  modality: string;
  contexts: string[];
  title: LangMap;
  summary: LangMap | null;
  date: Dated | null;
  sort: { date: string | null; basis: 'event' | 'reported' | 'none' };
  participants: { role: string; actor: Ref; claim: { status: string } | null }[];
  locations: { location: Ref & { country: string | null; point: [number, number] | null } }[];
  evidence: { document: { id: string } }[];
  quotes_count: number;
  updated_at: string;
}
export interface Quote {
  id: string;
  speakers: Ref[];
  speaker_kind: string;
  speaker_as_reported: string | null;
  about: { actor: Ref | null; location: Ref | null }[];
  document: { id: string };
  event: { id: string } | null;
  utterances: { id: string }[];
  mode: string;
  speech_act: string;
  medium: { kind: string } | null;
  text: { value: string | null; lang: string };
  translations: { value: string }[];
  said: Dated | null;
}
interface Figure {
  id: string;
  metric: string;
  unit: string | null;
  subject: Ref | null;
  location: Ref | null;
  attributed_to: { actor: Ref | null } | null;
  event: string | null;
  documents: { id: string }[];
  as_of: Dated | null;
}
interface Actor extends Ref {
  roles: { organisation: Ref | null; held: Dated | null }[];
  relations: { predicate: string; object: Ref; held: Dated | null }[];
}
interface Document {
  id: string;
  source: Ref | null;
  published: Dated | null;
}

/** The whole knowledge base as its lists tell it, once `learn` has read them. */
export let events: Event[];
export let quotes: Quote[];
export let figures: Figure[];
export let actors: Actor[];
export let documents: Map<string, Document>;
/** Each place with itself and all that it lies in. */
export let areas: Map<string, string[]>;

export const modalities = 'occurred ongoing announced planned hypothetical alleged denied cancelled'.split(
  ' ',
);

/** Reads the knowledge base that the oracles work from. */
export async function learn(service: TestApp): Promise<void> {
  const all = async <T>(path: string) => (await everything(service, path)) as unknown as T[];
  events = await all<Event>(`/v1/events?include=evidence&modality=${modalities}`);
  quotes = await all<Quote>('/v1/quotes');
  figures = await all<Figure>('/v1/figures');
  actors = await all<Actor>('/v1/actors');
  documents = new Map((await all<Document>('/v1/documents')).map((document) => [document.id, document]));
  const places = await all<Ref & { ancestors: Ref[] }>('/v1/locations');
  areas = new Map(places.map(({ slug, ancestors }) => [slug, [slug, ...ancestors.map((a) => a.slug)]]));
}

export const FIRST = '0000-01-01';
export const LAST = '9999-99-99';

/** First and last day of a bound that is a year, a month or a day. */
export const firstDay = (bound: string) => `${bound}-01-01`.slice(0, 10);
export const lastDay = (bound: string) => {
  const [year = '', month = '12', day] = bound.split('-');
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return `${year}-${month}-${day ?? last}`;
};

/** The documents that report an event: its evidence and the quotes made in it. */
export const reporting = (event: Event) => [
  ...new Set([
    ...event.evidence.map(({ document }) => document.id),
    ...quotes.filter((quote) => quote.event?.id === event.id).map(({ document }) => document.id),
  ]),
];

/** When a record is found that says no date of its own: when it was first published; null where that is un */
export function firstPublished(ids: string[]): Dated | null {
  const dated = ids
    .map((id) => ({
      id,
      from: documents.get(id)?.published?.from ?? '',
      to: documents.get(id)?.published?.to,
    }))
    .filter(({ from }) => from !== '')
    .sort((a, b) => (a.from + a.id < b.from + b.id ? -1 : 1));
  const [first] = dated;
  return first ? { from: first.from, to: first.to ?? first.from } : null;
}

type Values = string[];
interface Range {
  from?: string;
  to?: string;
  date_mode?: string;
}

function inRange(own: Dated | null, found: Dated | null, { from, to, date_mode }: Range): boolean {
  const lower = from ? firstDay(from) : undefined;
  const upper = to ? lastDay(to) : undefined;
  if (!lower && !upper) return true;
  if (date_mode === 'within')
    return own !== null && (!lower || (own.from ?? FIRST) >= lower) && (!upper || (own.to ?? LAST) <= upper);
  const days = own ?? found;
  return days !== null && (!lower || (days.to ?? LAST) >= lower) && (!upper || (days.from ?? FIRST) <= upper);
}

const within = (slug: string | undefined, wanted: Values) =>
  slug !== undefined && (areas.get(slug) ?? []).some((area) => wanted.includes(area));

/** Words without inflection, and so without the rules of search: equal, or with one Arabic clitic before. */
const withoutClitic = (word: string, wanted: string) =>
  word === wanted || (/^[وفبلك]/u.test(word) && word.slice(1) === wanted);

const contains = (texts: (string | null | undefined)[], q: string) => {
  const folded = foldText(texts.filter(Boolean).join(' ')).split(' ');
  return q.split(/\s+/).every((word) => folded.some((other) => withoutClitic(other, foldText(word))));
};

const toRadians = (degrees: number) => (degrees * Math.PI) / 180;
function distanceKm([lon1, lat1]: [number, number], [lon2, lat2]: [number, number]): number {
  const a =
    Math.sin(toRadians(lat2 - lat1) / 2) ** 2 +
    Math.cos(toRadians(lat1)) * Math.cos(toRadians(lat2)) * Math.sin(toRadians(lon2 - lon1) / 2) ** 2;
  return 2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(a)));
}

export type Question = Range & Record<string, string | undefined>;
type Oracle<T> = Record<string, (record: T, values: Values, question: Question) => boolean>;

/** Those who take part: a role that is only claimed and denied does not count. */
export const slugsIn = (event: Event) =>
  event.participants.filter(({ claim }) => claim?.status !== 'denied').map(({ actor }) => actor.slug);
const points = (event: Event) =>
  event.locations.flatMap(({ location }) => (location.point ? [location.point] : []));

function inBox([lon, lat]: [number, number], box: Values) {
  const [west = 0, south = 0, east = 0, north = 0] = box.map(Number);
  const between = west <= east ? lon >= west && lon <= east : lon >= west || lon <= east;
  return lat >= south && lat <= north && between;
}

const isNear = (point: [number, number], [lon, lat]: Values, radius = '50') =>
  distanceKm(point, [Number(lon), Number(lat)]) <= Number(radius);

export const eventOracle: Oracle<Event> = {
  actor: (event, wanted) => slugsIn(event).some((slug) => wanted.includes(slug)),
  with: (event, wanted) => slugsIn(event).some((slug) => wanted.includes(slug)),
  role: (event, wanted, { actor }) =>
    event.participants.some(
      (p) =>
        p.claim?.status !== 'denied' &&
        wanted.includes(p.role) &&
        (!actor || actor.split(',').includes(p.actor.slug)),
    ),
  location: (event, wanted) => event.locations.some(({ location }) => within(location.slug, wanted)),
  country: (event, wanted) => event.locations.some(({ location }) => wanted.includes(location.country ?? '')),
  // One place of the event lies in both.
  bbox: (event, box, { near, radius_km }) =>
    points(event).some((point) => inBox(point, box) && (!near || isNear(point, near.split(','), radius_km))),
  near: (event, point, { bbox, radius_km }) =>
    points(event).some((one) => isNear(one, point, radius_km) && (!bbox || inBox(one, bbox.split(',')))),
  radius_km: () => true,
  source: (event, wanted) =>
    reporting(event).some((id) => wanted.includes(documents.get(id)?.source?.slug ?? '')),
  document: (event, wanted) => reporting(event).some((id) => wanted.includes(id)),
  type: (event, wanted) => wanted.includes(event.type),
  subtype: (event, wanted) => wanted.includes(event.subtype ?? ''),
  modality: (event, wanted) => wanted.includes(event.modality),
  context: (event, wanted) => event.contexts.some((context) => wanted.includes(context)),
  from: (event, _, question) => inRange(event.date, firstPublished(reporting(event)), question),
  to: (event, _, question) => inRange(event.date, firstPublished(reporting(event)), question),
  date_mode: () => true,
  q: (event, [q = '']) => contains([...Object.values(event.title), ...Object.values(event.summary ?? {})], q),
  min_reports: (event, [least]) => reporting(event).length >= Number(least),
};

export const slugsAbout = (quote: Quote) => quote.about.map(({ actor }) => actor?.slug ?? '');
export const spokenBy = (quote: Quote, wanted: Values) =>
  quote.speakers.some(({ slug }) => wanted.includes(slug));
const saidOrPublished = (quote: Quote, question: Question) =>
  inRange(quote.said, firstPublished([quote.document.id]), question);

export const quoteOracle: Oracle<Quote> = {
  speaker: spokenBy,
  about: (quote, wanted) => slugsAbout(quote).some((slug) => wanted.includes(slug)),
  actor: (quote, wanted) =>
    spokenBy(quote, wanted) || slugsAbout(quote).some((slug) => wanted.includes(slug)),
  location: (quote, wanted) => quote.about.some(({ location }) => within(location?.slug, wanted)),
  source: (quote, wanted) => wanted.includes(documents.get(quote.document.id)?.source?.slug ?? ''),
  document: (quote, wanted) => wanted.includes(quote.document.id),
  event: (quote, wanted) => wanted.includes(quote.event?.id ?? ''),
  utterance: (quote, wanted) => quote.utterances.some(({ id }) => wanted.includes(id)),
  mode: (quote, wanted) => wanted.includes(quote.mode),
  speech_act: (quote, wanted) => wanted.includes(quote.speech_act),
  speaker_kind: (quote, wanted) => wanted.includes(quote.speaker_kind),
  medium: (quote, wanted) => wanted.includes(quote.medium?.kind ?? ''),
  lang: (quote, wanted) => wanted.includes(quote.text.lang),
  from: (quote, _, question) => saidOrPublished(quote, question),
  to: (quote, _, question) => saidOrPublished(quote, question),
  date_mode: () => true,
  q: (quote, [q = '']) =>
    contains(
      [quote.text.value, ...quote.translations.map(({ value }) => value), quote.speaker_as_reported],
      q,
    ),
};

const held = (figure: Figure, question: Question) =>
  inRange(figure.as_of, firstPublished(figure.documents.map(({ id }) => id)), question);

export const figureOracle: Oracle<Figure> = {
  metric: (figure, wanted) => wanted.includes(figure.metric),
  subject: (figure, wanted) => wanted.includes(figure.subject?.slug ?? ''),
  location: (figure, wanted) => within(figure.location?.slug, wanted),
  unit: (figure, wanted) => wanted.includes(figure.unit ?? ''),
  attributed_to: (figure, wanted) => wanted.includes(figure.attributed_to?.actor?.slug ?? ''),
  event: (figure, wanted) => wanted.includes(figure.event ?? ''),
  document: (figure, wanted) => figure.documents.some(({ id }) => wanted.includes(id)),
  source: (figure, wanted) =>
    figure.documents.some(({ id }) => wanted.includes(documents.get(id)?.source?.slug ?? '')),
  from: (figure, _, question) => held(figure, question),
  to: (figure, _, question) => held(figure, question),
  date_mode: () => true,
};

/** Ids of the records that answer a question, by the oracle. */
export function expected<T extends { id: string }>(
  records: T[],
  oracle: Oracle<T>,
  question: Question,
): string[] {
  return records
    .filter((record) =>
      Object.entries(question).every(
        ([name, text]) =>
          text === undefined || oracle[name]?.(record, name === 'q' ? [text] : text.split(','), question),
      ),
    )
    .map(({ id }) => id)
    .sort();
}

export const asQuery = (question: Question) =>
  Object.entries(question)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join('&');
