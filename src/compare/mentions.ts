import { foldText } from '../arabic/fold.ts';
import { stems } from '../arabic/stem.ts';
import {
  FROM,
  HEADS,
  IN,
  INTRANSITIVE,
  JOINS,
  MOVEMENTS,
  NAMES,
  POINTS_BACK,
  STATES,
  statesOfTheWorld,
  TRANSITIVE,
  WITH,
} from './actorWords.ts';
import { type Term, termsOf } from './terms.ts';
import { type Word, words } from './words.ts';

/** A name that the caller knows, in one of its spellings, and what it is called by here. */
export interface KnownName {
  form: string;
  id: string;
  kind: 'actor' | 'place';
}

/**
 * An actor or a place in a sentence. `role` is what the grammar around it shows: it acts (`who`), is acted on or
 * dealt with (`whom`), is where something is (`place`), or nothing that the words around it tell (`other`).
 */
export interface Mention {
  role: 'who' | 'whom' | 'place' | 'other';
  /** Equal for two ways of writing one thing: القوات الأميركية and the US forces. */
  key: string;
  printed: string;
  /** Where it ends in the text, in UTF-16 units. */
  end: number;
}

interface Piece {
  word: Word;
  /** The term that begins with this word; missing for stop words and inside a phrase. */
  term: Term | undefined;
  /** ب or ل before the noun, written together with it. */
  clitic: 'ب' | 'ل' | undefined;
  /** A sentence mark or comma stands before it. */
  afterPause: boolean;
}

function cliticOf(folded: string): Piece['clitic'] {
  const word = folded.replace(/^و(?=[بل])/, '');
  if (/^لل/.test(word) || (/^ل/.test(word) && word.length > 4)) return 'ل';
  if (/^بال/.test(word) || (/^ب/.test(word) && word.length > 5)) return 'ب';
  return undefined;
}

function piecesOf(text: string): Piece[] {
  const terms = new Map(termsOf(text).map((term) => [term.at, term]));
  const all = words(text);
  return all.map((word, i) => {
    const term = terms.get(word.at);
    const gap = text.slice(all[i - 1]?.end ?? 0, word.at);
    // A word whose first letter belongs to it (بغداد, لبنان) has no clitic: its first reading is known as it is.
    const whole =
      term !== undefined &&
      (STATES.has(term.keys[0] ?? '') || HEADS.has(term.keys[0] ?? '')) &&
      startsWhole(word.folded);
    return {
      word,
      term,
      clitic: whole ? undefined : cliticOf(word.folded),
      afterPause: /[،,.؛;:!؟?]/.test(gap),
    };
  });
}

const startsWhole = (folded: string) =>
  /^(بغداد|بيروت|باريس|برلين|بكين|بريطاني|لبنان|ليبي|لندن|بلد|بلاد)/.test(folded);

/** A phrase of the table (التحالف الدولي) ends after its last word. */
const endOf = (piece: Piece | undefined) => Math.max(piece?.word.end ?? 0, piece?.term?.end ?? 0);

const keyOf = (piece: Piece | undefined) => piece?.term?.keys[0] ?? '';

/** An adjective of origin or a noun with the article, as it follows the noun it describes. */
const isNisba = (folded: string) => /(ي|يه|يين|يون|يات)$/.test(folded);

function stateOf(piece: Piece): string | undefined {
  const key = keyOf(piece);
  if (STATES.has(key)) return key;
  const stem = stems(piece.word.folded.replace(/^و(?=ال)/, ''))[0] ?? '';
  const code = statesOfTheWorld.get(stem) ?? statesOfTheWorld.get(piece.word.folded);
  return code === undefined ? undefined : `=${code}`;
}

/** Names in the plural of a people: the Iraqis. */
const isPeople = (folded: string) =>
  /(يين|يون)$/.test(folded) ||
  /^(iraqis|syrians|iranians|americans|israelis|palestinians|russians|turks|yemenis|ukrainians)$/.test(
    folded,
  );

/** The end (exclusive) of the phrase that begins with a head: قوات الأمن العراقية, forces excepted at a pause or a preposition. */
function phraseEnd(pieces: readonly Piece[], start: number): number {
  let end = start + 1;
  for (; end < pieces.length && end < start + 4; end++) {
    const next = pieces[end] as Piece;
    if (next.afterPause || next.term === undefined || next.clitic === 'ب') break;
    const { folded } = next.word;
    const genitive = next.clitic === 'ل' && /^لل/.test(folded);
    if (
      !(
        genitive ||
        /^ال/.test(folded) ||
        isNisba(folded) ||
        stateOf(next) !== undefined ||
        NAMES.has(keyOf(next))
      )
    )
      break;
  }
  return end;
}

/** English puts what describes a noun before it: US forces. */
function phraseStart(pieces: readonly Piece[], head: number): number {
  const before = pieces[head - 1];
  const english = /^[a-z]/.test(pieces[head]?.word.folded ?? '');
  return english &&
    before !== undefined &&
    !pieces[head]?.afterPause &&
    (stateOf(before) !== undefined || NAMES.has(keyOf(before)) || HEADS.has(keyOf(before)))
    ? head - 1
    : head;
}

