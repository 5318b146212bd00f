import { correctionItem, FEED_ITEMS, type FeedItem, feedTitle } from './feed.ts';
import type { Format } from './format.ts';

/** Atom (RFC 4287). The newest entry comes first and dates the feed. */
export const atom: Format = {
  name: 'atom',
  mediaType: 'application/atom+xml; charset=utf-8',
  extension: 'atom',
  kinds: ['correction'],
  most: FEED_ITEMS,
  async *write(entries, _kind, self) {
    let begun = false;
    for await (const entry of entries) {
      const item = correctionItem(JSON.parse(entry));
      if (!begun) yield head(self, item.at);
      begun = true;
      yield element(item);
    }
    if (!begun) yield head(self, NOTHING_YET);
    yield '</feed>\n';
  },
};

/** A feed has to be dated, also one without entries. */
const NOTHING_YET = '1970-01-01T00:00:00Z';

const head = (self: string, updated: string) => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${escapeXml(self)}</id>
<title>${feedTitle}</title>
<updated>${updated}</updated>
<link rel="self" type="application/atom+xml" href="${escapeXml(self)}"/>
<author><name>Sijill</name></author>
`;

const element = ({ id, url, title, lang, text, at, tags }: FeedItem) => `<entry>
<id>${escapeXml(id)}</id>
<title xml:lang="${escapeXml(lang)}">${escapeXml(title)}</title>
<updated>${at}</updated>
<link rel="alternate" href="${escapeXml(url)}"/>
${tags.map((tag) => `<category term="${escapeXml(tag)}"/>`).join('')}
<content type="text">${escapeXml(text)}</content>
</entry>
`;

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that XML 1.0 cannot hold, not even escaped, become U+FFFD. */
const escapeXml = (text: string) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\p{Surrogate}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);
