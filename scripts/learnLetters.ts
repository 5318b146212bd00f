import { readFileSync, writeFileSync } from 'node:fs';
import { nameWords } from '../src/names/fold.ts';

/**
 * Learns which Arabic letter stands for which Latin ones from pairs of single names (../shared/data/names, Wikidata CC0
 * and google/transliteration Apache-2.0) and writes src/names/correspondences.ts. Expectation maximisation over all
 * ways to cut a pair into steps of none to two letters on either side (Jiampojamarn et al. 2007).
 */

const PAIRS = new URL('../../shared/data/names/token_dev_open.tsv', import.meta.url);
const OUT = new URL('../src/names/correspondences.ts', import.meta.url);
const ROUNDS = 4;
/** Steps by letters used of the Arabic and of the Latin form. */
const STEPS = [
  [1, 1],
  [1, 2],
  [2, 1],
  [1, 0],
  [0, 1],
] as const;

type Pair = readonly [arabic: string, latin: string];

function readPairs(): Pair[] {
  return readFileSync(PAIRS, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [arabic = '', latin = ''] = line.split('\t').map((cell) => nameWords(cell).join(''));
      const pair = [arabic.replace(/^ال(?=...)/, ''), latin.replace(/^(al|el)(?=[^aeiou]..)/, '')] as const;
      return /^[\u0621-\u064A]+$/.test(arabic) && /^[a-z]+$/.test(latin)
        ? [/^ال.../.test(arabic) ? pair : ([arabic, latin] as const)]
        : [];
    });
}

const key = (arabic: string, latin: string) => `${arabic}=${latin}`;

/** Letters that Arabic names have and borrowed ones hardly: such pairs count more, being what is asked for. */
const weightOf = ([arabic]: Pair) => (/[عحصضطظقذثخ]/.test(arabic) ? 15 : 1);

/** Two Latin letters are one step when both are vowels or both consonants: a short vowel is a step of its own. */
const isStep = (latin: string) =>
  latin.length < 2 || /^[aeiouy]{2}$/.test(latin) || /^[^aeiou]{2}$/.test(latin);

/** Sums over all ways to cut; adds each step's expected count. Returns the log-likelihood. */
function expect([arabic, latin]: Pair, chance: Map<string, number>, counts: Map<string, number>): number {
  const width = latin.length + 1;
  const size = (arabic.length + 1) * width;
  const forward = new Float64Array(size);
  const backward = new Float64Array(size);
  const step = (i: number, j: number, x: number, y: number) =>
    chance.get(key(arabic.slice(i, i + x), latin.slice(j, j + y))) ?? 0;
  const weight = weightOf([arabic, latin]);
  forward[0] = 1;
  for (let i = 0; i <= arabic.length; i++)
    for (let j = 0; j <= latin.length; j++) {
      const here = forward[i * width + j] ?? 0;
      if (here === 0) continue;
      for (const [x, y] of STEPS)
        if (i + x <= arabic.length && j + y <= latin.length)
          forward[(i + x) * width + j + y] =
            (forward[(i + x) * width + j + y] ?? 0) + here * step(i, j, x, y);
    }
  const total = forward[size - 1] ?? 0;
  if (total === 0) return Number.NEGATIVE_INFINITY;
  backward[size - 1] = 1;
  for (let i = arabic.length; i >= 0; i--)
    for (let j = latin.length; j >= 0; j--)
      for (const [x, y] of STEPS)
        if (i + x <= arabic.length && j + y <= latin.length) {
          const after = backward[(i + x) * width + j + y] ?? 0;
          if (after === 0) continue;
          const p = step(i, j, x, y);
          backward[i * width + j] = (backward[i * width + j] ?? 0) + p * after;
          const share = ((forward[i * width + j] ?? 0) * p * after) / total;
          if (share > 0) {
            const name = key(arabic.slice(i, i + x), latin.slice(j, j + y));
            counts.set(name, (counts.get(name) ?? 0) + share * weight);
          }
        }
  return Math.log(total);
}

function learn(pairs: Pair[], start: Map<string, number>): Map<string, number> {
  let chance = start;
  for (let round = 0; round < ROUNDS; round++) {
    const counts = new Map<string, number>();
    let likelihood = 0;
    for (const pair of pairs) {
      const found = expect(pair, chance, counts);
      if (Number.isFinite(found)) likelihood += found;
    }
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    chance = new Map([...counts].filter(([, n]) => n > 0.5).map(([name, n]) => [name, n / total]));
    console.log(
      `round ${round + 1}: ${chance.size} steps, log-likelihood ${(likelihood / pairs.length).toFixed(3)}`,
    );
  }
  return chance;
}

/** Letters at like places are likelier to belong together; steps of three letters have to earn their place. */
function guess(pairs: Pair[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [arabic, latin] of pairs)
    for (let i = 0; i <= arabic.length; i++)
      for (let j = 0; j <= latin.length; j++)
        for (const [x, y] of STEPS) {
          if (i + x > arabic.length || j + y > latin.length || !isStep(latin.slice(j, j + y))) continue;
          const near = Math.exp(-4 * Math.abs(i / arabic.length - j / latin.length));
          const name = key(arabic.slice(i, i + x), latin.slice(j, j + y));
          counts.set(name, (counts.get(name) ?? 0) + near * (x + y === 2 ? 1 : x + y === 1 ? 0.1 : 0.05));
        }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return new Map([...counts].map(([name, n]) => [name, n / total]));
}

/** Pairs that are no spellings of one name (2 % of the data) are worth less than half of what their letters could be. */
function withoutNoise(pairs: Pair[], chance: Map<string, number>): Pair[] {
  const perLetter = (pair: Pair) => expect(pair, chance, new Map()) / (pair[0].length + pair[1].length);
  const found = pairs.map((pair) => ({ pair, score: perLetter(pair) }));
  const worst = found.map(({ score }) => score).sort((a, b) => a - b)[Math.floor(pairs.length * 0.04)] ?? 0;
  return found.filter(({ score }) => score > worst).map(({ pair }) => pair);
}

const pairs = readPairs();
console.log(`${pairs.length} pairs`);
const rough = learn(pairs, guess(pairs));
const learned = learn(withoutNoise(pairs, rough), rough);
const lines = [...learned]
  .filter(([, chance]) => chance >= 0.000_01)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, chance]) => {
    const [arabic = '', latin = ''] = name.split('=');
    return `${arabic || '-'} ${latin || '-'} ${Math.log(chance).toFixed(2)}`;
  });
writeFileSync(
  OUT,
  `/**
 * Which Arabic letters stand for which Latin ones, and how likely each step is (natural logarithm of its share of all
 * steps); “-” is nothing. Learned by scripts/learnLetters.ts from Wikidata (CC0) and google/transliteration (Apache-2.0).
 */
export const correspondences = \`
${lines.join('\n')}
\`;
`,
);
console.log(`${lines.length} steps written`);