function keyOfPhrase(pieces: readonly Piece[]): string {
  const keys = new Set(pieces.map((piece) => stateOf(piece) ?? keyOf(piece)).filter((key) => key !== ''));
  // The Coalition and its forces, a group and its members are one; a people and its forces are not.
  if ([...keys].some((key) => NAMES.has(key)))
    for (const head of ['=force', '=member', '=organisation']) keys.delete(head);
  return [...keys].toSorted().join(' ');
}

function roleAt(
  pieces: readonly Piece[],
  start: number,
  isState: boolean,
  previous: Mention | undefined,
): Mention['role'] {
  const piece = pieces[start] as Piece;
  const before = pieces[start - 1];
  const preposition = before?.term === undefined ? before?.word.folded.replace(/^و(?=.{2})/, '') : undefined;
  if (piece.clitic === 'ل') return 'whom';
  if (piece.clitic === 'ب') return isState ? 'place' : 'whom';
  if (before === undefined || piece.afterPause) return 'who';
  if (preposition !== undefined) {
    // “from Iraq or from Syria”, “in Syria and Iraq”: the second goes with the first.
    if (previous !== undefined && JOINS.has(preposition)) return previous.role;
    if (previous !== undefined && JOINS.has(pieces[start - 2]?.word.folded ?? '')) return previous.role;
    if (IN.has(preposition)) return isState ? 'place' : 'other';
    if (WITH.has(preposition)) return 'whom';
    if (FROM.has(preposition) || preposition === 'قبل') {
      const moves = pieces
        .slice(Math.max(0, start - 6), start)
        .some((earlier) => MOVEMENTS.has(keyOf(earlier)));
      if (isState && moves) return 'place';
      // عناصر من داعش: the group its members come from.
      return HEADS.has(keyOf(pieces[start - 2])) ? 'other' : 'whom';
    }
    return 'who';
  }
  const governor = keyOf(before);
  const follows = previous !== undefined && previous.end === endOf(before);
  if (follows && /^و/.test(piece.word.folded)) return previous.role;
  if (TRANSITIVE.has(governor)) return 'whom';
  if (INTRANSITIVE.has(governor)) return 'who';
  return /^(و|ف)?(س)?[يت]/.test(before.word.folded) && !/^(ال|ت.*ه$)/.test(before.word.folded)
    ? 'who'
    : 'other';
}

/** Stretches of words that are a name the caller knows. */
function knownAt(
  pieces: readonly Piece[],
  start: number,
  names: ReadonlyMap<string, KnownName>,
): { end: number; name: KnownName } | undefined {
  for (let end = Math.min(pieces.length, start + 5); end > start; end--) {
    const phrase = pieces
      .slice(start, end)
      .map(({ word }) => word.folded)
      .join(' ');
    const name =
      names.get(phrase) ??
      names.get(phrase.replace(/^(و|ب|ل|ف)/, '')) ??
      names.get(phrase.replace(/^(لل|بال|وال|فال)/, 'ال'));
    if (name !== undefined) return { end, name };
  }
  return undefined;
}

/**
 * The actors and places of a sentence with their roles. Known without being told are the states of the world, their
 * forces, governments and peoples, and armed groups; names of persons, parties and towns come from the caller.
 */
export function mentionsOf(text: string, names: readonly KnownName[] = []): Mention[] {
  const known = new Map(names.map((name) => [foldText(name.form), name]));
  const pieces = piecesOf(text);
  const mentions: Mention[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const named = knownAt(pieces, i, known);
    const piece = pieces[i] as Piece;
    const state = stateOf(piece);
    const key = keyOf(piece);
    let end = i + 1;
    let start = i;
    let is: string | undefined;
    let place = false;
    if (named !== undefined) {
      end = named.end;
      is = named.name.id;
      place = named.name.kind === 'place';
    } else if (HEADS.has(key) || NAMES.has(key)) {
      end = phraseEnd(pieces, i);
      start = phraseStart(pieces, i);
      const phrase = pieces.slice(start, end);
      if (!phrase.every((part) => POINTS_BACK.has(keyOf(part)))) is = keyOfPhrase(phrase);
    } else if (state !== undefined && isPeople(piece.word.folded)) is = `${state} =people`;
    else if (state !== undefined && !isAdjective(pieces, i)) {
      is = state;
      place = true;
    }
    if (is !== undefined)
      mentions.push({
        role: roleAt(pieces, start, place, mentions.at(-1)),
        key: is,
        printed: text.slice(pieces[start]?.word.at, endOf(pieces[end - 1])),
        end: endOf(pieces[end - 1]),
      });
    i = end - 1;
  }
  return mentions;
}

/** A word of origin that describes the noun before it (التجربة العراقية) or after it (the Iraqi experience). */
function isAdjective(pieces: readonly Piece[], index: number): boolean {
  const { folded } = (pieces[index] as Piece).word;
  if (/^[a-z]/.test(folded))
    return /(i|ian|an|ish|ese|us)$/.test(folded) && pieces[index + 1]?.term !== undefined;
  return /(يه|ي)$/.test(folded) && !/^(تركي|ليبي|سوري)ا$/.test(folded);
}
