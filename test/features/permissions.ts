/** Who may use each route: the least role, and whether it stays open where reading is not public. */
export type Least = 'everyone' | 'readers' | 'contributor' | 'editor' | 'admin';

const kinds = ['actors', 'locations', 'sources', 'documents', 'events', 'quotes', 'utterances', 'figures'];
const mergeable = ['actors', 'locations', 'sources', 'events', 'utterances'];
const under = (paths: string[], part: string, root = '/v1') => paths.map((kind) => `${root}/${kind}${part}`);
const reconciliation = [
  'suggest/entity',
  'suggest/type',
  'suggest/property',
  'properties',
  'view/:id',
  'preview/:id',
];

const routes: [least: Least, methods: string, paths: string[]][] = [
  ['everyone', 'GET', ['/livez', '/readyz', '/metrics', '/problems/:code']],
  ['everyone', 'GET', ['/openapi.json', '/context/v1.jsonld']],
  ['readers', 'GET', ['/v1/quotes/:ref/citation']],
  ['everyone', 'OPTIONS', ['*']],
  [
    'readers',
    'GET',
    [
      '/v1/timeline',
      '/v1/timeline/histogram',
      '/v1/facets',
      '/v1/version',
      '/v1/changes',
      '/v1/export.ndjson',
    ],
  ],
  ['readers', 'GET', ['/v1/search']],
  ['readers', 'POST', ['/v1/timeline/query']],
  ['readers', 'GET', ['/v1/vocabularies', '/v1/vocabularies/:scheme']],
  ['readers', 'GET', [...under(kinds, ''), ...under(kinds, '/:ref'), ...under(kinds, '/:ref/history')]],
  ['readers', 'GET', under(['actors'], '/:ref/timeline')],
  ['readers', 'GET', under(['actors'], '/:ref/quotes')],
  ['readers', 'GET', under(['actors'], '/:ref/network')],
  ['readers', 'GET', under(['actors'], '/:ref/mentions')],
  ['readers', 'GET', under(['events'], '/:ref/evidence')],
  ['editor', 'GET', under(['documents'], '/:ref/text')],
  ['contributor', 'POST', under(kinds, '')],
  ['contributor', 'PATCH', under(kinds, '/:ref')],
  ['editor', 'DELETE', under(kinds, '/:ref')],
  ['editor', 'POST', [...under(kinds, '/:ref/review'), ...under(kinds, '/:ref/revert')]],
  ['editor', 'POST', [...under(mergeable, '/:ref/merge'), ...under(mergeable, '/:ref/unmerge')]],
  ['editor', 'POST', under(mergeable, '/:ref/distinct-from')],
  ['editor', 'DELETE', under(mergeable, '/:ref/distinct-from')],
  ['readers', 'GET', ['/v1/corrections']],
  [
    'readers',
    'GET',
    ['/ogc', '/ogc/api', '/ogc/conformance', '/ogc/collections', '/ogc/collections/:collection'],
  ],
  ['readers', 'GET', under(['schema', 'items', 'items/:feature'], '', '/ogc/collections/:collection')],
  ['readers', 'GET', ['', '/ar', '/en'].flatMap((step) => under(reconciliation, '', `/reconcile${step}`))],
  ['readers', 'GET', ['/reconcile', '/reconcile/ar', '/reconcile/en']],
  ['readers', 'POST', ['/reconcile', '/reconcile/ar', '/reconcile/en', '/mcp']],
  ['readers', 'GET', under(['events', 'associations', 'sources', 'sites'], '', '/timemap')],
  ['readers', 'GET', ['/mcp']],
  ['readers', 'DELETE', ['/mcp']],
  ['readers', 'POST', ['/v1/actors/match']],
  ['contributor', 'POST', under(['documents'], '/:ref/extraction')],
  ['contributor', 'GET', ['/v1/drafts', '/v1/drafts/:id']],
  ['editor', 'POST', under(['documents'], '/:ref/grouping')],
  [
    'editor',
    'POST',
    ['/v1/drafts/accept', ...under(['drafts'], '/:id/accept'), ...under(['drafts'], '/:id/reject')],
  ],
  ['editor', 'POST', under(['drafts'], '/:id/distinct-from')],
  ['admin', 'POST', ['/v1/import', '/v1/webhooks', '/v1/webhooks/:id/dead-letters/:n/retry']],
  ['admin', 'GET', ['/v1/webhooks', '/v1/webhooks/:id/dead-letters']],
  ['admin', 'DELETE', ['/v1/webhooks/:id']],
];

const permissions = new Map<string, Least>(
  routes.flatMap(([least, method, paths]) => paths.map((path) => [`${method} ${path}`, least] as const)),
);

/** Who may use a route `METHOD path`; a HEAD is a GET without a body, and the pages of /docs are for everyone. */
export const leastFor = (route: string): Least | undefined =>
  /^(GET|HEAD) \/docs([/*]|$)/.test(route) ? 'everyone' : permissions.get(route.replace(/^HEAD /, 'GET '));
