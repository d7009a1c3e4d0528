import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBarriers, launchBrowser, openPage } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const example = fileURLToPath(new URL('../../../../examples/react-wallet', import.meta.url));
let server: TestServer;
let browser: Browser;
let wallet: ChildProcess;
let address: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  const env = { ...process.env, PORT: '0', PINTUMBLER_DEMO: join(server.dataDir, 'demo.json') };
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  const child = spawn(process.execPath, [join(example, 'src/serve.ts')], {
    env,
    stdio: [...stdio],
  });
  wallet = child;
  if (child.stdout === null) throw new Error('the wallet has no stdout');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  address = String(line).replace('wallet ready ', '');
});
afterAll(async () => {
  wallet.kill();
  await Promise.all([server.close(), browser.close()]);
});

const pad = (page: Page) => page.frameLocator('dialog iframe');

it('the React example: a first PIN, a payment, a wrong PIN, and a change of mind', async () => {
  const { page, complaints } = await openPage(browser, { locale: 'en' });
  await page.goto(address);
  await page.getByRole('button', { name: 'Choose a PIN' }).click();
  await pad(page).locator('#newPin').fill('8305');
  await pad(page).locator('#repeatPin').fill('8305');
  await pad(page).getByRole('button', { name: 'Save PIN' }).click();

  const payButton = page.getByRole('button', { name: 'Pay' });
  await payButton.waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await payButton.click();
  await pad(page).getByText('Pay 20.00 EUR to Bob').waitFor();
  await pad(page).locator('#currentPin').fill('1907');
  await pad(page).locator('#currentPin').press('Enter');
  await pad(page).getByText('4 tries left').waitFor();
  await pad(page).locator('#currentPin').fill('8305');
  await pad(page).locator('#currentPin').press('Enter');
  const paid = page.getByRole('listitem');
  await paid.waitFor();
  expect(await paid.innerText()).toBe('Pay 20.00 EUR to Bob');

  await payButton.click();
  await pad(page).locator('#currentPin').waitFor();
  await page.locator('dialog > button').click();
  await page.getByText('Nothing was done.').waitFor();
  expect(await paid.count()).toBe(1);
  expect(complaints.filter((each) => !/autofocus/i.test(each))).toEqual([]);
});
