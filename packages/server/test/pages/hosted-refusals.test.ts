import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { look, makePerson, open, post, submit } from './hosted-visitor.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.close());

async function triesLeft(subject: string): Promise<unknown> {
  return (await server.call('GET', `/v1/subjects/${subject}/pin`)).body['attemptsRemaining'];
}

async function suspend(id: string): Promise<void> {
  const { core } = server.server;
  const tenant = await core.readTenant(server.demo.tenant);
  if (tenant === null) throw new Error('there is no demo tenant');
  const call = { tenant, actor: 'test', dialect: 'native', source: '::1', requestId: 'test' };
  await core.suspendSubject(call, { id, reason: 'a test', to: 'suspended' });
}

describe('a wrong PIN', () => {
  it('is told with the tries that are left, then with the end of the lock', async () => {
    const subject = await server.makeSubject('8305');
    const { id, url } = await open(server, 'verify', subject);
    let page = await look(url);
    for (const left of ['4 tries left', '3 tries left', '2 tries left', '1 try left']) {
      page = await submit(page, { currentPin: '6493' });
      expect(page.status).toBe(200);
      expect(page.words).toContain(`Wrong PIN. ${left}.`);
      expect(page.markup).toMatch(/id="currentPin"[^>]*aria-describedby="problem" aria-invalid/);
    }
    const locked = await submit(page, { currentPin: '6493' });
    for (const each of [locked, await look(url)]) {
      expect(each.status).toBe(410);
      expect(each.markup).not.toMatch(/<(input|form|button)/);
      expect(each.words).toMatch(
        /Too many wrong tries\. You can try again at \d\d:\d\d UTC \(in 1 minute\)/,
      );
      expect(each.markup).toMatch(/<time datetime="([^"]+Z)" data-until="\1"/);
    }
    expect((await server.call('GET', `/v1/challenges/${id}`)).body['status']).toBe('failed');
  });

  it('cannot be typed while the PIN is locked, but the PIN can be recovered', async () => {
    const subject = await server.makeSubject('8305');
    const { url } = await open(server, 'change', subject);
    for (let guess = 0; guess < 5; guess += 1) {
      await server.call('POST', `/v1/subjects/${subject}/pin/verify`, { pin: '6493' });
    }
    const page = await look(url);
    expect(page.words).toContain('Too many wrong tries.');
    expect(page.markup).not.toContain('<input');
    expect((await submit(page, {})).heading).toBe('Forgot your PIN?');
    await server.advanceClock(61);
    expect((await look(url)).heading).toBe('Change your PIN');
  });

  it('is never looked at for somebody who is suspended', async () => {
    const subject = await server.makeSubject('8305');
    const { url } = await open(server, 'verify', subject);
    await suspend(subject);
    const page = await look(url);
    expect(page.words).toContain('Only support can unlock this.');
    expect(page.markup).not.toMatch(/<(input|form)/);
  });
});

describe('a slip', () => {
  it.each([
    ['another PIN the second time', { repeatPin: '5173' }, 'The two new PINs are not the same.'],
    ['a PIN of letters', { newPin: 'abcd', repeatPin: 'abcd' }, 'This did not cost a try.'],
    ['a PIN with a blank', { newPin: '5172 ', repeatPin: '5172 ' }, 'This did not cost a try.'],
    ['other digits', { newPin: '٥١٧٢', repeatPin: '٥١٧٢' }, 'This did not cost a try.'],
    ['a current PIN that is none', { currentPin: '83 05' }, 'This did not cost a try.'],
  ])('costs nothing and changes nothing: %s', async (_name, slip, words) => {
    const subject = await server.makeSubject('8305');
    const page = await look((await open(server, 'change', subject)).url);
    const fields = { currentPin: '6493', newPin: '5172', repeatPin: '5172' };
    const again = await submit(page, { ...fields, ...slip });
    expect(again.status).toBe(422);
    expect(again.words).toContain(words);
    expect(again.forms[0]?.fields).toMatchObject({ currentPin: '', newPin: '', repeatPin: '' });
    expect(await triesLeft(subject)).toBe(5);
  });
});

describe('a refused PIN', () => {
  it.each([
    ['1111', 'The same digits over and over'],
    ['1984', 'This looks like a year.'],
    ['2580', 'This is a pattern on the keypad.'],
  ])('is not put into the page again: %s', async (pin, words) => {
    const { url } = await open(server, 'set', await makePerson(server));
    const page = await submit(await look(url), { newPin: pin, repeatPin: pin });
    expect(page.status).toBe(200);
    expect(page.words).toContain(words);
    expect(page.markup).not.toContain(`"${pin}"`);
    expect(page.markup).toMatch(/id="newPin"[^>]*aria-describedby="newPin-hint problem"/);
  });

  it('leaves questions and hints as they were typed, but no answer', async () => {
    const { url } = await open(server, 'initialise', await makePerson(server));
    const page = await submit(await look(url), {
      ...{ newPin: '8305', repeatPin: '8305', question1: '2', answer1: 'Mwalimu', hint1: 'grey' },
      ...{ ownQuestion2: 'Which <ship>?', answer2: 'Ajabu', hint2: 'ajabu' },
    });
    expect(page.words).toContain('The hint must not be the answer.');
    expect(page.markup).toContain('<option value="2" selected>');
    expect(page.forms[0]?.fields).toMatchObject({
      ...{ newPin: '', answer1: '', answer2: '', hint1: 'grey', hint2: '' },
      ownQuestion2: 'Which <ship>?',
    });
    expect(page.markup).not.toMatch(/Mwalimu|Ajabu|8305|<ship>/i);
    expect(page.markup).toMatch(/id="hint2"[^>]*aria-invalid="true"/);
  });
});

describe('a form', () => {
  it.each([
    ['from a page elsewhere', { origin: 'https://elsewhere.example' }, 403],
    ['from a sandbox', { origin: 'null' }, 403],
    ['that a browser calls foreign', { 'sec-fetch-site': 'cross-site' }, 403],
    ['of another kind', { 'content-type': 'text/plain' }, 415],
  ])('%s is not taken', async (_name, headers, status) => {
    const subject = await makePerson(server);
    const { id, url } = await open(server, 'set', subject);
    const page = await post(url, { newPin: '8305', repeatPin: '8305' }, headers);
    expect(page.status).toBe(status);
    expect(page.heading).toBe('This form could not be read');
    expect((await server.call('GET', `/v1/challenges/${id}`)).body['status']).toBe('pending');
  });

  it.each(['newPin=8305&newPin=8305&repeatPin=8305', 'newPin=83%ff5&repeatPin=83%ff5', 'newPin'])(
    'with no certain meaning is not taken: %s',
    async (body) => {
      const { url } = await open(server, 'set', await makePerson(server));
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const response = await fetch(url, { method: 'POST', body, headers });
      expect(response.status).toBe(400);
      expect(await response.text()).not.toContain('<input');
    },
  );
});
