import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/core/model/pages.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { look, makePerson, open, submit } from './hosted-visitor.ts';

const PIXEL = 'data:image/png;base64,iVBORw0KGgo=';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.close());

describe('a hosted page', () => {
  it('lets nothing foreign in, is not kept, and goes into frames of the developer only', async () => {
    const { headers } = await look((await open(server, 'set', await makePerson(server))).url);
    expect(headers.get('content-security-policy')?.split('; ').sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'none'",
      "default-src 'none'",
      "form-action 'self'",
      'frame-ancestors http://localhost:* http://127.0.0.1:*',
      "img-src 'self' data:",
      "script-src 'self'",
      "style-src 'self'",
    ]);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('has one real input per PIN, as the policy wants it', async () => {
    await server.admin('PATCH', '/tenants/demo', { policy: { minLength: 6, maxLength: 8 } });
    const { markup } = await look((await open(server, 'set', await makePerson(server))).url);
    await server.admin('PATCH', '/tenants/demo', { policy: { minLength: 4, maxLength: 12 } });
    expect(markup.match(/<input[^>]*type="password"/g)?.length).toBe(2);
    for (const id of ['newPin', 'repeatPin']) {
      const tag = new RegExp(`<input id="${id}"[^>]*>`).exec(markup)?.[0] ?? '';
      expect(tag).toContain('inputmode="numeric" pattern="[0-9]*" autocomplete="off"');
      expect(tag).toContain('minlength="6" maxlength="8" required data-pin');
      expect(markup).toContain(`<label for="${id}">`);
      expect(tag).not.toContain(' value=');
    }
    expect(markup).not.toMatch(/\son[a-z]+=|\sstyle=|<script(?! type="module" src=)/);
  });
});

describe('a language', () => {
  it.each([
    ['es', 'Elige tu PIN', 'ltr'],
    ['fr', 'Choisissez votre code PIN', 'ltr'],
    ['sw', 'Chagua PIN yako', 'ltr'],
    ['ar', 'اختر رقمك السري', 'rtl'],
  ])('%s is spoken where it is chosen, and stays chosen', async (lang, heading, direction) => {
    const { url } = await open(server, 'set', await makePerson(server));
    const page = await look(`${url}?lang=${lang}`);
    expect(page.heading).toBe(heading);
    expect(page.markup.includes(' dir="rtl">')).toBe(direction === 'rtl');
    expect(page.markup).toContain(`<html lang="${lang}"`);
    const refused = await submit(page, { newPin: '8305', repeatPin: '5172' });
    expect(refused.heading).toBe(heading);
    const done = await submit(refused, { newPin: '8305', repeatPin: '8305' });
    expect(done.markup).toContain(`<html lang="${lang}"`);
  });

  it.each([
    ['fr-CH, fr;q=0.9, en;q=0.8', 'fr'],
    ['de, es;q=0.4, sw;q=0.9', 'sw'],
    ['de', 'en'],
    ['ar;q=0, *', 'en'],
    ['en;q=0.1, AR-eg', 'ar'],
    ['es;q=nonsense', 'en'],
  ])('is the one a browser likes best: %s', async (header, lang) => {
    const { url } = await open(server, 'set', await makePerson(server));
    const { markup } = await look(url, { 'accept-language': header });
    expect(markup).toContain(`<html lang="${lang}"`);
  });

  it('can be changed on the page, and is the tenant’s own where a browser has no wish', async () => {
    await server.admin('PATCH', '/tenants/demo', { pages: { language: 'sw' } });
    const { url } = await open(server, 'set', await makePerson(server));
    const { markup } = await look(url, { 'accept-language': '*' });
    await server.admin('PATCH', '/tenants/demo', { pages: { language: 'en' } });
    expect(markup).toContain('<html lang="sw"');
    for (const each of LANGUAGES) expect(markup).toContain(`href="?lang=${each}" lang="${each}"`);
  });

  it('is the same for every kind of trouble', async () => {
    const page = await look(`${server.padUrl}/c/nothing?lang=es`);
    expect(page.heading).toBe('Este enlace no lleva a ninguna parte');
  });
});

it('gains from a script of at most 10 kB, from this origin alone', async () => {
  const { url } = await open(server, 'set', await makePerson(server));
  const { markup } = await look(url);
  const scripts = [...markup.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, src = '']) => src);
  expect(scripts).toHaveLength(1);
  const text = await (await fetch(new URL(scripts[0] ?? '', url))).text();
  expect(text.length).toBeGreaterThan(500);
  expect(text.length).toBeLessThanOrEqual(10 * 1024);
  expect(text).not.toMatch(/\bimport\b/);
});

describe('a tenant’s look', () => {
  it('is a name, an image and colours, at an address without the link', async () => {
    const pages = { theme: { accent: '#112233', onAccent: '#FFEEDD' }, logo: PIXEL };
    await server.admin('PATCH', '/tenants/demo', { pages });
    const { url } = await open(server, 'set', await makePerson(server));
    const { markup } = await look(url);
    expect(markup).toContain(`<img src="${PIXEL}" alt="">`);
    expect(markup).toContain('<link rel="stylesheet" href="/theme/demo.css">');
    const response = await fetch(`${server.padUrl}/theme/demo.css`);
    expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(await response.text()).toBe(':root{--pad-accent: #112233;--pad-on-accent: #FFEEDD;}\n');
    expect(await (await fetch(`${server.padUrl}/theme/nobody.css`)).text()).toBe('');
    await server.admin('PATCH', '/tenants/demo', { pages: { theme: {}, logo: null } });
  });

  it.each([
    ['larger than a small image', `${PIXEL.slice(0, -1)}${'A'.repeat(48 * 1024)}`],
    ['another type than it says', `data:image/png;base64,${btoa('<svg></svg>')}`],
    ['a drawing that runs', `data:image/svg+xml;base64,${btoa('<svg onload="alert(1)"></svg>')}`],
    ['an address', 'https://elsewhere.example/logo.png'],
  ])('has no image that is %s', async (_what, logo) => {
    const answer = await server.admin('PATCH', '/tenants/demo', { pages: { logo } });
    expect([answer.status, answer.body['code']]).toEqual([400, 'request_malformed']);
    expect((await server.admin('GET', '/tenants/demo')).body['pages']).toMatchObject({
      logo: null,
    });
  });
});
