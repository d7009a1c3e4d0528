import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../src/dialects/registry.ts';
import { launchBrowser } from '../support/browser.ts';
import { startReceiver } from '../support/receiver.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { openAsOwner, openConsole, signInByKey } from './operator-browser.ts';

/** What the main button on the page in the frame is painted with. */
const BUTTON_COLOUR = `getComputedStyle(
  document.querySelector('iframe').contentDocument.querySelector('.pad button[type=submit]'),
).backgroundColor`;

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
});

afterAll(async () => {
  await Promise.all([server.close(), browser.close()]);
});

describe('signing in', () => {
  it('tells a wrong key from nothing else, and keeps the place for a right one', async () => {
    const { page, mistakes } = await openConsole(browser, server, '/t/demo/keys');
    await page.getByRole('button', { name: 'Use the admin key instead' }).click();
    await page.getByLabel('Admin key').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('That is not right').waitFor();
    await page.getByLabel('Admin key').fill(server.demo.adminKey);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Keys', exact: true }).waitFor();
    expect(page.url()).toBe(`${server.baseUrl}/console/t/demo/keys`);
    expect(mistakes()).toEqual([]);
  });

  it('is asked for again when the session is over, and the place is kept', async () => {
    const { page } = await openAsOwner(browser, server, '/t/demo/policy');
    await page.getByRole('table', { name: 'An attacker’s odds' }).waitFor();
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Keys' }).click();
    await page.getByText('Your session is over').waitFor();
    await signInByKey(page, server);
    await page.getByRole('heading', { name: 'Keys', exact: true }).waitFor();
    expect(page.url()).toBe(`${server.baseUrl}/console/t/demo/keys`);
  });

  it('by an auditor leaves nothing to press that changes anything', async () => {
    const account = { name: 'firm', role: 'auditor', password: 'correct horse battery' };
    expect((await server.admin('POST', '/accounts', account)).status).toBe(201);
    const subject = await server.makeSubject();
    const { page } = await openConsole(browser, server, `/t/demo/subjects/${subject}`);
    await page.getByLabel('Account').fill(account.name);
    await page.getByLabel('Password').fill(account.password);
    await page.keyboard.press('Enter');
    await page.getByRole('article', { name: 'PIN for login' }).waitFor();
    const main = page.getByRole('main');
    expect(await main.getByRole('button').allInnerTexts()).toEqual([]);
  });
});

describe('tenants and keys', () => {
  it('make a tenant and show its first key once, and the key works', async () => {
    const { page, mistakes } = await openAsOwner(browser, server, '/tenants');
    await page.getByRole('button', { name: 'New tenant' }).click();
    await page.getByLabel('Name').fill('Bank & Söhne');
    expect(await page.getByLabel('Id').inputValue()).toBe('bank-so-hne');
    await page.getByLabel('Id').fill('bank');
    await page.getByRole('button', { name: 'Create tenant' }).click();
    const key = await page.getByRole('dialog').locator('dd code').innerText();
    // Escape must not take away what is shown once.
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'I have stored it' }).click();
    await page.getByRole('heading', { name: 'Bank & Söhne' }).waitFor();
    expect(await page.content()).not.toContain(key);
    const headers = { authorization: `Bearer ${key}` };
    const { status } = await server.call('GET', '/v1/policy', undefined, headers);
    expect(status).toBe(200);
    expect(mistakes()).toEqual([]);
  });

  it.each(DIALECTS.map(({ name, title }) => [name, title] as const))(
    'make a key for %s with its secrets, and revoke it',
    async (dialect, title) => {
      const { page, mistakes } = await openAsOwner(browser, server, '/t/demo/keys');
      await page.getByRole('button', { name: 'New key' }).click();
      await page.getByLabel('Wire').selectOption({ label: title });
      await page.getByLabel('Name').fill(`made for ${dialect}`);
      await page.getByRole('button', { name: 'Create key' }).click();
      await page.getByText('Shown this once').waitFor();
      expect(await page.getByRole('dialog').locator('dd').count()).toBeGreaterThan(0);
      await page.getByRole('button', { name: 'I have stored it' }).click();
      await page.getByRole('button', { name: `Revoke made for ${dialect}` }).click();
      await page.getByRole('button', { name: 'Revoke key' }).click();
      await page.getByText('The key is revoked').waitFor();
      const row = page.getByRole('row', { name: `made for ${dialect}` });
      expect(await row.innerText()).toContain('revoked');
      expect(mistakes()).toEqual([]);
    },
  );
});

