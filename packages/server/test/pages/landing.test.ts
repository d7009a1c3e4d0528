import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../src/dialects/registry.ts';
import { findBarriers, launchBrowser, openPage } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const run = promisify(execFile);
const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
});

afterAll(async () => {
  await Promise.all([server.close(), browser.close()]);
});

/** Pastes a line into a shell; a `curl` in it fails on an HTTP error instead of showing it. */
async function paste(line: string): Promise<string> {
  writeFileSync(join(server.dataDir, '.curlrc'), 'fail-with-body\nmax-time = 20\n');
  const env = { PATH: process.env['PATH'], CURL_HOME: server.dataDir };
  return (await run('sh', ['-c', line], { env })).stdout;
}

describe('the landing page of the demo server', () => {
  it('shows one line per dialect, and each works as pasted', async () => {
    const { page, complaints } = await openPage(browser);
    await page.goto(server.baseUrl);
    const lines = await page.locator('pre code').allInnerTexts();
    expect(lines).toHaveLength(DIALECTS.length);
    for (const { title, mount } of DIALECTS) {
      const card = page.getByRole('article', { name: title, exact: true });
      expect(await card.innerText()).toContain(mount);
      const answer: unknown = JSON.parse(await paste(await card.locator('pre').innerText()));
      expect(answer, title).toBeTypeOf('object');
      expect(answer, title).not.toHaveProperty('error');
    }
    expect(complaints).toEqual([]);
  });

  it('copies a line and says so', async () => {
    const { page, complaints } = await openPage(browser, CLIPBOARD);
    await page.goto(server.baseUrl);
    await page.getByRole('button', { name: 'Copy the line for Native REST API' }).click();
    await page.getByRole('status').getByText('Copied').waitFor();
    const copied: unknown = await page.evaluate('navigator.clipboard.readText()');
    expect(copied).toBe(await page.locator('#line-native').innerText());
    expect(complaints).toEqual([]);
  });

  it('can be used with the keyboard alone', async () => {
    const { page } = await openPage(browser, CLIPBOARD);
    await page.goto(server.baseUrl);
    const focused = page.locator(':focus');
    await page.keyboard.press('Tab');
    expect(await focused.innerText()).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused.getAttribute('data-copy')).toBe(`line-${DIALECTS[0]?.name}`);
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Copied').waitFor();
    for (let more = 1; more < DIALECTS.length; more += 1) await page.keyboard.press('Tab');
    for (const link of await page.getByRole('main').getByRole('link').all()) {
      await page.keyboard.press('Tab');
      expect(await link.evaluate((one) => one.matches(':focus-visible'))).toBe(true);
    }
  });

  it('leads nowhere that does not answer', async () => {
    const { page } = await openPage(browser);
    await page.goto(server.baseUrl);
    const links = await page.getByRole('link').all();
    const addresses = await Promise.all(links.map((link) => link.getAttribute('href')));
    for (const address of new Set(addresses.filter((each) => each !== '#main'))) {
      const response = await fetch(new URL(address ?? '', server.baseUrl));
      expect(response.status, address ?? '').toBe(200);
    }
  });

  it.each(['light', 'dark'] as const)('has no barriers in %s, wide or narrow', async (scheme) => {
    for (const width of [1200, 320]) {
      const viewport = { width, height: 800 };
      const { page } = await openPage(browser, { colorScheme: scheme, viewport });
      await page.goto(server.baseUrl);
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const targets = await page.locator('button:visible, nav a').all();
      const boxes = await Promise.all(targets.map((target) => target.boundingBox()));
      expect(Math.min(...boxes.map((box) => box?.height ?? 0))).toBeGreaterThanOrEqual(44);
    }
  });
});
