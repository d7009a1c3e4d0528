import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openPage, type WatchedPage } from '../support/browser.ts';
import type { TestServer } from '../support/test-server.ts';

/** What a browser says about a frame without scripts, and about asking who is signed in. */
const EXPECTED = /Blocked autofocusing|status of 401/;

export interface OperatorPage extends WatchedPage {
  /** What went wrong in the page, besides what has to. */
  readonly mistakes: () => readonly string[];
}

/** A page of the console at an address of it, nobody signed in. */
export async function openConsole(
  browser: Browser,
  server: TestServer,
  path: string,
  options: BrowserContextOptions = {},
): Promise<OperatorPage> {
  const watched = await openPage(browser, { locale: 'en-GB', ...options });
  await watched.page.goto(`${server.baseUrl}/console${path}`);
  const mistakes = () =>
    watched.complaints.filter(
      // What a page asked for when it was left does not arrive, and has no need to.
      (each) => !EXPECTED.test(each) && !each.startsWith('not loaded'),
    );
  return { ...watched, mistakes };
}

export async function signInByKey(page: Page, server: TestServer): Promise<void> {
  await page.getByRole('button', { name: 'Use the admin key instead' }).click();
  await page.getByLabel('Admin key').fill(server.demo.adminKey);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('.console').waitFor();
}

/** The same, signed in with the admin key. */
export async function openAsOwner(
  browser: Browser,
  server: TestServer,
  path: string,
  options: BrowserContextOptions = {},
): Promise<OperatorPage> {
  const opened = await openConsole(browser, server, path, options);
  await signInByKey(opened.page, server);
  return opened;
}
