import { FEED_ITEMS, feedItem, feedKinds, feedTitle } from './feed.ts';
import { type Format, jsonList } from './format.ts';

/** JSON Feed 1.1 (jsonfeed.org). What is ours alone stands under `_sijill`. */
export const jsonfeed: Format = {
  name: 'jsonfeed',
  mediaType: 'application/feed+json; charset=utf-8',
  extension: 'json',
  oneLanguage: true,
  kinds: feedKinds,
  most: FEED_ITEMS,
  write(entries, answering) {
    const head = {
      version: 'https://jsonfeed.org/version/1.1',
      title: feedTitle(answering),
      feed_url: answering.self,
      language: answering.language,
      authors: [{ name: 'Sijill' }],
    };
    const toItem = (json: string) => {
      const { item, entry } = feedItem(json, answering);
      const { id, url, title, lang, text, published, updated, tags } = item;
      return {
        id,
        url,
        title,
        content_text: text,
        date_published: published,
        date_modified: updated,
        language: lang,
        tags,
        _sijill: entry,
      };
    };
    return jsonList(`${JSON.stringify(head).slice(0, -1)},"items":[`, entries, toItem, '\n]}\n');
  },
};
