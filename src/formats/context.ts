/**
 * The JSON-LD 1.1 context of every linked answer, served at /context/v1.jsonld: what each property means. schema.org
 * where it has the property, else SKOS, PROV, Web Annotation or Dublin Core, else a term of our own.
 *
 * Our own terms stand under a UUID: the project owns no domain name, and a term has to mean the same at every
 * installation. Nothing that stands here may ever change its meaning; what is new is added.
 */
export const TERMS = 'urn:uuid:e32a2cf7-fb25-4c4b-8b47-b915747b2547#';

export const CONTEXT_PATH = '/context/v1.jsonld';

type Term = string | { [keyword: string]: unknown };

const own = (name: string): Term => `sijill:${name}`;
const byLanguage = (iri: string): Term => ({ '@id': iri, '@container': '@language' });
const address = (iri: string): Term => ({ '@id': iri, '@type': '@id' });
const day = (iri: string): Term => ({ '@id': iri, '@type': 'xsd:date' });
const moment = (iri: string): Term => ({ '@id': iri, '@type': 'xsd:dateTime' });
/** Names that mean something else inside this property, and only directly inside. */
const inside = (iri: string, terms: Record<string, Term>): Term => ({
  '@id': iri,
  '@context': { '@propagate': false, ...terms },
});
const ownNames = (names: string[]) => Object.fromEntries(names.map((name) => [name, own(name)]));

const prefixes = {
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  dcterms: 'http://purl.org/dc/terms/',
  prov: 'http://www.w3.org/ns/prov#',
  oa: 'http://www.w3.org/ns/oa#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  sijill: TERMS,
};

const types = {
  Person: 'schema:Person',
  Organization: 'schema:Organization',
  Place: 'schema:Place',
  NewsMediaOrganization: 'schema:NewsMediaOrganization',
  Article: 'schema:Article',
  Event: 'schema:Event',
  Quotation: 'schema:Quotation',
  Utterance: 'sijill:Utterance',
  Figure: 'sijill:Figure',
  ConceptScheme: 'skos:ConceptScheme',
  Concept: 'skos:Concept',
};

const everyRecord = {
  slug: own('slug'),
  external_ids: 'schema:identifier',
  scheme: 'schema:propertyID',
  merged_ids: 'dcterms:replaces',
  review: own('review'),
  version: 'schema:version',
  created_at: moment('schema:dateCreated'),
  updated_at: moment('schema:dateModified'),
  kind: 'dcterms:type',
  name: byLanguage('schema:name'),
  names: 'schema:alternateName',
  title: byLanguage('schema:name'),
  description: byLanguage('schema:description'),
  summary: byLanguage('schema:abstract'),
  gist: byLanguage('schema:abstract'),
  note: byLanguage('skos:note'),
  value: byLanguage('schema:value'),
  lang: 'schema:inLanguage',
  url: address('schema:url'),
  country: 'schema:addressCountry',
};

const dates = {
  date: 'dcterms:temporal',
  ...ownNames(['said', 'held', 'published']),
  as_of: own('asOf'),
  edtf: { '@id': 'rdf:value', '@type': 'http://id.loc.gov/datatypes/edtf' },
  from: day('schema:startDate'),
  to: day('schema:endDate'),
  ...ownNames(['precision', 'approximate', 'uncertain', 'basis']),
};

const happenings = {
  type: 'dcterms:type',
  ...ownNames(['subtype', 'modality', 'contexts', 'role', 'relations', 'predicate', 'track']),
  as: byLanguage('schema:roleName'),
  sort: inside('sijill:sort', { date: day('sijill:sortDate'), basis: 'sijill:sortBasis' }),
  participants: inside('sijill:participants', { title: byLanguage('sijill:titleHeld') }),
  actor: own('actor'),
  claim: own('claim'),
  by: 'prov:wasAttributedTo',
  status: own('status'),
  locations: 'schema:location',
  location: own('location'),
  point: 'schema:geo',
  longitude: 'schema:longitude',
  latitude: 'schema:latitude',
  figures: own('figures'),
  reports: inside('sijill:reports', {
    documents: 'sijill:documentCount',
    outlets: 'sijill:outletCount',
    independent: 'sijill:independentCount',
  }),
  quotes_count: own('quoteCount'),
  quotes: 'schema:recordedIn',
  through: own('through'),
  event: own('event'),
};

