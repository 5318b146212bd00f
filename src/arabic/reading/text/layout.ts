import { foldText } from '../../fold.ts';
import { phraseIndex, readRows, readWords } from '../tables/table.ts';
import type { FurnitureKind, ItemKind } from '../types.ts';
import { isSign, type Page } from './page.ts';

/** Words by which a language's pages are told from their stories. */
export interface LayoutWords {
  teaserLabels: string;
  furniture: string;
  photoCredits: string;
  sectionNames: string;
  /** Whether a word at the head of a line goes on with what stands before it. */
  goesOn: (key: string) => boolean;
}

/** What a line is on its page. */
interface LineKind {
  kind: 'body' | 'headline' | FurnitureKind;
}

/** Lines `first` to `last` (exclusive) that belong together, and why. */
export interface Part {
  kind: ItemKind;
  first: number;
  last: number;
  headline: number | null;
  reason: string;
}

const HEADLINE_WORDS = 30;
const BODY_WORDS = 12;

export interface Layout {
  lineKinds: LineKind['kind'][];
  parts: Part[];
}

/** Tells lines of the page from lines of the story. `names(line)` are the keys of speakers' names printed in a line. */
export function layOut(page: Page, words: LayoutWords, names: (line: number) => ReadonlySet<string>): Layout {
  const kinds = classify(page, compile(words));
  return { lineKinds: kinds, parts: partition(page, kinds, names) };
}

interface Compiled {
  goesOn: (key: string) => boolean;
  teasers: ReturnType<typeof phraseIndex<string>>;
  furniture: ReturnType<typeof phraseIndex<FurnitureKind>>;
  credits: ReadonlySet<string>;
  sections: ReadonlySet<string>;
}
const compiled = new WeakMap<LayoutWords, Compiled>();

function compile(words: LayoutWords): Compiled {
  let ready = compiled.get(words);
  if (!ready) {
    ready = {
      goesOn: words.goesOn,
      teasers: phraseIndex(readRows(words.teaserLabels).map(([phrase = '']) => [phrase, phrase] as const)),
      furniture: phraseIndex(
        readRows(words.furniture).map(([kind = '', phrase = '']) => [phrase, kind as FurnitureKind] as const),
      ),
      credits: new Set(readWords(words.photoCredits).map(foldText)),
      sections: new Set(readWords(words.sectionNames).map((name) => foldText(name.replaceAll('_', ' ')))),
    };
    compiled.set(words, ready);
  }
  return ready;
}

function classify(page: Page, words: Compiled): LineKind['kind'][] {
  const seen = new Map<string, number>();
  const kinds = page.lines.map((_, line) => classifyLine(page, line, words, seen));
  // What stands before the first paragraph, and short unpunctuated lines between paragraphs, are headlines.
  return kinds;
}

function classifyLine(
  page: Page,
  line: number,
  words: Compiled,
  seen: Map<string, number>,
): LineKind['kind'] {
  const { first, last } = page.lines[line] ?? { first: 0, last: 0 };
  const tokens = page.tokens.slice(first, last);
  const count = tokens.filter(({ kind }) => kind === 'word').length;
  const keys = page.keys;
  const text = tokens
    .filter(({ kind }) => kind !== 'sign')
    .map(({ key }) => key)
    .join(' ');
  if (words.sections.has(text)) return 'section_name';
  const teaser = words.teasers.at(keys, first);
  if (teaser && (count <= teaser.length + 2 || isSign(page, first + teaser.length, ':')))
    return 'teaser_label';
  const furniture = words.furniture.at(keys, first);
  if (
    furniture &&
    (count <= furniture.length + 12 || furniture.value === 'keywords') &&
    (furniture.length > 1 || count <= 6 || isSign(page, first + furniture.length, ':'))
  )
    return furniture.value;
  if (count < 2 && !tokens.some(({ kind }) => kind === 'number')) return 'other';
  if (isDateLine(page, first, last, count)) return 'dateline';
  if (isCredit(page, first, last, count, words.credits)) return 'caption';
  const ended =
    /[.!؟?…]/.test(page.tokens[last - 1]?.text ?? '') || /[.!؟?…]/.test(page.tokens[last - 2]?.text ?? '');
  const repeated = count >= 4 && seen.has(text);
  if (count >= 4) seen.set(text, line);
  if (repeated) return count <= HEADLINE_WORDS ? 'repeated_headline' : 'body';
  if (count > HEADLINE_WORDS) return 'body';
  if (words.goesOn(keys[first] ?? '')) return 'body';
  const asks =
    /[!؟?]/.test(page.tokens[last - 1]?.text ?? '') &&
    page.lines[line]?.sentences[1] === (page.lines[line]?.sentences[0] ?? 0) + 1;
  if (!ended || asks) return 'headline';
  return count >= BODY_WORDS ||
    /…/.test(page.tokens[last - 1]?.text ?? '') ||
    page.tokens[last - 1]?.text === '.'
    ? 'body'
    : 'headline';
}

/** A line of figures and little else, a year or an hour among them. */
function isDateLine(page: Page, first: number, last: number, count: number): boolean {
  let numbers = 0;
  let dated = false;
  for (let at = first; at < last; at++) {
    if (page.tokens[at]?.kind !== 'number') continue;
    numbers += 1;
    dated ||= /^(19|20)\d\d$/.test(page.keys[at] ?? '') || isSign(page, at + 1, ':/');
  }
  return dated && numbers >= 2 && count <= 8 && numbers * 3 >= count;
}

