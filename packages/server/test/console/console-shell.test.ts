import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/core/model/pages.ts';
import { DIALECTS } from '../../src/dialects/registry.ts';
import { PREVIEW_PAGES } from '../../src/http/console/preview-page.ts';
import { findBarriers, launchBrowser, openPage } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; frame-src 'self'";

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
});

afterAll(async () => {
  await Promise.all([server.close(), browser.close()]);
});

describe('the document of the console', () => {
  it.each([
    '/console',
    '/console/t/demo/keys',
    `/console/t/demo/subjects/${'a'.repeat(300)}`,
    '/console/%3Cscript%3Ealert(1)%3C%2Fscript%3E',
  ])('is the same for everybody at %s, strict and not kept', async (path) => {
    const response = await fetch(`${server.baseUrl}${path}`);
    expect(response.status).toBe(200);
    const { headers } = response;
    expect(headers.get('content-security-policy')).toBe(POLICY);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    const text = await response.text();
    expect(text).toBe(await (await fetch(`${server.baseUrl}/console`)).text());
    expect(text).not.toContain('alert(1)');
  });

  it('links to a style and a script that may be kept for ever', async () => {
    const text = await (await fetch(`${server.baseUrl}/console`)).text();
    const addresses = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, at]) => at);
    expect(addresses, 'run npm run build first').toHaveLength(2);
    for (const address of addresses) {
      expect(address).toMatch(/-[\w-]{8}\.(css|js)$/);
      const response = await fetch(`${server.baseUrl}${address}`);
      expect(response.headers.get('cache-control')).toContain('immutable');
    }
  });

  it('stands in no frame', async () => {
    const { page } = await openPage(browser);
    await Promise.all([
      page.waitForEvent('console', (message) => message.text().includes('frame-ancestors')),
      page.setContent(`<iframe src="${server.baseUrl}/console"></iframe>`),
    ]);
    const [, frame] = page.frames();
    expect(await frame?.locator('#console').count()).toBe(0);
  });

  it('shows a way in to strangers, and nothing of any tenant', async () => {
    const { page } = await openPage(browser, { locale: 'en-GB' });
    await page.goto(`${server.baseUrl}/console/t/demo`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.title()).toBe('Sign in · Pintumbler console');
    expect(await page.locator('body').innerText()).not.toContain('Demo');
  });

  it.each(['light', 'dark'] as const)('signs people in without barriers in %s', async (scheme) => {
    for (const width of [1440, 360]) {
      const viewport = { width, height: 760 };
      const { page } = await openPage(browser, { locale: 'en-GB', colorScheme: scheme, viewport });
      await page.goto(`${server.baseUrl}/console`);
      await page.getByRole('button', { name: 'Use the admin key instead' }).click();
      await page.getByLabel('Admin key').waitFor();
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const box = await page.getByRole('button', { name: 'Sign in' }).boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(44);
    }
  });
});

describe('what the console is told without a session', () => {
  it('is what the server can do, of nobody', async () => {
    const text = await (await fetch(`${server.baseUrl}/console/facts.json`)).text();
    const facts = JSON.parse(text) as { readonly dialects: readonly { readonly name: string }[] };
    expect(facts.dialects.map(({ name }) => name)).toEqual(DIALECTS.map(({ name }) => name));
    const { adminKey, native, circle } = server.demo;
    for (const secret of [adminKey, native.apiKey, circle.apiKey, native.subject]) {
      expect(text).not.toContain(secret);
    }
  });

  it('has every preview in every language, without scripts, for the console alone', async () => {
    for (const page of PREVIEW_PAGES) {
      for (const language of LANGUAGES) {
        const at = `${server.baseUrl}/console/preview/${page}?lang=${language}`;
        const response = await fetch(at);
        expect(response.status, at).toBe(200);
        const policy = response.headers.get('content-security-policy');
        expect(policy).toContain("script-src 'none'");
        expect(policy).toContain("frame-ancestors 'self'");
        const text = await response.text();
        expect(text).toContain(`<html lang="${language}"`);
        expect(text).not.toContain('<script');
      }
    }
    expect((await fetch(`${server.baseUrl}/console/preview/nothing`)).status).toBe(404);
  });
});
