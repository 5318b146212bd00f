import type { z } from 'zod';
import type { Actor, Mention, Neighbour } from '../model/actor.ts';
import type { Correction } from '../model/correction.ts';
import type { Document } from '../model/document.ts';
import type { Draft } from '../model/draft.ts';
import type { EdtfDate } from '../model/edtf.ts';
import type { Event, TimelineEntry } from '../model/event.ts';
import type { Figure, FigureSeries } from '../model/figure.ts';
import type { Location } from '../model/location.ts';
import type { Quote } from '../model/quote.ts';
import type { Source } from '../model/source.ts';
import type { CollapsedQuote, Utterance } from '../model/utterance.ts';
import type { EntryKind } from './format.ts';

/** One column of a table: its name and its value in an answer; lists are joined by “; ”. */
export interface Column {
  name: string;
  value(entry: unknown): string | number | boolean | null | undefined;
}

const columns = <T>(values: { [name: string]: (entry: T) => ReturnType<Column['value']> }): Column[] =>
  Object.entries(values).map(([name, value]) => ({ name, value: (entry) => value(entry as T) }));

type Named = { name: Record<string, string>; slug: string };
type Dated = EdtfDate | null;

/** Who says so, and whether they deny it: a disputed role must not read like a fact. */
const claimed = (claim: EventAnswer['participants'][number]['claim']) =>
  claim
    ? ` (${claim.status} by ${claim.by.actor?.slug ?? claim.by.source?.slug ?? claim.by.document?.id})`
    : '';

const slugs = (refs: Named[]) => refs.map(({ slug }) => slug).join('; ');
const names = (refs: Named[], lang: string) => refs.map(({ name, slug }) => name[lang] ?? slug).join('; ');

const dateColumns = <T>(prefix: string, date: (entry: T) => Dated) => ({
  [`${prefix}_edtf`]: (entry: T) => date(entry)?.edtf,
  [`${prefix}_from`]: (entry: T) => date(entry)?.from,
  [`${prefix}_to`]: (entry: T) => date(entry)?.to,
  [`${prefix}_basis`]: (entry: T) => date(entry)?.basis,
});

const nameColumns = <T extends Named>() => ({
  slug: (entry: T) => entry.slug,
  name_ar: (entry: T) => entry.name.ar,
  name_en: (entry: T) => entry.name.en,
});

type EventAnswer = z.infer<typeof Event>;

const eventColumns = {
  id: (event: EventAnswer) => event.id,
  type: (event: EventAnswer) => event.type,
  subtype: (event: EventAnswer) => event.subtype,
  modality: (event: EventAnswer) => event.modality,
  title_ar: (event: EventAnswer) => event.title.ar,
  title_en: (event: EventAnswer) => event.title.en,
  ...dateColumns<EventAnswer>('date', ({ date }) => date),
  sort_date: (event: EventAnswer) => event.sort.date,
  sort_basis: (event: EventAnswer) => event.sort.basis,
  participants: (event: EventAnswer) =>
    event.participants.map(({ role, actor, claim }) => `${role}: ${actor.slug}${claimed(claim)}`).join('; '),
  participants_ar: (event: EventAnswer) =>
    names(
      event.participants.map(({ actor }) => actor),
      'ar',
    ),
  participants_en: (event: EventAnswer) =>
    names(
      event.participants.map(({ actor }) => actor),
      'en',
    ),
  locations: (event: EventAnswer) => slugs(event.locations.map(({ location }) => location)),
  longitude: (event: EventAnswer) => event.locations[0]?.location.point?.[0],
  latitude: (event: EventAnswer) => event.locations[0]?.location.point?.[1],
  contexts: (event: EventAnswer) => event.contexts.join('; '),
  documents: (event: EventAnswer) => event.reports.documents,
  outlets: (event: EventAnswer) => event.reports.outlets,
  independent: (event: EventAnswer) => event.reports.independent,
  quotes: (event: EventAnswer) => event.quotes_count,
  review: (event: EventAnswer) => event.review,
  version: (event: EventAnswer) => event.version,
};

type QuoteAnswer = z.infer<typeof Quote>;

