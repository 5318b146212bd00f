import { createHash } from 'node:crypto';
import { beforeAll } from 'vitest';
import type { Desk } from '../../support/desk.ts';

/** Words of our own, with a letter outside the basic plane before the quote, so that code points and units differ. */
export const words = 'لن نغلق المعبر';
export const text = `📣 بيان تجريبي كتب لهذا الاختبار. قال المتحدث: «${words}» ثم انصرف.`;
export const hostile = `</title></style><script>alert(1)</script>"><img src=x onerror=alert(2)>&amp; عنوان`;

export interface Written {
  event: string;
  quote: string;
  document: string;
}

/** Records of which every text is hostile to whoever shows it, and a quote whose words are loaded. */
export function useHostileRecords(desk: Desk): Written {
  const written = {} as Written;
  beforeAll(async () => {
    const post = async (path: string, body: object): Promise<string> => {
      const { status, body: made, text: said } = await desk.send('editor', 'POST', path, { body });
      if (status !== 201) throw new Error(`${path} answers ${status}: ${said}`);
      const reviewed = await desk.send('editor', 'POST', `${path}/${made.id}/review`, {
        body: { review: 'reviewed', reason: 'for a test' },
      });
      if (reviewed.status !== 200) throw new Error(`${path} is not reviewed: ${reviewed.text}`);
      return made.id;
    };
    await post('/v1/sources', { slug: 'hostile', kind: 'newspaper', name: { ar: hostile, en: hostile } });
    await post('/v1/actors', { slug: 'hostile', kind: 'person', name: { ar: hostile, en: hostile } });
    written.document = await post('/v1/documents', {
      source: 'hostile',
      url: 'javascript:alert(3)',
      lang: 'ar',
      title: { ar: hostile, en: hostile },
      published: { edtf: '2024-03~', basis: 'inferred' },
      text,
    });
    const start = [...text.slice(0, text.indexOf(words))].length;
    written.event = await post('/v1/events', {
      type: 'statement',
      modality: 'occurred',
      title: { ar: hostile, en: hostile },
      summary: { ar: hostile, en: hostile },
      date: { edtf: '2024-03-04?', basis: 'inferred', note: hostile },
      participants: [{ role: 'speaker', actor: 'hostile' }],
      evidence: [{ document: written.document }],
    });
    written.quote = await post('/v1/quotes', {
      speaker: 'hostile',
      speaker_kind: 'named',
      speaker_as_reported: hostile,
      cue: hostile,
      mode: 'direct',
      lang: 'ar',
      text: words,
      translations: [{ lang: 'en', value: `We will not close the crossing ${hostile}`, kind: 'human' }],
      said: { edtf: '2024-03-04?', basis: 'inferred' },
      event: written.event,
      document: written.document,
      selector: {
        start,
        end: start + [...words].length,
        sha256: createHash('sha256').update(words).digest('hex'),
        prefix: 'قال المتحدث: «',
        suffix: '» ثم',
      },
    });
  });
  return written;
}
