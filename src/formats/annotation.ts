import type { z } from 'zod';
import type { Quote } from '../model/quote.ts';
import { TERMS } from './context.ts';
import { type Answering, type Format, jsonList, permalink } from './format.ts';

/**
 * W3C Web Annotation: each quote as the annotation of its words in the document. Positions count Unicode code points
 * of the document's text from 0, the end exclusive; the words themselves and what stands around them come along where
 * the text is loaded, and the hash of the words in any case.
 */
export const annotation: Format = {
  name: 'annotation',
  mediaType: 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
  extension: 'annotation.jsonld',
  columns: true,
  kinds: ['quote'],
  write(entries, answering) {
    const head = { '@context': CONTEXT, id: answering.self, type: 'AnnotationPage' };
    return jsonList(
      `${JSON.stringify(head).slice(0, -1)},"items":[`,
      entries,
      (entry) => annotate(JSON.parse(entry), answering),
      '\n]}\n',
    );
  },
  one: (record, answering) =>
    JSON.stringify({ '@context': CONTEXT, ...annotate(JSON.parse(record), answering) }),
};

const CONTEXT = ['http://www.w3.org/ns/anno.jsonld', { sha256: `${TERMS}sha256` }];

type QuoteAnswer = z.infer<typeof Quote>;

function annotate(quote: QuoteAnswer, { base }: Answering) {
  const { document } = quote;
  const page = permalink(base, 'quote', quote.id);
  const bodies = quote.translations.map(({ lang, value }) => ({
    type: 'TextualBody',
    purpose: 'describing',
    value,
    language: lang,
    format: 'text/plain',
  }));
  return {
    id: `${page}#annotation`,
    type: 'Annotation',
    motivation: 'identifying',
    created: quote.created_at,
    modified: quote.updated_at,
    body: [{ type: 'SpecificResource', purpose: 'identifying', source: page }, ...bodies],
    target: {
      type: 'SpecificResource',
      source: document.url ?? permalink(base, 'document', document.id),
      ...(quote.selector ? { selector: selectors(quote.selector) } : {}),
    },
  };
}

const selectors = ({ exact, prefix, suffix, start, end, sha256 }: NonNullable<QuoteAnswer['selector']>) => [
  ...(exact === null
    ? []
    : [
        {
          type: 'TextQuoteSelector',
          exact,
          ...(prefix === null ? {} : { prefix }),
          ...(suffix === null ? {} : { suffix }),
        },
      ]),
  { type: 'TextPositionSelector', start, end, sha256 },
];
