import { execFileSync, spawnSync } from 'node:child_process';
import { getIssues } from '@placemarkio/check-geojson';
import { parseFeed } from '@rowanmanning/feed-parser';
import { parseJsonFeed } from 'feedsmith';
import { JSDOM } from 'jsdom';
import ical from 'node-ical';
import { describe, expect, it } from 'vitest';
import { isMissing } from '../../integrations/program.ts';
import { useApp } from '../../support/app.ts';
import { useDesk } from '../../support/desk.ts';
import { hostile, text, useHostileRecords, words } from './records.ts';

type Matcher = (selector: object) => (scope: Node) => AsyncIterable<Range>;
// Its types name their own files without an ending, which TypeScript does not follow in an ES module.
const annotator = (await import('@apache-annotator/dom')) as unknown as {
  createTextQuoteSelectorMatcher: Matcher;
  createTextPositionSelectorMatcher: Matcher;
};

const service = useApp();
const desk = useDesk(service);
const written = useHostileRecords(desk);

const ask = async (path: string, accept?: string) => {
  const answer = await service.app.inject({ url: encodeURI(path), headers: accept ? { accept } : {} });
  expect(answer.statusCode, answer.body.slice(0, 500)).toBe(200);
  return answer;
};
const everyModality = 'modality=occurred,ongoing,announced,planned,hypothetical,alleged,denied,cancelled';
const eventsOf = async () =>
  (await ask(`/v1/timeline?format=ndjson&${everyModality}`)).body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('Atom', () => {
  it('is read by a feed parser, and is well-formed for xmllint', async () => {
    const { body, headers } = await ask('/v1/timeline?format=atom&limit=200');
    expect(headers['content-type']).toContain('application/atom+xml');
    const feed = parseFeed(body);
    const entries = JSON.parse((await ask('/v1/timeline?limit=200')).body).data;
    expect(feed.meta).toMatchObject({ type: 'atom', version: '1.0' });
    expect(feed.language).toBe('ar');
    expect(feed.items.map(({ id }) => id)).toEqual(
      entries.map(({ id }: { id: string }) => expect.stringMatching(new RegExp(`/v1/events/${id}$`))),
    );
    const { document } = new JSDOM(body, { contentType: 'application/xml' }).window;
    expect([...document.querySelectorAll('entry > title')].map((title) => title.textContent)).toContain(
      hostile,
    );
    expect(feed.items.every(({ updated }) => updated && updated <= (feed.updated ?? 0))).toBe(true);
    const { status, stderr, error } = spawnSync('xmllint', ['--noout', '-'], {
      input: body,
      encoding: 'utf8',
    });
    if (!error || process.env.CI) expect([status, stderr]).toEqual([0, '']);
  });

  it('gives titles in the language asked for', async () => {
    const titles = async (language: string) =>
      parseFeed((await ask(`/v1/events/?format=atom&actor=ian-mccary&language=${language}`)).body).items.map(
        ({ title }) => title,
      );
    expect((await titles('ar')).join()).toMatch(/[\u0621-\u064a]/);
    expect((await titles('en')).join()).not.toMatch(/[\u0621-\u064a]/);
  });
});

it('JSON Feed keeps to the rules of version 1.1', async () => {
  const { body, headers } = await ask('/v1/events?limit=200', 'application/feed+json');
  expect(headers['content-type']).toContain('application/feed+json');
  const feed = JSON.parse(body);
  expect(feed.version).toBe('https://jsonfeed.org/version/1.1');
  expect(feed.title).toEqual(expect.any(String));
  expect(new URL(feed.feed_url).search).toBe('?limit=200');
  const known = /^(id|url|title|content_text|date_published|date_modified|language|tags|_sijill)$/;
  const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
  expect(feed.items.length).toBeGreaterThan(20);
  expect(new Set(feed.items.map(({ id }: { id: string }) => id)).size).toBe(feed.items.length);
  for (const item of feed.items) {
    expect(Object.keys(item).filter((name) => !known.test(name))).toEqual([]);
    expect(item).toMatchObject({
      id: expect.stringMatching(/^http/),
      content_text: expect.stringMatching(/./),
      date_published: expect.stringMatching(rfc3339),
      date_modified: expect.stringMatching(rfc3339),
      tags: expect.arrayContaining([expect.any(String)]),
    });
  }
  expect(parseJsonFeed(body).items).toHaveLength(feed.items.length);
});

