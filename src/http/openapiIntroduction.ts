/** What the API document says before its routes. */
export const introduction = `## Conventions

**References.** Wherever a record is named, in a path or in a parameter, give its \`id\`, its \`slug\`
(\`ian-mccary\`), or \`scheme:value\` of an external id (\`wikidata:Q796\`, \`gold:000:q05\`).

**Strict questions.** An unknown parameter, an unknown value, a malformed date, or a reference to a record that does
not exist is a 400 that names it and suggests what was meant; a mistyped question never passes for an empty answer.

**Many values.** Repeat a parameter or separate its values with commas. Several values of one parameter mean OR,
different parameters mean AND.

**Pages.** Lists answer \`{data, page, meta}\`. Ask again with \`cursor=\` of \`page.next_cursor\`, or follow the header
\`Link: <…>; rel="next"\`. Cursors are opaque and belong to the question they came from; no page repeats or skips a
record that did not change. \`total=true\` counts.

**Dates.** Records carry EDTF dates (ISO 8601-2) with the first and last day they can mean and the basis on which
they are known. \`from\` and \`to\` take a year, a month or a day, are inclusive, and match anything that may lie in
the range; \`date_mode=within\` demands that it is known to.

**Formats.** \`format=\` or \`Accept\`. JSON is paged; the other formats stream the whole answer unless \`limit\` is
given. A record's address is a page to a browser. \`fields=a,b.c\` leaves only these fields in each answer, and then not all that a schema requires is there.

**Conditional requests.** Every answer has an \`ETag\`; send it back as \`If-None-Match\` and an unchanged answer is a
304 without a body.

**Errors** are problem documents (RFC 9457, \`application/problem+json\`). Their \`type\` is an address under
\`/problems/\` that explains what happened and what to do.

**Texts.** Article texts are never shown. Quotes carry translations, and the printed words only where the documents
are loaded; where they are not, \`text.withheld\` says why.

**Other programs.** \`/ogc\` (OGC API Features), \`/reconcile\` (OpenRefine), \`/timemap\` and \`/mcp\` (Model Context
Protocol) speak contracts of their own, which describe them better than this document could; they are not in it.

The examples below are answers about the demonstration knowledge base; long lists in them are cut.`;

/** The groups of routes in the order they are shown. */
export const tags = [
  {
    name: 'Timeline',
    description: 'Events in date order, of everyone or of one actor, and how many there are.',
  },
  { name: 'Events', description: 'What happened, is planned, alleged or denied.' },
  { name: 'Quotes', description: 'Who is reported to have said what, in which words.' },
  { name: 'Utterances', description: 'One thing said once, in every wording that outlets gave it.' },
  { name: 'Figures', description: 'Reported numbers, each with who gave it.' },
  { name: 'Actors', description: 'People, states, bodies, forces, groups and outlets.' },
  { name: 'Locations', description: 'Places in a tree.' },
  { name: 'Sources', description: 'Outlets and agencies.' },
  { name: 'Documents', description: 'Published items.' },
  { name: 'Search', description: 'One question over all kinds of record.' },
  { name: 'Vocabularies', description: 'The closed lists of codes, in English and Arabic.' },
  { name: 'Changes', description: 'What changed, for consumers that keep a copy.' },
  { name: 'History', description: 'Every version of a record.' },
  { name: 'Corrections', description: 'What was corrected, retracted, disputed or merged, and why.' },
  { name: 'Writing', description: 'Create, change, withdraw, review, revert and merge records, with a key.' },
  {
    name: 'Drafts',
    description: 'What was read in a text or found by comparing, to accept or reject, with a key.',
  },
  { name: 'Bundles', description: 'The whole knowledge base in and out.' },
  { name: 'Webhooks', description: 'Changes sent to subscribers.' },
  { name: 'Service', description: 'Versions, health, metrics, and what problems mean.' },
];
