import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, openPage } from '../../../support/browser.ts';
import { startTestServer, type TestServer } from '../../../support/test-server.ts';
import { hear, makeUser, onPage, openClient, setUp } from './wallet.ts';
import { startWalletApp, type WalletApp } from './wallet-app.ts';

const VENDORS_NAME = 'pw-auth.circle.com';

let server: TestServer;
let browser: Browser;
let app: WalletApp;

beforeAll(async () => {
  [server, browser, app] = await Promise.all([
    startTestServer(),
    launchBrowser(),
    startWalletApp(),
  ]);
});
afterAll(async () => {
  await Promise.all([server.close(), browser.close(), app.close()]);
});

it('works without the one line where the vendor’s name leads here, behind a proxy with TLS', async () => {
  const { page, complaints } = await openPage(browser);
  // What a resolver and a proxy with a trusted certificate do: the name is kept, TLS ends before us.
  await page.context().route(`https://${VENDORS_NAME}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    const headers = { ...route.request().headers(), host: VENDORS_NAME };
    const response = await route.fetch({ url: `${server.padUrl}${pathname}${search}`, headers });
    await route.fulfill({ response });
  });
  const client = openClient(server);
  const { userToken, encryptionKey } = await makeUser(client);
  await page.goto(app.url);
  await page.locator('body[data-ready]').waitFor();
  await onPage(page, 'signIn', server.demo.circle.appId, userToken, encryptionKey);
  const opened = await client.createUserPin({ userToken });
  await onPage(page, 'execute', opened.data?.challengeId);
  await setUp(page, '739205', ['Rex', 'Kisumu']);
  expect(await hear(page, 1)).toEqual({ result: { type: 'SET_PIN', status: 'COMPLETE' } });
  expect(complaints).toEqual([]);
});
