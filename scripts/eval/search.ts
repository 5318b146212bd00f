import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hydrate } from '../../src/bundle/hydrate.ts';
import { rowTexts } from '../../src/db/answer.ts';
import type { Database } from '../../src/db/open.ts';
import { findDocuments } from '../../src/features/documents/queries.ts';
import { findEvents } from '../../src/features/events/queries.ts';
import { findQuotes } from '../../src/features/quotes/queries.ts';
import { pageStatement } from '../../src/filters/page.ts';
import type { ListQuestion } from '../../src/filters/question.ts';
import { openDemoDatabase } from '../support/demoDatabase.ts';

const judged = fileURLToPath(new URL('../../data/eval/search.tsv', import.meta.url));
const articles = fileURLToPath(new URL('../../../shared/corpus/articles', import.meta.url));

/** A question with the gold ids of all records that answer it. */
interface Judged {
  q: string;
  kind: 'event' | 'quote' | 'document';
  expected: string[];
  tries: string;
}

export interface SearchResult extends Judged {
  found: string[];
  missed: string[];
  wrong: string[];
}

export const readJudged = (): Judged[] =>
  readFileSync(judged, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [q = '', kind = '', ids = '', tries = ''] = line.split('\t');
      return { q, kind: kind as Judged['kind'], expected: ids === '-' ? [] : ids.split(','), tries };
    });

const ask: Record<Judged['kind'], (q: string) => ListQuestion> = {
  event: (q) => findEvents({ q }, 'desc', { evidence: false, documents: false }),
  quote: (q) => findQuotes({ q }, 'desc'),
  document: (q) => findDocuments({ q }, 'desc'),
};

/** Asks every judged question of a database that holds the demonstration; quotes need the hydrated articles. */
export async function judgeSearch(database: Database, questions = readJudged()): Promise<SearchResult[]> {
  const results = [];
  for (const question of questions) {
    const rows = await rowTexts(database.reads, pageStatement(ask[question.kind](question.q), 200));
    const found = rows.map(([json]) => JSON.parse(json ?? '{}').external_ids.gold as string[]);
    const hit = (id: string) => found.some((ids) => ids.includes(id));
    results.push({
      ...question,
      found: found.map(([id = '']) => id),
      missed: question.expected.filter((id) => !hit(id)),
      wrong: found.filter((ids) => !ids.some((id) => question.expected.includes(id))).map(([id = '']) => id),
    });
  }
  return results;
}

/** Share of what was found that was right, and of what is right that was found, over all questions together. */
export function figuresOf(results: SearchResult[]) {
  const count = (pick: (result: SearchResult) => string[]) =>
    results.reduce((sum, result) => sum + pick(result).length, 0);
  const wrong = count((result) => result.wrong);
  const missed = count((result) => result.missed);
  const right = count(({ found }) => found) - wrong;
  return {
    questions: results.length,
    exact: results.filter((result) => result.wrong.length + result.missed.length === 0).length,
    precision: right / (right + wrong),
    recall: right / (right + missed),
  };
}

const shown = ({ questions, exact, precision, recall }: ReturnType<typeof figuresOf>) => ({
  questions,
  exact,
  precision: precision.toFixed(3),
  recall: recall.toFixed(3),
});

/** Prints how well full text search does on data/eval/search.tsv. */
export async function printSearch(): Promise<void> {
  const database = await openDemoDatabase();
  const hydrated = existsSync(articles);
  if (hydrated) await hydrate(database, articles);
  const results = await judgeSearch(
    database,
    readJudged().filter(({ kind }) => hydrated || kind !== 'quote'),
  );
  console.log(
    `Search: ${results.length} judged questions${hydrated ? '' : ', without quotes (no articles here)'}`,
  );
  const arabic = (result: SearchResult) => /\p{Script=Arabic}/u.test(result.q);
  console.table({
    Arabic: shown(figuresOf(results.filter(arabic))),
    English: shown(figuresOf(results.filter((result) => !arabic(result)))),
    all: shown(figuresOf(results)),
  });
  for (const { q, kind, missed, wrong, tries } of results)
    if (missed.length + wrong.length > 0)
      console.log(
        `  ${q} (${kind}; ${tries}): missed ${missed.join(' ') || '–'}, wrong ${wrong.join(' ') || '–'}`,
      );
  await database.close();
}
