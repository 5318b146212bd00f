import { stems } from '../arabic/stem.ts';
import { words } from './words.ts';

/** The concepts (src/arabic/concepts.ts) that are states. */
export const STATES = new Set(
  `america iraq iran syria turkey russia israel palestine lebanon yemen egypt saudi france britain germany ukraine
  china sudan libya`
    .split(/\s+/)
    .map((name) => `=${name}`),
);
/** Groups of people that act: with what follows them they are an actor (قوات التحالف, وكلاء إيران). */
export const HEADS = new Set(
  'force member proxy coalition regime organisation people side party militia'
    .split(' ')
    .map((name) => `=${name}`),
);
/** Named by the definite noun alone they point back to somebody named before. */
export const POINTS_BACK = new Set(['=organisation', '=regime', '=member', '=side', '=people']);
/** Actors that need no head. */
export const NAMES = new Set(['=isis', '=coalition']);

export const WITH = new Set(
  'مع ضد علي الي لدي تجاه ازاء حيال نحو against with to toward towards on'.split(' '),
);
export const IN = new Set('في داخل ب عبر in inside within at across'.split(' '));
export const FROM = new Set('من عن from by of'.split(' '));
export const JOINS = new Set('او ام و or and'.split(' '));
/** What one withdraws or departs from is a place; what anything else comes from is a party. */
export const MOVEMENTS = new Set(['=withdraw', '=send', '=presence', '=release']);
/** Verbal nouns whose genitive is the one acted on. */
export const TRANSITIVE = new Set(
  `fight attack kill wound help protect defeat end stop reduce prevent persuade train release condemn reject
  strengthen control threat`
    .split(/\s+/)
    .map((name) => `=${name}`),
);
/** Verbal nouns whose genitive is the one who acts. */
export const INTRANSITIVE = new Set(
  'withdraw presence resume agree meet seek commit start continue need'.split(' ').map((name) => `=${name}`),
);

/** The states of the world in Arabic and English, as ICU names them: stem or folded phrase to code. */
export const statesOfTheWorld = new Map<string, string>();
for (const lang of ['ar', 'en']) {
  const named = new Intl.DisplayNames([lang], { type: 'region', fallback: 'none' });
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  for (const code of letters.flatMap((a) => letters.map((b) => a + b))) {
    const [name = ''] = (named.of(code) ?? '').split(' - ');
    const parts = words(name);
    if (parts.length === 1 && parts[0] !== undefined)
      statesOfTheWorld.set(stems(parts[0].folded)[0] ?? '', code);
  }
}
