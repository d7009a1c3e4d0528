import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let id: string;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  id = await server.makeSubject('8305');
});

const QUESTIONS = [
  { question: 'First pet?', answer: 'Rex', hint: 'a dog' },
  { question: 'Where were you born?', answer: 'Kisumu' },
];
const RIGHT = [' rex ', 'KISUMU'];
const WRONG = ['rex', 'Nairobi'];

const set = (body: object) => server.call('PUT', `/v1/subjects/${id}/questions`, body);
const read = () => server.call('GET', `/v1/subjects/${id}/questions`);
const start = () =>
  server.call('POST', `/v1/subjects/${id}/recoveries`, { factor: 'security_questions' });
const prove = (recovery: unknown, answers: unknown) =>
  server.call('POST', `/v1/recoveries/${recovery}/proofs`, {
    factor: 'security_questions',
    answers,
  });
const verify = async (pin: string) =>
  (await server.call('POST', `/v1/subjects/${id}/pin/verify`, { pin })).body['outcome'];

describe('security questions', () => {
  it('replace a forgotten, locked PIN', async () => {
    await set({ questions: QUESTIONS, currentPin: '8305' });
    for (let guess = 0; guess < 5; guess += 1) await verify('1907');
    expect(await verify('8305')).toBe('locked');
    const { body } = await start();
    expect((await prove(body['id'], RIGHT)).body).toEqual({ outcome: 'proven' });
    const done = await server.call('POST', `/v1/recoveries/${body['id']}/complete`);
    const { grant } = done.body;
    const reset = await server.call('POST', `/v1/subjects/${id}/pin/reset`, {
      ...{ newPin: '739205', grant },
    });
    expect(reset.body).toEqual({ outcome: 'reset' });
    expect(await verify('739205')).toBe('verified');
  });

  it('can only be set by who knows the PIN, once', async () => {
    expect((await set({ questions: QUESTIONS })).status).toBe(400);
    const wrong = await set({ questions: QUESTIONS, currentPin: '1907' });
    expect(wrong.body).toMatchObject({ outcome: 'wrong', attemptsRemaining: 4 });
    expect((await read()).body).toEqual({ state: 'not_set', questions: [] });
    expect((await set({ questions: QUESTIONS, currentPin: '8305' })).body).toEqual({
      outcome: 'set',
    });
    const again = await set({ questions: QUESTIONS, currentPin: '8305' });
    expect(again.body['code']).toBe('questions_exist');
    expect((await read()).body).toMatchObject({
      state: 'active',
      questions: [
        { question: 'First pet?', type: 'TEXT', hint: 'a dog' },
        { question: 'Where were you born?', type: 'TEXT', hint: null },
      ],
    });
  });

  it('replace the PIN they were set for, and no other of the same person', async () => {
    const other = { questions: QUESTIONS, purpose: 'transaction' };
    expect((await set(other)).body).toEqual({ outcome: 'set' });
    expect((await read()).body).toEqual({ state: 'not_set', questions: [] });
    expect((await start()).body['code']).toBe('factor_unavailable');
    const page = { type: 'recover', subject: id };
    const { core } = server.server;
    const tenant = await core.readTenant('demo');
    if (tenant === null) throw new Error('no demo tenant');
    const call = { tenant, actor: 'page', dialect: 'native', source: 'test', requestId: 'test' };
    const opened = await server.call('POST', '/v1/challenges', page);
    const given = { challenge: String(opened.body['id']), answers: RIGHT };
    const proof = await core.proveChallengeAnswers(call, given);
    expect(proof.outcome).toBe('factor_unavailable');
    const path = `/v1/subjects/${id}/questions?purpose=transaction`;
    expect((await server.call('GET', path)).body['state']).toBe('active');
  });

  it('leave no trace of recoveries where answers are wrong', async () => {
    await set({ questions: QUESTIONS, currentPin: '8305' });
    const { core } = server.server;
    const tenant = await core.readTenant('demo');
    if (tenant === null) throw new Error('no demo tenant');
    const call = { tenant, actor: 'page', dialect: 'native', source: 'test', requestId: 'test' };
    const page = { type: 'recover', subject: id };
    const opened = await server.call('POST', '/v1/challenges', page);
    const given = { challenge: String(opened.body['id']), answers: WRONG };
    await Promise.all(Array.from({ length: 4 }, () => core.proveChallengeAnswers(call, given)));
    const audit = await core.listAudit(call, 1_000);
    const mine = audit.filter(({ subject }) => subject === id);
    expect(mine.filter(({ action }) => action === 'recovery.start')).toEqual([]);
    expect(
      mine.filter(({ action, outcome }) => action === 'recovery.prove' && outcome === 'wrong'),
    ).toHaveLength(4);
  });

  it('have a budget of their own, which ends in a lock that ends by itself', async () => {
    await set({ questions: QUESTIONS, currentPin: '8305' });
    const { body } = await start();
    for (const attemptsRemaining of [4, 3, 2, 1, 0]) {
      const answer = await prove(body['id'], WRONG);
      expect(answer.body).toMatchObject({ outcome: 'wrong', attemptsRemaining });
    }
    expect((await prove(body['id'], RIGHT)).body['outcome']).toBe('locked');
    expect((await start()).body['code']).toBe('recovery_locked');
    expect(await verify('8305')).toBe('verified');
    await server.advanceClock(61);
    expect((await prove(body['id'], RIGHT)).body['outcome']).toBe('proven');
  });

  it('are right or wrong as a whole, and cost nothing when they are not answers', async () => {
    await set({ questions: QUESTIONS, currentPin: '8305' });
    const { body } = await start();
    for (const odd of [[], ['Rex'], ['Rex', ''], ['Rex', 7], 'Rex']) {
      expect((await prove(body['id'], odd)).status).toBe(400);
    }
    expect((await prove(body['id'], ['wrong', 'Kisumu'])).body['attemptsRemaining']).toBe(4);
    expect((await prove(body['id'], ['Kisumu', 'Rex'])).body['attemptsRemaining']).toBe(3);
  });

  it.each([
    [{ questions: [QUESTIONS[0]] }, 'count'],
    [{ questions: [QUESTIONS[0], { question: 'first PET?', answer: 'x' }] }, 'question_repeated'],
    [
      { questions: [QUESTIONS[0], { question: 'Town?', answer: 'Ub', hint: 'UB ' }] },
      'hint_is_answer',
    ],
  ])('are refused by rule before the PIN is looked at: %#', async (body, rule) => {
    const answer = await set({ ...body, currentPin: '1907' });
    expect(answer.body).toMatchObject({ outcome: 'refused', rule });
    expect((await server.call('GET', `/v1/subjects/${id}/pin`)).body['attemptsRemaining']).toBe(5);
  });

  it('let 40 parallel wrong answers have five guesses', async () => {
    await set({ questions: QUESTIONS, currentPin: '8305' });
    const { body } = await start();
    const storm = Array.from({ length: 40 }, () => prove(body['id'], WRONG));
    const outcomes = (await Promise.all(storm)).map((answer) => answer.body['outcome']);
    expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(5);
  });
});
