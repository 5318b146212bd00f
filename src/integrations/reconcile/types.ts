import type { LangMap } from '../../model/common.ts';
import { type Concept, codesOf, schemes } from '../../model/vocabularies/index.ts';

/** Types of the records that are reconciled: `actor` and `location`, and their kinds such as `actor.person`. */

export type Lang = 'ar' | 'en';
export type Kind = 'actor' | 'location';

export interface EntityType {
  id: string;
  kind: Kind;
  /** The code of the kind in its vocabulary; left out for all. */
  code?: string;
  label: LangMap;
}

const kindsOf = (kind: Kind, concepts: readonly Concept[]): EntityType[] =>
  concepts.map(({ code, label }) => ({ id: `${kind}.${code}`, kind, code, label: { ...label } }));

export const entityTypes: readonly EntityType[] = [
  { id: 'actor', kind: 'actor', label: { en: 'Actor', ar: 'طرف' } },
  { id: 'location', kind: 'location', label: { en: 'Location', ar: 'مكان' } },
  ...kindsOf('actor', schemes['actor-kinds'].concepts),
  ...kindsOf('location', schemes['location-kinds'].concepts),
];

export const typeIds = entityTypes.map(({ id }) => id);

/** The text in a language, or in the one there is. */
export const spoken = (map: LangMap | null | undefined, lang: Lang): string | undefined =>
  map ? (map[lang] ?? map[lang === 'ar' ? 'en' : 'ar'] ?? Object.values(map)[0]) : undefined;

export const named = ({ id, label }: EntityType, lang: Lang) => ({ id, name: spoken(label, lang) ?? id });

/** The types of one record, the narrower first. */
export const typesOf = (kind: Kind, code: string, lang: Lang) =>
  entityTypes
    .filter((type) => type.kind === kind && (type.code === undefined || type.code === code))
    .sort((a, b) => b.id.length - a.id.length)
    .map((type) => named(type, lang));

const known: Record<Kind, string[]> = {
  actor: codesOf('actor-kinds'),
  location: codesOf('location-kinds'),
};

/** Which kinds of record to search, each with the codes that it may have; a kind with none is left out. */
export type Wanted = Partial<Record<Kind, string[]>>;

/** What `type` and `type_strict` ask for: `any` of the types, `all` of them at once, `should` prefers and demands none. */
export function wantedKinds(types: string[], strict: 'any' | 'all' | 'should' = 'any'): Wanted {
  if (types.length === 0 || strict === 'should') return known;
  const codesFor = (kind: Kind) =>
    known[kind].filter((code) => {
      const fits = (id: string) => id === kind || id === `${kind}.${code}`;
      return strict === 'all' ? types.every(fits) : types.some(fits);
    });
  const all = { actor: codesFor('actor'), location: codesFor('location') };
  return Object.fromEntries(Object.entries(all).filter(([, codes]) => codes.length > 0));
}
