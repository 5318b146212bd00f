import { z } from 'zod';
import { LangMap } from './common.ts';

/** One value of a vocabulary (SKOS concept), with codes of the same thing elsewhere. */
const VocabularyConcept = z
  .strictObject({
    code: z.string(),
    notation: z
      .string()
      .describe(
        'The code as records carry it, where `code` had to be made unique (`political.ruling`, carried as `ruling`)',
      ),
    label: LangMap,
    definition: LangMap.nullable(),
    broader: z.string().nullable(),
    crosswalk: z.record(z.string(), z.string()),
  })
  .meta({
    id: 'VocabularyConcept',
    description: 'One value of a vocabulary (SKOS concept), with codes of the same thing elsewhere.',
  });

/** One closed vocabulary (SKOS concept scheme). */
export const Vocabulary = z
  .strictObject({
    scheme: z.string(),
    title: LangMap,
    broader_in: z.string().nullable(),
    concepts: z.array(VocabularyConcept),
  })
  .meta({ id: 'Vocabulary', description: 'One closed vocabulary (SKOS concept scheme).' });

export const VocabularySummary = z
  .strictObject({ scheme: z.string(), title: LangMap, concepts: z.int() })
  .meta({ id: 'VocabularySummary', description: 'A vocabulary and how many concepts it has.' });
