import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const isMissing = !existsSync(executablePath) && !process.env.CI;

/** A name that is neither localhost nor secure, as in a newsroom's network; the browser finds it here. */
const NETWORK_NAME = 'sijill.test';

/** Milliseconds for one step: a browser on a busy machine with two processors. */
const PATIENCE = 90_000;

/** Opens /docs and notes whatever a reader with an open console would see go wrong. */
async function openDocs(browser: Browser, base: string) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  page.setDefaultTimeout(PATIENCE);
  const faults: string[] = [];
  const hosts = new Set<string>();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('requestfailed', (request) => faults.push(`${request.url()} ${request.failure()?.errorText}`));
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.url()} ${response.status()}`);
  });
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol !== 'data:') hosts.add(`${protocol}//${host}`);
  });
  await page.goto(`${base}/docs`);
  await page.locator('.opblock').first().waitFor();
  return { page, faults, hosts };
}

/** Asks with the form of an operation as it is filled in at first; answers with the status shown. */
async function tryOut(page: Page, tag: string, operationId: string): Promise<string | null> {
  const operation = page.locator(`#operations-${tag}-${operationId}`);
  await operation.locator('.opblock-summary').click();
  await operation.locator('button.execute').click();
  return operation.locator('.live-responses-table tbody .response-col_status').first().textContent();
}

describe.skipIf(isMissing)(
  `/docs in Chromium${isMissing ? ' (skipped: there is no /usr/bin/chromium)' : ''}`,
  { timeout: 3 * PATIENCE },
  () => {
    const service = useApp();
    let browser: Browser;
    let port: number;

    beforeAll(async () => {
      await service.app.listen({ port: 0, host: '127.0.0.1' });
      port = (service.app.server.address() as AddressInfo).port;
      browser = await chromium.launch({
        executablePath,
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          `--host-resolver-rules=MAP ${NETWORK_NAME} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
        ],
      });
    });
    afterAll(() => browser?.close());

    it.each(['127.0.0.1', NETWORK_NAME])(
      'shows every operation and tries them out at http://%s, without a fault and without another host',
      async (host) => {
        const base = `http://${host}:${port}`;
        const { page, faults, hosts } = await openDocs(browser, base);
        const { paths } = (await service.get('/openapi.json')).body;
        const operations = Object.values(paths as Record<string, object>).flatMap((path) =>
          Object.keys(path),
        );
        expect(await page.locator('.opblock').count()).toBe(operations.length);
        expect(await tryOut(page, 'Timeline', 'getActorTimeline')).toBe('200');
        expect(await tryOut(page, 'Quotes', 'listQuotes')).toBe('200');
        if (process.env.DOCS_SCREENSHOT) await page.screenshot({ path: process.env.DOCS_SCREENSHOT });
        expect(faults).toEqual([]);
        expect([...hosts]).toEqual([base]);
        await page.close();
      },
    );

    it('opens the form of one operation of each group without a fault', async () => {
      const { page, faults } = await openDocs(browser, `http://127.0.0.1:${port}`);
      for (const group of await page.locator('.opblock-tag-section').all()) {
        const operation = group.locator('.opblock').first();
        await operation.locator('.opblock-summary-control').click();
        await operation.locator('button.execute').waitFor();
        await operation.locator('.opblock-summary-control').click();
      }
      expect(faults).toEqual([]);
      await page.close();
    });
  },
);
