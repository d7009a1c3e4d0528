import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers, launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { openAsOwner } from './operator-browser.ts';

const MARKUP = '<img src=x onerror="document.title=1">';
const LONG = 'Long'.repeat(25);
const RIGHT_TO_LEFT = 'مصرف محمد بن عبد الله';
const FORMULA = '=HYPERLINK("http://example.com","x")';

const PATHS = [
  ...['/tenants', '/accounts', '/security', '/nowhere'],
  ...['', '/subjects', '/unlock', '/keys', '/policy', '/webhooks', '/messages'].map(
    (path) => `/t/odd${path}`,
  ),
  ...['/look', '/audit', '/approvals', '/settings'].map((path) => `/t/odd${path}`),
  `/t/odd/subjects/${encodeURIComponent(MARKUP)}`,
  '/t/odd/subjects/nobody',
  '/t/gone/keys',
];

let server: TestServer;
let browser: Browser;

/** A tenant whose every name is odd. */
beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  const made = await server.admin('POST', '/tenants', { id: 'odd', name: MARKUP });
  await server.admin('POST', '/tenants', { id: 'rtl', name: RIGHT_TO_LEFT });
  const headers = { authorization: `Bearer ${made.body['apiKey']}` };
  for (const name of [MARKUP, LONG, RIGHT_TO_LEFT, FORMULA]) {
    await server.admin('POST', '/tenants/odd/keys', { dialect: 'native', name });
    await server.call('POST', '/v1/subjects', { id: name }, headers);
    const id = encodeURIComponent(name);
    await server.call('PUT', `/v1/subjects/${id}/pin`, { pin: '8305' }, headers);
    await server.call('POST', `/v1/subjects/${id}/pin/verify`, { pin: '1907' }, headers);
    await server.admin('POST', `/tenants/odd/subjects/${id}/unlock`, { reason: name });
    const webhook = { url: 'http://127.0.0.1:9/', name };
    await server.admin('POST', '/tenants/odd/webhooks', webhook);
  }
});

afterAll(async () => {
  await Promise.all([server.close(), browser.close()]);
});

describe.each([
  ['light', 1440],
  ['dark', 360],
] as const)('every page in %s, %i pixels wide', (colorScheme, width) => {
  it('has no barriers, stays in its width, and runs no name as markup', async () => {
    const options = { colorScheme, viewport: { width, height: 800 } };
    const { page, mistakes } = await openAsOwner(browser, server, '/tenants', options);
    page.on('dialog', () => expect.unreachable('a name was run'));
    for (const path of PATHS) {
      await page.goto(`${server.baseUrl}/console${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expect.poll(() => page.locator('.skeleton').count()).toBe(0);
      expect(await findBarriers(page), path).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(width);
      expect(await page.locator('#console img[src="x"]').count(), path).toBe(0);
      expect(await page.title(), path).toMatch(/Pintumbler/);
    }
    const unknown = mistakes().filter((each) => !each.includes('status of 404'));
    expect(unknown).toEqual([]);
  });
});
