import { CompactEncrypt, importJWK, type JWK } from 'jose';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPinEncryptor } from '../../../client/src/encrypt/index.ts';
import { findBarriers, launchBrowser, openPage } from '../support/browser.ts';
import { spellings } from '../support/sinks.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { look, makePerson, open, post, submit } from './hosted-visitor.ts';

/** Long enough that finding one by accident is out of the question. */
const [FIRST, SECOND] = ['739205184630', '271846093517'] as const;
const [ANSWER, OTHER] = ['quokka-canary-one', 'quokka-canary-two'] as const;

let server: TestServer;
let strict: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, strict, browser] = await Promise.all([
    startTestServer(),
    startTestServer({ flags: { 'require-encrypted-pins': 'on' } }),
    launchBrowser(),
  ]);
});
afterAll(async () => {
  await Promise.all([server.close(), strict.close(), browser.close()]);
});

interface Sealing extends Readonly<Record<'aud' | 'challenge', string>> {
  readonly now: number;
  readonly key: JWK;
}

/** A page in the browser, with what it posts as a proxy would log it. */
async function visit(url: string) {
  const { page, complaints } = await openPage(browser, { locale: 'en' });
  const posted: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') posted.push(request.postData() ?? '');
  });
  await page.goto(url);
  return { page, complaints, posted };
}

async function fill(page: Page, fields: Readonly<Record<string, string>>) {
  for (const [id, text] of Object.entries(fields)) await page.locator(`#${id}`).fill(text);
  await page.locator('form:has([data-pin], [data-secret]) button.button').first().click();
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor();

describe('what is typed on a page with its script', () => {
  it('leaves the browser encrypted: PINs, answers and codes of every page', async () => {
    const person = await makePerson(server, {
      identifiers: [{ type: 'email', value: 'sealed@example.com' }],
    });
    const bodies: string[] = [];
    const first = await visit((await open(server, 'initialise', person)).url);
    await first.page.locator('#question1').selectOption('0');
    await first.page.locator('#question2').selectOption('1');
    const answers = { answer1: ANSWER, answer2: OTHER };
    await fill(first.page, { newPin: FIRST, repeatPin: FIRST, ...answers });
    await heading(first.page, 'Your PIN is set up');
    const verify = await visit((await open(server, 'verify', person)).url);
    await fill(verify.page, { currentPin: FIRST });
    await heading(verify.page, 'Your PIN is confirmed');
    const recover = await visit((await open(server, 'recover', person)).url);
    await fill(recover.page, answers);
    await fill(recover.page, { newPin: SECOND, repeatPin: SECOND });
    await heading(recover.page, 'Your new PIN is set');
    const coded = await visit((await open(server, 'recover', person)).url);
    await coded.page.getByRole('button', { name: 'Send me a code' }).click();
    await coded.page.locator('#code').waitFor();
    const [message] = (await server.call('GET', '/dev/messages')).body as unknown as {
      code: string;
    }[];
    const code = message?.code ?? '';
    await fill(coded.page, { code });
    await coded.page.locator('#newPin').waitFor();
    for (const { posted, complaints } of [first, verify, recover, coded]) {
      expect(complaints).toEqual([]);
      bodies.push(...posted);
    }
    const secrets = [FIRST, SECOND, ANSWER, OTHER, code];
    expect(bodies.filter((body) => body.includes('sealed=eyJ'))).toHaveLength(5);
    for (const body of bodies) {
      const opened = decodeURIComponent(body);
      const found = secrets.flatMap(spellings).filter((spelling) => opened.includes(spelling));
      expect(found).toEqual([]);
      expect(body).not.toMatch(/currentPin|newPin|repeatPin|answer1|code=/);
    }
  });

  it('is compared as ever: a wrong PIN costs an attempt, a slip in the second entry none', async () => {
    const person = await server.makeSubject('8305');
    const { page } = await visit((await open(server, 'change', person)).url);
    await fill(page, { currentPin: '1111', newPin: '7294', repeatPin: '7294' });
    await page.locator('#problem').getByText('4 tries left').waitFor();
    await fill(page, { currentPin: '8305', newPin: '7294', repeatPin: '7295' });
    await page.locator('#problem').getByText('not the same').waitFor();
    const { body } = await server.call('GET', `/v1/subjects/${person}/pin`);
    expect(body['attemptsRemaining']).toBe(4);
  });

  it('is good once: a page that is sent again by a reload tries nothing', async () => {
    const person = await server.makeSubject('8305');
    const { page, posted } = await visit((await open(server, 'verify', person)).url);
    await fill(page, { currentPin: '1111' });
    await page.locator('#problem').getByText('4 tries left').waitFor();
    await page.reload();
    await heading(page, 'This form could not be read');
    expect(posted).toHaveLength(2);
    const { body } = await server.call('GET', `/v1/subjects/${person}/pin`);
    expect(body['attemptsRemaining']).toBe(4);
  });
});

describe('what was encrypted for a page', () => {
  /** What the page's own script would send, made by another library; `more` replaces what is right. */
  async function seal(url: string, pins: object, more: object = {}): Promise<string> {
    const { markup } = await look(url);
    const told = / data-seal="([^"]*)"/.exec(markup)?.[1]?.replaceAll('&quot;', '"') ?? '';
    const { aud, challenge, now: iat, key } = JSON.parse(told) as Sealing;
    const content = { aud, challenge, op: 'page', iat, jti: crypto.randomUUID(), pins, ...more };
    return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: key.kid as string })
      .encrypt(await importJWK(key, 'ECDH-ES'));
  }

  it('is refused on another page, and elsewhere, in the same words; nothing is charged', async () => {
    const person = await server.makeSubject('8305');
    const [one, two] = [await open(server, 'verify', person), await open(server, 'verify', person)];
    const pins = { currentPin: '8305' };
    const { body: keys } = await server.call('GET', '/v1/keys');
    const { encrypt } = createPinEncryptor(keys as never);
    const sealed = {
      'for another challenge': await seal(two.url, pins),
      'for another call': await seal(one.url, pins, { op: 'verify' }),
      'for a person': await seal(one.url, pins, { sub: person }),
      'for another tenant': await seal(one.url, pins, { aud: 'elsewhere' }),
      'too old': await seal(one.url, pins, { iat: 1_000_000_000 }),
      'with a field of no page': await seal(one.url, { ...pins, grant: 'x' }),
      'for the API': await encrypt({ call: 'verify', subject: person, pin: '8305' }),
      'no JWE': 'eyJ',
      nothing: '',
    };
    const pages = [];
    for (const each of Object.values(sealed)) pages.push(await post(one.url, { sealed: each }));
    expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 422));
    expect(new Set(pages.map(({ words }) => words)).size).toBe(1);
    const inApi = { pinJwe: await seal(one.url, { pin: '8305' }) };
    const api = await server.call('POST', `/v1/subjects/${person}/pin/verify`, inApi);
    expect(api.body).toMatchObject({ code: 'pin_jwe_refused' });
    const both = await post(one.url, { ...pins, sealed: await seal(one.url, pins) });
    expect(both.status).toBe(400);
    const { body } = await server.call('GET', `/v1/subjects/${person}/pin`);
    expect(body['attemptsRemaining']).toBe(5);
    const right = await post(one.url, { sealed: await seal(one.url, pins) });
    expect(right.heading).toBe('Your PIN is confirmed');
  });

  it('is tried once, of many copies at the same time', async () => {
    const person = await server.makeSubject('8305');
    const { url } = await open(server, 'verify', person);
    const sealed = await seal(url, { currentPin: '1111' });
    const pages = await Promise.all(Array.from({ length: 12 }, () => post(url, { sealed })));
    expect(pages.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(pages.filter(({ status }) => status === 422)).toHaveLength(11);
    const { body } = await server.call('GET', `/v1/subjects/${person}/pin`);
    expect(body['attemptsRemaining']).toBe(4);
  });
});

