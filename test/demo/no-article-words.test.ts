import { describe, expect, it } from 'vitest';
import { lines } from './bundle.ts';
import { corpusIsHere, readArticles } from './gold-corpus.ts';

const RUN = 6;

/** Office titles, printed as they are by every outlet, that are long enough to count as a run of words. */
const officeTitles = [
  'المبعوث الأميركي للتحالف الدولي لمحاربة داعش',
  'المبعوث الامريكي للتحالف الدولي لمحاربة تنظيم الدولة',
  'المتحدث باسم القائد العام للقوات المسلحة العراقية',
  'المتحدث الرسمي باسم حكومة إقليم كردستان',
];

/** Words without tashkeel, tatweel, marks and punctuation; spelling variants of alif and ya are one. */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .replace(/[\u064B-\u065F\u0670\u0640\u200B-\u200F\u202A-\u202E]/gu, '')
    .replace(/[أإآٱ]/gu, 'ا')
    .replace(/[ىی]/gu, 'ي')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()
    .split(' ');
}

const runsOf = (words: string[]) =>
  words
    .slice(0, Math.max(0, words.length - RUN + 1))
    .map((_, start) => words.slice(start, start + RUN).join(' '));

function* stringsIn(value: unknown, path: string): Generator<{ path: string; text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* stringsIn(inner, `${path}/${key}`);
}

describe.skipIf(!corpusIsHere)('the words of the articles (needs ../shared)', () => {
  it(`never stand in the bundle in a run of ${RUN} or more, but for ${officeTitles.length} office titles`, () => {
    const printed = new Set(
      [...readArticles().values()].flatMap(({ points }) => runsOf(wordsOf(points.join('')))),
    );
    const found = lines.flatMap((line, index) =>
      [...stringsIn(line, `line ${index + 1}`)]
        .filter(({ text }) => !officeTitles.includes(text))
        .flatMap(({ path, text }) =>
          runsOf(wordsOf(text))
            .filter((run) => printed.has(run))
            .map((run) => ({ path, run })),
        ),
    );
    expect(found).toEqual([]);
  });
});
