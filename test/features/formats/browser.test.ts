import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const isMissing = !existsSync(executablePath) && !process.env.CI;
/** Milliseconds for one step: a browser on a busy machine with two processors. */
const PATIENCE = 90_000;

/** Pages of a site elsewhere, with the programs as npm has them and nothing of ours but the address of the service. */
const pages: Record<string, (api: string) => string> = {
  '/timelinejs': (
    api,
  ) => `<!doctype html><html dir="rtl" lang="ar"><meta charset="utf-8"><link rel="icon" href="data:,">
    <link rel="stylesheet" href="/npm/@knight-lab/timelinejs/dist/css/timeline.css">
    <div id="here" style="width:100%;height:600px"></div>
    <script src="/npm/@knight-lab/timelinejs/dist/js/timeline.js"></script>
    <script>
      window.timeline = new TL.Timeline('here', '${api}/v1/timeline?from=2024&format=timelinejs',
        { language: 'ar', script_path: '/npm/@knight-lab/timelinejs/dist/js/', font: null, ga_measurement_id: null });
    </script></html>`,
  '/vis-timeline': (
    api,
  ) => `<!doctype html><html dir="rtl" lang="ar"><meta charset="utf-8"><link rel="icon" href="data:,">
    <div id="here"></div>
    <script src="/npm/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"></script>
    <script type="module">
      const answer = await fetch('${api}/v1/timeline?from=2024&limit=200');
      const { data } = await answer.json();
      const dated = data.filter(({ date }) => date?.from && date.to);
      const items = dated.map(({ id, type, title, date }) => ({
        id, group: type, content: title.ar ?? title.en, start: date.from,
        ...(date.from === date.to ? { type: 'point' } : { type: 'range', end: date.to, className: 'uncertain' }),
      }));
      const groups = [...new Set(dated.map(({ type }) => type))].map((id) => ({ id, content: id }));
      window.timeline = new vis.Timeline(document.getElementById('here'), items, groups, { rtl: true, locale: 'en' });
      window.expected = items.length;
    </script></html>`,
};

describe.skipIf(isMissing)(
  `in Chromium${isMissing ? ' (skipped: there is no /usr/bin/chromium)' : ''}`,
  { timeout: 3 * PATIENCE },
  () => {
    const service = useApp();
    let site: Server;
    let browser: Browser;
    let api: string;

    beforeAll(async () => {
      await service.app.listen({ port: 0, host: '127.0.0.1' });
      api = `http://127.0.0.1:${(service.app.server.address() as AddressInfo).port}`;
      site = createServer((request, response) => {
        const path = new URL(request.url ?? '/', 'http://site').pathname;
        const page = pages[path];
        const type = /\.(css|json)$/.exec(path)?.[1];
        response.setHeader(
          'content-type',
          page
            ? 'text/html'
            : type === 'css'
              ? 'text/css'
              : type === 'json'
                ? 'application/json'
                : 'text/javascript',
        );
        response.end(page ? page(api) : readFileSync(`node_modules/${path.replace('/npm/', '')}`));
      }).listen(0, '127.0.0.1');
      browser = await chromium.launch({
        executablePath,
        args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
      });
    });
    afterAll(async () => {
      await browser?.close();
      site?.close();
    });

    /** Opens a page and notes whatever a reader with an open console would see go wrong. */
    async function open(address: string, width = 1200): Promise<{ page: Page; faults: string[] }> {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      page.setDefaultTimeout(PATIENCE);
      const faults: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      page.on('pageerror', (error) => faults.push(String(error)));
      await page.goto(address);
      return { page, faults };
    }
    const siteAt = (path: string) => `http://127.0.0.1:${(site.address() as AddressInfo).port}${path}`;

    it('TimelineJS shows every dated event, right to left', async () => {
      const { page, faults } = await open(siteAt('/timelinejs'));
      await page.locator('.tl-slide .tl-headline').first().waitFor();
      const { events } = (await service.get('/v1/timeline?from=2024&format=timelinejs')).body;
      expect(events.length).toBeGreaterThan(10);
      // It draws one slide after the other.
      await expect
        .poll(() => page.locator('.tl-timemarker').count(), { timeout: 30_000 })
        .toBe(events.length);
      expect(await page.locator('.tl-rtl').count()).toBeGreaterThan(0);
      const headline = page.locator('.tl-slide .tl-headline').first();
      expect(await headline.textContent()).toMatch(/[\u0621-\u064a]/);
      expect(await headline.evaluate((node) => getComputedStyle(node).direction)).toBe('rtl');
      await expect
        .poll(() => page.locator('.tl-slide blockquote').count(), { timeout: 30_000 })
        .toBeGreaterThan(0);
      expect(faults).toEqual([]);
      await page.close();
    });

    it('vis-timeline shows every dated event, right to left', async () => {
      const { page, faults } = await open(siteAt('/vis-timeline'));
      await page.locator('.vis-item').first().waitFor();
      const shown = await page.evaluate(() => {
        const { timeline, expected } = window as unknown as {
          timeline: { itemsData: { length: number } };
          expected: number;
        };
        return [timeline.itemsData.length, expected];
      });
      expect(shown[0]).toBe(shown[1]);
      expect(shown[0]).toBeGreaterThan(5);
      expect(await page.locator('.vis-item').first().textContent()).toMatch(/[\u0621-\u064a]/);
      expect(faults).toEqual([]);
      await page.close();
    });

    it.each([
      ['ar', 'rtl', 390],
      ['ar', 'rtl', 1200],
      ['en', 'ltr', 390],
      ['en', 'ltr', 1200],
    ])('the page of a record fits, in %s (%s) at %d pixels', async (language, direction, width) => {
      for (const path of ['/v1/quotes/gold:000:q01', '/v1/events/gold:000:e01', '/v1/actors/ian-mccary']) {
        const { page, faults } = await open(`${api}${path}?language=${language}`, width);
        const seen = await page.evaluate(() => ({
          over: document.documentElement.scrollWidth - innerWidth,
          direction: getComputedStyle(document.body).direction,
          // A style that the policy refuses would leave the browser's own.
          isStyled: getComputedStyle(document.body).margin === '0px',
        }));
        expect(seen).toEqual({ over: expect.any(Number), direction, isStyled: true });
        expect(seen.over).toBeLessThanOrEqual(0);
        expect(faults).toEqual([]);
        await page.close();
      }
    });
  },
);
