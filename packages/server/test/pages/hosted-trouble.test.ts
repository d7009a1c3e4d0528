import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '../../src/core/model/call.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { look, makePerson, open, post, type Received, submit } from './hosted-visitor.ts';

const QUESTIONS = {
  ...{ question1: '0', answer1: 'Rex', question2: '1', answer2: 'Mombasa' },
  ...{ newPin: '8305', repeatPin: '8305' },
};
const WRONG = { answer1: 'Rex', answer2: 'Nairobi' };
const RIGHT = { answer1: 'Rex', answer2: 'Mombasa' };

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.close());

/** Somebody with PIN 8305, questions and an address for codes. */
async function makeForgetful(): Promise<string> {
  const value = `${crypto.randomUUID()}@example.com`;
  const subject = await makePerson(server, { identifiers: [{ type: 'email', value }] });
  await submit(await look((await open(server, 'initialise', subject)).url), QUESTIONS);
  return subject;
}

async function recover(subject: string): Promise<Received> {
  return look((await open(server, 'recover', subject)).url);
}

async function makeCall(): Promise<Call> {
  const tenant = await server.server.core.readTenant(server.demo.tenant);
  if (tenant === null) throw new Error('there is no demo tenant');
  return { tenant, actor: 'test', dialect: 'native', source: '::1', requestId: 'test' };
}

describe('a PIN that has to be changed', () => {
  it('is good for nothing, and its challenge stays open', async () => {
    const subject = await server.makeSubject('8305');
    const command = { subject: { id: subject }, purpose: 'login', reason: 'a test' };
    await server.server.core.requireChange(await makeCall(), command);
    const { id, url } = await open(server, 'verify', subject);
    const page = await submit(await look(url), { currentPin: '8305' });
    expect(page.heading).toBe('Your PIN must be changed first');
    expect(page.markup).not.toMatch(/<(input|form)/);
    const { body } = await server.call('GET', `/v1/challenges/${id}`);
    expect(body['status']).toBe('in_progress');
  });
});

describe('answers', () => {
  it('that are wrong too often end the challenge, and are not asked for again', async () => {
    const subject = await makeForgetful();
    let page = await recover(subject);
    for (let guess = 0; guess < 5; guess += 1) page = await submit(page, WRONG);
    expect(page.status).toBe(410);
    expect(page.words).toContain('Too many wrong answers. You can try again at');
    const next = await recover(subject);
    expect(next.words).toContain('Too many wrong answers.');
    expect(next.markup).not.toContain('name="answer1"');
    expect(next.words).toContain('Send me a code');
  });

  it('that are missing cost nothing', async () => {
    const page = await recover(await makeForgetful());
    const again = await submit(page, { answer1: 'Rex', answer2: ' ' });
    expect(again.status).toBe(422);
    expect(again.words).toContain('Answer every question.');
    expect((await submit(again, WRONG)).words).toContain('4 tries left.');
  });
});

