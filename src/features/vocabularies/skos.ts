import type { z } from 'zod';
import { CONTEXT_PATH } from '../../formats/context.ts';
import type { Vocabulary } from '../../model/vocabulary.ts';

/** A vocabulary as a SKOS concept scheme in JSON-LD 1.1; `base` is the address of this service. */
export function toSkos({ scheme, title, broader_in, concepts }: z.infer<typeof Vocabulary>, base: string) {
  const address = (name: string, code?: string) => `${base}/v1/vocabularies/${name}${code ? `#${code}` : ''}`;
  const isTop = ({ broader }: { broader: string | null }) => !broader || broader_in !== null;
  return {
    '@context': base + CONTEXT_PATH,
    '@graph': [
      {
        '@id': address(scheme),
        '@type': 'ConceptScheme',
        prefLabel: title,
        hasTopConcept: concepts.filter(isTop).map(({ code }) => address(scheme, code)),
      },
      ...concepts.map(({ code, notation, label, definition, broader, crosswalk }) => ({
        '@id': address(scheme, code),
        '@type': 'Concept',
        inScheme: address(scheme),
        notation,
        prefLabel: label,
        ...(definition ? { definition } : {}),
        ...(broader ? { broader: address(broader_in ?? scheme, broader) } : {}),
        // Codes elsewhere are no addresses, so they cannot be an exactMatch.
        crosswalk: Object.entries(crosswalk).map(([elsewhere, value]) => ({
          scheme: elsewhere,
          notation: value,
        })),
      })),
    ],
  };
}
