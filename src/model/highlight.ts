import { z } from 'zod';

/** Where words of `q` stand in an answer. */
export const Highlight = z
  .strictObject({
    pointer: z
      .string()
      .nullable()
      .describe(
        'The text of this answer (JSON pointer); null for the stored text of a document as `/documents/{ref}/text` gives it: of an item of a page, its own stretch',
      ),
    start: z.int().describe('Code points before it'),
    end: z.int(),
    excerpt: z.string().optional().describe('Of a stored text: the words around; only editors are shown any'),
  })
  .meta({ id: 'Highlight', description: 'Where words of `q` stand: code points, end exclusive.' });
export type Highlight = z.infer<typeof Highlight>;

/** The field in which the stored text of a document is handed on to be looked through; it is shown to nobody. */
export const STORED_TEXT = 'stored_text';

/** With `highlight=true`, on every answer that `q` searches. */
export const highlights = z.array(Highlight).optional().describe('With `highlight=true`');
