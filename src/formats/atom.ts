import { FEED_ITEMS, type FeedItem, feedItem, feedKinds, feedTitle } from './feed.ts';
import type { Answering, Format } from './format.ts';
import { escapeMarkup } from './words.ts';

/** Atom (RFC 4287). A feed is never long, so its date can be that of the entry changed last, wherever it stands. */
export const atom: Format = {
  name: 'atom',
  mediaType: 'application/atom+xml; charset=utf-8',
  extension: 'atom',
  oneLanguage: true,
  kinds: feedKinds,
  most: FEED_ITEMS,
  async *write(entries, answering) {
    const items: FeedItem[] = [];
    for await (const entry of entries) items.push(feedItem(entry, answering).item);
    yield head(answering, lastOf(items));
    for (const item of items) yield element(item);
    yield '</feed>\n';
  },
};

/** A feed has to be dated, also one without entries. */
const NOTHING_YET = '1970-01-01T00:00:00Z';

const lastOf = (items: FeedItem[]) =>
  items
    .map(({ updated }) => updated)
    .sort((a, b) => Date.parse(b) - Date.parse(a))
    .at(0) ?? NOTHING_YET;

const head = (answering: Answering, updated: string) => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${answering.language}">
<id>${escapeMarkup(answering.self)}</id>
<title>${escapeMarkup(feedTitle(answering))}</title>
<updated>${updated}</updated>
<link rel="self" type="application/atom+xml" href="${escapeMarkup(answering.self)}"/>
<author><name>Sijill</name></author>
`;

const element = ({ id, url, title, lang, text, published, updated, tags }: FeedItem) => `<entry>
<id>${escapeMarkup(id)}</id>
<title xml:lang="${escapeMarkup(lang)}">${escapeMarkup(title)}</title>
<published>${published}</published>
<updated>${updated}</updated>
<link rel="alternate" href="${escapeMarkup(url)}"/>
${tags.map((tag) => `<category term="${escapeMarkup(tag)}"/>`).join('')}
<content type="text">${escapeMarkup(text)}</content>
</entry>
`;
