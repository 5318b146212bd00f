import type { EventType, ParticipantRole } from '../../../model/vocabularies/index.ts';
import { foldText } from '../../fold.ts';
import { type Phrases, phraseIndex, readRows, readWords } from '../tables/table.ts';
import { type Page, spanOf, textOf } from '../text/page.ts';
import type { EventDraft, Mention, Modality } from '../types.ts';

export interface EventWords {
  triggers: Phrases<{ type: EventType; subtype: string | null }>;
  roles: ReadonlyMap<string, { before: ParticipantRole; after: ParticipantRole }>;
  /** Forms of a word without article and proclitics, the word itself first. */
  forms: (key: string) => string[];
}

export function eventWords(eventTable: string, roleTable: string, forms: EventWords['forms']): EventWords {
  return {
    triggers: phraseIndex(
      readRows(eventTable).flatMap(([type = '', subtype = '', words = '']) =>
        readWords(words).map(
          (word) =>
            [
              foldText(word.replaceAll('_', ' ')),
              { type: type as EventType, subtype: subtype || null },
            ] as const,
        ),
      ),
    ),
    roles: new Map(
      readRows(roleTable).map(
        ([type = '', before = '', after = '']) =>
          [type, { before: before as ParticipantRole, after: after as ParticipantRole }] as const,
      ),
    ),
    forms,
  };
}

/** A word that names an event: tokens `first` to `last`. */
export interface Trigger {
  at: number;
  last: number;
  type: EventType;
  subtype: string | null;
}

/** The events that a sentence names: one of each type, since a sentence says the same thing in verb and noun. */
export function findTriggers(page: Page, words: EventWords, first: number, last: number): Trigger[] {
  const found: Trigger[] = [];
  for (let at = first; at < last; at++) {
    if (page.tokens[at]?.kind !== 'word') continue;
    for (const form of words.forms(page.keys[at] ?? '')) {
      const hit = words.triggers.at([form, page.keys[at + 1] ?? '', page.keys[at + 2] ?? ''], 0);
      if (!hit) continue;
      found.push({ at, last: at + hit.length, ...hit.value });
      at += hit.length - 1;
      break;
    }
  }
  return found.filter(
    (trigger, index) =>
      found.findIndex(({ type }) => type === trigger.type) === index || apart(page, found, index),
  );
}

/** A second word of a type is a second event only in a clause of its own, past a comma and far from the first. */
function apart(page: Page, found: readonly Trigger[], index: number): boolean {
  const trigger = found[index];
  const before = found.slice(0, index).findLast(({ type }) => type === trigger?.type);
  if (!trigger || !before || trigger.at - before.at < 12) return false;
  for (let at = before.at; at < trigger.at; at++) if (/[،,؛;]/.test(page.tokens[at]?.text ?? '')) return true;
  return false;
}

/** What surrounds a trigger, found by the caller. */
export interface Surroundings {
  /** Clause around it, in tokens. */
  first: number;
  last: number;
  item: number;
  quote: number | null;
  modality: Modality;
  date: EventDraft['date'];
  mentions: readonly Mention[];
  actors: readonly { at: number; name: string; actor: string | null }[];
  why: string;
}

export function eventDraft(
  page: Page,
  words: EventWords,
  trigger: Trigger,
  around: Surroundings,
): EventDraft {
  const span = spanOf(page, around.first, around.last);
  const roles = words.roles.get(trigger.type) ?? { before: 'participant', after: 'participant' };
  const participants = around.actors.map(({ at, name, actor }) => ({
    role: at < trigger.at ? roles.before : roles.after,
    actor,
    name,
  }));
  const word = textOf(page, spanOf(page, trigger.at, trigger.last));
  return {
    span,
    item: around.item,
    type: trigger.type,
    subtype: trigger.subtype,
    modality: around.modality,
    trigger: word,
    text: textOf(page, span),
    participants: participants.filter(
      ({ name, role }, index) =>
        participants.findIndex((other) => other.name === name && other.role === role) === index,
    ),
    locations: [...new Set(around.mentions.filter(({ kind }) => kind === 'location').map(({ ref }) => ref))],
    date: around.date,
    quote: around.quote,
    confidence: participants.length > 0 ? 0.6 : 0.45,
    reason: `“${word}” names a ${trigger.type}${trigger.subtype ? ` (${trigger.subtype})` : ''}; ${around.modality}${around.why ? `: ${around.why}` : ''}`,
  };
}
