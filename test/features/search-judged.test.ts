import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { figuresOf, judgeSearch, readJudged } from '../../scripts/eval/search.ts';
import { hydrate } from '../../src/bundle/hydrate.ts';
import { corpusIsHere } from '../demo/gold-corpus.ts';
import { useApp } from '../support/app.ts';

const service = useApp();
const articles = fileURLToPath(new URL('../../../shared/corpus/articles', import.meta.url));

it('on the judged questions, precision and recall do not fall', async () => {
  const questions = readJudged().filter(({ kind }) => kind !== 'quote');
  expect(questions.length).toBeGreaterThanOrEqual(140);
  const { precision, recall } = figuresOf(await judgeSearch(service.database, questions));
  expect(precision).toBeGreaterThanOrEqual(0.96);
  expect(recall).toBe(1);
});

describe.skipIf(!corpusIsHere)('with the words of the articles (needs ../shared)', () => {
  it('neither do they', async () => {
    await hydrate(service.database, articles);
    const { precision, recall } = figuresOf(await judgeSearch(service.database, readJudged()));
    expect(precision).toBeGreaterThanOrEqual(0.975);
    expect(recall).toBeGreaterThanOrEqual(0.997);
  });
});
