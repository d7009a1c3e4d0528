import { createPublicKey, verify } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  findBarriers,
  launchBrowser,
  openPage,
  type WatchedPage,
} from '../../../support/browser.ts';
import { type Receiver, startReceiver } from '../../../support/receiver.ts';
import { startTestServer, type TestServer } from '../../../support/test-server.ts';
import {
  type Client,
  enterPin,
  frameOf,
  hear,
  heardOn,
  makeUser,
  onPage,
  openClient,
  press,
  setUp,
  type User,
} from './wallet.ts';
import { startWalletApp, type WalletApp } from './wallet-app.ts';

let server: TestServer;
let browser: Browser;
let app: WalletApp;
let client: Client;
let user: User;
let watched: WatchedPage;
let page: Page;

const PIN = '739205';
const NEW_PIN = '618033';
const THIRD_PIN = '662607';
const WRONG = '190734';
const ANSWERS = ['Rex', 'Kisumu'];

beforeAll(async () => {
  [server, browser, app] = await Promise.all([
    startTestServer(),
    launchBrowser(),
    startWalletApp(),
  ]);
  client = openClient(server);
});
afterAll(async () => {
  await Promise.all([server.close(), browser.close(), app.close()]);
});
beforeEach(async () => {
  user = await makeUser(client);
  // Axe must not look while a screen fades in.
  watched = await openPage(browser, { reducedMotion: 'reduce' });
  page = watched.page;
  await page.goto(app.url);
  await page.locator('body[data-ready]').waitFor();
  await onPage(page, 'point', server.padUrl);
  await signIn();
});
afterEach(async () => {
  await page.context().close();
});

const signIn = (encryptionKey = user.encryptionKey, appId = server.demo.circle.appId) =>
  onPage(page, 'signIn', appId, user.userToken, encryptionKey);

type Opening = 'createUserPinWithWallets' | 'updateUserPin' | 'restoreUserPin' | 'createUserPin';

async function open(call: Opening): Promise<string> {
  const about = { userToken: user.userToken };
  const blockchains = ['ETH-SEPOLIA' as const];
  const opened =
    call === 'createUserPinWithWallets'
      ? await client.createUserPinWithWallets({ ...about, blockchains })
      : await client[call](about);
  return opened.data?.challengeId ?? '';
}

async function execute(call: Opening): Promise<string> {
  const challengeId = await open(call);
  await onPage(page, 'execute', challengeId);
  await frameOf(page).locator('h1').waitFor();
  return challengeId;
}

async function initialise(): Promise<string> {
  const challengeId = await execute('createUserPinWithWallets');
  await setUp(page, PIN, ANSWERS);
  expect(await hear(page, 1)).toEqual({ result: { type: 'INITIALIZE', status: 'COMPLETE' } });
  return challengeId;
}

const statusOf = async (challengeId: string) =>
  (await client.getUserChallenge({ userToken: user.userToken, challengeId })).data?.challenge;
const standing = async () => (await client.getUserStatus({ userToken: user.userToken })).data;
const frames = () => page.locator('#sdkIframe').count();

