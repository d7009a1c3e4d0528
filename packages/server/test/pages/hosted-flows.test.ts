import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { look, makePerson, open, submit } from './hosted-visitor.ts';

const RETURN_URL = 'https://app.example/back?step=2';
const QUESTIONS = {
  ...{ question1: '0', answer1: 'Rex', hint1: 'woof' },
  ...{ ownQuestion2: 'Which ship did you sail on?', answer2: 'Ajabu' },
};

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.close());

async function verified(subject: string, pin: string): Promise<unknown> {
  return (await server.call('POST', `/v1/subjects/${subject}/pin/verify`, { pin })).body['outcome'];
}

async function statusOf(id: string): Promise<unknown> {
  return (await server.call('GET', `/v1/challenges/${id}`)).body['status'];
}

describe('without scripts', () => {
  it('a first PIN is set, leading zero and all, and the way back is shown', async () => {
    const subject = await makePerson(server);
    const { id, url } = await open(server, 'set', subject, { returnUrl: RETURN_URL });
    expect(await statusOf(id)).toBe('pending');
    const page = await look(url);
    expect(page.heading).toBe('Choose your PIN');
    expect(await statusOf(id)).toBe('in_progress');
    const done = await submit(page, { newPin: '0836', repeatPin: '0836' });
    expect(done.status).toBe(200);
    expect(done.url.startsWith(url)).toBe(true);
    expect(done.heading).toBe('Your PIN is set');
    expect(done.markup).toContain(`href="${RETURN_URL}"`);
    expect(await statusOf(id)).toBe('complete');
    expect(await verified(subject, '0836')).toBe('verified');
  });

  it('a PIN is changed', async () => {
    const subject = await server.makeSubject('8305');
    const page = await look((await open(server, 'change', subject)).url);
    const fields = { currentPin: '8305', newPin: '5172', repeatPin: '5172' };
    expect((await submit(page, fields)).heading).toBe('Your PIN is changed');
    expect(await verified(subject, '5172')).toBe('verified');
  });

  it('a PIN is confirmed', async () => {
    const subject = await server.makeSubject('8305');
    const { id, url } = await open(server, 'verify', subject);
    const done = await submit(await look(url), { currentPin: '8305' });
    expect(done.heading).toBe('Your PIN is confirmed');
    expect(done.words).toContain('You can close this page.');
    expect(await statusOf(id)).toBe('complete');
  });

  it('security questions are set by who knows the PIN', async () => {
    const subject = await server.makeSubject('8305');
    const { id, url } = await open(server, 'set_questions', subject);
    const done = await submit(await look(url), { currentPin: '8305', ...QUESTIONS });
    expect(done.heading).toBe('Your security questions are saved');
    expect(await statusOf(id)).toBe('complete');
  });

  it('PIN and questions are set up on one page', async () => {
    const subject = await makePerson(server);
    const { id, url } = await open(server, 'initialise', subject);
    const done = await submit(await look(url), { newPin: '8305', repeatPin: '8305', ...QUESTIONS });
    expect(done.heading).toBe('Your PIN is set up');
    expect(await statusOf(id)).toBe('complete');
    expect(await verified(subject, '8305')).toBe('verified');
  });

  it('a forgotten PIN is replaced by who answers the questions', async () => {
    const subject = await server.makeSubject('8305');
    const questions = await open(server, 'set_questions', subject);
    await submit(await look(questions.url), { currentPin: '8305', ...QUESTIONS });

    const page = await look((await open(server, 'verify', subject, { returnUrl: RETURN_URL })).url);
    const proof = await submit({ ...page, forms: page.forms.slice(1) }, {});
    expect(proof.heading).toBe('Forgot your PIN?');
    expect(proof.words).toContain('Which ship did you sail on?');
    expect(proof.words).toContain('Your hint: woof');
    const wrong = await submit(proof, { answer1: 'Rex', answer2: 'Titanic' });
    expect(wrong.words).toContain('At least one answer is wrong. 4 tries left.');
    expect(wrong.markup).not.toContain('Titanic');
    const next = await submit(wrong, { answer1: ' rex ', answer2: 'AJABU' });
    expect(next.heading).toBe('Choose a new PIN');
    const refused = await submit(next, { newPin: '1234', repeatPin: '1234' });
    expect(refused.words).toContain('Digits in order, such as 1234, are guessed first.');
    const done = await submit(refused, { newPin: '5172', repeatPin: '5172' });
    expect(done.heading).toBe('Your new PIN is set');
    expect(done.markup).toContain(`href="${RETURN_URL}"`);
    expect(await verified(subject, '5172')).toBe('verified');
  });

  it('a forgotten PIN is replaced by who gets the code', async () => {
    const address = 'hosted.code@example.com';
    const subject = await makePerson(server, { identifiers: [{ type: 'email', value: address }] });
    await server.call('PUT', `/v1/subjects/${subject}/pin`, { pin: '8305' });
    const page = await look((await open(server, 'recover', subject)).url);
    const asked = await submit(page, { step: 'send_code' });
    expect(asked.words).toContain('a code of 6 digits. It works for 10 minutes.');
    expect(asked.markup).toContain('autocomplete="one-time-code"');
    expect(asked.markup).not.toContain(address);
    expect((await submit(asked, { code: '12' })).words).toContain('This did not cost a try.');
    const code = await codeFor(address);
    const next = await submit(asked, { code });
    expect(next.heading).toBe('Choose a new PIN');
    const done = await submit(next, { newPin: '5172', repeatPin: '5172' });
    expect(done.heading).toBe('Your new PIN is set');
    expect(await verified(subject, '5172')).toBe('verified');
  });

  it('somebody who can prove nothing is told whom to ask', async () => {
    const subject = await server.makeSubject('8305');
    const page = await look((await open(server, 'recover', subject)).url);
    expect(page.words).toContain('Ask support for help.');
    expect(page.forms).toEqual([]);
  });

  async function codeFor(address: string): Promise<string> {
    const messages = (await (await fetch(`${server.baseUrl}/dev/messages`)).json()) as readonly {
      readonly to: string;
      readonly code: string;
    }[];
    return messages.find(({ to }) => to === address)?.code ?? '';
  }
});
