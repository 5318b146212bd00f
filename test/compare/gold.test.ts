import { describe, expect, it } from 'vitest';
import { judgeDifferences } from '../../scripts/eval/differences.ts';
import { hasGold } from '../../scripts/eval/gold.ts';
import { judgeGrouping } from '../../scripts/eval/grouping.ts';

describe.skipIf(!hasGold())('the gold of five articles', () => {
  const judged = hasGold() ? judgeGrouping() : undefined;

  it('finds quotes and events grouped, by pairs', () => {
    expect(judged?.quotes.f1).toBeGreaterThanOrEqual(0.9);
    expect(judged?.events.f1).toBeGreaterThanOrEqual(0.85);
  });

  it('finds none of the pairs merged that must not be', () => {
    expect(judged?.wronglyMerged).toEqual([]);
  });

  it('finds the material differences between the first three articles named, and hardly any that it does not list', () => {
    const rows = judgeDifferences().filter(({ articles }) => !/003|004/.test(articles));
    const between = rows.filter(({ gold, articles }) => gold && articles.includes(' '));
    expect(between.length).toBeGreaterThanOrEqual(5);
    expect(between.filter(({ found }) => !found)).toEqual([]);
    expect(rows.filter(({ gold }) => !gold).length).toBeLessThanOrEqual(2);
  });
});
