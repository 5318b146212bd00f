import type { z } from 'zod';
import type { Vocabulary } from '../../model/vocabulary.ts';

const CONTEXT = {
  skos: 'http://www.w3.org/2004/02/skos/core#',
  ConceptScheme: 'skos:ConceptScheme',
  Concept: 'skos:Concept',
  prefLabel: { '@id': 'skos:prefLabel', '@container': '@language' },
  definition: { '@id': 'skos:definition', '@container': '@language' },
  notation: 'skos:notation',
  broader: { '@id': 'skos:broader', '@type': '@id' },
  inScheme: { '@id': 'skos:inScheme', '@type': '@id' },
  hasTopConcept: { '@id': 'skos:hasTopConcept', '@type': '@id' },
};

/** A vocabulary as a SKOS concept scheme in JSON-LD 1.1; `base` is the address of this service. */
export function toSkos({ scheme, title, broader_in, concepts }: z.infer<typeof Vocabulary>, base: string) {
  const address = (name: string, code?: string) => `${base}/v1/vocabularies/${name}${code ? `#${code}` : ''}`;
  return {
    '@context': CONTEXT,
    '@id': address(scheme),
    '@type': 'ConceptScheme',
    prefLabel: title,
    hasTopConcept: concepts.filter(({ broader }) => !broader).map(({ code }) => address(scheme, code)),
    '@graph': concepts.map(({ code, notation, label, definition, broader }) => ({
      '@id': address(scheme, code),
      '@type': 'Concept',
      inScheme: address(scheme),
      notation,
      prefLabel: label,
      ...(definition ? { definition } : {}),
      ...(broader ? { broader: address(broader_in ?? scheme, broader) } : {}),
    })),
  };
}