describe('support', () => {
  it('finds a locked person, sees every attempt and why, and unlocks with a reason', async () => {
    const subject = await server.makeSubject();
    const path = `/v1/subjects/${subject}/pin/verify`;
    for (let wrong = 0; wrong < 5; wrong += 1) await server.call('POST', path, { pin: '1907' });
    const { page, mistakes } = await openAsOwner(browser, server, '/t/demo');
    await page.getByRole('heading', { name: 'Tries' }).waitFor();
    await page.keyboard.press('/');
    await page.getByLabel('Find a subject').waitFor();
    await page.keyboard.type(subject);
    await page.getByRole('link', { name: subject, exact: true }).click();
    const pin = page.getByRole('article', { name: 'PIN for login' });
    await pin.getByText('locked', { exact: true }).waitFor();
    await page.getByRole('cell', { name: 'wrong' }).nth(3).waitFor();
    await pin.getByRole('button', { name: 'Unlock' }).click();
    await page.getByLabel('Reason').fill('She showed her passport.');
    await page.getByRole('dialog').getByRole('button', { name: 'Unlock' }).click();
    await pin.getByText('active', { exact: true }).waitFor();
    await page.getByRole('cell', { name: 'She showed her passport.' }).waitFor();
    expect((await server.call('POST', path, { pin: '8305' })).body['outcome']).toBe('verified');
    expect(mistakes()).toEqual([]);
  });

  it('shows a deleted PIN as not set, and has no field to choose another', async () => {
    const subject = await server.makeSubject();
    const { page } = await openAsOwner(browser, server, `/t/demo/subjects/${subject}`);
    await page.getByRole('button', { name: 'Delete PIN' }).click();
    await page.getByLabel('Reason').fill('Asked for it.');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete PIN' }).click();
    await page.getByText('The PIN is deleted').waitFor();
    expect(await page.getByRole('main').locator('input').count()).toBe(0);
  });
});

describe('a policy', () => {
  it('says what a change means before it is in force, and asks before it weakens', async () => {
    await server.admin('POST', '/tenants', { id: 'weaker', name: 'Weaker' });
    const { page, mistakes } = await openAsOwner(browser, server, '/t/weaker/policy');
    await page.getByLabel('Made-up PIN').fill('1234');
    await page.getByText('Refused', { exact: true }).waitFor();
    await page.getByLabel('Guesses between two locks').fill('9');
    await page.getByText('This weakens the policy').waitFor();
    const stored = async () => (await server.admin('GET', '/tenants/weaker')).body['policy'];
    await page.getByRole('button', { name: 'Put in force' }).click();
    expect(await stored()).toMatchObject({ attemptsMax: 5 });
    await page.getByRole('button', { name: 'Weaken the policy' }).click();
    await page.getByText('The policy is in force').waitFor();
    expect(await stored()).toMatchObject({ attemptsMax: 9 });
    expect(mistakes()).toEqual([]);
  });
});

describe('the look of the PIN pages', () => {
  it('shows on a real page before it is stored, and on the pad after', async () => {
    await server.admin('POST', '/tenants', { id: 'purple', name: 'Purple' });
    const { page, mistakes } = await openAsOwner(browser, server, '/t/purple/look');
    await page.getByLabel('Colours of your own').first().check();
    await page.getByLabel('Accent', { exact: true }).fill('#7b2d8e');
    const pad = page.frameLocator('iframe');
    await pad.getByRole('button', { name: 'Save PIN' }).waitFor();
    await expect.poll(() => page.evaluate(BUTTON_COLOUR)).toBe('rgb(123, 45, 142)');
    expect(await pad.locator('.pad-brand').innerText()).toBe('Purple');
    await page.getByRole('button', { name: 'Save look' }).click();
    await page.getByText('new look').waitFor();
    const theme = await (await fetch(`${server.padUrl}/theme/purple.css`)).text();
    expect(theme).toContain('#7b2d8e');
    expect(mistakes()).toEqual([]);
  });
});

describe('webhooks and the trail', () => {
  it('send a test, show what came of it, and replay it', async () => {
    const receiver = await startReceiver();
    const { page } = await openAsOwner(browser, server, '/t/demo/webhooks');
    await page.getByRole('button', { name: 'New webhook' }).click();
    await page.getByLabel('Name').fill('Ledger');
    await page.getByLabel('Address').fill(receiver.url);
    await page.getByRole('button', { name: 'Create webhook' }).click();
    await page.getByText('Shown this once').waitFor();
    await page.getByRole('button', { name: 'I have stored it' }).click();
    await page.getByRole('link', { name: 'Ledger' }).click();
    await page.getByRole('button', { name: 'Send a test' }).click();
    await expect
      .poll(async () => {
        await page.getByRole('button', { name: 'Refresh' }).click();
        return page.getByRole('cell', { name: 'delivered' }).count();
      })
      .toBe(1);
    await page.getByRole('button', { name: 'Replay webhook.test' }).click();
    await page.getByText('sent once more').waitFor();
    await receiver.close();
  });

  it('filter by what is in the address, verify the chain, and export a file', async () => {
    const subject = await server.makeSubject();
    await server.call('POST', `/v1/subjects/${subject}/pin/verify`, { pin: '1907' });
    const { page, mistakes } = await openAsOwner(
      browser,
      server,
      `/t/demo/audit?subject=${subject}`,
    );
    await page.getByRole('cell', { name: 'wrong' }).waitFor();
    await page.getByLabel('Outcome').fill('set');
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: 'wrong' }).waitFor({ state: 'detached' });
    expect(page.url()).toContain('outcome=set');
    await page.getByRole('button', { name: 'Verify the trail' }).click();
    await page.getByText('intact', { exact: true }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    expect(mistakes()).toEqual([]);
  });
});
