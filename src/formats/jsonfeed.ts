import { correctionItem, FEED_ITEMS, feedTitle } from './feed.ts';
import type { Format } from './format.ts';

/** JSON Feed 1.1 (jsonfeed.org). What is ours alone stands under `_sijill`. */
export const jsonfeed: Format = {
  name: 'jsonfeed',
  mediaType: 'application/feed+json; charset=utf-8',
  extension: 'json',
  kinds: ['correction'],
  most: FEED_ITEMS,
  async *write(entries, _kind, self) {
    const head = {
      version: 'https://jsonfeed.org/version/1.1',
      title: feedTitle,
      feed_url: self,
      authors: [{ name: 'Sijill' }],
    };
    yield `${JSON.stringify(head).slice(0, -1)},"items":[`;
    let separator = '';
    for await (const entry of entries) {
      const correction = JSON.parse(entry);
      const { id, url, title, lang, text, at, tags } = correctionItem(correction);
      const item = {
        id,
        url,
        title,
        content_text: text,
        date_published: at,
        language: lang,
        tags,
        _sijill: correction,
      };
      yield `${separator}\n${JSON.stringify(item)}`;
      separator = ',';
    }
    yield '\n]}\n';
  },
};
