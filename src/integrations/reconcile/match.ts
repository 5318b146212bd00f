import type { z } from 'zod';
import type { NameMatch } from '../../model/actor.ts';
import { agrees, type Entity, type Property, properties } from './properties.ts';
import { type Lang, spoken, typesOf } from './types.ts';

/** Turning what was found into candidates with a score and, where it is certain, a match. */

export interface Hint {
  property: Property;
  /** What it may be: one of these. */
  values: string[];
}

/** An entity that may be meant, and why: a name that matched, or that it was named outright. */
export interface Found {
  entity: Entity;
  match: z.infer<typeof NameMatch> | 'identifier';
}

export interface Candidate {
  id: string;
  name: string;
  description?: string;
  score: number;
  match: boolean;
  type: { id: string; name: string }[];
  features: { id: string; value: number | boolean }[];
}

/** What hints are worth: a name with all of them against it keeps four fifths of its score. */
const HINTS = 0.2;

/** Rules by which a whole name is the same name; what only resembles it is for a person to decide. */
const sameName: ReadonlySet<string> = new Set(['exact', 'folded', 'alias']);

/**
 * The best candidates, scored 0 to 100. One is certain if it was named outright, or if it alone has that very name
 * and no hint contradicts it.
 */
export function rank(found: Found[], hints: Hint[], limit: number, lang: Lang): Candidate[] {
  const judged = found.map((one) => judge(one, hints, lang)).sort((a, b) => b.score - a.score);
  const certain = judged.filter(({ outright }) => outright);
  const sure = certain.length > 0 ? certain : judged.filter(({ whole }) => whole);
  const only = sure.length === 1 ? sure[0] : undefined;
  return judged.slice(0, limit).map((one) => ({
    ...one.candidate,
    score: one.score,
    match: one === only && (one.outright || one.contradicted === 0),
  }));
}

function judge({ entity, match }: Found, hints: Hint[], lang: Lang) {
  const outright = match === 'identifier';
  const name = outright ? 1 : match.score;
  const answers = hints.map(({ property, values }) => {
    const cells = property.cells(entity, lang);
    return { id: property.id, value: values.some((value) => agrees(cells, value)) };
  });
  const contradicted = answers.filter(({ value }) => !value).length;
  const share = answers.length === 0 ? 1 : (answers.length - contradicted) / answers.length;
  const { record, kind } = entity;
  const description = spoken(record.description, lang);
  return {
    outright,
    whole: outright || sameName.has(match.rule),
    contradicted,
    score: Math.round(1000 * name * (1 - HINTS + HINTS * share)) / 10,
    candidate: {
      id: record.id,
      name: spoken(record.name, lang) ?? record.slug,
      ...(description ? { description } : {}),
      type: typesOf(kind, record.kind, lang),
      features: [{ id: outright ? 'identifier' : `name_${match.rule}`, value: name }, ...answers],
    },
  };
}

/** The external ids that hints name. */
export const identifiersIn = (hints: Hint[]) =>
  hints.flatMap(({ property: { scheme }, values }) =>
    scheme ? values.map((value) => ({ scheme, value })) : [],
  );

export const propertyOf = (id: string): Property | undefined =>
  properties.find((property) => property.id === id);