describe('iCalendar', () => {
  it('is read by a calendar parser, entry for entry', async () => {
    const { body, headers } = await ask(`/v1/timeline?format=ics&${everyModality}`);
    expect(headers['content-type']).toContain('text/calendar');
    const entries = Object.values(ical.sync.parseICS(body)).filter((entry) => entry?.type === 'VEVENT');
    const events = (await eventsOf()).filter(({ date, sort }) => date?.from ?? date?.to ?? sort.date);
    expect(entries).toHaveLength(events.length);
    for (const event of events) {
      const entry = entries.find((one) => 'uid' in one && one.uid === event.id);
      const day = (date: Date) =>
        `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
      expect(entry).toMatchObject({
        datetype: 'date',
        summary: { val: event.title.ar, params: { LANGUAGE: 'ar' } },
      });
      expect(day((entry as { start: Date }).start)).toBe(
        event.date?.from ?? event.date?.to ?? event.sort.date,
      );
      expect((entry as { end: Date }).end > (entry as { start: Date }).start).toBe(true);
    }
  });

  it('folds lines at 75 octets and splits no character', async () => {
    const { rawPayload } = await ask(`/v1/timeline?format=ics&${everyModality}`);
    const lines = rawPayload.toString('latin1').split('\r\n');
    expect(lines.every((line) => line.length <= 75)).toBe(true);
    const decoder = new TextDecoder('utf8', { fatal: true });
    for (const line of lines) expect(() => decoder.decode(Buffer.from(line, 'latin1'))).not.toThrow();
  });
});

it('GeoJSON has no fault in the eyes of check-geojson', async () => {
  for (const path of [`/v1/timeline?${everyModality}&format=geojson`, '/v1/locations?format=geojson']) {
    const { body } = await ask(path);
    expect(getIssues(body)).toEqual([]);
    expect(JSON.parse(body).features.length).toBeGreaterThan(20);
  }
});

it('the CSV is a table to Python, Arabic and line breaks included', async () => {
  const { rawPayload } = await ask('/v1/quotes?format=csv');
  const read =
    'import csv,io,json,sys;print(json.dumps(list(csv.DictReader(io.TextIOWrapper(sys.stdin.buffer,"utf-8-sig",newline=""),strict=True))))';
  const rows = JSON.parse(
    execFileSync('python3', ['-c', read], { input: rawPayload, encoding: 'utf8', maxBuffer: 1 << 26 }),
  );
  const quotes = (await ask('/v1/quotes?format=ndjson')).body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rows.map(({ id }: { id: string }) => id)).toEqual(quotes.map(({ id }) => id));
  expect(rows.map((row: Record<string, string>) => row.speakers_ar)).toEqual(
    quotes.map(({ speakers }) => speakers.map(({ name }: { name: { ar: string } }) => name.ar).join('; ')),
  );
  expect(rows.find(({ id }: { id: string }) => id === written.quote)).toMatchObject({ text: words });
});

describe('Web Annotation', () => {
  it('is anchored by Apache Annotator at the very words, by quote and by position', async () => {
    const { body } = await ask(`/v1/quotes/${written.quote}?format=annotation`);
    const { target } = JSON.parse(body);
    const dom = new JSDOM(`<!doctype html><body></body>`);
    dom.window.document.body.textContent = text;
    for (const name of ['Range', 'NodeFilter', 'Node', 'document'])
      Object.assign(globalThis, { [name]: dom.window[name as 'Range'] });
    const [byQuote, byPosition] = target.selector;
    expect(byQuote).toMatchObject({ type: 'TextQuoteSelector', exact: words });
    expect(byPosition).toMatchObject({ type: 'TextPositionSelector' });
    for (const match of [
      annotator.createTextQuoteSelectorMatcher(byQuote),
      annotator.createTextPositionSelectorMatcher(byPosition),
    ]) {
      const found: string[] = [];
      for await (const range of match(dom.window.document.body)) found.push(range.toString());
      expect(found).toEqual([words]);
    }
  });

  it('is chosen by its profile, and a list is a page of annotations', async () => {
    const profile = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"';
    const { body, headers } = await ask('/v1/quotes?limit=3', profile);
    expect(headers['content-type']).toBe(profile);
    const page = JSON.parse(body);
    expect(page).toMatchObject({ type: 'AnnotationPage', items: { length: 3 } });
    for (const item of page.items)
      expect(item).toMatchObject({
        type: 'Annotation',
        motivation: 'identifying',
        target: { source: expect.stringMatching(/./) },
      });
  });
});

describe('CSL-JSON', () => {
  it('is cited by pandoc', async (context) => {
    if (isMissing('pandoc')) return context.skip('pandoc is not installed');
    const { body, headers } = await ask('/v1/quotes?speaker=ian-mccary&format=csljson&language=en');
    expect(headers['content-type']).toContain('application/vnd.citationstyles.csl+json');
    const items = JSON.parse(body);
    expect(items.length).toBeGreaterThan(5);
    const pandoc = (to: string, input: string) => {
      const { status, stdout, stderr } = spawnSync(
        'pandoc',
        ['--from=csljson', `--to=${to}`, ...(to === 'plain' ? ['--citeproc', '--wrap=none'] : [])],
        { input, encoding: 'utf8' },
      );
      expect([status, stderr]).toEqual([0, '']);
      return stdout;
    };
    const read = JSON.parse(pandoc('csljson', body));
    // It makes apostrophes of straight quotation marks.
    const named = ({ id, title = '', URL }: Record<string, string>) => [id, title.replaceAll('’', "'"), URL];
    expect(read.map(named).toSorted()).toEqual(items.map(named).toSorted());
    const cited = pandoc('plain', body);
    for (const { URL } of items) expect(cited).toContain(URL);
    for (const { issued } of items) if (issued) expect(cited).toContain(String(issued['date-parts'][0][0]));
  });
});
