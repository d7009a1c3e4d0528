import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { LANGUAGES } from '../../src/core/model/pages.ts';
import { findBarriers, launchBrowser, openPage } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { look, makePerson, open, submit } from './hosted-visitor.ts';
import { putKey } from './pin-key.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
});

afterAll(async () => {
  await Promise.all([server.close(), browser.close()]);
});

describe('in a real browser', () => {
  it('a PIN is set without JavaScript', async () => {
    const { url } = await open(server, 'set', await makePerson(server));
    const { page } = await openPage(browser, { javaScriptEnabled: false, locale: 'en' });
    await page.goto(url);
    await page.getByLabel('New PIN', { exact: true }).fill('0836');
    await page.getByLabel('New PIN again').fill('0836');
    await page.getByRole('button', { name: 'Save PIN' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Your PIN is set');
  });

  it('a PIN is set with nothing but a keyboard', async () => {
    const { url } = await open(server, 'set', await makePerson(server));
    const { page, complaints } = await openPage(browser, { locale: 'en' });
    await page.goto(url);
    // A browser gives the focus with its first frame, which may come after the page.
    await page.locator('#newPin:focus').waitFor();
    await page.keyboard.type('0836');
    while ((await focused(page)) !== 'repeatPin') await page.keyboard.press('Tab');
    await page.keyboard.type('0836');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your PIN is set' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('a PIN is pasted, with the blanks it was written with', async () => {
    const { url } = await open(server, 'set', await makePerson(server));
    const { page } = await openPage(browser, { locale: 'en' });
    await page.goto(url);
    for (const id of ['newPin', 'repeatPin']) {
      await page.evaluate(`{
        const clipboardData = new DataTransfer();
        clipboardData.setData('text', ' 08 36');
        const options = { clipboardData, bubbles: true, cancelable: true };
        document.getElementById('${id}').dispatchEvent(new ClipboardEvent('paste', options));
      }`);
    }
    await page.getByRole('button', { name: 'Save PIN' }).click();
    await page.getByRole('heading', { name: 'Your PIN is set' }).waitFor();
  });

  it('a refused PIN leaves empty fields, the reason, and the focus where to go on', async () => {
    const { url } = await open(server, 'set', await makePerson(server));
    const { page } = await openPage(browser, { locale: 'en' });
    await page.goto(url);
    await page.locator('#newPin').fill('2580');
    await page.locator('#repeatPin').fill('2580');
    await page.keyboard.press('Enter');
    const alert = page.locator('#problem');
    await alert.getByText('pattern on the keypad').waitFor();
    expect(await page.locator('#newPin').inputValue()).toBe('');
    expect(await page.locator('#newPin').getAttribute('aria-describedby')).toContain('problem');
    await page.locator('#newPin:focus').waitFor();
  });

  it('everything that is pressed is large enough for a thumb', async () => {
    const { url } = await open(server, 'change', await server.makeSubject());
    const { page } = await openPage(browser, { viewport: { width: 320, height: 640 } });
    await page.goto(url);
    for (const each of await page.locator('button:visible, input:visible, nav a').all()) {
      const box = await each.boundingBox();
      expect(box?.height, await each.innerText()).toBeGreaterThanOrEqual(44);
    }
    const overflow = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
    expect(await page.evaluate(overflow)).toBe(false);
  });

  it('a PIN is set inside the app that embeds the page, and the app cannot reach in', async () => {
    const { url } = await open(server, 'set', await makePerson(server));
    const { page, complaints } = await openPage(browser, { locale: 'en' });
    await page.goto(await startApp(`<iframe src="${url}" title="PIN"></iframe>`));
    const frame = page.frameLocator('iframe');
    await frame.locator('#newPin').fill('0836');
    await frame.locator('#repeatPin').fill('0836');
    await frame.getByRole('button', { name: 'Save PIN' }).click();
    await frame.getByRole('heading', { name: 'Your PIN is set' }).waitFor();
    expect(await page.evaluate('document.querySelector("iframe").contentDocument')).toBeNull();
    expect(complaints.filter((each) => !/autofocus/i.test(each))).toEqual([]);
  });

  it('Arabic reads from right to left', async () => {
    const { url } = await open(server, 'set', await makePerson(server));
    const { page } = await openPage(browser, { locale: 'ar' });
    await page.goto(url);
    expect(await page.evaluate('getComputedStyle(document.body).direction')).toBe('rtl');
    expect(await page.locator('html').getAttribute('lang')).toBe('ar');
  });
});

describe.each(LANGUAGES)('in %s no page has a grave barrier:', (lang) => {
  it.each(['light', 'dark'] as const)('%s', async (colorScheme) => {
    const { page } = await openPage(browser, { colorScheme });
    for (const [name, url] of await everyPage()) {
      await page.goto(`${url}?lang=${lang}`);
      expect(await findBarriers(page), name).toEqual([]);
    }
    await page.goto(`${(await everyPage())[0]?.[1]}?lang=${lang}`);
    await page.locator('#newPin').fill('2580');
    await page.locator('#repeatPin').fill('2580');
    await page.locator('#repeatPin').press('Enter');
    await page.locator('[aria-invalid]').waitFor();
    expect(await findBarriers(page), 'refused').toEqual([]);
  });
});

/** The address of one page of each kind. */
async function everyPage(): Promise<readonly (readonly [string, string])[]> {
  const known = await server.makeSubject();
  const questions = {
    question1: '0',
    answer1: 'Rex',
    hint1: 'woof',
    question2: '1',
    answer2: 'Mji',
  };
  const url = async (type: string, subject: string) => (await open(server, type, subject)).url;
  const setUp = await url('initialise', await makePerson(server));
  const forgetful = await makePerson(server, {
    identifiers: [{ type: 'email', value: `${crypto.randomUUID()}@example.com` }],
  });
  const done = await url('initialise', forgetful);
  await submit(await look(done), { newPin: '8305', repeatPin: '8305', ...questions });
  const keyed = await makePerson(server);
  await putKey(server, keyed);
  return [
    ['set', await url('set', await makePerson(server))],
    ['change', await url('change', known)],
    ['verify', await url('verify', known)],
    ['set_questions', await url('set_questions', known)],
    ['initialise', setUp],
    ['recover', await url('recover', forgetful)],
    ['nobody to ask', await url('recover', known)],
    ['a PIN that cannot be typed', await url('verify', keyed)],
    ['used', done],
    ['nowhere', `${server.padUrl}/c/nothing`],
    ['home', server.padUrl],
  ];
}

/** An app on an origin of its own, with this in its one page. */
async function startApp(markup: string): Promise<string> {
  const app = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><title>App</title>${markup}`);
  });
  onTestFinished(() => {
    app.closeAllConnections();
    app.close();
  });
  await once(app.listen(0, 'localhost'), 'listening');
  return `http://localhost:${(app.address() as AddressInfo).port}/`;
}

async function focused(page: Page): Promise<unknown> {
  return page.evaluate('document.activeElement.id');
}