const evidence = {
  evidence: own('evidence'),
  document: 'schema:isBasedOn',
  documents: 'schema:subjectOf',
  selector: 'oa:hasSelector',
  exact: 'oa:exact',
  prefix: 'oa:prefix',
  suffix: 'oa:suffix',
  start: 'oa:start',
  end: 'oa:end',
  ...ownNames(['sha256', 'anchor', 'state', 'assertion']),
  supports: inside('sijill:supports', {
    events: 'sijill:supportedEvent',
    quotes: 'sijill:supportedQuote',
    figures: 'sijill:supportedFigure',
  }),
  attributed_to: 'prov:wasAttributedTo',
  disagreements: own('disagreements'),
  ...ownNames(['aspect', 'positions']),
};

const quotations = {
  speaker: own('speaker'),
  speakers: 'schema:creator',
  speaker_kind: own('speakerKind'),
  speaker_as_reported: own('speakerAsReported'),
  speaker_office: own('speakerOffice'),
  office: byLanguage('schema:roleName'),
  organisation: own('organisation'),
  ...ownNames(['cue', 'mode', 'medium', 'chain', 'who', 'act']),
  speech_act: own('speechAct'),
  pseudo_direct: own('pseudoDirect'),
  text: 'schema:text',
  text_withheld: own('textWithheld'),
  translations: 'schema:workTranslation',
  about: 'schema:about',
  utterance: own('utterance'),
  utterances: own('rendersUtterance'),
  part: own('part'),
  direct_spans: own('directSpan'),
  topic_only: own('topicOnly'),
  truncated: own('truncated'),
  variants: own('variants'),
  quote: own('quote'),
  words: own('words'),
  op: own('op'),
  differences: inside('sijill:differences', { from: own('differsFrom'), to: own('differingQuote') }),
};

const figures = {
  metric: own('metric'),
  values: own('values'),
  min: 'schema:minValue',
  max: 'schema:maxValue',
  qualifier: own('qualifier'),
  unit: 'schema:unitText',
  subject: own('subject'),
  subset_of: 'dcterms:isPartOf',
};

const actorsAndPlaces = {
  roles: 'schema:hasOccupation',
  object: own('object'),
  activity: inside('sijill:activity', {
    events: 'sijill:eventCount',
    quotes: 'sijill:quoteCount',
    first: day('sijill:firstDay'),
    last: day('sijill:lastDay'),
  }),
  match: own('match'),
  rule: own('rule'),
  score: own('score'),
  distance_km: own('distanceKm'),
  parent: 'schema:containedInPlace',
  ancestors: own('ancestors'),
  children: own('childCount'),
  documents_count: own('documentCount'),
};

const documents = {
  source: 'schema:publisher',
  archived_url: address('schema:archivedAt'),
  retrieved_at: moment('sijill:retrievedAt'),
  text_sha256: own('textSha256'),
  text_length: own('textLength'),
  text_loaded: own('textLoaded'),
  part_of: 'schema:isPartOf',
  extent: own('extent'),
  parts: 'schema:hasPart',
  syndicated_from: own('syndicatedFrom'),
};

const vocabularies = {
  prefLabel: byLanguage('skos:prefLabel'),
  definition: byLanguage('skos:definition'),
  notation: 'skos:notation',
  code: own('code'),
  broader: address('skos:broader'),
  inScheme: address('skos:inScheme'),
  hasTopConcept: address('skos:hasTopConcept'),
  topConceptOf: address('skos:topConceptOf'),
  crosswalk: own('crosswalk'),
};

export const context = {
  '@context': {
    '@version': 1.1,
    ...prefixes,
    ...types,
    ...everyRecord,
    ...dates,
    ...happenings,
    ...evidence,
    ...quotations,
    ...figures,
    ...actorsAndPlaces,
    ...documents,
    ...vocabularies,
  },
};
