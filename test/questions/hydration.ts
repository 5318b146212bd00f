import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type HydrateReport, hydrate } from '../../src/bundle/hydrate.ts';
import { Event } from '../../src/model/event.ts';
import { Quote } from '../../src/model/quote.ts';
import { codesOf } from '../../src/model/vocabularies/index.ts';
import { codePoints } from '../../src/text/codePoints.ts';
import { corpusIsHere, type GoldQuote, readArticles, readGold } from '../demo/gold-corpus.ts';
import type { TestApp } from '../support/app.ts';
import { asker, goldOf, pathOf } from './ask.ts';

const articlesPath = fileURLToPath(new URL('../../../shared/corpus/articles', import.meta.url));

/** Everything the public may list, with all that may be included. */
const lists: [path: string, parameters: Record<string, string>][] = [
  [
    '/v1/timeline',
    { include: 'evidence,documents', quotes: '50', modality: codesOf('modalities').join(',') },
  ],
  ['/v1/events', { include: 'evidence,documents', modality: codesOf('modalities').join(',') }],
  ['/v1/quotes', {}],
  ['/v1/quotes', { collapse: 'utterance' }],
  ['/v1/utterances', {}],
  ['/v1/figures', { include: 'evidence' }],
  ['/v1/figures', { series: 'true' }],
  ['/v1/actors', { include: 'evidence' }],
  ['/v1/actors/ian-mccary/timeline', { include: 'evidence,documents', quotes: '50' }],
  ['/v1/actors/ian-mccary/quotes', {}],
  ['/v1/actors/iraq/mentions', {}],
  ['/v1/actors/usa/network', {}],
  ['/v1/locations', {}],
  ['/v1/sources', {}],
  ['/v1/documents', {}],
  ['/v1/vocabularies', {}],
];

/**
 * Hydrates the demonstration knowledge base with changed texts, then with the right ones, and leaves these loaded:
 * the questions that follow are asked with the words at hand. Without the articles everything here is skipped.
 */
