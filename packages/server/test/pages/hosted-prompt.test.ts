import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECURITY_IMAGES } from '../../src/core/model/security-prompt.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { look, makePerson, open, type Received, submit } from './hosted-visitor.ts';
import { lastCode, makePrompted } from './prompted-person.ts';

const ESCAPED = 'Mangoes &amp; &lt;b&gt;rain&lt;/b&gt; &quot;at&quot; home';
const QUESTIONS = { question1: '0', answer1: 'Rex', question2: '1', answer2: 'Mji' };

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const page = async (type: string, subject: string) => look((await open(server, type, subject)).url);

/** The pair stands once, above the form, and describes the field that opens with the focus. */
function expectShown({ markup, url }: Received): void {
  const figure = /<figure class="pad-prompt" id="prompt">(.*?)<\/figure>/s.exec(markup);
  expect(figure?.[1]).toContain('src="/assets/security-images/tiger.png" alt="Tiger"');
  expect(figure?.[1]).toContain(`<bdi>${ESCAPED}</bdi>`);
  expect(markup.split(ESCAPED)).toHaveLength(2);
  expect(figure?.index).toBeLessThan(/<input(?![^>]*type="hidden")/.exec(markup)?.index ?? 0);
  expect(/<input[^>]*autofocus>/.exec(markup)?.[0]).toMatch(/aria-describedby="prompt[ "]/);
  expect(/<title>.*<\/title>/s.exec(markup)?.[0]).not.toContain('Mangoes');
  expect(url).not.toMatch(/mangoes/i);
}

describe('a picture and phrase', () => {
  it.each(['verify', 'change', 'set_questions', 'recover'])(
    'stands above what is typed, and again after a slip: %s',
    async (type) => {
      const subject = await makePrompted(server);
      if (type === 'recover') {
        await submit(await page('set_questions', subject), { currentPin: '8305', ...QUESTIONS });
      }
      const first = await page(type, subject);
      expectShown(first);
      const wrong = type === 'recover' ? { answer1: 'x', answer2: 'y' } : { currentPin: '1907' };
      expectShown(await submit(first, wrong));
    },
  );

  it('stands on every step of a recovery, and is still there after it', async () => {
    const subject = await makePrompted(server);
    const asked = await submit(await page('recover', subject), { step: 'send_code' });
    expectShown(asked);
    const next = await submit(asked, { code: await lastCode(server) });
    expectShown(next);
    await submit(next, { newPin: '5172', repeatPin: '5172' });
    expectShown(await page('verify', subject));
  });

  it('survives a change, and goes with the PIN', async () => {
    const subject = await makePrompted(server);
    const fields = { currentPin: '8305', newPin: '5903', repeatPin: '5903' };
    expect((await submit(await page('change', subject), fields)).heading).toContain('is changed');
    expectShown(await page('verify', subject));
    await server.call('DELETE', `/v1/subjects/${subject}/pin`, { reason: 'test' });
    for (const type of ['set', 'verify']) {
      expect((await page(type, subject)).markup).not.toContain('<figure');
    }
  });

  it('is not shown where nothing is typed, nor where none was chosen', async () => {
    const subject = await makePrompted(server);
    const { url } = await open(server, 'verify', subject);
    const done = await submit(await look(url), { currentPin: '8305' });
    const over = [done, await look(url), await page('set', subject)];
    const none = [await page('verify', await server.makeSubject())];
    const links = [await look(`${server.padUrl}/c/nothing`), await look(server.padUrl)];
    for (const { markup } of [...over, ...none, ...links]) {
      expect(markup).not.toMatch(/<figure|security-images|Mangoes/);
    }
    for (let guess = 0; guess < 5; guess += 1) {
      await server.call('POST', `/v1/subjects/${subject}/pin/verify`, { pin: '1907' });
    }
    expect((await page('verify', subject)).markup).not.toContain('<figure');
  });

  it.each([
    ['en', 'Tiger', 'Your picture and phrase. If they are not yours, stop.'],
    ['es', 'Tigre', 'Tu imagen y tu frase. Si no son las tuyas, no sigas.'],
    ['fr', 'Tigre', 'Votre image et votre phrase. Si ce ne sont pas les vôtres, arrêtez-vous.'],
    ['sw', 'Simbamarara', 'Picha yako na maneno yako. Kama si yako, acha hapo.'],
    ['ar', 'نمر', 'صورتك وعبارتك. إن لم تكونا لك فتوقّف.'],
  ])('is told in %s', async (lang, name, words) => {
    const { url } = await open(server, 'verify', await makePrompted(server));
    const shown = await look(`${url}?lang=${lang}`);
    expect(shown.markup).toContain(`alt="${name}"`);
    expect(shown.words).toContain(words);
  });
});

describe('the address of a picture', () => {
  it.each(SECURITY_IMAGES)('%s is on the origin of the page, and may be kept', async (name) => {
    const got = await fetch(`${server.padUrl}/assets/security-images/${name}.png`);
    expect([got.status, got.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
    expect(got.headers.get('cache-control')).toBe('public, max-age=86400');
    expect(
      Buffer.from(await got.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });

  it.each(['unicorn.png', 'tiger', 'tiger.svg', '..%2fmanifest.json', 'toString.png', ''])(
    'leads nowhere for any other name: %s',
    async (file) => {
      const got = await fetch(`${server.padUrl}/assets/security-images/${file}`);
      expect(got.status).toBe(404);
    },
  );
});

it('somebody who is asked for a first PIN is offered a pair, folded away', async () => {
  const { markup } = await page('set', await makePerson(server));
  expect(markup).toMatch(/<details class="pad-choose">\s*<summary>Add a picture and phrase</);
  const offered = [...markup.matchAll(/type="radio" name="promptImage" value="([a-z]+)"/g)];
  expect(offered.map(([, name]) => name)).toEqual(
    SECURITY_IMAGES.filter((name) => name !== 'default'),
  );
});
