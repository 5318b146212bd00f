import { sql } from 'drizzle-orm';
import { foldText } from '../../arabic/fold.ts';
import type { Reads } from '../../db/answer.ts';
import { containsWords, publicly, reviewed } from '../../filters/conditions.ts';
import { selectEvents } from '../../filters/events.ts';
import { listByName, matchField } from '../../filters/names.ts';
import type { ListQuestion } from '../../filters/question.ts';
import { selectQuotes } from '../../filters/quotes.ts';
import { inOrderOf, matching, readSearch } from '../../filters/words.ts';
import { code, type Fields, object, value, word } from '../../shapes/json.ts';
import { quoteExcerpt } from '../../shapes/quote.ts';
import { point, sourceById } from '../../shapes/references.ts';
import type { SearchQuery } from '../../text/searchQuery.ts';

const byName = (kind: 'actor' | 'location', alias: string, fields: Fields) => (reads: Reads, q: string) =>
  listByName(
    reads,
    { kind, q, alias, where: [reviewed(alias, undefined)] },
    object({ ...fields, match: matchField }),
  );

const named = (row: string): Fields => ({
  id: code(`${row}.id`),
  slug: code(`${row}.slug`),
  kind: code(`${row}.kind`),
  name: `${row}.name`,
});

const actorsNamed = byName('actor', 'a', named('a'));
const locationsNamed = byName('location', 'l', {
  ...named('l'),
  country: value('l.country'),
  point: point('l'),
});

const sourcesNamed = (_reads: Reads, name: string): ListQuestion => ({
  from: sql`sources s`,
  where: [
    reviewed('s', undefined),
    ...containsWords("fold_text(s.slug || ' ' || lang_map_text(s.name))", name),
  ],
  sort: { sql: 's.slug collate "C"', type: 'text' },
  id: 's.id',
  order: 'asc',
  join: 'join sources s on s.id = p.id',
  entry: object(named('s')),
});

const documentsSaying = (_reads: Reads, q: string): ListQuestion =>
  inOrderOf(
    {
      from: sql`documents d`,
      where: [sql.raw(publicly('d')), ...matching('d', q)],
      sort: { sql: `coalesce(d.published_from, '-infinity')`, type: 'date' },
      id: 'd.id',
      join: 'join documents d on d.id = p.id',
      entry: object({
        id: code('d.id'),
        title: 'd.title',
        description: 'd.description',
        url: value('d.url'),
        lang: value('d.lang'),
        published: 'd.published',
        source: sourceById('d.source_id'),
      }),
    },
    'relevance',
    'd.words',
    q,
  );

function eventsSaying(_reads: Reads, q: string): ListQuestion {
  const question = {
    ...selectEvents({ q }).list,
    join: 'join events e on e.id = p.id',
    entry: object({
      id: code('e.id'),
      type: code('e.type'),
      subtype: word('e.subtype'),
      modality: code('e.modality'),
      title: 'e.title',
      summary: 'e.summary',
      date: 'e.date',
    }),
  };
  return inOrderOf(question, 'relevance', 'e.words', q);
}

function quotesSaying(_reads: Reads, q: string): ListQuestion {
  const question = {
    ...selectQuotes({ q }).list,
    join: 'join quotes q on q.id = p.id',
    entry: quoteExcerpt,
  };
  return inOrderOf(question, 'relevance', 'q.words', q);
}

/** The kinds that one box searches: by name, or by their words. */
export const searched = {
  actor: { by: 'name', ask: actorsNamed },
  location: { by: 'name', ask: locationsNamed },
  source: { by: 'name', ask: sourcesNamed },
  event: { by: 'words', ask: eventsSaying },
  quote: { by: 'words', ask: quotesSaying },
  document: { by: 'words', ask: documentsSaying },
} as const;

const MOST_NAMES = 4;

/** The names that a question may mean: all its words together, once for each side of an OR; exclusions are no names. */
export function namesIn(q: string): string[] {
  const names = namesOf(readSearch(q)).slice(0, MOST_NAMES);
  return names.filter((name) => foldText(name) !== '');
}

function namesOf(query: SearchQuery): string[] {
  switch (query.kind) {
    case 'word':
      return [query.word];
    case 'phrase':
      return [query.words.join(' ')];
    case 'not':
      return [];
    case 'any':
      return query.parts.flatMap(namesOf);
    case 'all':
      return query.parts
        .map(namesOf)
        .filter((names) => names.length > 0)
        .reduce<string[]>(
          (heads, names) =>
            heads.length === 0
              ? names
              : heads.flatMap((head) => names.map((name) => `${head} ${name}`)).slice(0, MOST_NAMES),
          [],
        );
  }
}