describe('where encryption is required', () => {
  it('works as ever with the script', async () => {
    const { url } = await open(strict, 'set', await makePerson(strict));
    const { page, complaints } = await visit(url);
    await page.locator('#newPin:focus').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await fill(page, { newPin: FIRST, repeatPin: FIRST });
    await heading(page, 'Your PIN is set');
    expect(complaints).toEqual([]);
  });

  it('a page without its script says so, and nothing can be typed into it', async () => {
    const { url } = await open(strict, 'set', await makePerson(strict));
    const { page } = await openPage(browser, { javaScriptEnabled: false, locale: 'en' });
    await page.goto(url);
    await page.getByText('This page needs JavaScript').waitFor();
    expect(await page.locator('#newPin').isDisabled()).toBe(true);
  });

  it('what comes in the clear is not looked at, and costs nothing', async () => {
    const person = await strict.makeSubject('8305');
    const page = await look((await open(strict, 'verify', person)).url);
    for (const currentPin of ['8305', '1111']) {
      const refused = await submit(page, { currentPin });
      expect(refused.status).toBe(422);
      expect(refused.words).toContain('This page needs JavaScript');
    }
    const { body } = await strict.call('GET', `/v1/subjects/${person}/pin`);
    expect(body).toMatchObject({ attemptsRemaining: 5, verifiedAt: null });
  });
});
