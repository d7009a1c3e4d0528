import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { findBarriers, launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { openAsOwner, openConsole } from './operator-browser.ts';

const PASSWORD = 'correct horse battery';
/** What the page keeps in the browser, besides the id of the tenant that was looked at last. */
const KEPT = `Object.keys({ ...localStorage, ...sessionStorage }).filter(
  (key) => key !== 'pintumbler-console-tenant',
)`;

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  for (const name of ['joe', 'kim']) {
    const account = { name, role: 'operator', password: PASSWORD };
    expect((await server.admin('POST', '/accounts', account)).status).toBe(201);
  }
});

afterAll(async () => {
  await Promise.all([server.close(), browser.close()]);
});

async function signIn(page: Page, account: string): Promise<void> {
  await page.getByLabel('Account').fill(account);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('.console').waitFor();
}

/** Agrees to everything as the device of its owner would. */
async function addAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
}

describe('a second pair of eyes', () => {
  it('lets nobody agree to what they asked for, and makes the change when somebody else does', async () => {
    await server.admin('POST', '/tenants', { id: 'careful', name: 'Careful' });
    const approvals = { policyWeakening: true, bulkUnlock: true };
    await server.admin('PATCH', '/tenants/careful', { approvals });
    const joe = await openConsole(browser, server, '/t/careful/policy');
    await signIn(joe.page, 'joe');
    await joe.page.getByLabel('Guesses between two locks').fill('9');
    await joe.page.getByText('This weakens the policy').waitFor();
    await joe.page.getByRole('button', { name: 'Put in force' }).click();
    await joe.page.getByRole('button', { name: 'Weaken the policy' }).click();
    await joe.page.getByText('Not in force yet').waitFor();
    await joe.page.getByRole('link', { name: 'Approvals', exact: true }).click();
    await joe.page.getByRole('button', { name: 'Take it back' }).waitFor();
    expect(await joe.page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    const stored = async () => (await server.admin('GET', '/tenants/careful')).body['policy'];
    expect(await stored()).toMatchObject({ attemptsMax: 5 });

    const owner = await openAsOwner(browser, server, '/t/careful/approvals');
    await owner.page.getByRole('button', { name: 'Approve' }).click();
    await owner.page.getByLabel('Reason').fill('Agreed on the phone.');
    await owner.page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await owner.page.getByText('Approved: the change is made').waitFor();
    expect(await stored()).toMatchObject({ attemptsMax: 9 });
    expect([...joe.mistakes(), ...owner.mistakes()]).toEqual([]);
  });
});

describe('signing in without a password', () => {
  it('takes a passkey that was added before', async () => {
    // Passkeys belong to names, and an address is none.
    const named = { ...server, baseUrl: server.baseUrl.replace('127.0.0.1', 'localhost') };
    const { page, mistakes } = await openConsole(browser, named, '/security');
    await addAuthenticator(page);
    await signIn(page, 'kim');
    await page.getByLabel('Name of a new passkey').fill('laptop');
    const password = page.getByLabel('Your password');
    expect(await password.getAttribute('type')).toBe('password');
    expect(await password.getAttribute('autocomplete')).toBe('current-password');
    await password.fill(PASSWORD);
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('cell', { name: 'laptop', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    // Whoever comes next finds nothing of it, neither in the page nor in the browser.
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/kim|laptop/);
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.evaluate(KEPT)).toEqual([]);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByRole('heading', { name: 'Your sign-in' }).waitFor();
    expect(await page.getByText('Signed in as kim').count()).toBe(1);
    expect(mistakes()).toEqual([]);
  });
});

describe('a server that asks for two factors', () => {
  it('shows who has one how to add another, and then everything', async () => {
    const strict = await startTestServer({ flags: { 'require-second-factor': 'on' } });
    onTestFinished(() => strict.close());
    const account = { name: 'joe', role: 'operator', password: PASSWORD };
    await strict.admin('POST', '/accounts', account);
    const { page, mistakes } = await openConsole(browser, strict, '/t/demo/keys');
    await signIn(page, 'joe');
    await page.getByText('This server asks operators for two factors').waitFor();
    expect(await page.getByRole('heading', { name: 'Keys', exact: true }).count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Set up' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Password').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Go on' }).click();
    const secret = await page.locator('section code').first().innerText();
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    await page.getByRole('textbox', { name: 'Code' }).fill(totp.generate());
    await page.getByRole('button', { name: 'Switch on' }).click();
    await page.getByRole('heading', { name: 'Keys', exact: true }).waitFor();
    expect(mistakes()).toEqual([]);
  });
});

describe('a dialog', () => {
  it('keeps the focus in it, closes with Escape, and gives the focus back', async () => {
    const { page } = await openAsOwner(browser, server, '/t/demo/keys');
    const button = page.getByRole('button', { name: 'New key' });
    await button.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'New key' });
    await dialog.waitFor();
    for (let tab = 0; tab < 12; tab += 1) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(
        `document.activeElement === document.body || document.activeElement.closest('dialog') !== null`,
      );
      expect(inside).toBe(true);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => button.evaluate((one) => one.matches(':focus'))).toBe(true);
  });
});
