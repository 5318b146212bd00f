/** A name in both languages of the knowledge base. */
interface Label {
  readonly en: string;
  readonly ar: string;
}

/**
 * Codes of the same thing elsewhere, each only where that scheme has one: CAMEO root (`01`..`20`, manual 1.1b3), PLOVER
 * event type (reference of December 2017), ACLED event and sub-event type (codebook of October 2024), UCDP type of
 * violence (1 state-based, 2 non-state, 3 one-sided).
 */
export interface Crosswalk {
  readonly cameo?: string;
  readonly plover?: string;
  readonly acled?: string;
  readonly acled_sub_event?: string;
  readonly ucdp?: string;
}

/** What a participant's role says of it: it spoke, acted, bore the act, or was there. */
export type Track = 'said' | 'did' | 'affected' | 'present';

interface ConceptNotes {
  readonly definition?: Label;
  /** The code as records carry it, where `code` had to be made unique. */
  readonly notation?: string;
  /** Code of the wider concept, in the scheme that `Scheme.broaderIn` names. */
  readonly broader?: string;
  readonly crosswalk?: Crosswalk;
  readonly track?: Track;
  /** True for a relation, held for a time, that lets what the subject does be counted for the object. */
  readonly membership?: boolean;
}

/** One value of a vocabulary (SKOS concept). */
export interface Concept extends ConceptNotes {
  readonly code: string;
  readonly label: Label;
}

/** One closed vocabulary (SKOS concept scheme), its concepts in the order they are shown. */
export interface Scheme {
  readonly title: Label;
  readonly concepts: readonly Concept[];
  readonly broaderIn?: string;
}

/** A concept on one line, its code and notes kept as literal types. */
export function concept<const Code extends string, const Notes extends ConceptNotes = object>(
  code: Code,
  en: string,
  ar: string,
  notes: Notes = {} as Notes,
) {
  return { code, label: { en, ar }, ...notes };
}
