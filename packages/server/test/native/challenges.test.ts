import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../src/core/model/call.ts';
import { Pin } from '../../src/core/model/pin.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let id: string;
let call: Call;

beforeAll(async () => {
  server = await startTestServer();
  const tenant = await server.server.core.readTenant('demo');
  if (tenant === null) throw new Error('no demo tenant');
  call = { tenant, actor: 'page', dialect: 'native', source: 'test', requestId: 'test' };
});
afterAll(() => server.close());
beforeEach(async () => {
  id = await server.makeSubject('8305');
});

const open = (type: string, rest: object = {}) =>
  server.call('POST', '/v1/challenges', { type, subject: id, ...rest });
const read = async (challenge: unknown) =>
  (await server.call('GET', `/v1/challenges/${challenge}`)).body;
const verify = async (pin: string) =>
  (await server.call('POST', `/v1/subjects/${id}/pin/verify`, { pin })).body['outcome'];
const pin = (text: string) => Pin.parse(text) as Pin;
const answer = async (challenge: unknown, given: object) =>
  server.server.core.answerChallenge(call, { challenge: String(challenge), answer: given });
const eventsOf = async (challenge: unknown) => {
  const events = (await server.call('GET', '/dev/events')).body as unknown as {
    type: string;
    data: Record<string, unknown>;
  }[];
  return events.filter(({ data }) => data['challenge'] === challenge).map(({ type }) => type);
};

