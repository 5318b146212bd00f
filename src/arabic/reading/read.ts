import { arabic } from './arabic.ts';
import { castDrafts } from './attribution/cast.ts';
import type { Language } from './attribution/language.ts';
import { draftQuotes, type Scene } from './attribution/quotes.ts';
import type { Report } from './attribution/report.ts';
import { english } from './english.ts';
import { type DateFound, dateDrafts, findDates } from './facts/dates.ts';
import { findMentions, KnownNames } from './facts/mentions.ts';
import { addFacts } from './story.ts';
import { type Layout, layOut, type Part } from './text/layout.ts';
import { openPage, type Page, spanOf } from './text/page.ts';
import { between, within } from './text/places.ts';
import type { ActorDraft, Furniture, Item, Reading, ReadingContext } from './types.ts';

/**
 * Reads one news text: what it says, who says it, when, how many, and what happened, each with its place in the text,
 * a confidence and a reason. Nothing is looked up outside of the arguments, and the same arguments give the same answer.
 *
 * Offsets count Unicode code points of `text` as it is given. The work grows linearly with its length.
 */
export function read(text: string, context: ReadingContext = {}): Reading {
  const page = openPage(text);
  const language = languageOf(page, context.lang);
  const known = new KnownNames(context.actors ?? [], context.locations ?? []);
  const reports = new Map<number, Report[]>();
  for (let sentence = 0; sentence < page.sentences.length; sentence++)
    reports.set(sentence, language.reports(page, sentence));
  const layout = layOut(page, language.layout, namesByLine(page, reports));
  const dates = findDates(page, language.time, 0, page.tokens.length);
  const reading = emptyReading(page, language, layout, context, dates);
  const actors: ActorDraft[] = [];
  const datesIn = between(dates, (date) => date.first);
  for (const [index, item] of reading.items.entries()) {
    const part = layout.parts[index];
    if (!part) continue;
    const [first, last] = tokensOf(page, part);
    const published = item.published?.edtf ?? null;
    const mentions = findMentions(page, known, first, last, index);
    reading.mentions.push(...mentions);
    const own = datesIn(first, last);
    reading.dates.push(...dateDrafts(page, own, published, index));
    const quotes = draftQuotes(
      page,
      language,
      sceneOf(page, layout, part, index, published),
      reports,
      mentions,
      own,
      actors,
    );
    reading.quotes.push(...quotes);
  }
  reading.actors = castDrafts(actors);
  nest(reading.quotes);
  addFacts(page, language, layout, reading, dates);
  return reading;
}

/** Letters decide where the caller does not. */
function languageOf(page: Page, lang: ReadingContext['lang']): Language {
  if (lang) return lang === 'en' ? english : arabic;
  let latin = 0;
  for (const { kind, text } of page.tokens) if (kind === 'word') latin += /[a-z]/i.test(text) ? 1 : -1;
  return latin > 0 ? english : arabic;
}

function emptyReading(
  page: Page,
  language: Language,
  layout: Layout,
  context: ReadingContext,
  dates: readonly DateFound[],
): Reading {
  const items = layout.parts.map((part, index): Item => {
    const [first, last] = tokensOf(page, part);
    const headline = part.headline === null ? undefined : page.lines[part.headline];
    return {
      kind: part.kind,
      span: spanOf(page, first, last),
      headline: headline ? spanOf(page, headline.first, headline.last) : null,
      published: index === 0 || part.kind === 'main' ? publishedOf(page, layout, context, dates) : null,
      reason: part.reason,
    };
  });
  let inPart = 0;
  const furniture = layout.lineKinds.flatMap((kind, line): Furniture[] => {
    const { first, last } = page.lines[line] ?? { first: 0, last: 0 };
    if (kind === 'body' || kind === 'headline') return [];
    while (inPart < layout.parts.length - 1 && line >= (layout.parts[inPart]?.last ?? 0)) inPart += 1;
    return [{ kind, span: spanOf(page, first, last), item: inPart }];
  });
  return {
    lang: language.lang,
    length: page.points.length,
    items,
    furniture,
    sentences: page.sentences.map(({ first, last }) => spanOf(page, first, last)),
    marked: page.marks.map(({ first, last, close }, index) => ({
      span: spanOf(page, first, last),
      name: language.isNameMark(page, index),
      state: close === null ? 'unclosed' : 'paired',
    })),
    actors: [],
    quotes: [],
    dates: [],
    figures: [],
    mentions: [],
    events: [],
  };
}

/** The date given by the caller, else one that a dateline states with its year. */
function publishedOf(
  page: Page,
  layout: Layout,
  context: ReadingContext,
  dates: readonly DateFound[],
): Item['published'] {
  if (context.published) return { edtf: context.published, basis: 'stated' };
  for (const date of dates) {
    const line = within(page.lines, ({ first }) => first, date.first);
    if (layout.lineKinds[line] !== 'dateline') continue;
    const resolved = date.resolve(null);
    if (resolved) return { edtf: resolved.edtf, basis: 'stated' };
  }
  return null;
}

function tokensOf(page: Page, part: Part): [number, number] {
  return [page.lines[part.first]?.first ?? 0, page.lines[part.last - 1]?.last ?? page.tokens.length];
}

/** The sentences of an item, furniture left out, headlines apart. */
function sceneOf(page: Page, layout: Layout, part: Part, item: number, published: string | null): Scene {
  const body: number[] = [];
  const headlines: number[] = [];
  for (let line = part.first; line < part.last; line++) {
    const kind = layout.lineKinds[line];
    const [from, to] = page.lines[line]?.sentences ?? [0, 0];
    const into = kind === 'body' ? body : kind === 'headline' ? headlines : null;
    if (into) for (let sentence = from; sentence < to; sentence++) into.push(sentence);
  }
  return { item, body, headlines, published: published?.slice(0, 10) ?? null };
}

/** Keys of the names of persons who speak, by the lines in which they are printed. */
function namesByLine(
  page: Page,
  reports: ReadonlyMap<number, Report[]>,
): (line: number) => ReadonlySet<string> {
  const names = new Set<string>();
  for (const list of reports.values())
    for (const { subject } of list)
      if (subject?.kind === 'person' && subject.name)
        for (let at = subject.name[0]; at < subject.name[1]; at++)
          if (page.keys[at] !== undefined) names.add(page.keys[at] ?? '');
  const lines = page.lines.map(({ first, last }) => {
    const here = new Set<string>();
    for (let at = first; at < last; at++) {
      const key = page.keys[at] ?? '';
      for (const form of [key, key.replace(/^[ولبف]/, '')]) if (names.has(form)) here.add(form);
    }
    return here;
  });
  return (line) => lines[line] ?? new Set();
}

/** Puts quotes in the order of the text and tells which stands inside which. */
function nest(quotes: Reading['quotes']): void {
  quotes.sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1]);
  const open: number[] = [];
  for (const [index, quote] of quotes.entries()) {
    while (open.length > 0 && (quotes[open.at(-1) ?? 0]?.span[1] ?? 0) < quote.span[1]) open.pop();
    quote.inside = open.at(-1) ?? null;
    open.push(index);
  }
}
