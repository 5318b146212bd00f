import { foldText } from '../fold.ts';
import type { Language } from './attribution/language.ts';
import type { DateFound } from './facts/dates.ts';
import { eventDraft, findTriggers } from './facts/events.ts';
import { figureDrafts, findFigures } from './facts/figures.ts';
import { judge, modalityOf } from './facts/modality.ts';
import type { Layout } from './text/layout.ts';
import { isComma, type Page, spanOf, textOf } from './text/page.ts';
import { between, within } from './text/places.ts';
import type { EventDraft, Reading } from './types.ts';

/** Adds figures and events to a reading whose quotes, mentions and actors are known, paragraph by paragraph. */
export function addFacts(
  page: Page,
  language: Language,
  layout: Layout,
  reading: Reading,
  dates: readonly DateFound[],
): void {
  const quoteAt = innermost(reading.quotes);
  const near = between(reading.mentions, ({ span }) => span[0]);
  const datesIn = between(dates, ({ first }) => first);
  const actors = reading.actors
    .flatMap(({ id, mentions }) => mentions.map((span) => ({ id, span })))
    .sort((a, b) => a.span[0] - b.span[0]);
  const actorsIn = between(actors, ({ span }) => span[0]);
  const tokenAt = (place: number) => within(page.tokens, ({ start }) => start, place);
  let item = 0;
  for (const [line, kind] of layout.lineKinds.entries()) {
    while (item < layout.parts.length - 1 && line >= (layout.parts[item]?.last ?? 0)) item += 1;
    if (kind !== 'body' && kind !== 'headline' && kind !== 'caption') continue;
    const published = reading.items[item]?.published?.edtf ?? null;
    const { first, last } = page.lines[line] ?? { first: 0, last: 0 };
    const [from, to] = page.lines[line]?.sentences ?? [0, 0];
    const own = datesIn(first, last);
    if (kind !== 'caption') {
      const asOf = (at: number) => {
        const sentence = page.sentences[within(page.sentences, (part) => part.first, at)];
        return (sentence && datesIn(sentence.first, sentence.last)[0]?.resolve(published)) ?? null;
      };
      const found = findFigures(page, language.numbers, own, first, last);
      reading.figures.push(...figureDrafts(page, found, item, quoteAt, reading.quotes, near, asOf));
    }
    for (const { first: start, last: end } of page.sentences.slice(from, to))
      for (const trigger of findTriggers(page, language.events, start, end)) {
        const place = page.tokens[trigger.at]?.start ?? 0;
        const quote = quoteAt([place, page.tokens[trigger.last - 1]?.end ?? place]);
        const content = quote === null ? null : (reading.quotes[quote]?.span ?? null);
        const low = content ? Math.max(start, tokenAt(content[0])) : start;
        const high = content ? Math.min(end, tokenAt(content[1] - 1) + 1) : end;
        const [a, b] = clause(page, trigger.at, low, high);
        if (quote !== null && reading.quotes[quote]?.speech_act === 'ask') continue;
        const judged = judge(page, language.modality, a, b);
        const span = spanOf(page, a, b);
        reading.events.push(
          eventDraft(page, language.events, trigger, {
            first: a,
            last: b,
            item,
            quote,
            modality:
              quote !== null && reading.quotes[quote]?.speech_act === 'accuse' && !judged.negated
                ? 'alleged'
                : modalityOf(judged),
            date: datesIn(a, b)[0]?.resolve(published) ?? null,
            mentions: near(span[0], span[1]),
            actors: actorsIn(span[0], span[1]).map(({ id, span: [at] }) => ({
              at: tokenAt(at),
              name: reading.actors[id]?.name ?? reading.actors[id]?.titles[0] ?? '',
              actor: reading.actors[id]?.actor ?? null,
            })),
            why: judged.why.join(', '),
          }),
        );
      }
  }
  reading.events = [...distinct(language, reading.events), ...statements(page, reading)];
  reading.events.sort((x, y) => x.span[0] - y.span[0] || x.span[1] - y.span[1]);
}

/** An item that comes back to an event in the same words means the same event. */
function distinct(language: Language, events: readonly EventDraft[]): EventDraft[] {
  const first = new Map<string, EventDraft>();
  for (const event of events) {
    const words = foldText(event.trigger)
      .split(' ')
      .map((word) => language.events.forms(word).at(-1) ?? word);
    const key = [event.item, event.type, event.modality, ...words].join(' ');
    if (!first.has(key)) first.set(key, event);
  }
  return [...first.values()];
}

/** Each speaker of an item makes one statement in it, shown by the first cue that names him. */
function statements(page: Page, reading: Reading): EventDraft[] {
  const found = new Map<string, EventDraft>();
  const speaksFor = new Map<string, number>();
  for (const [index, quote] of reading.quotes.entries()) {
    const key = `${quote.item}:${quote.speakers.join(',')}`;
    const headline = reading.items[quote.item]?.headline;
    const inHeadline = headline && quote.span[0] >= headline[0] && quote.span[1] <= headline[1];
    if (
      quote.speakers.length === 0 ||
      quote.speech_act === 'ask' ||
      quote.cue_span === null ||
      quote.topic_only ||
      inHeadline
    )
      continue;
    const named = quote.speaker_span !== null;
    const known = speaksFor.get(key);
    if (known !== undefined && (!named || reading.quotes[known]?.speaker_span !== null)) continue;
    speaksFor.set(key, index);
    const ends = [...quote.cue_span, ...(quote.speaker_span ?? [])];
    const span: [number, number] = [Math.min(...ends), Math.max(...ends)];
    const names = quote.speakers.map((id) => reading.actors[id]?.name ?? reading.actors[id]?.titles[0] ?? '');
    found.set(key, {
      span,
      item: quote.item,
      type: 'statement',
      subtype:
        quote.medium && !['headline', 'call', 'meeting', 'other'].includes(quote.medium)
          ? quote.medium
          : null,
      modality: 'occurred',
      trigger: quote.cue ?? '',
      text: textOf(page, span),
      participants: quote.speakers.map((id, place) => ({
        role: 'speaker',
        actor: reading.actors[id]?.actor ?? null,
        name: names[place] ?? '',
      })),
      locations: [],
      date: quote.said,
      quote: null,
      confidence: Math.round(quote.confidence * 90) / 100,
      reason: `${names.join(' and ')} is reported as speaking, first with “${quote.cue}”`,
    });
  }
  return [...found.values()];
}

/** The clause around a word: from the last comma to the next, a few words at least. */
function clause(page: Page, at: number, first: number, last: number): [number, number] {
  let from = at;
  while (from > first && !(isComma(page, from - 1) && at - from >= 3)) from -= 1;
  let to = at + 1;
  while (to < last && !(isComma(page, to) && to - at >= 4)) to += 1;
  return [from, to];
}

/** The innermost quote around a span, found by halving: quotes are sorted by their start. */
function innermost(quotes: Reading['quotes']): (span: readonly [number, number]) => number | null {
  return ([start, end]) => {
    let index: number | null = within(quotes, ({ span }) => span[0], start);
    while (index !== null && index >= 0) {
      const quote: Reading['quotes'][number] | undefined = quotes[index];
      if (!quote || (quote.span[0] <= start && quote.span[1] >= end)) break;
      index = quote.inside;
    }
    return index === null || index < 0 ? null : index;
  };
}
