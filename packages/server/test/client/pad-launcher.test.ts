import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PintumblerClient } from '../../../client/src/index.ts';
import { findBarriers, launchBrowser, openPage } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { type PadApp, startPadApp } from './pad-app.ts';

let server: TestServer;
let browser: Browser;
let app: PadApp;
let subject: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  const { apiKey } = server.demo.native;
  const client = new PintumblerClient({ baseUrl: server.baseUrl, apiKey });
  app = await startPadApp(client, () => ({ type: 'verify', subject }));
  subject = await server.makeSubject();
});
afterAll(async () => {
  app.close();
  await Promise.all([server.close(), browser.close()]);
});

async function openApp(padOrigin = server.padUrl): Promise<Page> {
  const { page } = await openPage(browser, { locale: 'en' });
  await page.addInitScript(`window.padOrigin = ${JSON.stringify(padOrigin)}`);
  await page.goto(app.url);
  await page.locator('#finished', { hasText: 'nothing' }).waitFor();
  return page;
}

const resultOf = async (page: Page) => {
  await page.locator('#result:not(:empty)').waitFor();
  return JSON.parse(await page.locator('#result').innerText()) as Record<string, string>;
};

describe('a frame', () => {
  it('takes the PIN in a dialog, goes away when it is over, and gives the focus back', async () => {
    const page = await openApp();
    await page.locator('#frame').click();
    const pad = page.frameLocator('dialog iframe');
    await pad.locator('#currentPin').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await pad.locator('#currentPin').fill('8305');
    await pad.locator('#currentPin').press('Enter');
    expect(await resultOf(page)).toEqual({ outcome: 'complete', id: expect.any(String) });
    expect(await page.locator('dialog').count()).toBe(0);
    await page.locator('#frame:focus').waitFor();
  });

  it('is dismissed with Escape, and the challenge stays open', async () => {
    const page = await openApp();
    await page.locator('#frame').click();
    await page.frameLocator('dialog iframe').locator('#currentPin').waitFor();
    await page.locator('dialog > button').focus();
    await page.keyboard.press('Escape');
    expect(await resultOf(page)).toMatchObject({ outcome: 'dismissed' });
    expect(await page.locator('dialog').count()).toBe(0);
  });

  it('tells only who asks from around it, and only whether it is over', async () => {
    const page = await openApp();
    await page.locator('#frame').click();
    await page.frameLocator('dialog iframe').locator('#currentPin').waitFor();
    const heard = await page.evaluate(`new Promise((resolve) => {
      const nonce = 'ab'.repeat(16);
      const heard = [];
      addEventListener('message', ({ origin, data }) => {
        heard.push({ origin, data });
        if (data.nonce === nonce) resolve(heard);
      });
      const pad = document.querySelector('iframe').contentWindow;
      for (const data of ['hello', null, { type: 'other', nonce }, { type: 'pintumbler.pad.ask', nonce: 1 }]) {
        pad.postMessage(data, '*');
      }
      pad.postMessage({ type: 'pintumbler.pad.ask', nonce }, '*');
    })`);
    const data = { type: 'pintumbler.pad.page', nonce: 'ab'.repeat(16), state: 'open' };
    expect(heard).toEqual([{ origin: server.padUrl, data }]);
  });

  it('is not opened for an address anywhere else', async () => {
    const page = await openApp('https://pin.example.com');
    await page.locator('#frame').click();
    expect((await resultOf(page))['error']).toMatch(/another origin/);
    expect(await page.locator('iframe').count()).toBe(0);
  });
});

describe('a popup', () => {
  it('comes back through the return page, although the PIN page cuts every tie', async () => {
    const page = await openApp();
    const opened = page.waitForEvent('popup');
    await page.locator('#popup').click();
    const popup = await opened;
    await popup.locator('#currentPin').fill('8305');
    await popup.locator('#currentPin').press('Enter');
    expect(await resultOf(page)).toMatchObject({ outcome: 'complete' });
  });

  it('that is left before the end is dismissed', async () => {
    subject = await server.makeSubject();
    for (let guess = 0; guess < 5; guess += 1) {
      await server.call('POST', `/v1/subjects/${subject}/pin/verify`, { pin: '1907' });
    }
    const page = await openApp();
    const opened = page.waitForEvent('popup');
    await page.locator('#popup').click();
    // Locked: nothing to type, only the way back.
    const popup = await opened;
    await popup.getByRole('link', { name: 'Back to the app' }).click();
    expect(await resultOf(page)).toMatchObject({ outcome: 'dismissed' });
    subject = await server.makeSubject();
  });

  it('that the browser blocks becomes what the app chose, or is told', async () => {
    const page = await openApp();
    await page.evaluate('window.open = () => null');
    await page.locator('#popup').click();
    expect(await resultOf(page)).toEqual({ outcome: 'blocked' });
    await page.locator('#fallback').click();
    await page.frameLocator('dialog iframe').locator('#currentPin').waitFor();
  });
});

describe('a redirect', () => {
  it('is finished on the page it comes back to, once', async () => {
    const page = await openApp();
    await page.locator('#redirect').click();
    await page.locator('#currentPin').fill('8305');
    await page.locator('#currentPin').press('Enter');
    await page.getByRole('link', { name: 'Back to the app' }).click();
    await page.locator('#finished', { hasText: 'returned' }).waitFor();
    const finished = JSON.parse(await page.locator('#finished').innerText());
    expect(finished).toMatchObject({ outcome: 'returned', result: { outcome: 'complete' } });
    // The mark is gone from the address, so a reload or a shared link finds nothing.
    expect(page.url()).toBe(app.url);
    await page.reload();
    await page.locator('#finished', { hasText: 'nothing' }).waitFor();
  });
});
