/**
 * The requests whose answers are the examples: for each operation one or more addresses by name, about the
 * demonstration knowledge base. A new GET route needs a line here, or `npm run openapi` fails.
 */
export const questions: Record<string, Record<string, string>> = {
  getTimeline: { month: '/v1/timeline?from=2024-03&to=2024-03&limit=1&quotes=1' },
  getActorTimeline: {
    said: '/v1/actors/ian-mccary/timeline?track=said&limit=1&quotes=1',
    members: '/v1/actors/global-coalition/timeline?include_members=true&limit=1&quotes=0',
  },
  getTimelineHistogram: { by_type: '/v1/timeline/histogram?interval=year&by=type' },
  getFacets: { attacks: '/v1/facets?type=attack&limit=2' },
  listEvents: { at_place: '/v1/events?location=syria&type=attack&limit=1' },
  getEvent: { call: '/v1/events/gold:000:e01' },
  getEventEvidence: { evidence: '/v1/events/gold:000:e01/evidence' },
  listQuotes: {
    about: '/v1/quotes?speaker=ian-mccary&about=coalition-forces&limit=1',
    collapsed: '/v1/quotes?collapse=utterance&speaker=ian-mccary&limit=1',
  },
  listActorQuotes: { denials: '/v1/actors/ian-mccary/quotes?speech_act=deny&limit=1' },
  getQuote: { quote: '/v1/quotes/gold:000:q01' },
  getQuoteCitation: {
    apa: '/v1/quotes/gold:000:q01/citation?style=apa',
    arabic: '/v1/quotes/gold:000:q01/citation?style=arabic',
  },
  getLinkedContext: { context: '/context/v1.jsonld' },
  listUtterances: { of_speaker: '/v1/utterances?speaker=ian-mccary&limit=1' },
  getUtterance: { utterance: '/v1/utterances/gold:Q01' },
  listFigures: { plain: '/v1/figures?limit=1', series: '/v1/figures?series=true&limit=1' },
  getFigure: { figure: '/v1/figures/gold:000:f01' },
  listActors: {
    by_name: '/v1/actors?q=McCary&limit=1',
    by_arabic_name: '/v1/actors?q=مكاري&limit=1',
    by_beginning: '/v1/actors?q=mcc&prefix=true&limit=1',
  },
  getActor: { person: '/v1/actors/ian-mccary' },
  getActorNetwork: { network: '/v1/actors/ian-mccary/network?limit=1' },
  listActorMentions: { mentions: '/v1/actors/iran/mentions?limit=1' },
  listLocations: {
    near_baghdad: '/v1/locations?near=44.4,33.3&radius_km=500&limit=1',
    by_name: '/v1/locations?q=بغداد&limit=1',
  },
  getLocation: { country: '/v1/locations/iraq' },
  listSources: { sources: '/v1/sources?limit=1' },
  getSource: { broadcaster: '/v1/sources/alhurra' },
  listDocuments: { of_event: '/v1/documents?event=gold:000:e01&limit=1' },
  getDocument: { document: '/v1/documents/gold:001' },
  search: { in_two_scripts: '/v1/search?q=Palmyra OR تدمر&limit=1' },
  listVocabularies: { vocabularies: '/v1/vocabularies' },
  getVocabulary: { modalities: '/v1/vocabularies/modalities' },
  listChanges: { expanded: '/v1/changes?limit=1&expand=true' },
  getSourceHistory: { history: '/v1/sources/alhurra/history' },
  getLocationHistory: { history: '/v1/locations/iraq/history' },
  getActorHistory: { history: '/v1/actors/ian-mccary/history' },
  getDocumentHistory: { history: '/v1/documents/gold:001/history' },
  getEventHistory: { history: '/v1/events/gold:000:e01/history' },
  getQuoteHistory: { history: '/v1/quotes/gold:000:q01/history' },
  getUtteranceHistory: { history: '/v1/utterances/gold:Q01/history' },
  getFigureHistory: { history: '/v1/figures/gold:000:f01/history' },
  getVersion: { version: '/v1/version' },
  getProblem: { unknown_parameter: '/problems/unknown-parameter' },
  getLiveness: { alive: '/livez' },
  getReadiness: { ready: '/readyz' },
  getMetrics: { metrics: '/metrics' },
};

/** Operations without an example, and why: they need a key, or the demonstration holds nothing for them. */
export const unexampled: Record<string, string> = {
  getDocumentText: 'the articles are not in the repository',
  listCorrections: 'nothing was corrected yet',
  listDrafts: 'for those with a key',
  getDraft: 'for those with a key',
  listWebhooks: 'for admins',
  listDeadLetters: 'for admins',
  exportBundle: 'a download of the whole',
};

/** Requests that are refused: examples of the failures that operations share. */
export const refused: Record<string, Record<string, string>> = {
  BadRequest: {
    unknown_parameter: '/v1/timeline?actr=ian-mccary',
    unknown_reference: '/v1/timeline?actor=ian-macary',
    invalid_date: '/v1/events?from=2024-02-30',
  },
  NotFound: { unknown: '/v1/actors/ian-macary' },
};

/** Examples of query parameters by name, where the name says the same everywhere. */
export const parameterValues: Record<string, unknown[]> = {
  actor: [['ian-mccary']],
  speaker: [['ian-mccary']],
  about: [['iran']],
  with: [['syria']],
  location: [['iraq']],
  within: [['middle-east']],
  parent: [['iraq']],
  member_of: [['global-coalition']],
  attributed_to: [['us-centcom']],
  source: [['alhurra']],
  document: [['gold:001']],
  event: [['gold:000:e01']],
  utterance: [['gold:Q01']],
  country: [['IQ']],
  lang: [['ar']],
  bbox: [[38.8, 29, 48.6, 37.4]],
  near: [[44.4, 33.3]],
  radius_km: [100],
  fields: ['id,title.ar,date.edtf'],
  updated_since: ['2026-01-01'],
};