const quoteColumns = {
  id: (quote: QuoteAnswer) => quote.id,
  ...dateColumns<QuoteAnswer>('said', ({ said }) => said),
  speakers: (quote: QuoteAnswer) => slugs(quote.speakers),
  speakers_ar: (quote: QuoteAnswer) => names(quote.speakers, 'ar'),
  speakers_en: (quote: QuoteAnswer) => names(quote.speakers, 'en'),
  speaker_kind: (quote: QuoteAnswer) => quote.speaker_kind,
  speaker_as_reported: (quote: QuoteAnswer) => quote.speaker_as_reported,
  cue: (quote: QuoteAnswer) => quote.cue,
  speech_act: (quote: QuoteAnswer) => quote.speech_act,
  mode: (quote: QuoteAnswer) => quote.mode,
  text: (quote: QuoteAnswer) => quote.text.value,
  text_lang: (quote: QuoteAnswer) => quote.text.lang,
  text_withheld: (quote: QuoteAnswer) => quote.text.withheld,
  translation_en: (quote: QuoteAnswer) => quote.translations.find(({ lang }) => lang === 'en')?.value,
  event: (quote: QuoteAnswer) => quote.event?.id,
  utterance: (quote: QuoteAnswer) => quote.utterance,
  document: (quote: QuoteAnswer) => quote.document.id,
  source: (quote: QuoteAnswer) => quote.document.source?.slug,
  published_edtf: (quote: QuoteAnswer) => quote.document.published?.edtf,
  start: (quote: QuoteAnswer) => quote.selector?.start,
  end: (quote: QuoteAnswer) => quote.selector?.end,
  sha256: (quote: QuoteAnswer) => quote.selector?.sha256,
  review: (quote: QuoteAnswer) => quote.review,
};

