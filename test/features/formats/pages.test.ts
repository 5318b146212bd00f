import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { recordKinds } from '../../../src/model/common.ts';
import { useApp } from '../../support/app.ts';
import { useDesk } from '../../support/desk.ts';
import { hostile, useHostileRecords, words } from './records.ts';

const service = useApp();
const desk = useDesk(service);
const written = useHostileRecords(desk);

/** What a browser sends. */
const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const open = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await service.app.inject({ url: path, headers: { ...browser, ...headers } });
  return { answer, document: new JSDOM(answer.body).window.document };
};
const meta = (document: Document, property: string) =>
  document.querySelector(`meta[property="${property}"]`)?.getAttribute('content');

describe('the permalink of a record', () => {
  it.each(recordKinds)('is a page to a browser and JSON to a program: %s', async (kind) => {
    const [{ id }] = (await service.get(`/v1/${kind}s?limit=1`)).body.data;
    const { answer, document } = await open(`/v1/${kind}s/${id}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers.vary).toContain('Accept-Language');
    expect(document.documentElement.lang).toBe('ar');
    expect(document.documentElement.dir).toBe('rtl');
    expect(document.querySelector('h1')?.textContent).toMatch(/./);
    expect(meta(document, 'og:title')).toBe(document.querySelector('h1')?.textContent);
    expect(meta(document, 'og:url')).toMatch(new RegExp(`/v1/${kind}s/${id}$`));
    expect(document.querySelector('link[rel=canonical]')?.getAttribute('href')).toBe(
      meta(document, 'og:url'),
    );
    expect(document.body.textContent).not.toMatch(/undefined|\[object|NaN/);
    for (const accept of ['*/*', 'application/json'])
      expect((await service.app.inject({ url: `/v1/${kind}s/${id}`, headers: { accept } })).json().id).toBe(
        id,
      );
  });

  it('is in English where that is asked for, by the reader’s browser or by name', async () => {
    const path = `/v1/events/${written.event}`;
    for (const [url, headers] of [
      [`${path}?language=en`, {}],
      [path, { 'accept-language': 'en-GB,en;q=0.9,ar;q=0.5' }],
    ] as const) {
      const { document } = await open(url, headers);
      expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['en', 'ltr']);
      expect(document.body.textContent).toContain('How to cite it');
    }
    const { document } = await open(`${path}?language=ar`, { 'accept-language': 'en' });
    expect(document.documentElement.lang).toBe('ar');
  });

  it('says the words, who said them, when, where they were printed, and how to cite them', async () => {
    const { document } = await open(`/v1/quotes/${written.quote}`);
    expect(document.querySelector('blockquote')?.textContent).toBe(words);
    const said = document.body.textContent;
    expect(said).toContain('4 مارس 2024');
    expect(said).toContain('غير مؤكد');
    expect(document.querySelectorAll('.cite p:not(.kind)')).toHaveLength(3);
    expect(document.querySelector(`a[href*="/v1/documents/${written.document}"]`)).not.toBeNull();
  });

  it('gives each language a tag of its own', async () => {
    const tag = async (language: string) =>
      (await open(`/v1/events/${written.event}`, { 'accept-language': language })).answer.headers.etag;
    expect(await tag('en')).not.toBe(await tag('ar'));
    // Asked again, over a socket, each gets its own: answers are kept and sent again.
    for (const language of ['en', 'ar', 'en', 'ar']) {
      const { text } = await service
        .get(`/v1/events/${written.event}`)
        .set({ ...browser, host: 'sijill.test', 'accept-language': language })
        .expect(200);
      expect(text).toContain(`<html lang="${language}"`);
    }
  });
});

describe('a hostile text', () => {
  it.each(['events', 'quotes', 'documents', 'actors', 'sources'])(
    'stays text on a page of %s',
    async (kind) => {
      const ref =
        { events: written.event, quotes: written.quote, documents: written.document }[kind] ?? 'hostile';
      for (const language of ['ar', 'en']) {
        const { answer, document } = await open(`/v1/${kind}/${ref}?language=${language}`);
        expect(answer.statusCode).toBe(200);
        expect(document.querySelectorAll('script, img, iframe, object, [onerror], [onload]')).toHaveLength(0);
        expect(document.querySelectorAll('a[href^="javascript:" i]')).toHaveLength(0);
        expect(document.querySelectorAll('style')).toHaveLength(1);
        expect(meta(document, 'og:title')).toBe(hostile);
      }
    },
  );

  it('would not run in any case: the policy of a page admits no script', async () => {
    const { answer } = await open(`/v1/quotes/${written.quote}`);
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src|unsafe-inline/);
  });
});

describe('a citation', () => {
  const cite = async (style: string) =>
    (await service.get(`/v1/quotes/gold:000:q01/citation?style=${style}`).expect(200)).body;

  it('names the document, its date, its address and who translated, each style in its way', async () => {
    const apa = await cite('apa');
    expect(apa.citation).toMatch(
      /^مبعوث واشنطن .*\[US Coalition envoy: .*\] \(Sijill \[human translation\], Trans\.\)\. \(2024, March 1–2\)\. http:.*\/v1\/documents\/[-\da-f]{36}$/,
    );
    const chicago = await cite('chicago');
    expect(chicago.citation).toMatch(
      /^Sijill \[human translation\], trans\. “.*,” March 1–2, 2024\. http.*\.$/,
    );
    const arabic = await cite('arabic');
    expect(arabic.citation).toMatch(/^«مبعوث واشنطن .*»، 1–2 مارس 2024، http.*\.$/);
    expect(arabic).toMatchObject({
      style: 'arabic',
      language: 'ar',
      permalink: expect.stringMatching(/\/v1\/quotes\//),
    });
  });

  it('is a line of plain text to whoever asks for that', async () => {
    const url = '/v1/quotes/gold:000:q01/citation?style=arabic';
    const { text, headers } = await service.get(url).set('accept', 'text/plain').expect(200);
    expect(headers['content-type']).toContain('text/plain');
    const withoutPort = (line: string) => line.replace(/:\d+\//, '/');
    expect(withoutPort(text)).toBe(withoutPort(`${(await cite('arabic')).citation}\n`));
  });

  it('leaves out what is not known, and calls an approximate date one', async () => {
    const { citation } = (await service.get(`/v1/quotes/${written.quote}/citation?style=apa`)).body;
    expect(citation).toContain('(ca. 2024, March)');
  });

  it('refuses a style it does not have', async () => {
    const answer = await service.get('/v1/quotes/gold:000:q01/citation?style=mla').expect(400);
    expect(answer.body.errors[0].parameter).toBe('style');
  });
});
