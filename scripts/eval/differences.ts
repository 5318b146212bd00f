import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Account, type MaterialDifference, materialDifferences } from '../../src/compare/differences.ts';
import { readGold } from './gold.ts';

/**
 * Judges the naming of material differences by the differences that the gold lists, as the demonstration data holds
 * them: aspect, positions, and the quotes that hold each. The words of the quotes are read from the gold.
 */

const DEMO = new URL('../../data/demo/sijill-demo.ndjson', import.meta.url);
const ASPECTS = ['who', 'whom', 'place', 'time', 'number', 'negation', 'modality', 'intensity'];

const Utterance = z.object({
  record: z.literal('utterance'),
  external_ids: z.object({ gold: z.array(z.string()) }),
  quotes: z.array(z.object({ quote: z.string(), part: z.tuple([z.int(), z.int()]).optional() })),
  disagreements: z
    .array(
      z.object({
        aspect: z.string(),
        positions: z.array(z.object({ quotes: z.array(z.string()).optional() })),
      }),
    )
    .default([]),
});

const bare = (reference: string) => reference.replace(/^gold:/, '');

function readUtterances() {
  return readFileSync(DEMO, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
    .flatMap((record) => Utterance.safeParse(record).data ?? []);
}

/** Whether a found difference tells apart quotes that the gold tells apart. */
const tells = (found: MaterialDifference, positions: string[][]) =>
  positions.some((one, i) =>
    positions
      .slice(i + 1)
      .some((other) =>
        found.positions.some(
          ({ accounts }) =>
            accounts.some((id) => one.includes(id)) && !accounts.some((id) => other.includes(id)),
        ),
      ),
  );

/** Each difference that the gold lists or that was found, and whether it is in the gold and found. */
export function judgeDifferences() {
  const quotes = new Map(readGold().quotes.map((quote) => [quote.id, quote]));
  const textOf = (id: string, part?: [number, number]) => {
    const quote = quotes.get(id);
    if (quote === undefined) throw new Error(`The gold has no quote ${id}.`);
    const [from, to] = part ?? [quote.start, quote.end];
    return Array.from(quote.text)
      .slice(from - quote.start, to - quote.start)
      .join('');
  };
  return readUtterances().flatMap(({ external_ids, quotes: members, disagreements }) => {
    const accounts = members.map(
      ({ quote, part }): Account => ({ id: bare(quote), text: textOf(bare(quote), part) }),
    );
    const found = materialDifferences(accounts);
    const listed = disagreements.filter(({ aspect }) => ASPECTS.includes(aspect));
    const row = (aspect: string, inGold: boolean, difference: MaterialDifference | undefined) => ({
      utterance: external_ids.gold.join(' '),
      articles: [...new Set(accounts.map(({ id }) => id.slice(0, 3)))].toSorted().join(' '),
      aspect,
      gold: inGold,
      found: difference !== undefined,
      positions: difference?.positions.map(({ accounts: who }) => who.join(' ')).join(' | ') ?? '',
    });
    const judged = listed.map(({ aspect, positions }) => {
      const held = positions.map(({ quotes: ids = [] }) => ids.map(bare));
      return row(
        aspect,
        true,
        found.find((difference) => difference.aspect === aspect && tells(difference, held)),
      );
    });
    const more = found.filter(({ aspect }) => !listed.some((point) => point.aspect === aspect));
    return [...judged, ...more.map((difference) => row(difference.aspect, false, difference))];
  });
}

export function evaluateDifferences() {
  const rows = judgeDifferences();
  const inGold = rows.filter(({ gold }) => gold);
  console.log(
    `Material differences: ${inGold.filter(({ found }) => found).length} of the ${inGold.length} that the gold lists are found, and ${rows.length - inGold.length} more`,
  );
  console.table(rows);
}
