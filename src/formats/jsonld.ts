import type { RecordKind } from '../model/common.ts';
import type { SchemeName } from '../model/vocabularies/index.ts';
import { CONTEXT_PATH } from './context.ts';
import { type EntryKind, type Format, jsonList, permalink } from './format.ts';

/**
 * JSON-LD 1.1: the answer itself, with addresses where it has ids and codes. Its context (context.ts) says what each
 * property means; nothing is left out but what is null or empty, which says nothing in RDF.
 */
export const jsonld: Format = {
  name: 'jsonld',
  mediaType: 'application/ld+json; charset=utf-8',
  extension: 'jsonld',
  columns: true,
  kinds: [
    'timeline',
    'event',
    'quote',
    'actor',
    'utterance',
    'figure',
    'location',
    'source',
    'document',
  ] satisfies EntryKind[],
  write(entries, { kind, base }) {
    const head = { '@context': base + CONTEXT_PATH };
    return jsonList(
      `${JSON.stringify(head).slice(0, -1)},"@graph":[`,
      entries,
      (entry) => linkedRecord(JSON.parse(entry), kind === 'timeline' ? 'event' : (kind as RecordKind), base),
      '\n]}\n',
    );
  },
  one: (record, { kind, base }) =>
    JSON.stringify({
      '@context': base + CONTEXT_PATH,
      ...linkedRecord(JSON.parse(record), kind as RecordKind, base),
    }),
};

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Fields = { [name: string]: Json };

/** What stands under a property is a record of this kind, in short form, as an id, or a list of either. */
const recordUnder: { [property: string]: RecordKind } = {
  ...Object.fromEntries(
    ['actor', 'speaker', 'speakers', 'organisation', 'object', 'subject', 'attributed_to'].map((name) => [
      name,
      'actor' as const,
    ]),
  ),
  location: 'location',
  parent: 'location',
  ancestors: 'location',
  source: 'source',
  document: 'document',
  documents: 'document',
  part_of: 'document',
  parts: 'document',
  event: 'event',
  events: 'event',
  quote: 'quote',
  quotes: 'quote',
  utterance: 'utterance',
  utterances: 'utterance',
  subset_of: 'figure',
  figures: 'figure',
  values: 'figure',
  'differences.from': 'quote',
  'differences.to': 'quote',
};

/** The vocabulary that the codes of a property come from; by the owner's name where it depends on it. */
const schemeOf: { [property: string]: SchemeName } = {
  type: 'event-types',
  modality: 'modalities',
  contexts: 'contexts',
  review: 'review-states',
  metric: 'figure-metrics',
  qualifier: 'figure-qualifiers',
  basis: 'date-bases',
  aspect: 'disagreement-aspects',
  assertion: 'assertions',
  act: 'chain-acts',
  status: 'claim-statuses',
  speech_act: 'speech-acts',
  mode: 'quote-modes',
  speaker_kind: 'speaker-kinds',
  'participants.role': 'participant-roles',
  'locations.role': 'location-roles',
  'locations.precision': 'location-precisions',
  'event.relations.predicate': 'event-relations',
  'actor.relations.predicate': 'actor-relations',
  'actor.kind': 'actor-kinds',
  'location.kind': 'location-kinds',
  'source.kind': 'source-kinds',
  'names.kind': 'actor-name-kinds',
  'medium.kind': 'medium-kinds',
};

const typeOf: { [Kind in RecordKind]: string } = {
  actor: 'Organization',
  location: 'Place',
  source: 'NewsMediaOrganization',
  document: 'Article',
  event: 'Event',
  quote: 'Quotation',
  utterance: 'Utterance',
  figure: 'Figure',
};

/** A record as a node: its address, its type, its fields. */
function linkedRecord(record: Fields, kind: RecordKind, base: string): Fields {
  const { id, ...fields } = record;
  return {
    '@id': permalink(base, kind, String(id)),
    '@type': kind === 'actor' && record.kind === 'person' ? 'Person' : typeOf[kind],
    ...linkedFields(plainer[kind]?.(fields) ?? fields, [kind], base),
  };
}

/** Fields that need another form, or another name where the same name means something else in other records. */
const plainer: { [Kind in RecordKind]?: (fields: Fields) => Fields } = {
  quote: withPlainText,
  source: ({ documents = null, ...fields }) => ({ ...fields, documents_count: documents }),
};

/** The words of a quote as one literal in its language. */
function withPlainText({ text, ...fields }: Fields): Fields {
  const { value = null, lang = null, withheld = null } = (text ?? {}) as Fields;
  return {
    text: value === null ? null : { '@value': value, '@language': lang },
    lang,
    text_withheld: withheld,
    ...fields,
  };
}

/** `owners` are the names under which the fields stand, the nearest last, from the record that has them on. */
function linkedFields(fields: Fields, owners: string[], base: string): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      const linked = linkedValue(name, value, owners, base);
      return linked === null || (Array.isArray(linked) && linked.length === 0) ? [] : [[name, linked]];
    }),
  );
}

function linkedValue(name: string, value: Json, owners: string[], base: string): Json {
  const owner = owners.at(-1) ?? '';
  if (value === null || (typeof value === 'object' && '@value' in value)) return value;
  if (name === 'external_ids') return identifiers(value as Record<string, string[]>);
  if (name === 'merged_ids')
    return (value as string[]).map((id) => ({ '@id': permalink(base, owner as RecordKind, id) }));
  if (name === 'point')
    return { longitude: (value as Json[])[0] ?? null, latitude: (value as Json[])[1] ?? null };
  if (name === 'part' || name === 'extent') return span(value);
  if (name === 'direct_spans') return (value as Json[]).map(span);
  if (Array.isArray(value)) return value.map((each) => linkedValue(name, each, owners, base));
  const scheme = owner === 'sort' ? undefined : codesOf(name, owners);
  if (scheme && typeof value === 'string') return { '@id': `${base}/v1/vocabularies/${scheme}#${value}` };
  const kind = recordUnder[`${owner}.${name}`] ?? recordUnder[name];
  if (kind && typeof value === 'string') return { '@id': permalink(base, kind, value) };
  if (typeof value !== 'object') return value;
  if (kind && typeof value.id === 'string') return linkedRecord(value, kind, base);
  return linkedFields(value, [...owners, name], base);
}

const codesOf = (name: string, owners: string[]) =>
  schemeOf[[...owners.slice(-2), name].join('.')] ??
  schemeOf[[...owners.slice(-1), name].join('.')] ??
  (name === 'precision' ? undefined : schemeOf[name]);

const identifiers = (ids: Record<string, string[]>): Json =>
  Object.entries(ids).flatMap(([scheme, values]) => values.map((value) => ({ scheme, value })));

const span = (value: Json): Json => {
  const [start = null, end = null] = value as Json[];
  return { start, end };
};
