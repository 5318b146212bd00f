import type { LangMap } from '../model/common.ts';
import type { Correction } from '../model/correction.ts';

/** One item of a feed, whatever the feed's format. */
export interface FeedItem {
  /** Permanent; an address where that version can be found. */
  id: string;
  url: string;
  title: string;
  /** BCP 47 tag of the title. */
  lang: string;
  text: string;
  /** RFC 3339. */
  at: string;
  tags: string[];
}

export const feedTitle = 'Sijill: corrections';

/** The most items of a feed that was asked for without a limit. */
export const FEED_ITEMS = 100;

const spoken: Record<Correction['what'], string> = {
  corrected: 'Corrected',
  retracted: 'Retracted',
  disputed: 'Disputed',
  withdrawn: 'Withdrawn',
  merged: 'Merged',
  unmerged: 'Unmerged',
};

export function correctionItem(entry: Correction): FeedItem {
  const { lang, text } = inOneLanguage(entry.title) ?? { lang: 'en', text: `${entry.kind} ${entry.id}` };
  return {
    id: `${entry.url}/history#${entry.version}`,
    url: entry.url,
    title: `${spoken[entry.what]}: ${text}`,
    lang,
    text: [entry.reason ?? 'No reason was given.', ...entry.changes.map(inWords)].join('\n'),
    at: entry.at,
    tags: [entry.what, entry.kind],
  };
}

function inOneLanguage(map: LangMap | null): { lang: string; text: string } | undefined {
  const [lang, text] = Object.entries(map ?? {}).sort(([a], [b]) => rank(a) - rank(b))[0] ?? [];
  return lang !== undefined && text !== undefined ? { lang, text } : undefined;
}

const rank = (lang: string) => (lang === 'en' ? 0 : lang === 'ar' ? 1 : 2);

/** One RFC 6902 operation on a line of its own. */
const inWords = ({ op, path, value }: Record<string, unknown>) =>
  `${op} ${path}${value === undefined ? '' : `: ${JSON.stringify(value)}`}`;
