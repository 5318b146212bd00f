import { LRUCache } from 'lru-cache';
import { searchKey } from '../arabic/searchKey.ts';
import { type Reads, rowTexts } from '../db/answer.ts';
import { AppError } from '../errors.ts';
import { englishStems, leaves, readSearch } from '../filters/words.ts';
import { type Highlight, STORED_TEXT } from '../model/highlight.ts';
import { findTerms, type IndexedWord, type Term } from '../text/findTerms.ts';

/**
 * Initials (U.S.), else letters and digits, with what the key drops inside a word: marks, and the commas of thousands
 * (1,200, ٣٬٥٠٠) as `spell` knows them.
 */
const WORD =
  /(?:[A-Za-z]\.)+[A-Za-z](?![A-Za-z])\.?|[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}'’‘`ʼʻʿʾ\u200B-\u200F\u0640]|(?<=[0-9٠-٩])[,٬](?=[0-9٠-٩]{3}(?![0-9٠-٩])))*/gu;

/** Texts of an answer that `q` is asked of: all strings of these fields, however deep. */
const SEARCHED = ['title', 'summary', 'description', 'text', 'translations', 'speaker_as_reported', 'name'];
/** Strings in them that are no words of theirs. */
const NOT_WORDS = new Set(['lang', 'kind', 'withheld']);
const AROUND = 60;

/** English stems, by word; the same for ever. */
const stems = new LRUCache<string, string>({ max: 50_000 });

/** Adds to finished answers where the words of the question stand in them. */
export type Highlighter = (entries: string[]) => Promise<string[]>;

/** What marks the words of `q` in answers; throws AppError invalid_parameter where there is no `q`. */
export async function openHighlighter(reads: Reads, q: string | undefined): Promise<Highlighter> {
  if (q === undefined) {
    const detail = '“highlight” needs “q”, the words to show.';
    throw new AppError('invalid_parameter', detail, [
      { parameter: 'highlight', code: 'contradiction', detail },
    ]);
  }
  const terms = leaves(readSearch(q));
  await learnStems(
    reads,
    terms.flat(2).flatMap((form) => form.split(' ')),
  );
  const wanted: Term[] = terms.map((term) =>
    term.map((forms) => forms.map((form) => form.split(' ').map(lexeme).join(' '))),
  );
  return async (entries) => {
    const answers = entries.map((entry) => JSON.parse(entry) as Record<string, unknown>);
    const texts = answers.map((answer) =>
      searchedTexts(answer).map((text) => ({ ...text, words: wordsOf(text.value) })),
    );
    await learnStems(
      reads,
      texts.flat().flatMap(({ words }) => words.map(({ key }) => key)),
    );
    return answers.map((answer, i) => {
      delete answer[STORED_TEXT];
      const highlights = (texts[i] ?? []).flatMap(({ pointer, value, words }) =>
        findTerms(
          words.map((word) => ({ ...word, key: lexeme(word.key) })),
          wanted,
        ).map((place) => highlightAt(pointer, value, place)),
      );
      return JSON.stringify({ ...answer, highlights });
    });
  };
}

function highlightAt(
  pointer: string,
  value: string,
  { start, end }: { start: number; end: number },
): Highlight {
  if (pointer !== `/${STORED_TEXT}`) return { pointer, start, end };
  const excerpt = Array.from(value)
    .slice(Math.max(0, start - AROUND), end + AROUND)
    .join('');
  return { pointer: null, start, end, excerpt };
}

const isEnglish = (key: string) => /^[a-z]+$/.test(key);
const lexeme = (key: string) => stems.get(key) ?? key;

async function learnStems(reads: Reads, keys: string[]) {
  const unknown = [...new Set(keys)].filter((key) => isEnglish(key) && !stems.has(key));
  if (unknown.length === 0) return;
  const found = await rowTexts(reads, englishStems(unknown));
  unknown.forEach((key, i) => {
    stems.set(key, found[i]?.[0] ?? key);
  });
}

function wordsOf(text: string): IndexedWord[] {
  let place = 0;
  let read = 0;
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => {
    place += Array.from(text.slice(read, index)).length;
    read = index;
    return { key: searchKey(word), start: place, end: place + Array.from(word).length };
  });
}

interface SearchedText {
  pointer: string;
  value: string;
}

const searchedTexts = (answer: Record<string, unknown>): SearchedText[] =>
  [...SEARCHED, STORED_TEXT].flatMap((field) => stringsIn(answer[field], `/${field}`));

function stringsIn(value: unknown, pointer: string): SearchedText[] {
  if (typeof value === 'string') return [{ pointer, value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([field]) => Array.isArray(value) || !NOT_WORDS.has(field))
    .flatMap(([field, inner]) => stringsIn(inner, `${pointer}/${field}`));
}