describe('the vendor’s browser SDK', () => {
  it('sets a first PIN and security questions, and the app learns of it by REST and by webhook', async () => {
    const receiver: Receiver = await startReceiver();
    await client.createSubscription({ endpoint: receiver.url });
    const challengeId = await initialise();
    expect(await frames()).toBe(0);
    expect(await statusOf(challengeId)).toMatchObject({ status: 'COMPLETE', type: 'INITIALIZE' });
    expect(await standing()).toMatchObject({
      ...{ pinStatus: 'ENABLED', securityQuestionStatus: 'ENABLED' },
    });
    const told = await receiver.next(
      ({ body }) => body['notificationType'] === 'challenges.initialize',
    );
    expect(told.body['notification']).toMatchObject({
      ...{ id: challengeId, userId: user.userId, status: 'COMPLETE', errorCode: 0 },
    });
    const keyId = String(told.headers['x-circle-key-id']);
    const key = (await client.getNotificationSignature(keyId)).data?.publicKey ?? '';
    const signature = Buffer.from(String(told.headers['x-circle-signature']), 'base64');
    const publicKey = createPublicKey({
      ...{ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' },
    });
    const reprinted = JSON.stringify(JSON.parse(told.text));
    for (const bytes of [told.text, reprinted]) {
      expect(verify('sha256', Buffer.from(bytes), publicKey, signature)).toBe(true);
    }
    await receiver.close();
    expect(watched.complaints).toEqual([]);
  });

  it('changes a PIN after a wrong and then the right old one, in the same frame', async () => {
    await initialise();
    const challengeId = await execute('updateUserPin');
    await enterPin(page, WRONG);
    expect(await hear(page, 2)).toMatchObject({ error: { code: 155112 } });
    expect(await frames()).toBe(1);
    expect(await frameOf(page).getByRole('alert').innerText()).toMatch(/3/);
    await enterPin(page, PIN);
    await expect.poll(() => frameOf(page).getByRole('alert').innerText()).toBe('');
    await enterPinAfter(PIN, NEW_PIN);
    await enterPinAfter(NEW_PIN, NEW_PIN);
    expect(await hear(page, 3)).toEqual({ result: { type: 'CHANGE_PIN', status: 'COMPLETE' } });
    expect(await statusOf(challengeId)).toMatchObject({ status: 'COMPLETE' });
    expect((await standing())?.pinDetails?.failedAttempts).toBe(0);
  });

  it('locks after the fourth wrong entry for half an hour, and opens by itself', async () => {
    await initialise();
    const challengeId = await execute('updateUserPin');
    for (let entry = 1; entry <= 4; entry += 1) {
      await enterPin(page, WRONG);
      await hear(page, 1 + entry);
    }
    const codes = (await heardOn(page)).map((each) => ('error' in each ? each.error.code : 0));
    expect(codes).toEqual([0, 155112, 155112, 155112, 155119]);
    await expect.poll(frames).toBe(0);
    expect(await statusOf(challengeId)).toMatchObject({ status: 'FAILED', errorCode: 155119 });
    const locked = await standing();
    expect(locked).toMatchObject({ pinStatus: 'LOCKED', pinDetails: { failedAttempts: 4 } });
    const { lockedDate = '', lockedExpiryDate = '' } = locked?.pinDetails ?? {};
    expect(Date.parse(lockedExpiryDate) - Date.parse(lockedDate)).toBe(30 * 60_000);
    const next = await open('updateUserPin');
    await onPage(page, 'execute', next);
    expect(await hear(page, 6)).toMatchObject({ error: { code: 155119 } });
    await server.advanceClock(30 * 60 + 1);
    expect(await standing()).toMatchObject({
      ...{ pinStatus: 'ENABLED', pinDetails: { failedAttempts: 0 } },
    });
    await onPage(page, 'execute', next);
    await frameOf(page).locator('h1').waitFor();
    await enterPin(page, PIN);
    await enterPinAfter(PIN, NEW_PIN);
    await enterPinAfter(NEW_PIN, NEW_PIN);
    expect(await hear(page, 7)).toMatchObject({ result: { status: 'COMPLETE' } });
  });

  it('leads from a forgotten PIN to a new one in the same iframe', async () => {
    await initialise();
    await onPage(page, 'listenForForgotPin', false);
    await execute('updateUserPin');
    await frameOf(page)
      .getByRole('button', { name: /forgot/i })
      .click();
    expect(await hear(page, 2)).toEqual({ forgot: true });
    expect(await frames()).toBe(1);
    const restore = await open('restoreUserPin');
    await onPage(page, 'execute', restore);
    const answers = frameOf(page).getByTestId('answer-text-input');
    await expect.poll(() => answers.count()).toBe(2);
    await answers.nth(0).fill('rex');
    await answers.nth(1).fill('Nairobi');
    await press(page);
    expect(await hear(page, 3)).toMatchObject({ error: { code: 155115 } });
    await answers.nth(0).fill(' REX ');
    await answers.nth(1).fill('kisumu');
    await press(page);
    await enterPin(page, NEW_PIN);
    await enterPinAfter(NEW_PIN, NEW_PIN);
    expect(await hear(page, 4)).toEqual({ result: { type: 'RESTORE_PIN', status: 'COMPLETE' } });
    expect(await statusOf(restore)).toMatchObject({ status: 'COMPLETE' });
  });

  it('refuses a weak PIN and a second one that differs, and goes on', async () => {
    await execute('createUserPin');
    await enterPin(page, '123456');
    expect(await hear(page, 1)).toMatchObject({ error: { code: 155704 } });
    await enterPin(page, PIN);
    await enterPinAfter(PIN, NEW_PIN);
    expect(await hear(page, 2)).toMatchObject({ error: { code: 155703 } });
    await setUp(page, PIN, ANSWERS);
    expect(await hear(page, 3)).toEqual({ result: { type: 'SET_PIN', status: 'COMPLETE' } });
  });

  it('tells the app when the person closes the page, and the challenge stays usable', async () => {
    const challengeId = await execute('createUserPinWithWallets');
    await frameOf(page).getByRole('button', { name: /close/i }).click();
    expect(await hear(page, 1)).toMatchObject({ error: { code: 155701 } });
    await expect.poll(frames).toBe(0);
    expect(await statusOf(challengeId)).toMatchObject({ status: 'IN_PROGRESS' });
    await onPage(page, 'execute', challengeId);
    await frameOf(page).locator('h1').waitFor();
    await setUp(page, PIN, ANSWERS);
    expect(await hear(page, 2)).toMatchObject({ result: { status: 'COMPLETE' } });
  });

  it.each([
    ['a key that does not belong to the token', 155118, () => signIn('A'.repeat(43).concat('='))],
    [
      'a foreign app id',
      155114,
      () => signIn(user.encryptionKey, '00000000-0000-5000-8000-000000000000'),
    ],
  ])('is told of %s, and sees no page', async (_name, code, spoil) => {
    await spoil();
    await onPage(page, 'execute', await open('createUserPin'));
    expect(await hear(page, 1)).toMatchObject({ error: { code } });
    await expect.poll(frames).toBe(0);
  });

  it('is told of a used, an unknown and an expired challenge', async () => {
    const used = await initialise();
    await onPage(page, 'execute', used);
    expect(await hear(page, 2)).toMatchObject({ error: { code: 155122 } });
    await onPage(page, 'execute', '00000000-0000-5000-8000-000000000000');
    expect(await hear(page, 3)).toMatchObject({ error: { code: 155116 } });
    const late = await open('updateUserPin');
    await server.advanceClock(3601);
    const { data } = await client.createUserToken({ userId: user.userId });
    await onPage(page, 'signIn', server.demo.circle.appId, data?.userToken, data?.encryptionKey);
    await onPage(page, 'execute', late);
    expect(await hear(page, 4)).toMatchObject({ error: { code: 155121 } });
  });

  it('is told of success although the answer to the last step got lost, or the page was closed', async () => {
    await initialise();
    const change = async () => {
      await execute('updateUserPin');
      await enterPin(page, PIN);
      await enterPinAfter(PIN, NEW_PIN);
    };
    await change();
    // It arrives at the server, and its answer does not arrive here.
    await page.context().route('**/circle/finish', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await enterPinAfter(NEW_PIN, NEW_PIN);
    expect(await hear(page, 2)).toMatchObject({ error: { code: 155706 } });
    await page.context().unroute('**/circle/finish');
    await frameOf(page).getByRole('button', { name: /again/i }).click();
    expect(await hear(page, 3)).toEqual({ result: { type: 'CHANGE_PIN', status: 'COMPLETE' } });

    await execute('updateUserPin');
    await enterPin(page, NEW_PIN);
    await enterPinAfter(NEW_PIN, THIRD_PIN);
    await page.context().route('**/circle/finish', async (route) => {
      const response = await route.fetch();
      await new Promise((resolve) => setTimeout(resolve, 500));
      await route.fulfill({ response });
    });
    await enterPinAfter(THIRD_PIN, THIRD_PIN);
    await frameOf(page).getByRole('button', { name: /close/i }).click();
    expect(await hear(page, 4)).toEqual({ result: { type: 'CHANGE_PIN', status: 'COMPLETE' } });
    await page.context().unroute('**/circle/finish');
  });

  it('gets a device id that stays the same', async () => {
    const first = await onPage(page, 'deviceId');
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(await onPage(page, 'deviceId')).toBe(first);
  });

  it('shows pages without serious barriers, in the app’s own colours or in ours', async () => {
    for (const theme of [{}, { bg: '#101820', textMain: '#ffffff', mainBtnBg: '#4f9d94' }]) {
      await onPage(page, 'theme', theme);
      await execute('createUserPinWithWallets');
      await frameOf(page).locator('input[type=password]').first().waitFor();
      const inner = page.frames().find((frame) => frame.url().startsWith(server.padUrl));
      if (inner === undefined) throw new Error('no frame');
      expect(await findBarriers(inner)).toEqual([]);
      await frameOf(page).getByRole('button', { name: /close/i }).click();
      await expect.poll(frames).toBe(0);
    }
  });
});

/** Types a PIN on the screen after the one that asked for another. */
async function enterPinAfter(_before: string, pin: string): Promise<void> {
  const digits = frameOf(page).locator('input[type=password]');
  await expect.poll(() => digits.first().inputValue()).toBe('');
  await enterPin(page, pin);
}