/** Ends in a dash and the owner of a photograph, or names one after a dash. */
function isCredit(
  page: Page,
  first: number,
  last: number,
  count: number,
  credits: ReadonlySet<string>,
): boolean {
  if (count > HEADLINE_WORDS) return false;
  for (let at = Math.max(first + 1, last - 7); at < last; at++)
    if (isSign(page, at, '-–—(|/') && credits.has(page.keys[at + 1] ?? '')) return true;
  return count <= 14 && credits.has(page.keys[last - 1] ?? '') && isSign(page, last - 2, '-–—(|/');
}

/** Cuts the page into items: its own story first, then second stories and teasers behind a label or a caption. */
function partition(
  page: Page,
  kinds: readonly LineKind['kind'][],
  names: (line: number) => ReadonlySet<string>,
): Part[] {
  const parts: Part[] = [];
  const reach = new Reach(kinds, names);
  let current: Part = {
    kind: 'main',
    first: 0,
    last: kinds.length,
    headline: firstHeadline(kinds, 0, kinds.length),
    reason: 'the page’s own story',
  };
  let line = 0;
  while (line < kinds.length) {
    const boundary = reach.bodies > 0 ? boundaryAt(page, kinds, line, reach) : null;
    if (!boundary) {
      reach.pass(line);
      line += 1;
      continue;
    }
    current.last = line;
    parts.push(current, ...boundary.parts);
    if (boundary.resume >= kinds.length) return parts;
    current = {
      ...current,
      first: boundary.resume,
      last: kinds.length,
      headline: null,
      reason: 'goes on after a label',
    };
    line = boundary.resume;
  }
  parts.push(current);
  return parts;
}

/** How far down the page the names of the story so far are printed. */
class Reach {
  bodies = 0;
  private readonly kinds: readonly LineKind['kind'][];
  private readonly names: (line: number) => ReadonlySet<string>;
  private readonly lastLine = new Map<string, number>();
  private readonly lastBody: number;
  private lastNamed = -1;
  private own = -1;

  constructor(kinds: readonly LineKind['kind'][], names: (line: number) => ReadonlySet<string>) {
    this.kinds = kinds;
    this.names = names;
    this.lastBody = kinds.lastIndexOf('body');
    for (let line = 0; line < kinds.length; line++) {
      if (kinds[line] !== 'body') continue;
      for (const name of names(line)) this.lastLine.set(name, line);
      if (names(line).size > 0) this.lastNamed = line;
    }
  }

  pass(line: number): void {
    if (this.kinds[line] === 'body') this.bodies += 1;
    for (const name of this.names(line)) this.own = Math.max(this.own, this.lastLine.get(name) ?? -1);
  }

  /** Whether what follows a line is still the story: somebody of it is named, or nobody else is. */
  goesOn(line: number): boolean {
    if (this.lastBody <= line) return false;
    return this.own > line || this.own < 0 || this.lastNamed <= line;
  }
}

function firstHeadline(kinds: readonly LineKind['kind'][], from: number, to: number): number | null {
  for (let line = from; line < to; line++) {
    if (kinds[line] === 'headline') return line;
    if (kinds[line] === 'body') return null;
  }
  return null;
}

/** Where another item begins at this line: its parts, and the line at which the story goes on. */
function boundaryAt(
  page: Page,
  kinds: readonly LineKind['kind'][],
  line: number,
  reach: Reach,
): { parts: Part[]; resume: number } | null {
  const label = kinds[line] === 'teaser_label';
  const caption = kinds[line] === 'caption';
  const headline = kinds[line] === 'headline' && kinds[line + 1] === 'body';
  if (!label && !caption && !headline) return null;
  // A label in the middle of a story, with no headline behind it, is left over from the page.
  if (label && kinds[line + 1] !== 'headline') return null;
  if (!reach.goesOn(line))
    return { parts: itemsAfter(page, kinds, line, label, kinds.length), resume: kinds.length };
  if (!label) return null;
  // The story goes on: the headlines behind the label are teasers.
  let end = line + 1;
  while (end < kinds.length && kinds[end] !== 'body') end += 1;
  return { parts: itemsAfter(page, kinds, line, true, end), resume: end };
}

/** Items behind a boundary: one story where paragraphs follow one headline, teasers where headlines alternate with blurbs. */
function itemsAfter(
  page: Page,
  kinds: readonly LineKind['kind'][],
  line: number,
  label: boolean,
  end: number,
): Part[] {
  const from = label ? line + 1 : line;
  const headlines: number[] = [];
  let bodies = 0;
  for (let at = from; at < end; at++) {
    if (kinds[at] === 'headline') headlines.push(at);
    if (kinds[at] === 'body') bodies += 1;
  }
  const teasers = headlines.length >= 2 && bodies <= headlines.length + 1 && hasEllipsis(page, from, end);
  if (bodies > 0 && !teasers) {
    const reason = label
      ? 'behind a label for other items stands a whole story with other speakers'
      : 'a caption or headline follows the story, and nobody of it is named again';
    return [{ kind: 'appended', first: from, last: end, headline: headlines[0] ?? null, reason }];
  }
  return headlines.map((headline, index) => ({
    kind: 'teaser' as const,
    first: headline,
    last: headlines[index + 1] ?? end,
    headline,
    reason: 'a headline, with or without first lines, behind a label for other items',
  }));
}

function hasEllipsis(page: Page, first: number, last: number): boolean {
  let cut = 0;
  for (let line = first; line < last; line++) {
    const end = page.lines[line]?.last ?? 0;
    if (
      /…|\.\.\./.test(page.tokens[end - 1]?.text ?? '') ||
      (isSign(page, end - 1, '.') && isSign(page, end - 2, '.'))
    )
      cut += 1;
  }
  return cut > 0 || last - first <= 2;
}
