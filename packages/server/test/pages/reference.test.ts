import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApiText } from '../../src/compose/openapi.ts';
import { findBarriers, launchBrowser, openPage } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
});

afterAll(async () => {
  await Promise.all([server.close(), browser.close()]);
});

interface Document {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly operationId: string }>>>
  >;
  readonly 'x-wires': readonly { readonly name: string }[];
}

async function readDocument(): Promise<Document> {
  return (await server.call('GET', '/openapi.json')).body as unknown as Document;
}

const VERIFY = 'POST /v1/subjects/{id}/pin/verify';

async function openCall(page: Page, id: string, label: string) {
  await page.locator(`#${id} > summary`).click();
  return page.getByRole('form', { name: `Try ${label}` });
}

describe('the document', () => {
  it('is the same from the server, from the command line and in the repository', async () => {
    const written = new URL('../../../../docs/reference/openapi.json', import.meta.url);
    const text = openApiText();
    expect(readFileSync(written, 'utf8')).toBe(text);
    expect(JSON.parse(text)).toEqual(await readDocument());
  });
});

describe('the reference', () => {
  it('shows every call of the document, on the page of its wire', async () => {
    const { paths, 'x-wires': wires } = await readDocument();
    const pages = wires.map(async ({ name }) => fetch(`${server.baseUrl}/docs/${name}`));
    const texts = await Promise.all((await Promise.all(pages)).map((page) => page.text()));
    const all = texts.join('');
    const ids = Object.values(paths).flatMap((calls) => Object.values(calls));
    for (const { operationId } of ids) expect(all).toContain(`id="${operationId}"`);
    expect((await fetch(`${server.baseUrl}/docs/none`)).status).toBe(404);
  });

  it('sends a call with the key that was pasted, and keeps it nowhere', async () => {
    const { page, complaints } = await openPage(browser);
    await page.goto(`${server.baseUrl}/docs/native`);
    const { apiKey, subject, pin } = server.demo.native;
    await page.getByLabel('Bearer key or token').fill(apiKey);
    const form = await openCall(page, 'nativePostSubjectsIdPinVerify', VERIFY);
    await form.getByLabel('id', { exact: true }).fill(subject);
    await form.getByLabel('Body').fill(JSON.stringify({ pin }));
    await form.getByRole('button', { name: 'Send' }).click();
    await form.getByRole('status').getByText('200').waitFor();
    const answer = await form.locator('[data-answer]').innerText();
    expect(JSON.parse(answer)).toMatchObject({ outcome: 'verified' });
    const kept =
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href])';
    expect(String(await page.evaluate(kept))).not.toContain(apiKey);
    expect(complaints).toEqual([]);
  });

  it('shows what a wrong key is answered', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${server.baseUrl}/docs/admin`);
    const form = await openCall(page, 'adminGetTenants', 'GET /admin/v1/tenants');
    await form.getByRole('button', { name: 'Send' }).click();
    await form.getByRole('status').getByText('401').waitFor();
    expect(await form.locator('[data-answer]').innerText()).toContain('unauthenticated');
  });

  it('tries a call of another wire with that wire’s own way to show who calls', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${server.baseUrl}/docs/mobile-banking`);
    const { username, password, identifier } = server.demo.mobileBanking;
    await page.getByLabel('Name:secret').fill(`${username}:${password}`);
    const [id, label] = [
      'mobileBankingPostApiMbankingProcessRequest',
      'POST /mobile-banking/api/mbanking/ProcessRequest',
    ];
    const form = await openCall(page, id, label);
    const payload = { api_request_id: '1', identifier_type: 'MSISDN', identifier };
    await form.getByLabel('Body').fill(JSON.stringify({ action: 'MO_CHECK_USER', payload }));
    await form.getByRole('button', { name: 'Send' }).click();
    await form.locator('[data-answer]').getByText('"FOUND"').waitFor();
  });

  it('opens the call that an address names, and can be used with the keyboard alone', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${server.baseUrl}/docs/native#nativeGetPolicy`);
    const call = page.locator('#nativeGetPolicy');
    expect(await call.getAttribute('open')).not.toBeNull();
    await call.locator('> summary').focus();
    await page.keyboard.press('Enter');
    expect(await call.getAttribute('open')).toBeNull();
    await page.keyboard.press('Enter');
    for (let tabs = 0; tabs < 20; tabs += 1) {
      await page.keyboard.press('Tab');
      if ((await page.locator(':focus').innerText()) === 'Send') break;
    }
    await page.getByLabel('Bearer key or token').fill(server.demo.native.apiKey);
    await call.getByRole('button', { name: 'Send' }).focus();
    await page.keyboard.press('Enter');
    await call.getByRole('status').getByText('200').waitFor();
  });

  it.each(['light', 'dark'] as const)('has no barriers in %s, wide or narrow', async (scheme) => {
    for (const width of [1200, 320]) {
      const viewport = { width, height: 800 };
      const { page } = await openPage(browser, { colorScheme: scheme, viewport });
      await page.goto(`${server.baseUrl}/docs`);
      expect(await findBarriers(page)).toEqual([]);
      await page.goto(`${server.baseUrl}/docs/etna`);
      await page.evaluate(
        'for (const each of document.querySelectorAll("details")) each.open = true',
      );
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
  });

  it('is complete without scripts', async () => {
    const { page } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(`${server.baseUrl}/docs/native`);
    await page.locator('#nativePostSubjectsIdPinVerify > summary').click();
    expect(await page.locator('#nativePostSubjectsIdPinVerify').innerText()).toContain(
      'mustChange',
    );
    expect(await page.getByRole('button', { name: 'Send' }).count()).toBe(0);
  });
});
