import { z } from 'zod';
import { sha256 } from '../text/codePoints.ts';
import { ref, Sha256 } from './common.ts';
import { ActorRef, DocumentRef } from './references.ts';
import { codesOf } from './vocabularies/index.ts';

/**
 * Where words stand (W3C Web Annotation text position and text quote selectors).
 * `start` and `end` count Unicode code points of the document's stored text, end exclusive;
 * `sha256` is of the exact words in UTF-8; a writer may give the words themselves (`exact`) instead, which are
 * not kept. Dehydrated bundles leave out `prefix` and `suffix`.
 */
export const SelectorRecord = z
  .strictObject({
    start: z.int().min(0),
    end: z.int().min(1),
    sha256: Sha256.optional(),
    exact: z.string().min(1).optional(),
    prefix: z.string().optional(),
    suffix: z.string().optional(),
  })
  .refine((selector) => selector.start < selector.end, { message: 'start before end', path: ['end'] })
  .refine(({ sha256: hash, exact }) => hash !== undefined || exact !== undefined, {
    message: 'either sha256 or the exact words',
    path: ['sha256'],
  })
  .refine(({ sha256: hash, exact }) => !hash || !exact || hash === sha256(exact), {
    message: 'not the hash of the exact words',
    path: ['sha256'],
  })
  .transform(({ exact, ...selector }) => ({ ...selector, sha256: selector.sha256 ?? sha256(exact ?? '') }));
export type SelectorRecord = z.infer<typeof SelectorRecord>;

export const EvidenceRecord = z.strictObject({
  document: ref('document'),
  selector: SelectorRecord.nullish(),
  supports: z.array(z.string().regex(/^(\/[^/]*)*$/, 'a JSON pointer such as “/date”')).optional(),
  assertion: z.enum(codesOf('assertions')).optional(),
  attributed_to: ref('actor').nullish(),
});
export type EvidenceRecord = z.infer<typeof EvidenceRecord>;

/**
 * Whether the words were found in the loaded text: `unverified` no text loaded, `verified` at their place,
 * `moved` elsewhere in a changed text, `orphaned` nowhere.
 */
export const anchorStates = ['unverified', 'verified', 'moved', 'orphaned'] as const;
export const Anchor = z
  .strictObject({
    state: z.enum(anchorStates),
    start: z.int().nullable(),
    end: z.int().nullable(),
  })
  .meta({
    id: 'Anchor',
    description:
      'Whether the words were found in the loaded text: `unverified` no text loaded, `verified` at their place, `moved` elsewhere in a changed text, `orphaned` nowhere.',
  });

export const Selector = z
  .strictObject({
    exact: z.string().nullable(),
    prefix: z.string().nullable(),
    suffix: z.string().nullable(),
    start: z.int(),
    end: z.int(),
    sha256: Sha256,
  })
  .meta({
    id: 'Selector',
    description:
      'Where words stand (W3C Web Annotation). `start` and `end` count Unicode code points of the document’s text, end exclusive; `sha256` is of the exact words in UTF-8. `exact`, `prefix` and `suffix` are null where the text is not loaded.',
  });

export const Evidence = z
  .strictObject({
    document: DocumentRef,
    selector: Selector.nullable(),
    anchor: Anchor.nullable(),
    supports: z.array(z.string()).describe('JSON pointers of the fields it supports; none: the whole record'),
    assertion: z.enum(codesOf('assertions')),
    attributed_to: ActorRef.nullable(),
  })
  .meta({
    id: 'Evidence',
    description:
      'What supports a record or one of its fields: a document, the place in it, and whether it affirms or denies.',
  });