/** The table of each kind of answer. */
export const columnsOf: Record<EntryKind, Column[]> = {
  event: columns<EventAnswer>(eventColumns),
  timeline: columns<z.infer<typeof TimelineEntry>>({ ...eventColumns, track: ({ track }) => track }),
  quote: columns<QuoteAnswer>(quoteColumns),
  collapsed_quote: columns<z.infer<typeof CollapsedQuote>>({
    utterance: ({ utterance }) => utterance?.id,
    gist_ar: ({ utterance }) => utterance?.gist.ar,
    gist_en: ({ utterance }) => utterance?.gist.en,
    ...dateColumns('said', ({ said }) => said),
    speakers: ({ speakers }) => slugs(speakers),
    variants: ({ variants }) => variants.length,
    quotes: ({ variants }) => variants.map(({ quote }) => quote.id).join('; '),
    documents: ({ variants }) => [...new Set(variants.map(({ quote }) => quote.document.id))].join('; '),
    texts: ({ variants }) => variants.map(({ quote }) => quote.text.value ?? '').join(' | '),
    translations_en: ({ variants }) =>
      variants
        .map(({ quote }) => quote.translations.find(({ lang }) => lang === 'en')?.value ?? '')
        .join(' | '),
    disagreements: ({ utterance }) => utterance?.disagreements.map(({ aspect }) => aspect).join('; '),
  }),
  utterance: columns<z.infer<typeof Utterance>>({
    id: ({ id }) => id,
    gist_ar: ({ gist }) => gist.ar,
    gist_en: ({ gist }) => gist.en,
    ...dateColumns('said', ({ said }) => said),
    speakers: ({ speakers }) => slugs(speakers),
    variants: ({ variants }) => variants.length,
    disagreements: ({ disagreements }) => disagreements.map(({ aspect }) => aspect).join('; '),
  }),
  figure: columns<z.infer<typeof Figure>>({
    id: ({ id }) => id,
    metric: ({ metric }) => metric,
    value: ({ value }) => value,
    min: ({ min }) => min,
    max: ({ max }) => max,
    qualifier: ({ qualifier }) => qualifier,
    unit: ({ unit }) => unit,
    subject: ({ subject }) => subject?.slug,
    location: ({ location }) => location?.slug,
    ...dateColumns('as_of', ({ as_of }) => as_of),
    event: ({ event }) => event,
    attributed_to: ({ attributed_to: by }) => by?.actor?.slug ?? by?.source?.slug ?? by?.document?.id,
    documents: ({ documents }) => documents.map(({ id }) => id).join('; '),
  }),
  figure_series: columns<z.infer<typeof FigureSeries>>({
    metric: ({ metric }) => metric,
    unit: ({ unit }) => unit,
    subject: ({ subject }) => subject?.slug,
    location: ({ location }) => location?.slug,
    dates: ({ points }) => points.map(({ as_of }) => as_of?.edtf ?? '').join('; '),
    low: ({ points }) => points.map(({ low }) => low ?? '').join('; '),
    high: ({ points }) => points.map(({ high }) => high ?? '').join('; '),
  }),
  actor: columns<z.infer<typeof Actor>>({
    id: ({ id }) => id,
    ...nameColumns(),
    kind: ({ kind }) => kind,
    country: ({ country }) => country,
    names: (actor) => actor.names.map(({ value }) => value).join('; '),
    events: ({ activity }) => activity.events,
    quotes: ({ activity }) => activity.quotes,
    first: ({ activity }) => activity.first,
    last: ({ activity }) => activity.last,
  }),
  neighbour: columns<z.infer<typeof Neighbour>>({
    slug: ({ actor }) => actor.slug,
    name_ar: ({ actor }) => actor.name.ar,
    name_en: ({ actor }) => actor.name.en,
    kind: ({ actor }) => actor.kind,
    events: ({ events }) => events,
    first: ({ first }) => first,
    last: ({ last }) => last,
    exact: ({ exact }) => exact,
  }),
  mention: columns<z.infer<typeof Mention>>({
    quote: ({ quote }) => quote,
    speaker: ({ speaker }) => speaker?.slug,
    ...dateColumns('said', ({ said }) => said),
    event: ({ event }) => event,
    document: ({ document }) => document,
  }),
  location: columns<z.infer<typeof Location>>({
    id: ({ id }) => id,
    ...nameColumns(),
    kind: ({ kind }) => kind,
    parent: ({ parent }) => parent?.slug,
    country: ({ country }) => country,
    longitude: ({ point }) => point?.[0],
    latitude: ({ point }) => point?.[1],
  }),
  source: columns<z.infer<typeof Source>>({
    id: ({ id }) => id,
    ...nameColumns(),
    kind: ({ kind }) => kind,
    url: ({ url }) => url,
    country: ({ country }) => country,
    documents: ({ documents }) => documents,
  }),
  document: columns<z.infer<typeof Document>>({
    id: ({ id }) => id,
    source: ({ source }) => source?.slug,
    title_ar: ({ title }) => title?.ar,
    title_en: ({ title }) => title?.en,
    url: ({ url }) => url,
    lang: ({ lang }) => lang,
    ...dateColumns('published', ({ published }) => published),
    part_of: ({ part_of }) => part_of?.id,
    events: ({ supports }) => supports.events.length,
    quotes: ({ supports }) => supports.quotes.length,
    figures: ({ supports }) => supports.figures.length,
  }),
  draft: columns<z.infer<typeof Draft>>({
    ...Object.fromEntries(
      (
        [
          'id',
          'kind',
          'words',
          'confidence',
          'reason',
          'state',
          'record',
          'created_by',
          'created_at',
        ] as const
      ).map((name) => [name, (draft: z.infer<typeof Draft>) => draft[name]]),
    ),
    document: ({ document }) => document.id,
    start: ({ span }) => span?.[0],
    end: ({ span }) => span?.[1],
    proposal: ({ proposal }) => JSON.stringify(proposal),
  }),
  correction: columns<Correction>({
    at: ({ at }) => at,
    what: ({ what }) => what,
    kind: ({ kind }) => kind,
    id: ({ id }) => id,
    version: ({ version }) => version,
    title_ar: ({ title }) => title?.ar,
    title_en: ({ title }) => title?.en,
    reason: ({ reason }) => reason,
    url: ({ url }) => url,
    into: ({ into }) => into,
    changed: ({ changes }) => changes.map(({ path }) => path).join('; '),
  }),
  change: columns<Record<string, string>>(
    Object.fromEntries(
      ['cursor', 'at', 'kind', 'id', 'version', 'op', 'reason'].map((name) => [
        name,
        (entry: Record<string, string>) => entry[name],
      ]),
    ),
  ),
};
