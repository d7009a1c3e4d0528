import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../src/core/core.ts';
import { LANGUAGES } from '../../src/core/model/pages.ts';
import { buildPadServer } from '../../src/http/pad/pad-server.ts';
import { createLog } from '../../src/observability/log.ts';
import { noLimits } from '../support/no-limits.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { look, makePerson, open, post, submit } from './hosted-visitor.ts';
import { putKey } from './pin-key.ts';

const ELSEWHERE = 'Your PIN lives in your app';
const ANYTHING_TO_TYPE = /<(input|form|button)/;
const RETURN_URL = 'https://app.example/back';
const QUESTIONS = {
  ...{ question1: '0', answer1: 'Rex', question2: '1', answer2: 'Mombasa' },
};
const FORMS = [
  ['verify', { currentPin: '8305' }],
  ['change', { currentPin: '8305', newPin: '5172', repeatPin: '5172' }],
  ['set_questions', { currentPin: '8305', ...QUESTIONS }],
] as const;

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.close());

async function makeKeyed(): Promise<string> {
  const subject = await makePerson(server);
  await putKey(server, subject);
  return subject;
}

async function standingOf(subject: string) {
  const { body } = await server.call('GET', `/v1/subjects/${subject}/pin`);
  return { triesLeft: body['attemptsRemaining'], state: body['state'] };
}

async function statusOf(id: string): Promise<unknown> {
  return (await server.call('GET', `/v1/challenges/${id}`)).body['status'];
}

const UNTOUCHED = { triesLeft: 5, state: 'active' };

describe.each(FORMS)('a PIN that is a key: %s', (type, form) => {
  it('says where the PIN is, and asks for nothing', async () => {
    const subject = await makeKeyed();
    const { id, url } = await open(server, type, subject, { returnUrl: RETURN_URL });
    for (const lang of LANGUAGES) {
      const page = await look(`${url}?lang=${lang}`);
      expect(page.status).toBe(200);
      expect(page.markup).not.toMatch(ANYTHING_TO_TYPE);
      expect(page.markup).toContain(`href="${RETURN_URL}"`);
      expect(page.heading === ELSEWHERE).toBe(lang === 'en');
    }
    expect((await look(url)).words).toContain('It cannot be typed here.');
    expect(await statusOf(id)).toBe('in_progress');
  });

  it('takes no form of a page that was open when it became one', async () => {
    const subject = await server.makeSubject('8305');
    const { id, url } = await open(server, type, subject);
    const page = await look(url);
    await putKey(server, subject, '8305');
    for (const fields of [form, { ...form, currentPin: 'abcd' }]) {
      const refused = await submit(page, fields);
      expect(refused.status).toBe(409);
      expect(refused.heading).toBe(ELSEWHERE);
      expect(refused.markup).not.toMatch(ANYTHING_TO_TYPE);
    }
    expect(await standingOf(subject)).toEqual(UNTOUCHED);
    expect(await statusOf(id)).toBe('in_progress');
  });

  it('says the same when it becomes one while the form is read, and calls it no error', async () => {
    const subject = await server.makeSubject('8305');
    const { url } = await open(server, type, subject);
    const { pad, lines } = buildPad(() => putKey(server, subject, '8305'));
    const response = await pad.inject({
      ...{ method: 'POST', url: new URL(url).pathname },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(form).toString(),
    });
    expect(response.statusCode).toBe(409);
    expect(response.body).toContain(`<h1>${ELSEWHERE}</h1>`);
    expect(response.body).not.toMatch(ANYTHING_TO_TYPE);
    expect(lines()).toContain('request');
    expect(lines()).not.toMatch(/warn|error|fatal/);
    expect(await standingOf(subject)).toEqual(UNTOUCHED);
  });
});

describe('a PIN that is a key', () => {
  it.each(['set', 'initialise'])('is a PIN there is already: %s', async (type) => {
    const page = await look((await open(server, type, await makeKeyed())).url);
    expect(page.status).toBe(200);
    expect(page.heading).toBe('You already have a PIN');
    expect(page.markup).not.toMatch(ANYTHING_TO_TYPE);
  });

  it('is met by who was about to set the first one', async () => {
    const subject = await makePerson(server);
    const page = await look((await open(server, 'initialise', subject)).url);
    await putKey(server, subject);
    const late = await submit(page, { ...QUESTIONS, newPin: '8305', repeatPin: '8305' });
    expect(late.status).toBe(409);
    expect(late.heading).toBe('You already have a PIN');
  });

  it('and a suspension shows the suspension', async () => {
    const subject = await makeKeyed();
    const { url } = await open(server, 'verify', subject);
    const staff = `/tenants/${server.demo.tenant}/subjects/${subject}`;
    await server.admin('POST', `${staff}/suspend`, { reason: 'a test' });
    expect((await look(url)).words).toContain('Only support can unlock this.');
  });

  it('is recovered by a code, which sets digits that can be typed again', async () => {
    const value = `${crypto.randomUUID()}@example.com`;
    const subject = await makePerson(server, { identifiers: [{ type: 'email', value }] });
    await putKey(server, subject);
    const verify = await open(server, 'verify', subject);
    const asked = await submit(await look((await open(server, 'recover', subject)).url), {
      step: 'send_code',
    });
    const messages = JSON.parse((await server.call('GET', '/dev/messages')).text) as unknown[];
    const sent = messages.map((each) => JSON.stringify(each)).find((each) => each.includes(value));
    const code = /\b\d{6}\b/.exec(sent ?? '')?.[0] ?? '';
    const proven = await submit(asked, { code });
    const done = await submit(proven, { newPin: '5172', repeatPin: '5172' });
    expect(done.heading).toBe('Your new PIN is set');
    const typed = await submit(await look(verify.url), { currentPin: '5172' });
    expect(typed.heading).toBe('Your PIN is confirmed');
  });

  it('leaves a page that was open before the way to a recovery', async () => {
    const { url } = await open(server, 'verify', await makeKeyed());
    expect((await post(`${url}/forgot`, {})).heading).toBe('Forgot your PIN?');
  });
});

/** The pages, with something that happens just before an answer reaches the gate; and their log. */
function buildPad(before: () => Promise<void>) {
  const written: string[] = [];
  const log = createLog('silent');
  for (const level of ['info', 'warn', 'error', 'fatal'] as const) {
    log[level] = (...given: readonly unknown[]) => {
      written.push(JSON.stringify([level, ...given]));
    };
  }
  const { core } = server.server;
  const answerChallenge: Core['answerChallenge'] = async (...given) => {
    await before();
    return core.answerChallenge(...given);
  };
  const pad = buildPadServer({
    ...{ log, inDev: true, dialects: [], makeId: () => 'request-1' },
    core: { ...core, answerChallenge },
    limits: noLimits(),
    assets: { files: new Map(), addressOf: (entry: string) => `/assets/${entry}` },
  });
  return { pad, lines: () => written.join('\n') };
}
