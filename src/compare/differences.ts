import type { CodeOf } from '../model/vocabularies/index.ts';
import { type KnownName, type Mention, mentionsOf } from './mentions.ts';
import { stanceOf, termsOf } from './terms.ts';
import { words } from './words.ts';

/** One wording of what is compared: a quote, or the part of it that renders the utterance. */
export interface Account {
  id: string;
  text: string;
}

/** The aspects that can be seen in the words, each a code of the vocabulary `disagreement-aspects`. */
type MaterialAspect = Extract<
  CodeOf<'disagreement-aspects'>,
  'who' | 'whom' | 'place' | 'time' | 'number' | 'negation' | 'modality' | 'intensity'
>;

/** A point on which accounts differ. `value` is what is printed, or for negation and modality what is meant. */
export interface MaterialDifference {
  aspect: MaterialAspect;
  positions: { value: string; accounts: string[] }[];
}

/** What one account says of an aspect: comparable keys and how they are printed. Null where it says nothing of it. */
type Value = { keys: readonly string[]; printed: string } | null;

interface Reading {
  values: Record<MaterialAspect, Value>;
  /** Every actor and place it names, in whatever role. */
  named: readonly string[];
}

const INTENSIFIERS = new Set('جدا للغايه تماما بشده كليا very extremely highly totally'.split(' '));
const TIMES = new Set(['=now', '=immediate']);

function mentioned(mentions: readonly Mention[], role: Mention['role']): Value {
  const found = mentions.filter((mention) => mention.role === role);
  if (found.length === 0) return null;
  return {
    keys: found.map(({ key }) => key),
    printed: [...new Set(found.map(({ printed }) => printed))].join(' · '),
  };
}

function read({ text }: Account, others: readonly Account[], names: readonly KnownName[]): Reading {
  const mentions = [...mentionsOf(text, names), ...ourselves(text, others)];
  const { negated, modality, numbers } = stanceOf(text);
  const times = termsOf(text).filter(({ keys }) => TIMES.has(keys[0] ?? ''));
  const intense = words(text).filter(({ folded }) => INTENSIFIERS.has(folded));
  const values = {
    who: mentioned(mentions, 'who'),
    whom: mentioned(mentions, 'whom'),
    place: mentioned(mentions, 'place'),
    time:
      times.length === 0
        ? null
        : {
            keys: times.map(({ keys }) => keys[0] ?? ''),
            printed: times.map(({ printed }) => printed).join(' · '),
          },
    number: numbers.length === 0 ? null : { keys: numbers.map(String), printed: numbers.join(' · ') },
    negation: { keys: [String(negated)], printed: negated ? 'denied' : 'stated' },
    modality: { keys: [modality], printed: modality },
    intensity: {
      keys: [String(intense.length > 0)],
      printed: intense.map(({ printed }) => printed).join(' ') || 'plain',
    },
  };
  return { values, named: mentions.map(({ key }) => key) };
}

const FIRST_PERSON = /^[وف]?(نحن|لدينا|اننا|قواتنا|علينا)$/;
const verbOf = (folded: string, person: RegExp) => {
  const [, stem] = person.exec(folded) ?? [];
  return stem !== undefined && stem.length > 2 ? stem : undefined;
};
const WE = /^[وف]?س?ن(.+)$/;
const THEY = /^[وف]?س?[يت](.+)$/;

/** نعمل where another account has تعمل: the speaker counts himself in. ن alone could be any noun's first letter. */
function ourselves(text: string, others: readonly Account[]): Mention[] {
  const theirs = new Set(
    others.flatMap((other) => words(other.text).map(({ folded }) => verbOf(folded, THEY))),
  );
  return words(text)
    .filter(({ folded }) => {
      const stem = verbOf(folded, WE);
      return FIRST_PERSON.test(folded) || folded === 'we' || (stem !== undefined && theirs.has(stem));
    })
    .map(({ printed, end }) => ({ role: 'who' as const, key: '=we', printed, end }));
}

const lacks = (a: readonly string[], b: readonly string[]) => a.some((key) => !b.includes(key));

const meet = (a: Value, b: Value) => a?.keys.some((key) => b?.keys.includes(key)) ?? false;

/**
 * Whether two accounts differ on an aspect. One may leave out an actor that the other names, so for actors each has to
 * name one that the other names nowhere, or who acts in one is acted on in the other; a further place or number
 * widens the claim.
 */
function differ(aspect: MaterialAspect, one: Reading, other: Reading): boolean {
  const [a, b] = [one.values[aspect], other.values[aspect]];
  if (a === null || b === null) return false;
  if (aspect === 'who' || aspect === 'whom') {
    const reversed = meet(one.values.who, other.values.whom) && meet(one.values.whom, other.values.who);
    return reversed || (lacks(a.keys, other.named) && lacks(b.keys, one.named));
  }
  if (aspect === 'place') return lacks(a.keys, other.named) || lacks(b.keys, one.named);
  return lacks(a.keys, b.keys) || lacks(b.keys, a.keys);
}

/**
 * The points on which wordings of one thing differ materially: who, to whom, where, when, how many, denied or stated,
 * certain or not, how strongly. Spelling and order of words are none. An account that says nothing of an aspect takes
 * no position on it.
 */
export function materialDifferences(
  accounts: readonly Account[],
  names: readonly KnownName[] = [],
): MaterialDifference[] {
  const readings = accounts.map((account) =>
    read(
      account,
      accounts.filter((other) => other !== account),
      names,
    ),
  );
  const aspects: MaterialAspect[] = [
    'who',
    'whom',
    'place',
    'time',
    'number',
    'negation',
    'modality',
    'intensity',
  ];
  return aspects.flatMap((aspect): MaterialDifference[] => {
    if (!readings.some((a) => readings.some((b) => differ(aspect, a, b)))) return [];
    const positions = new Map<string, { value: string; accounts: string[] }>();
    readings.forEach(({ values }, i) => {
      const value = values[aspect];
      if (value === null) return;
      const key = [...new Set(value.keys)].toSorted().join('\n');
      const position = positions.get(key) ?? { value: value.printed, accounts: [] };
      position.accounts.push(accounts[i]?.id ?? '');
      positions.set(key, position);
    });
    return [{ aspect, positions: [...positions.values()] }];
  });
}
