import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterPin, frameOf, setUp } from '../dialects/circle/browser/wallet.ts';
import { findBarriers, launchBrowser, openPage } from '../support/browser.ts';
import { send, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
});
afterAll(async () => {
  await Promise.all([server.close(), browser.close()]);
});

const PIN = '739205';
const NEW_PIN = '618033';

/** One click for the values, one for the PIN page. */
async function execute(page: Page, kind: string): Promise<void> {
  await page.getByRole('button', { name: kind }).click();
  await page.getByText('Ready. Press Execute.').waitFor();
  await page.getByRole('button', { name: 'Execute' }).click();
  await frameOf(page).locator('h1').waitFor();
}

const told = (page: Page, id: string) => page.locator(`#${id}`).innerText();

describe('the sample app', () => {
  it('walks a newcomer to a first and then to a changed PIN', async () => {
    const { page, complaints } = await openPage(browser);
    await page.goto(`${server.baseUrl}/sample`);
    expect(await findBarriers(page)).toEqual([]);
    await execute(page, 'first PIN');
    await setUp(page, PIN, ['Rex', 'Kisumu']);
    await expect.poll(() => told(page, 'message')).toBe('The page says: INITIALIZE COMPLETE');
    await expect
      .poll(() => told(page, 'webhook'), { timeout: 8_000 })
      .toBe('challenges.initialize arrived, its signature is right');
    expect(await told(page, 'status')).toBe('COMPLETE');
    expect(await told(page, 'pinStatus')).toBe('ENABLED');

    await execute(page, 'change PIN');
    for (const pin of [PIN, NEW_PIN, NEW_PIN]) {
      const first = frameOf(page).locator('input[type=password]').first();
      await expect.poll(() => first.inputValue()).toBe('');
      const heading = await frameOf(page).locator('h1').innerText();
      await enterPin(page, pin);
      if (pin === NEW_PIN) continue;
      await expect.poll(() => frameOf(page).locator('h1').innerText()).not.toBe(heading);
    }
    await expect.poll(() => told(page, 'message')).toBe('The page says: CHANGE_PIN COMPLETE');
    await expect
      .poll(() => told(page, 'webhook'), { timeout: 8_000 })
      .toBe('challenges.changePin arrived, its signature is right');
    expect(await findBarriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('believes no webhook that is not signed', async () => {
    const forged = { notificationType: 'challenges.changePin', notification: { id: 'forged' } };
    const url = `${server.baseUrl}/sample/api/webhook`;
    const headers = { 'x-circle-key-id': 'made-up', 'x-circle-signature': 'made-up' };
    const answer = await send(url, 'POST', forged, headers);
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });

  it('is for this machine only', async () => {
    const url = `${server.baseUrl}/sample/api/challenge`;
    const headers = { origin: 'https://evil.example' };
    expect((await send(url, 'POST', { kind: 'change' }, headers)).status).toBe(403);
  });
});
