import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers, launchBrowser, openPage } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { makePerson, open } from './hosted-visitor.ts';
import { MINE, makePrompted } from './prompted-person.ts';

const LONG = 'Donaudampfschifffahrtsgesellschaftskapitaenswitwenrentenauszahlung am Morgen '.repeat(
  2,
);

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
});
afterAll(async () => {
  await Promise.all([server.close(), browser.close()]);
});

const urlOf = async (type: string, subject: string) => (await open(server, type, subject)).url;

async function boxOf(page: Page, selector: string) {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`${selector} is not to be seen`);
  return box;
}

/** What a screen reader says of the field with the focus. */
async function spoken(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const field = nodes.find(
    ({ role, properties }) =>
      role?.value === 'textbox' &&
      properties?.some(({ name, value }) => name === 'focused' && value.value === true),
  );
  return `${field?.name?.value}: ${field?.description?.value}`;
}

describe('in a real browser', () => {
  it('picture and phrase are there before the PIN, to see and to hear', async () => {
    const { page, complaints } = await openPage(browser, { locale: 'en' });
    await page.goto(await urlOf('verify', await makePrompted(server)));
    await page.locator('#currentPin:focus').waitFor();
    expect(await page.locator('.pad-prompt p').innerText()).toBe(MINE.phrase);
    expect(await page.evaluate('document.querySelector(".pad-prompt img").naturalWidth')).toBe(72);
    const [picture, phrase] = [await boxOf(page, '.pad-prompt img'), await boxOf(page, 'bdi')];
    expect(picture).toMatchObject({ width: 72, height: 72 });
    expect(phrase.x).toBeGreaterThan(picture.x + 72);
    expect(phrase.y).toBeLessThan((await boxOf(page, '#currentPin')).y);
    expect(await spoken(page)).toBe(
      `PIN: Your picture and phrase. If they are not yours, stop. Tiger ${MINE.phrase}`,
    );
    expect(complaints).toEqual([]);
  });

  it('a phrase of another direction stays beside its picture, its own marks with it', async () => {
    const phrase = 'قهوة الصباح!';
    const arabic = await urlOf('verify', await makePrompted(server, { image: 'coffee', phrase }));
    const english = await urlOf('verify', await makePrompted(server));
    const { page } = await openPage(browser, { locale: 'ar' });
    await page.goto(english);
    const [picture, words] = [await boxOf(page, '.pad-prompt img'), await boxOf(page, 'bdi')];
    expect(words.x + words.width).toBeLessThan(picture.x);
    expect(picture.x - words.x - words.width).toBeLessThan(40);
    expect(await page.evaluate('getComputedStyle(document.querySelector("bdi")).direction')).toBe(
      'ltr',
    );
    await page.goto(`${arabic}?lang=en`);
    expect((await boxOf(page, 'bdi')).x).toBeGreaterThan((await boxOf(page, 'figure img')).x + 72);
    expect(await page.evaluate('getComputedStyle(document.querySelector("bdi")).direction')).toBe(
      'rtl',
    );
  });

  it.each(['en', 'ar'])('the longest word fits a small screen: %s', async (locale) => {
    const prompt = { image: 'pelican', phrase: LONG.slice(0, 100) };
    const viewport = { width: 320, height: 640 };
    const { page } = await openPage(browser, { locale, viewport });
    await page.goto(await urlOf('change', await makePrompted(server, prompt)));
    await page.locator('summary').click();
    const overflow = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
    expect(await page.evaluate(overflow)).toBe(false);
    for (const each of await page.locator('summary, label:has([type="radio"])').all()) {
      const box = await each.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
  });

  it.each([true, false])('a pair is chosen and then shown, JavaScript %s', async (script) => {
    const subject = await makePerson(server);
    const { page, complaints } = await openPage(browser, {
      locale: 'en',
      javaScriptEnabled: script,
    });
    await page.goto(await urlOf('set', subject));
    await page.locator('#newPin').fill('5903');
    await page.locator('#repeatPin').fill('5903');
    expect(await page.getByLabel('Phrase').isVisible()).toBe(false);
    await page.getByText('Add a picture and phrase').click();
    await page.getByRole('radio', { name: 'Robot' }).check();
    await page.getByLabel('Phrase').fill('beep at dawn');
    await page.getByRole('button', { name: 'Save PIN' }).click();
    await page.getByRole('heading', { name: 'Your PIN is set' }).waitFor();
    await page.goto(await urlOf('verify', subject));
    expect(await page.getByRole('img', { name: 'Robot' }).isVisible()).toBe(true);
    expect(await page.locator('figure p').innerText()).toBe('beep at dawn');
    expect(complaints).toEqual([]);
  });

  it('a picture is chosen with nothing but a keyboard', async () => {
    const { page } = await openPage(browser, { locale: 'en' });
    await page.goto(await urlOf('set', await makePerson(server)));
    await page.locator('summary').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.getByRole('radio', { name: 'None' }).isChecked()).toBe(true);
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('radio', { name: 'Banana' }).isChecked()).toBe(true);
  });
});

describe.each(['en', 'ar'])('in %s there is no grave barrier', (locale) => {
  it.each(['light', 'dark'] as const)('%s', async (colorScheme) => {
    const { page } = await openPage(browser, { locale, colorScheme });
    const subject = await makePrompted(server);
    for (const [type, whose] of [
      ['verify', subject],
      ['change', subject],
      ['set', await makePerson(server)],
    ] as const) {
      await page.goto(await urlOf(type, whose));
      if (type !== 'verify') await page.locator('summary').click();
      expect(await findBarriers(page), type).toEqual([]);
    }
    await page.locator('#newPin').fill('5903');
    await page.locator('#repeatPin').fill('5903');
    await page.locator('#promptPhrase').fill('just words');
    await page.locator('#promptPhrase').press('Enter');
    await page.locator('#promptImage[aria-invalid]').waitFor();
    expect(await findBarriers(page), 'refused').toEqual([]);
  });
});
