import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBarriers, launchBrowser, openPage } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let browser: Browser;

beforeEach(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
});

afterEach(async () => {
  await Promise.all([server.close(), browser.close()]);
});

/** Starts a recovery of the demo subject; answers the code its message holds. */
async function sendCode(): Promise<string> {
  const path = `/v1/subjects/${server.demo.native.subject}/recoveries`;
  expect((await server.call('POST', path, { factor: 'one_time_code' })).status).toBe(201);
  const messages: unknown = JSON.parse((await server.call('GET', '/dev/messages')).text);
  return (messages as readonly [{ readonly code: string }])[0].code;
}

function codesOn(page: Page): Promise<readonly string[]> {
  return page.locator('.code').allInnerTexts();
}

describe('the inbox', () => {
  it('says how to get a message while there is none', async () => {
    const { page, complaints } = await openPage(browser);
    await page.goto(`${server.baseUrl}/dev/inbox`);
    const text = await page.getByRole('main').innerText();
    expect(text).toContain(`POST /v1/subjects/${server.demo.native.subject}/recoveries`);
    expect(text).toContain('{"factor":"one_time_code"}');
    expect(await findBarriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('shows codes newest first, with scripts or without', async () => {
    const [first, second] = [await sendCode(), await sendCode()];
    for (const javaScriptEnabled of [true, false]) {
      const { page } = await openPage(browser, { javaScriptEnabled });
      await page.goto(`${server.baseUrl}/dev/inbox`);
      expect(await codesOn(page)).toEqual([second, first]);
      expect(await page.getByRole('main').innerText()).toContain('demo@example.com');
      const buttons = javaScriptEnabled ? 2 : 0;
      expect(await page.getByRole('button', { name: 'Copy' }).count()).toBe(buttons);
    }
  });

  it('takes in new messages by itself, and leaves the focus where it is', async () => {
    const { page, complaints } = await openPage(browser);
    await page.goto(`${server.baseUrl}/dev/inbox`);
    const first = await sendCode();
    await page.locator('.code', { hasText: first }).waitFor();
    await page.getByRole('button').focus();
    const second = await sendCode();
    await page.locator('.code', { hasText: second }).waitFor();
    expect(await codesOn(page)).toEqual([second, first]);
    const focused = await page.locator(':focus').getAttribute('data-copy');
    expect(await page.locator(`[id="${focused}"]`).innerText()).toBe(first);
    expect(complaints).toEqual([]);
  });

  it('marks a code that has expired by the clock of the server', async () => {
    const { page } = await openPage(browser);
    await sendCode();
    await page.goto(`${server.baseUrl}/dev/inbox`);
    await server.advanceClock(11 * 60);
    await page.getByText('Expired', { exact: true }).waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
  });

  it.each(['light', 'dark'] as const)('has no barriers in %s', async (colorScheme) => {
    await sendCode();
    await server.advanceClock(11 * 60);
    await sendCode();
    const { page } = await openPage(browser, { colorScheme });
    await page.goto(`${server.baseUrl}/dev/inbox`);
    expect(await codesOn(page)).toHaveLength(2);
    expect(await findBarriers(page)).toEqual([]);
  });

  it('says when the server is gone', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${server.baseUrl}/dev/inbox`);
    await page.route('**/dev/inbox', (route) => route.abort());
    await page.getByText('does not answer').waitFor();
    await page.unroute('**/dev/inbox');
    await page.getByText('appear by themselves').waitFor();
  });
});
