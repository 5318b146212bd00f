import { nationOf, rankWords, states, titles } from '../tables/arabic/lexicon.ts';
import { type Page, spanOf, textOf } from '../text/page.ts';
import { afterAnd, withoutArticle } from './arabicWords.ts';
import type { Naming } from './cast.ts';
import type { NounPhrase } from './nounPhrase.ts';

const SKIPPED = new Set(['في', 'من', 'علي', 'الي', 'باسم', 'لدي', 'و']);

/** A noun phrase of the page as the cast compares it. */
export function arabicNaming(page: Page, phrase: NounPhrase, actor: string | null): Naming {
  const keys = (range: [number, number] | null) => {
    if (range === null) return [];
    const all = page.keys
      .slice(range[0], range[1])
      .filter((_, index) => page.tokens[range[0] + index]?.kind === 'word');
    return phrase.firstKey !== null && range[0] === phrase.first ? [phrase.firstKey, ...all.slice(1)] : all;
  };
  const text = (range: [number, number] | null) => {
    if (range === null) return null;
    const printed = textOf(page, spanOf(page, range[0], range[1])).replace(/\s+/g, ' ');
    if (phrase.firstKey === null || range[0] !== phrase.first) return printed;
    return printed.startsWith('لل') ? `ال${printed.slice(2)}` : printed.slice(1);
  };
  const bare = (key: string) => withoutArticle(key) ?? withoutArticle(afterAnd(key) ?? '') ?? key;
  const nameKeys = keys(phrase.name);
  const titleKeys = keys(phrase.title)
    .filter((key) => !SKIPPED.has(key))
    .map(bare);
  const person = phrase.kind === 'person';
  const state = phrase.kind === 'state' ? states.at(nameKeys, 0)?.value : undefined;
  return {
    kind: phrase.kind,
    span: spanOf(page, phrase.first, phrase.last),
    text: textOf(page, spanOf(page, phrase.first, phrase.last)),
    name: person ? text(withoutRanks(page, phrase.name)) : (text(phrase.name) ?? null),
    nameKeys:
      state !== undefined
        ? [state]
        : person
          ? nameKeys.filter((key) => !rankWords.has(withoutArticle(key) ?? key))
          : nameKeys.map(bare),
    title: text(phrase.title),
    titleKeys,
    head: phrase.head,
    anyHead: phrase.head !== null && (titles.get(phrase.head)?.any ?? false),
    nations: nationsIn(titleKeys),
    definite: phrase.definite,
    gender: phrase.kind === 'person' && phrase.head === null ? null : phrase.gender,
    actor,
  };
}

function withoutRanks(page: Page, range: [number, number] | null): [number, number] | null {
  if (range === null) return null;
  let [first] = range;
  while (
    first < range[1] - 1 &&
    rankWords.has(withoutArticle(page.keys[first] ?? '') ?? page.keys[first] ?? '')
  )
    first += 1;
  return [first, range[1]];
}

function nationsIn(titleKeys: readonly string[]): string[] {
  const found = new Set<string>();
  for (const [index, key] of titleKeys.entries()) {
    const adjective = nationOf.get(key);
    if (adjective) found.add(adjective);
    const state =
      states.at(
        titleKeys.map((other) => other),
        index,
      ) ?? states.at([`ال${key}`, `ال${titleKeys[index + 1] ?? ''}`], 0);
    if (state) found.add(state.value);
  }
  return [...found];
}
