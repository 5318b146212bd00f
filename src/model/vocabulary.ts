import { z } from 'zod';
import { LangMap } from './common.ts';

/** One value of a vocabulary (SKOS concept), with codes of the same thing elsewhere. */
export const VocabularyConcept = z.strictObject({
  code: z.string(),
  /** The code as records carry it, where `code` had to be made unique (`political.ruling`, carried as `ruling`). */
  notation: z.string(),
  label: LangMap,
  definition: LangMap.nullable(),
  broader: z.string().nullable(),
  crosswalk: z.record(z.string(), z.string()),
});

/** One closed vocabulary (SKOS concept scheme). */
export const Vocabulary = z.strictObject({
  scheme: z.string(),
  title: LangMap,
  broader_in: z.string().nullable(),
  concepts: z.array(VocabularyConcept),
});

export const VocabularySummary = z.strictObject({ scheme: z.string(), title: LangMap, concepts: z.int() });
