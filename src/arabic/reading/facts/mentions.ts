import { foldText } from '../../fold.ts';
import { type Page, textOf } from '../text/page.ts';
import type { KnownName, Mention, Span } from '../types.ts';

interface Entry {
  words: string[];
  kind: 'actor' | 'location';
  ref: string;
}

/** Names that the knowledge base knows, by their first word. */
export class KnownNames {
  private readonly byFirst = new Map<string, Entry[]>();

  constructor(actors: readonly KnownName[], locations: readonly KnownName[]) {
    for (const known of actors) this.add(known, 'actor');
    for (const known of locations) this.add(known, 'location');
    for (const list of this.byFirst.values()) list.sort((a, b) => b.words.length - a.words.length);
  }

  private add({ ref, names }: KnownName, kind: Entry['kind']) {
    for (const name of names) {
      const words = foldText(name)
        .split(' ')
        .filter((word) => word !== '');
      const [first] = words;
      if (first === undefined || (words.length === 1 && first.length < 3)) continue;
      const list = this.byFirst.get(first) ?? [];
      if (
        !list.some(
          (entry) => entry.ref === ref && entry.kind === kind && entry.words.join(' ') === words.join(' '),
        )
      )
        list.push({ words, kind, ref });
      this.byFirst.set(first, list);
    }
  }

  /** Longest known names in a run of tokens, each with و ف ب ك ل taken off its first word where that is needed. */
  in(
    page: Page,
    first: number,
    last: number,
  ): { first: number; last: number; entries: Entry[]; span: Span; clitic: boolean }[] {
    const found: { first: number; last: number; entries: Entry[]; span: Span; clitic: boolean }[] = [];
    if (this.byFirst.size === 0) return found;
    for (let at = first; at < last; at++) {
      if (page.tokens[at]?.kind !== 'word') continue;
      const hit = this.longestAt(page, at, last);
      if (!hit) continue;
      const start = (page.tokens[at]?.start ?? 0) + hit.skip;
      const end = page.tokens[hit.end - 1]?.end ?? start;
      found.push({
        first: at,
        last: hit.end,
        entries: hit.entries,
        span: [start, end],
        clitic: hit.skip > 0,
      });
      at = hit.end - 1;
    }
    return found;
  }

  private longestAt(
    page: Page,
    at: number,
    last: number,
  ): { end: number; entries: Entry[]; skip: number } | null {
    let best: { end: number; entries: Entry[]; skip: number; words: number } | null = null;
    for (const { key, skip } of withoutClitics(page.keys[at] ?? '')) {
      for (const entry of this.byFirst.get(key) ?? []) {
        const end = matchEnd(page, at, last, entry.words);
        if (end === null) continue;
        if (!best || entry.words.length > best.words)
          best = { end, entries: [entry], skip, words: entry.words.length };
        else if (entry.words.length === best.words && best.skip === skip) best.entries.push(entry);
      }
    }
    return best;
  }
}

/** The words of a name stand here, quotation marks between them overlooked. */
function matchEnd(page: Page, at: number, last: number, words: readonly string[]): number | null {
  let next = at + 1;
  for (const word of words.slice(1)) {
    while (
      next < last &&
      page.tokens[next]?.kind === 'sign' &&
      /["“”«»'-]/.test(page.tokens[next]?.text ?? '')
    )
      next += 1;
    if (next >= last || page.keys[next] !== word) return null;
    next += 1;
  }
  return next;
}

/** A word as it is, then without one-letter words written on it; `skip` letters are not the name's. */
function withoutClitics(key: string): { key: string; skip: number }[] {
  const forms = [{ key, skip: 0 }];
  const add = (form: string, skip: number) => {
    if (form.length >= 3) forms.push({ key: form, skip });
  };
  const bare = /^[وف]/.test(key) ? key.slice(1) : null;
  if (bare) add(bare, 1);
  for (const [form, skip] of [
    [key, 0],
    [bare ?? '', 1],
  ] as const) {
    if (/^[بكل]/.test(form)) add(form.slice(1), skip + 1);
    if (form.startsWith('لل')) add(`ال${form.slice(2)}`, skip + 1);
  }
  return forms;
}

/** Every mention of a known actor or location in an item. Two records of one name give two mentions, the less sure of it. */
export function findMentions(
  page: Page,
  known: KnownNames,
  first: number,
  last: number,
  item: number,
): Mention[] {
  return known.in(page, first, last).flatMap(({ entries, span, clitic }) =>
    entries.map(({ kind, ref, words }) => ({
      kind,
      ref,
      span,
      item,
      text: textOf(page, span),
      confidence: Math.max(
        0.3,
        (words.length > 1 ? 0.95 : 0.8) / Math.sqrt(entries.filter((entry) => entry.kind === kind).length) -
          (clitic ? 0.05 : 0),
      ),
      reason: `a known ${kind} is called “${words.join(' ')}”${clitic ? ', here with a proclitic' : ''}`,
    })),
  );
}
