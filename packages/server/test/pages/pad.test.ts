import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers, launchBrowser, openPage } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
});

afterAll(async () => {
  await Promise.all([server.close(), browser.close()]);
});

describe.each(['light', 'dark'] as const)('the origin of the PIN pages, in %s', (colorScheme) => {
  it.each([
    ['/', 'opens from a link'],
    ['/c/gone', 'leads nowhere'],
  ])('has nothing to type into at %s', async (path, words) => {
    const { page } = await openPage(browser, { colorScheme });
    await page.goto(`${server.padUrl}${path}`);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain(words);
    expect(await page.locator('input, textarea, select, form, button').count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
  });
});