export function describeHydration(service: TestApp): void {
  const { list, one } = asker(service);

  describe('without the articles', () => {
    it('a quote says that its words are not loaded, and shows the translation', async () => {
      for (const { text, translations, anchor, selector } of await list(Quote, '/v1/quotes')) {
        expect([text.value, text.withheld, selector?.exact]).toEqual([null, 'source_text_not_loaded', null]);
        expect([translations.length, anchor?.state]).toEqual([1, 'unverified']);
      }
    });
  });

  describe.skipIf(!corpusIsHere)('with the articles (needs ../shared)', () => {
    const directory = mkdtempSync(join(tmpdir(), 'sijill-hydrate-'));
    afterAll(() => rmSync(directory, { recursive: true, force: true }));
    const articles = corpusIsHere ? readArticles() : undefined;
    const gold = corpusIsHere ? readGold() : undefined;
    const hydrateWith = (files: Record<string, string>) => {
      const own = mkdtempSync(join(directory, 'files-'));
      for (const [name, text] of Object.entries(files)) writeFileSync(join(own, name), text);
      return hydrate(service.database, own);
    };
    const article = (id: string) => {
      const found = articles?.get(id) ?? expect.fail(`no article ${id}`);
      return { name: found.name, text: found.points.join(''), points: found.points };
    };
    const quotesOf = async (id: string) =>
      (await list(Quote, '/v1/quotes')).filter((quote) => goldOf(quote)[0]?.startsWith(id));
    const words = ({ id, start, end }: GoldQuote) =>
      article(id.slice(0, 3)).points.slice(start, end).join('');
    const wordsOf = (quote: z.infer<typeof Quote>) =>
      words(gold?.quotes.find(({ id }) => goldOf(quote).includes(id)) ?? expect.fail('no such quote'));

    it('a file of another text is told to be unknown, and nothing is loaded', async () => {
      const before = (await service.get('/v1/version')).body.data_version;
      const report = await hydrateWith({ 'other.txt': 'خبر آخر', 'readme.md': 'no text' });
      expect(report).toEqual({ loaded: [], unknown: ['other.txt'], verified: 0, moved: 0, orphaned: 0 });
      expect((await service.get('/v1/version')).body.data_version).toBe(before);
    });

    it('words of a text that shifted are found again: “moved”, and right', async () => {
      const { name, text } = article('003');
      const inserted = 'جملة أضيفت قبل الخبر. 🕊 ';
      const shift = codePoints(inserted).length;
      const report = await hydrateWith({ [name]: inserted + text });
      expect(report).toMatchObject({ loaded: [name], unknown: [], verified: 0, orphaned: 0 });
      const quotes = await quotesOf('003');
      expect(quotes).toHaveLength(17);
      for (const quote of quotes) {
        const { selector, anchor } = quote;
        expect(anchor).toEqual({
          state: 'moved',
          start: (selector?.start ?? 0) + shift,
          end: (selector?.end ?? 0) + shift,
        });
        expect(quote.text.value).toBe(wordsOf(quote));
      }
    });

    it('words that are gone from the text are “orphaned” and not shown; the others stay', async () => {
      const { name, points } = article('003');
      const lost = gold?.quotes.find(({ id }) => id === '003:q17') ?? expect.fail('no quote');
      const report = await hydrateWith({
        [name]: [...points.slice(0, lost.start), ...points.slice(lost.end)].join(''),
      });
      expect(report.orphaned).toBeGreaterThan(0);
      expect(report.verified).toBeGreaterThan(0);
      for (const quote of await quotesOf('003')) {
        const gone = goldOf(quote).includes('003:q17');
        expect(quote.anchor?.state === 'orphaned', goldOf(quote)[0]).toBe(gone);
        expect(quote.text.value).toBe(gone ? null : wordsOf(quote));
        if (gone) expect([quote.anchor?.start, quote.anchor?.end]).toEqual([null, null]);
      }
    });

    describe('as they were annotated', () => {
      let report: HydrateReport;
      beforeAll(async () => {
        report = await hydrate(service.database, articlesPath);
      });

      it('every selector finds its exact words', async () => {
        expect(report).toMatchObject({ unknown: [], moved: 0, orphaned: 0 });
        expect(report.loaded).toHaveLength(5);
        expect(report.verified).toBeGreaterThan(113 + 95);
      });

      it('113 quotes show the words of the annotation', async () => {
        const quotes = await list(Quote, '/v1/quotes');
        expect(quotes).toHaveLength(113);
        for (const quote of quotes) {
          expect(quote.text).toEqual({ value: wordsOf(quote), lang: 'ar' });
          expect(quote.anchor?.state).toBe('verified');
        }
      });

      it('a second time changes nothing', async () => {
        const before = (await service.get('/v1/quotes?limit=200')).body.data;
        expect(await hydrate(service.database, articlesPath)).toEqual(report);
        expect((await service.get('/v1/quotes?limit=200')).body.data).toEqual(before);
      });

      it('hydrating writes no version of any record', async () => {
        const { body } = await service.get('/v1/changes?limit=200').expect(200);
        expect(new Set(body.data.map(({ op }: { op: string }) => op))).toEqual(new Set(['created']));
      });

      it('an event’s evidence shows the words, too', async () => {
        const attack = await one(Event, '/v1/events/gold:002:e08');
        expect(attack.evidence?.every(({ selector }) => selector?.exact)).toBe(true);
      });
    });

    describe('the public', () => {
      const pages = [...(articles?.values() ?? [])].map(({ points }) => points.join(''));
      /** Passages that selectors point at; all that the public reads of an article. */
      const passages = new Set<string>();
      const answers: { path: string; body: unknown }[] = [];
      const ofEach = ['events', 'quotes', 'utterances', 'figures', 'actors', 'documents'];

      beforeAll(async () => {
        for (const [path, parameters] of lists) {
          const asked = pathOf(path, path === '/v1/vocabularies' ? {} : { limit: '200', ...parameters });
          answers.push({ path, body: (await service.get(asked).expect(200)).body });
        }
        for (const kind of ofEach) {
          const { data } = (await service.get(`/v1/${kind}?limit=200`).expect(200)).body;
          for (const { id } of data)
            answers.push({
              path: `/v1/${kind}/${id}`,
              body: (await service.get(`/v1/${kind}/${id}`).expect(200)).body,
            });
        }
        for (let after: string | undefined; ; ) {
          const { body } = await service
            .get(pathOf('/v1/changes', { limit: '200', expand: 'true', ...(after ? { after } : {}) }))
            .expect(200);
          answers.push({ path: `/v1/changes?after=${after}`, body });
          if (body.data.length < 200) break;
          after = body.page.next_cursor;
        }
        const quotes = await list(Quote, '/v1/quotes');
        for (const { selector } of quotes) if (selector?.exact) passages.add(selector.exact);
        const events = await list(Event, '/v1/events', {
          include: 'evidence',
          modality: codesOf('modalities').join(','),
        });
        const figures = await list(
          z.looseObject({
            evidence: Event.shape.evidence,
            external_ids: z.record(z.string(), z.array(z.string())),
          }),
          '/v1/figures',
          { include: 'evidence' },
        );
        for (const { evidence = [] } of [...events, ...figures])
          for (const { selector } of evidence) if (selector?.exact) passages.add(selector.exact);
      });

      it('never sees more of an article than the passages that quotes and evidence select', () => {
        const RUN = 60; // longer than any printed office title
        const runs = new Set(pages.flatMap((page) => Array.from(page, (_, i) => page.slice(i, i + RUN))));
        const leaks = answers.flatMap(({ path, body }) =>
          stringsIn(body)
            .filter((text) => text.length >= RUN && !isPassage(text))
            .filter((text) =>
              Array.from(text, (_, i) => text.slice(i, i + RUN)).some(
                (run) => run.length === RUN && runs.has(run),
              ),
            )
            .map((text) => `${path}: ${text.slice(0, 80)}`),
        );
        expect(answers.length).toBeGreaterThan(200);
        expect(passages.size).toBeGreaterThan(150);
        expect([...new Set(leaks)]).toEqual([]);
      });

      /** A passage, or the part of one by which utterances are compared. */
      const isPassage = (text: string) =>
        passages.has(text) || [...passages].some((passage) => passage.includes(text));

      it.each(['csv', 'ndjson'])('nor in %s', async (format) => {
        const longest = Math.max(...[...passages].map((passage) => passage.length));
        const runs = new Set(
          pages.flatMap((page) => Array.from(page, (_, i) => page.slice(i, i + longest + 20))),
        );
        for (const kind of ['timeline', 'events', 'quotes', 'utterances', 'figures', 'documents']) {
          const { text = '', body } = await service
            .get(`/v1/${kind}?format=${format}`)
            .buffer(true)
            .expect(200);
          const written = text || String(body);
          expect(written.length).toBeGreaterThan(100);
          expect(
            Array.from(written, (_, i) => written.slice(i, i + longest + 20)).some((run) => runs.has(run)),
            kind,
          ).toBe(false);
        }
      });

      it('is told of a document only that its text is loaded', async () => {
        const documents = await list(
          z.looseObject({
            text_loaded: z.boolean(),
            external_ids: z.record(z.string(), z.array(z.string())),
          }),
          '/v1/documents',
        );
        expect(documents.every(({ text_loaded }) => text_loaded)).toBe(true);
        for (const document of documents) expect(document).not.toHaveProperty('text');
      });
    });
  });
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}