describe('a code', () => {
  it('has five tries, and wrong ones close the door for codes', async () => {
    const subject = await makeForgetful();
    let page = await submit(await recover(subject), { step: 'send_code' });
    page = await submit(page, { code: '000000' });
    expect(page.words).toContain('Wrong code. 4 tries left.');
    expect(page.markup).not.toContain('000000');
    for (let guess = 0; guess < 4; guess += 1) page = await submit(page, { code: '000000' });
    expect(page.words).toContain('Wrong code. Ask for a new one.');
    const refused = await post(page.url, { step: 'send_code' });
    expect(refused.words).toContain('Too many wrong codes. You can try again at');
    expect(refused.words).toContain('Answer your questions');
  });

  it('is sent once a minute, however often somebody asks', async () => {
    const subject = await makeForgetful();
    const start = await recover(subject);
    const count = async () => JSON.parse((await server.call('GET', '/dev/messages')).text).length;
    const before = await count();
    for (let press = 0; press < 4; press += 1) await submit(start, { step: 'send_code' });
    expect((await count()) - before).toBe(1);
    await server.advanceClock(61);
    await submit(start, { step: 'send_code' });
    expect((await count()) - before).toBe(2);
  });

  it('is one, however many pages and presses ask for it at once', async () => {
    const subject = await makeForgetful();
    const { url } = await open(server, 'change', subject);
    const count = async () => JSON.parse((await server.call('GET', '/dev/messages')).text).length;
    const before = await count();
    const asked = await Promise.all(Array.from({ length: 8 }, () => post(`${url}/forgot`, {})));
    expect(new Set(asked.map((page) => page.url)).size).toBe(1);
    const start = asked[0] ?? (await look(url));
    const pressed = Array.from({ length: 8 }, () => post(start.url, { step: 'send_code' }));
    const statuses = (await Promise.all(pressed)).map(({ status }) => status);
    expect(statuses.every((status) => status === 200 || status === 409)).toBe(true);
    expect((await count()) - before).toBe(1);
  });

  it('can be asked for again from the same page when the recovery before is over', async () => {
    const { url } = await open(server, 'change', await makeForgetful());
    const first = await post(`${url}/forgot`, {});
    for (let guess = 0; guess < 5; guess += 1) await submit(await look(first.url), WRONG);
    await server.advanceClock(90);
    const second = await post(`${url}/forgot`, {});
    expect(second.url).not.toBe(first.url);
    expect(second.markup).toContain('name="answer1"');
  });

  it('of somebody else proves nothing', async () => {
    const theirs = await submit(await recover(await makeForgetful()), { step: 'send_code' });
    const recovery = theirs.forms[0]?.fields['recovery'] ?? '';
    expect(recovery).not.toBe('');
    const mine = await submit(await recover(await makeForgetful()), { step: 'send_code' });
    const page = await submit(mine, { recovery, code: '123456' });
    expect(page.words).toContain('This code no longer works.');
  });
});

describe('a grant', () => {
  it('is good for one new PIN of its own person', async () => {
    const theirs = await submit(await recover(await makeForgetful()), RIGHT);
    const grant = theirs.forms[0]?.fields['grant'] ?? '';
    expect(grant).not.toBe('');
    const mine = await recover(await makeForgetful());
    const pins = { newPin: '5172', repeatPin: '5172' };
    const stolen = await post(mine.url, { step: 'new_pin', grant, ...pins });
    expect(stolen.heading).toBe('Forgot your PIN?');
    expect(stolen.words).toContain('Show again that it is you.');
    expect((await submit(theirs, pins)).heading).toBe('Your new PIN is set');
    expect((await submit(theirs, pins)).status).toBe(410);
  });
});

describe('a form of another page', () => {
  it('is not taken for this one', async () => {
    const page = await recover(await makeForgetful());
    const wrong = await post(page.url, { currentPin: '8305' });
    expect(wrong.status).toBe(400);
    const { url } = await open(server, 'change', await server.makeSubject('8305'));
    const partly = await post(url, { currentPin: '8305' });
    expect(partly.status).toBe(422);
  });
});

describe('an overloaded server', () => {
  it('says so, charges nothing and offers the page again', async () => {
    const busy = await startTestServer({ flags: { 'hash-places': '1' } });
    try {
      const subject = await busy.makeSubject('8305');
      const { url } = await open(busy, 'verify', subject);
      const page = await look(url);
      const guesses = Array.from({ length: 12 }, () => submit(page, { currentPin: '6493' }));
      const answers = await Promise.all(guesses);
      const refused = answers.find(({ status }) => status === 503);
      expect(refused?.heading).toBe('Too busy right now');
      expect(refused?.headers.get('retry-after')).not.toBeNull();
      expect(refused?.markup).toContain(`href="${new URL(url).pathname}"`);
    } finally {
      await busy.close();
    }
  });
});