describe('a challenge', () => {
  it('has an address on the pad that names nobody and that its id alone does not open', async () => {
    const { status, body } = await open('change');
    expect(status).toBe(201);
    expect(body).toMatchObject({ status: 'pending', type: 'change', subject: id });
    expect(String(body['url']).startsWith(`${server.padUrl}/c/`)).toBe(true);
    expect(body['url']).not.toContain(id);
    const link = new URL(String(body['url'])).pathname.slice('/c/'.length);
    const { core } = server.server;
    expect(await core.readChallengeLink(link)).toEqual({ tenant: 'demo', id: body['id'] });
    const altered = link.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    for (const forged of [altered, `demo.${body['id']}.`, `demo.${body['id']}`, '']) {
      expect(await core.readChallengeLink(forged)).toBeNull();
    }
  });

  it('is complete exactly when its effect is there, and is used up', async () => {
    const { body } = await open('change');
    const given = { currentPin: pin('8305'), newPin: '739205' };
    expect(await answer(body['id'], given)).toEqual({ outcome: 'completed' });
    expect(await read(body['id'])).toMatchObject({ status: 'complete' });
    expect(await verify('739205')).toBe('verified');
    await expect(answer(body['id'], given)).rejects.toMatchObject({ code: 'challenge_closed' });
    expect(await eventsOf(body['id'])).toEqual(['challenge.completed']);
  });

  it('has its effect once, whatever number of submissions arrive together', async () => {
    const { body } = await open('verify', { operation: 'pay-7' });
    const storm = Array.from({ length: 8 }, () => answer(body['id'], { currentPin: pin('8305') }));
    const settled = await Promise.allSettled(storm);
    const done = settled.filter(
      (each) => each.status === 'fulfilled' && each.value.outcome === 'completed',
    );
    expect(done).toHaveLength(1);
    expect(await eventsOf(body['id'])).toEqual(['challenge.completed']);
    expect(typeof (await read(body['id']))['assertion']).toBe('string');
  });

  it('locks nobody out who typed the right PIN many times at once', async () => {
    const { body } = await open('verify');
    const storm = Array.from({ length: 30 }, () => answer(body['id'], { currentPin: pin('8305') }));
    await Promise.allSettled(storm);
    const path = `/v1/subjects/${id}/pin`;
    const left = (await server.call('GET', path)).body['attemptsRemaining'];
    expect(left).toBe(5);
    const { core } = server.server;
    const mine = (await core.listAudit(call, 1_000)).filter(({ subject }) => subject === id);
    const settled = mine.filter(({ action }) => action === 'pin.verify');
    // Every submission is in the trail: one verified, the others too late or stopped by the lock.
    expect(settled).toHaveLength(30);
    expect(settled.filter(({ outcome }) => outcome === 'verified')).toHaveLength(1);
  });

  it('stays open after a wrong PIN, and fails with the lock it causes', async () => {
    const { body } = await open('verify');
    for (const left of [4, 3, 2, 1]) {
      const wrong = await answer(body['id'], { currentPin: pin('1907') });
      expect(wrong).toMatchObject({ outcome: 'wrong', lockout: { attemptsRemaining: left } });
    }
    const last = await answer(body['id'], { currentPin: pin('1907') });
    expect(last).toMatchObject({ outcome: 'wrong', lockout: { locked: true } });
    expect(await read(body['id'])).toMatchObject({ status: 'failed', failure: 'pin_locked' });
    expect(await eventsOf(body['id'])).toEqual(['challenge.failed']);
  });

  it('stays open when the new PIN is refused, and shares the budget of every other door', async () => {
    const { body } = await open('change');
    await verify('1907');
    const refused = await answer(body['id'], { currentPin: pin('8305'), newPin: '1111' });
    expect(refused).toMatchObject({ outcome: 'refused', rule: 'repeated' });
    expect(await verify('8305')).toBe('verified');
    const given = { currentPin: pin('8305'), newPin: '739205' };
    expect((await answer(body['id'], given)).outcome).toBe('completed');
  });

  it('expires by the clock, with an event, and is then refused', async () => {
    const { body } = await open('change', { expiresInMinutes: 5 });
    await server.advanceClock(301);
    expect(await read(body['id'])).toMatchObject({ status: 'expired' });
    const given = { currentPin: pin('8305'), newPin: '739205' };
    await expect(answer(body['id'], given)).rejects.toMatchObject({ code: 'challenge_closed' });
    expect(await verify('8305')).toBe('verified');
    await expect.poll(() => eventsOf(body['id'])).toEqual(['challenge.expired']);
  });

  it('sets PIN and questions, in that order, and asks again for what is missing', async () => {
    id = `fresh-${id}`;
    await server.call('POST', '/v1/subjects', { id });
    const { body } = await open('initialise');
    const questions = [
      { question: 'Pet?', type: 'TEXT', hint: null, answer: 'Rex' },
      { question: 'Town?', type: 'TEXT', hint: null, answer: 'Kisumu' },
    ] as const;
    const half = await answer(body['id'], { newPin: '739205' });
    expect(half).toEqual({ outcome: 'incomplete', step: 'questions' });
    expect(await verify('739205')).toBe('not_set');
    const weak = await answer(body['id'], { newPin: '1111', questions });
    expect(weak).toMatchObject({ outcome: 'refused' });
    const done = await answer(body['id'], { newPin: '739205', questions });
    expect(done).toEqual({ outcome: 'completed' });
    const asked = await server.call('GET', `/v1/subjects/${id}/questions`);
    expect(asked.body['state']).toBe('active');
  });

  it('never sets questions over a PIN without that PIN', async () => {
    const { body } = await open('set_questions');
    const questions = ['Pet?', 'Town?'].map((question) => ({
      ...{ question, type: 'TEXT' as const, hint: null, answer: 'x' },
    }));
    const given = await answer(body['id'], { questions });
    expect(given).toEqual({ outcome: 'incomplete', step: 'currentPin' });
    const proven = await answer(body['id'], { questions, currentPin: pin('8305') });
    expect(proven).toEqual({ outcome: 'completed' });
  });

  it('recovers with answers through a grant of its own, which nothing else accepts', async () => {
    const questions = [
      { question: 'Pet?', answer: 'Rex' },
      { question: 'Town?', answer: 'Kisumu' },
    ];
    await server.call('PUT', `/v1/subjects/${id}/questions`, { questions, currentPin: '8305' });
    const { body } = await open('recover');
    const challenge = String(body['id']);
    const { core } = server.server;
    const none = await answer(challenge, { newPin: '739205', grant: 'made-up' });
    expect(none).toEqual({ outcome: 'grant_invalid' });
    const answers = ['rex', 'kisumu'];
    const proof = await core.proveChallengeAnswers(call, { challenge, answers });
    if (proof.outcome !== 'granted') throw new Error(proof.outcome);
    const given = { newPin: '739205', grant: proof.grant };
    expect(await answer(challenge, given)).toEqual({ outcome: 'completed' });
    expect(await verify('739205')).toBe('verified');
  });

  it.each(['http://example.com/', 'javascript:alert(1)', 'https://a:b@example.com/', '/relative'])(
    'sends nobody to %s',
    async (returnUrl) => {
      expect((await open('change', { returnUrl })).status).toBe(400);
    },
  );

  it("of another tenant does not exist, and neither does another's subject", async () => {
    const { body } = await open('change');
    const made = await server.admin('POST', '/tenants', { id: `c-${id}`, name: 'Other' });
    const headers = { authorization: `Bearer ${made.body['apiKey']}` };
    const foreign = await server.call('GET', `/v1/challenges/${body['id']}`, undefined, headers);
    expect(foreign.body['code']).toBe('challenge_not_found');
    const wanted = { type: 'change', subject: id };
    const opened = await server.call('POST', '/v1/challenges', wanted, headers);
    expect(opened.body['code']).toBe('subject_not_found');
  });
});
