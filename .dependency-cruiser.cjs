/**
 * The walls between the rooms of src/, see docs/architecture.md. `npm run check` asks for them,
 * test/walls.test.ts breaks each of them once.
 *
 * A rule that is in the way is a question to ask, not a line to delete: either the code stands in the wrong
 * room, or the rule is wrong and changes in a commit of its own that says why.
 */

/** What talks to a database: the builder, the driver, the embedded engine. */
const database = 'node_modules/(drizzle-orm|pg|pg-[^/]+|@electric-sql/[^/]+)/';
const fastify = 'node_modules/(fastify|fastify-[^/]+|@fastify/[^/]+)/';
/** What reaches outside the process. */
const outside = '^(node:)?(fs|net|http|https|http2|child_process|worker_threads|dns|tls)(/|$)';
const npm = 'node_modules/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Files that need each other can only be understood, tested and moved together.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A module that nothing imports and that imports nothing is left over.',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: ['\\.d\\.ts$', '^src/(main|cli)\\.ts$'] },
      to: {},
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere breaks at run time, and no wall can be checked behind it.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-undeclared-packages',
      comment: 'A package that package.json does not name is there by luck, and gone with the next update.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-dependencies',
      comment: 'The image and `npm start` of a stranger have no dev dependencies. Types are gone by then.',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: '^node_modules/@types/',
      },
    },
    {
      name: 'src-stands-alone',
      comment:
        'src/ is what is shipped: tests, benchmarks and scripts look at it, never the other way round.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench|scripts|openapi|dist)/' },
    },
    {
      name: 'entry-points-are-the-top',
      comment: 'main and cli start something when they are loaded; only a person loads them.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/(main|cli)\\.ts$' },
    },

    {
      name: 'model-knows-nobody',
      comment:
        'The model is what the API speaks of. Whoever reads it needs zod, EDTF, the codes of countries and pure functions on text, and no knowledge of a database or of HTTP.',
      severity: 'error',
      from: { path: '^src/model/' },
      to: { pathNot: ['^src/(model|text)/', '^crypto$', 'node_modules/(zod|edtf|iso-3166)/'] },
    },
    {
      name: 'text-and-arabic-are-pure-rooms',
      comment:
        'Offsets, folding and names are functions from text to text; another room would bring its state along.',
      severity: 'error',
      from: { path: '^src/(text|arabic|names)/' },
      to: { path: '^src/', pathNot: '^src/(text|arabic|names|model)/' },
    },
    {
      name: 'text-and-arabic-reach-nothing',
      comment:
        'Pure: no database, no server, no file, no network, so that a thousand cases are tested in a second.',
      severity: 'error',
      from: { path: '^src/(text|arabic|names)/' },
      to: { path: [database, fastify, outside] },
    },
    {
      name: 'compare-is-a-pure-room',
      comment:
        'Whether two texts, quotes or events are one is decided from what is handed in; who asks, and what is stored, is not its business.',
      severity: 'error',
      from: { path: '^src/compare/' },
      to: { path: '^src/', pathNot: '^src/(compare|text|arabic|model)/' },
    },
    {
      name: 'compare-reaches-nothing',
      comment: 'Pure, so that the gold can judge it in a second and a worker can run it.',
      severity: 'error',
      from: { path: '^src/compare/' },
      to: { path: [database, fastify, outside] },
    },
    {
      name: 'formats-know-only-the-model',
      comment:
        'A format turns entries into text and is written without knowing where they come from or go to.',
      severity: 'error',
      from: { path: '^src/formats/' },
      to: { path: '^src/', pathNot: '^src/(formats|model)/' },
    },
    {
      name: 'formats-are-no-servers',
      comment:
        'Writers of a format (csv-stringify …) are welcome; a database, a server or a file is not their business.',
      severity: 'error',
      from: { path: '^src/formats/' },
      to: { path: [database, fastify, outside] },
    },
    {
      name: 'pages-only-show',
      comment:
        'A page turns one finished answer into HTML. What it shows, it was given: it asks nobody and knows no request.',
      severity: 'error',
      from: { path: '^src/pages/' },
      to: { path: ['^src/', database, fastify, outside], pathNot: '^src/(pages|formats|citing|model)/' },
    },
    {
      name: 'citing-is-a-library',
      comment:
        'Citations are written from CSL-JSON and the styles on disk; whose record it is, is not known here.',
      severity: 'error',
      from: { path: '^src/citing/' },
      to: { path: ['^src/', database, fastify], pathNot: '^src/(citing|formats|model)/' },
    },
    {
      name: 'shapes-are-sql-text',
      comment:
        'A shape is the SQL text that builds one answer. With no database at hand it cannot ask, so one statement stays one statement.',
      severity: 'error',
      from: { path: '^src/shapes/' },
      to: { pathNot: '^src/(shapes|model)/' },
    },
    {
      name: 'filters-are-conditions',
      comment:
        'Filters say what the parameters of a question mean in SQL, with the help of pure functions on text, whose results they may remember. They do not know which route asks, nor what it answers.',
      severity: 'error',
      from: { path: '^src/filters/' },
      to: {
        pathNot: [
          '^src/(filters|model|db|arabic|names|text)/',
          '^src/errors.ts$',
          'node_modules/(drizzle-orm|zod|lru-cache)/',
        ],
      },
    },
    {
      name: 'db-is-below',
      comment: 'Tables, connections and migrations serve everyone and know no one who uses them.',
      severity: 'error',
      from: { path: '^src/db/' },
      to: { path: '^src/(features|http|formats|store|bundle|filters|shapes|importers|app)[/.]' },
    },
    {
      name: 'store-does-not-answer',
      comment:
        'Writing a record is the same from a bundle, a route and an importer, so it knows none of them.',
      severity: 'error',
      from: { path: '^src/store/' },
      to: { path: '^src/(features|http|formats|bundle|importers|app)[/.]' },
    },
    {
      name: 'bundle-is-not-http',
      comment: 'Files in and out work from the command line, where no server runs.',
      severity: 'error',
      from: { path: '^src/bundle/' },
      to: { path: ['^src/(features|http|app)[/.]', fastify] },
    },
    {
      name: 'http-knows-no-feature',
      comment: 'http/ is what all routes share; a feature plugs in, it is not asked for.',
      severity: 'error',
      from: { path: '^src/http/' },
      to: { path: '^src/(features|app)[/.]' },
    },
    {
      name: 'features-stand-apart',
      comment:
        'A feature can be read, changed or removed alone. What two of them share moves to a room below.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'integrations-are-on-top',
      comment: 'An integration is a door for others to what is there; nothing here leans on one.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(integrations/|app\\.ts$)' },
      to: { path: '^src/integrations/' },
    },
    {
      name: 'integrations-stand-apart',
      comment:
        'Each speaks the contract of other programs, and goes when they go. The list may name them all.',
      severity: 'error',
      from: { path: '^src/integrations/([^/]+)/' },
      to: { path: '^src/integrations/', pathNot: '^src/integrations/($1/|integration\\.ts$)' },
    },
    {
      name: 'integrations-ask-what-features-ask',
      comment:
        'They answer from the same questions as /v1, so that both say the same; how /v1 speaks is not theirs.',
      severity: 'error',
      from: { path: '^src/integrations/' },
      to: { path: '^src/(features|store|bundle)/', pathNot: '^src/features/[^/]+/queries\\.ts$' },
    },
    {
      name: 'features-ask-in-queries',
      comment: 'Whoever looks for the SQL of a feature or an integration finds all of it in its queries.ts.',
      severity: 'error',
      from: { path: '^src/(features|integrations)/', pathNot: '/queries\\.ts$' },
      to: { path: ['node_modules/drizzle-orm/', '^src/shapes/', '^src/filters/conditions\\.ts$'] },
    },
    {
      name: 'routes-speak-http',
      comment: 'routes.ts parses, asks and answers. A statement in it would be found by nobody.',
      severity: 'error',
      from: { path: '^src/(features|integrations)/.*/routes\\.ts$' },
      to: { path: [database, '^src/db/tables/'] },
    },
    {
      name: 'tables-have-few-readers',
      comment: 'When a column changes, these are all the places to look.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['^src/(db|store)/', '^src/features/.*/queries\\.ts$', '^src/importers/write\\.ts$'],
      },
      to: { path: '^src/db/tables/' },
    },
    {
      name: 'few-rooms-touch-the-database',
      comment:
        'drizzle and pg stand where SQL is written: db, store, filters, the queries.ts of a feature or an integration, bundle, and the lookup of references. http/ may name the type of a statement that it hands on.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          '^src/(db|store|filters|bundle|http)/',
          '^src/(features|integrations)/.*/queries\\.ts$',
          '^src/importers/write\\.ts$',
        ],
      },
      to: { path: database },
    },
    {
      name: 'http-writes-no-sql',
      comment:
        'http/ hands statements on, so it may name their type; only references.ts, which looks up what a slug or an external id means, asks by itself.',
      severity: 'error',
      from: { path: '^src/http/', pathNot: '^src/http/references\\.ts$' },
      to: { path: database, dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: npm },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
    },
    skipAnalysisNotInRules: true,
  },
};
