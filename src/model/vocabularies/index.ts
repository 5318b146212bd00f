import * as actors from './actors.ts';
import type { Concept, Crosswalk, Scheme, Track } from './concept.ts';
import * as facets from './event-facets.ts';
import * as events from './events.ts';
import * as evidence from './evidence.ts';
import * as figures from './figures.ts';
import * as places from './places.ts';
import * as quotes from './quotes.ts';

export type { Concept, Crosswalk, Scheme, Track } from './concept.ts';
export type { EventType } from './events.ts';

const scheme = <const Concepts extends readonly Concept[]>(en: string, ar: string, concepts: Concepts) => ({
  title: { en, ar },
  concepts,
});

/** Every vocabulary of the API by its name. */
export const schemes = {
  'event-types': scheme('Event types', 'أنواع الأحداث', events.eventTypes),
  'event-subtypes': {
    ...scheme('Event subtypes', 'الأنواع الفرعية للأحداث', events.eventSubtypes),
    broaderIn: 'event-types',
  },
  modalities: scheme('Modalities', 'حالات تحقق الحدث', facets.modalities),
  contexts: scheme('Contexts', 'مجالات الأحداث', facets.contexts),
  'participant-roles': scheme('Participant roles', 'أدوار المشاركين', facets.participantRoles),
  'event-relations': scheme('Relations between events', 'العلاقات بين الأحداث', facets.eventRelations),
  'speech-acts': scheme('Speech acts', 'أفعال الكلام', quotes.speechActs),
  'quote-modes': scheme('Quote modes', 'أساليب نقل الكلام', quotes.quoteModes),
  'speaker-kinds': scheme('Kinds of speaker', 'أنواع المتحدثين', quotes.speakerKinds),
  'medium-kinds': scheme('Kinds of medium', 'وسائط التصريح', quotes.mediumKinds),
  'chain-acts': scheme('Steps from mouth to reader', 'مراحل نقل الكلام', quotes.chainActs),
  'figure-metrics': scheme('Figure metrics', 'مقاييس الأرقام', figures.figureMetrics),
  'figure-qualifiers': scheme('Figure qualifiers', 'محددات الأرقام', figures.figureQualifiers),
  'actor-kinds': scheme('Kinds of actor', 'أنواع الأطراف', actors.actorKinds),
  'actor-name-kinds': scheme('Kinds of name', 'أنواع الأسماء', actors.actorNameKinds),
  'actor-relations': scheme('Relations between actors', 'العلاقات بين الأطراف', actors.actorRelations),
  'location-kinds': scheme('Kinds of location', 'أنواع الأماكن', places.locationKinds),
  'location-roles': scheme('Location roles', 'أدوار الأماكن', places.locationRoles),
  'location-precisions': scheme('Location precisions', 'درجات دقة المكان', places.locationPrecisions),
  'source-kinds': scheme('Kinds of source', 'أنواع المصادر', evidence.sourceKinds),
  assertions: scheme('Assertions of evidence', 'مواقف الأدلة', evidence.assertions),
  'claim-statuses': scheme('Statuses of a claim', 'حالات الادعاء', evidence.claimStatuses),
  'review-states': scheme('Review states', 'حالات المراجعة', evidence.reviewStates),
  'disagreement-aspects': scheme('Aspects of disagreement', 'أوجه الاختلاف', evidence.disagreementAspects),
  'date-bases': scheme('Bases of a date', 'أسس تحديد التاريخ', evidence.dateBases),
} as const satisfies Record<string, Scheme>;

export type SchemeName = keyof typeof schemes;
export type CodeOf<Name extends SchemeName> = (typeof schemes)[Name]['concepts'][number]['code'];
export type ParticipantRole = CodeOf<'participant-roles'>;

/** The codes of a scheme in order, as z.enum takes them. */
export function codesOf<Name extends SchemeName>(name: Name): [CodeOf<Name>, ...CodeOf<Name>[]] {
  const concepts: readonly Concept[] = schemes[name].concepts;
  // Sound while no scheme is empty, which the test asserts; the mapping itself cannot carry the literal types.
  return concepts.map(({ code }) => code) as [CodeOf<Name>, ...CodeOf<Name>[]];
}

/** What a code is called in a language; the code itself where the scheme does not have it. */
export function labelOf(name: SchemeName, code: string, language: 'ar' | 'en'): string {
  const concepts: readonly Concept[] = schemes[name].concepts;
  return concepts.find((concept) => concept.code === code)?.label[language] ?? code;
}

/** The subtype codes of each event type, as events carry them. A code is unique within its type only (`ruling`). */
export const subtypesOf = Object.fromEntries<readonly string[]>(
  Object.entries<readonly Concept[]>(events.subtypeConcepts).map(([type, subtypes]) => [
    type,
    subtypes.map(({ code }) => code),
  ]),
) as Record<events.EventType, readonly string[]>;

/** What each participant role says of the actor that has it. */
export const trackOf = Object.fromEntries(
  facets.participantRoles.map(({ code, track }) => [code, track]),
) as Record<ParticipantRole, Track>;

/** Relations held for a time through which an actor's acts and words are counted for the object as well. */
export const membershipRelations: readonly CodeOf<'actor-relations'>[] = actors.actorRelations
  .filter((relation) => 'membership' in relation)
  .map(({ code }) => code);

/** Codes of an event in CAMEO, PLOVER, ACLED and UCDP: those of its type, sharpened by its subtype; absent where none exists. */
export function crosswalkOf(type: events.EventType, subtype?: string | null): Crosswalk {
  const ofType: Concept | undefined = events.eventTypes.find(({ code }) => code === type);
  const subtypes: readonly Concept[] = events.subtypeConcepts[type];
  return { ...ofType?.crosswalk, ...subtypes.find(({ code }) => code === subtype)?.crosswalk };
}
