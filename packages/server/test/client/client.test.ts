import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createAssertionVerifier,
  createWebhookVerifier,
  isProblem,
  PintumblerClient,
  PROBLEM_CODES,
  ProblemError,
} from '../../../client/src/index.ts';
import { FAULT_GUIDE } from '../../src/dialects/fault-guide.ts';
import { nativeDialect } from '../../src/dialects/native/native-dialect.ts';
import { startReceiver } from '../support/receiver.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let client: PintumblerClient;
/** `METHOD /path` of every request the client made. */
const asked = new Set<string>();

beforeAll(async () => {
  server = await startTestServer();
  client = new PintumblerClient({
    baseUrl: `${server.baseUrl}/`,
    apiKey: server.demo.native.apiKey,
    fetch: (url, init) => {
      asked.add(`${init.method} ${new URL(url).pathname}`);
      return fetch(url, init);
    },
  });
});
afterAll(() => server.close());

const TEXT: unknown = expect.any(String);
const LOCKED = { attemptsRemaining: 0, lockedUntil: TEXT };
const OPEN = { attemptsRemaining: 5, lockedUntil: null };

async function codeOf(): Promise<string> {
  const { body } = await server.call('GET', '/dev/messages');
  return (body as unknown as readonly { readonly code: string }[])[0]?.code ?? '';
}

/*
 * Answers are compared whole, so that a field the server adds, drops or renames fails here, beside
 * the types that say it.
 */
describe('every call of the client answers as its types say', () => {
  it('about subjects', async () => {
    const identifiers = [{ type: 'email', value: 'ann@example.com' }] as const;
    const subject = await client.createSubject({
      ...{ id: 'user|with/odd?id', identifiers, language: 'sw' },
      devices: [{ type: 'IMSI', value: '1' }],
      documents: [{ type: 'passport', value: 'X1' }],
    });
    const whole = {
      ...{ id: 'user|with/odd?id', identifiers, language: 'sw', suspended: false },
      ...{ devices: [{ type: 'IMSI', value: '1' }], documents: [{ type: 'passport' }] },
      createdAt: TEXT,
    };
    expect(subject).toEqual(whole);
    expect(await client.readSubject(subject.id)).toEqual(whole);
    expect(await client.updateSubject(subject.id, { devices: [], language: null })).toEqual({
      ...whole,
      ...{ devices: [], language: null },
    });
    expect(await client.deleteSubject(subject.id)).toBeUndefined();
    await expect(client.readSubject(subject.id)).rejects.toMatchObject({ status: 404 });
  });

  it('about PINs, from the first to the last', async () => {
    const { id } = await client.createSubject({});
    expect(await client.verifyPin(id, { pin: '8305' })).toEqual({
      ...{ outcome: 'not_set', attemptsRemaining: null, lockedUntil: null },
    });
    expect(await client.changePin(id, { currentPin: '8305', newPin: '739205' })).toEqual({
      outcome: 'not_set',
    });
    expect(await client.setPin(id, { pin: '1234' })).toEqual({
      ...{ outcome: 'refused', rule: 'sequence' },
    });
    const prompt = { image: 'nothing', phrase: 'x' };
    expect(await client.setPin(id, { pin: '8305', prompt })).toEqual({
      ...{ outcome: 'prompt_refused', rule: 'image_unknown' },
    });
    expect(await client.setPin(id, { pin: '8305' })).toEqual({ outcome: 'set' });
    expect(await client.verifyPin(id, { pin: '1907' })).toEqual({
      ...{ outcome: 'wrong', attemptsRemaining: 4, lockedUntil: null },
    });
    expect(await client.changePin(id, { currentPin: '1907', newPin: '739205' })).toEqual({
      ...{ outcome: 'wrong', attemptsRemaining: 3, lockedUntil: null },
    });
    expect(await client.changePin(id, { currentPin: '8305', newPin: '739205' })).toEqual({
      outcome: 'changed',
    });
    expect(await client.verifyPin(id, { pin: '739205' })).toEqual({
      ...{ outcome: 'verified', mustChange: false },
      ...OPEN,
    });
    const status = { kind: 'hash', changedAt: TEXT, verifiedAt: TEXT, mustChange: false };
    expect(await client.readPinStatus(id)).toEqual({ ...status, state: 'active', ...OPEN });
    for (let guess = 0; guess < 5; guess += 1) await client.verifyPin(id, { pin: '1907' });
    expect(await client.verifyPin(id, { pin: '739205' })).toEqual({ outcome: 'locked', ...LOCKED });
    expect(await client.changePin(id, { currentPin: '739205', newPin: '618033' })).toEqual({
      outcome: 'locked',
      ...LOCKED,
    });
    expect(await client.readPinStatus(id)).toEqual({ ...status, state: 'locked', ...LOCKED });
    expect(await client.deletePin(id, { reason: 'left' })).toEqual({ outcome: 'deleted' });
    expect(await client.deletePin(id, { reason: 'left' })).toEqual({ outcome: 'not_set' });
    expect(await client.readPinStatus(id, { purpose: 'transaction' })).toEqual({
      ...{ state: 'not_set', kind: null, changedAt: null, verifiedAt: null, mustChange: false },
      ...OPEN,
    });
  });

  it('about pictures and phrases', async () => {
    const id = await server.makeSubject();
    const prompt = { image: 'tiger', phrase: 'Mangoes after the long rains' };
    expect(await client.choosePrompt(id, { ...prompt, phrase: '' })).toEqual({
      ...{ outcome: 'prompt_refused', rule: 'phrase_empty' },
    });
    expect(await client.choosePrompt(id, prompt)).toEqual({ outcome: 'chosen' });
    expect(await client.readPrompt(id)).toEqual(prompt);
    expect(await client.readPrompt(id, { purpose: 'transaction' })).toEqual({
      ...{ image: TEXT, phrase: TEXT },
    });
    expect(await client.readNamedPrompt({ type: 'username', value: 'nobody at all' })).toEqual({
      ...{ image: TEXT, phrase: TEXT },
    });
    const [first] = await client.listSecurityImages();
    expect(first).toEqual({ name: TEXT, png: TEXT });
  });

  it('about recovery by code', async () => {
    const identifiers = [{ type: 'email', value: 'bea@example.com' }] as const;
    const { id } = await client.createSubject({ identifiers });
    await client.setPin(id, { pin: '8305' });
    const started = await client.startRecovery(id, { factor: 'one_time_code' });
    expect(started).toEqual({ id: TEXT, expiresAt: TEXT });
    const code = await codeOf();
    const other = code === '000000' ? '000001' : '000000';
    const factor = 'one_time_code';
    expect(await client.proveRecovery(started.id, { factor, code: other })).toEqual({
      ...{ outcome: 'wrong', attemptsRemaining: 4 },
    });
    expect(await client.proveRecovery(started.id, { factor, code })).toEqual({ outcome: 'proven' });
    const granted = await client.completeRecovery(started.id);
    expect(granted).toEqual({ grant: TEXT, expiresAt: TEXT });
    expect(await client.completeRecovery(started.id)).toEqual(granted);
    const { grant } = granted;
    expect(await client.resetPin(id, { newPin: '1111', grant })).toEqual({
      ...{ outcome: 'refused', rule: 'repeated' },
    });
    expect(await client.resetPin(id, { newPin: '618033', grant })).toEqual({ outcome: 'reset' });
    expect(await client.resetPin(id, { newPin: '271846', grant })).toEqual({
      outcome: 'grant_invalid',
    });
    expect(await client.proveRecovery(started.id, { factor, code })).toEqual({ outcome: 'closed' });
  });

  it('about recovery by questions', async () => {
    const id = await server.makeSubject();
    expect(await client.readQuestions(id)).toEqual({ state: 'not_set', questions: [] });
    const questions = [
      { question: 'First pet?', answer: 'Rex' },
      { question: 'Town of birth?', answer: 'Kisumu', hint: 'by the lake' },
    ];
    const currentPin = '8305';
    const few = questions.slice(1);
    expect(await client.setQuestions(id, { questions: few, currentPin })).toEqual({
      ...{ outcome: 'refused', rule: 'count', index: null },
    });
    expect(await client.setQuestions(id, { questions, currentPin: '1907' })).toEqual({
      ...{ outcome: 'wrong', attemptsRemaining: 4, lockedUntil: null },
    });
    expect(await client.setQuestions(id, { questions, currentPin })).toEqual({ outcome: 'set' });
    const asks = [
      { question: 'First pet?', type: 'TEXT', hint: null },
      { question: 'Town of birth?', type: 'TEXT', hint: 'by the lake' },
    ];
    expect(await client.readQuestions(id)).toEqual({ state: 'active', questions: asks, ...OPEN });
    const factor = 'security_questions';
    const started = await client.startRecovery(id, { factor });
    const prove = (answers: readonly string[]) =>
      client.proveRecovery(started.id, { factor, answers });
    expect(await prove(['Rex', 'Nairobi'])).toEqual({
      ...{ outcome: 'wrong', attemptsRemaining: 4, lockedUntil: null },
    });
    for (let guess = 0; guess < 4; guess += 1) await prove(['Rex', 'Nairobi']);
    expect(await prove(['Rex', 'Kisumu'])).toEqual({ outcome: 'locked', ...LOCKED });
    expect(await client.readQuestions(id)).toEqual({ state: 'locked', questions: asks, ...LOCKED });
  });

  it('about challenges', async () => {
    const id = await server.makeSubject();
    const operation = 'payment 4712';
    const challenge = await client.openChallenge({ type: 'verify', subject: id, operation });
    const facts = {
      ...{ id: TEXT, url: TEXT, type: 'verify', subject: id, purpose: 'login' },
      ...{ createdAt: TEXT, expiresAt: TEXT },
    };
    expect(challenge).toEqual({ ...facts, status: 'pending', settledAt: null });
    const form = new URLSearchParams({ currentPin: '8305' });
    await fetch(challenge.url, { method: 'POST', body: form, redirect: 'manual' });
    const complete = await client.readChallenge(challenge.id);
    expect(complete).toEqual({ ...facts, status: 'complete', settledAt: TEXT, assertion: TEXT });

    const short = await client.openChallenge({ type: 'verify', subject: id, expiresInMinutes: 1 });
    await server.advanceClock(61);
    expect(await client.readChallenge(short.id)).toEqual({
      ...{ ...facts, status: 'expired', failure: 'expired', settledAt: TEXT },
    });
  });

  it('about webhooks, whose deliveries the verifier knows', async () => {
    const receiver = await startReceiver();
    const facts = { id: TEXT, url: receiver.url, enabled: true, createdAt: TEXT, updatedAt: TEXT };
    const hmac = await client.webhooks.create({ url: receiver.url, events: ['pin.*'], name: 'a' });
    const shown = { ...facts, name: 'a', events: ['pin.*'], signature: 'hmac' };
    expect(hmac).toEqual({ ...shown, secret: TEXT });
    const pair = await client.webhooks.create({ url: receiver.url, signature: 'ed25519' });
    expect(pair).toEqual({
      ...{ ...facts, name: 'webhook', events: ['*'], signature: 'ed25519' },
      key: { id: TEXT, algorithm: 'ED25519', publicKey: TEXT },
    });
    expect(await client.webhooks.list()).toEqual(expect.arrayContaining([shown, pair]));
    expect(await client.webhooks.read(hmac.id)).toEqual(shown);

    const keys = [hmac, pair].map((each) =>
      each.signature === 'hmac' ? each.secret : each.key.publicKey,
    );
    const verifier = createWebhookVerifier({ keys });
    for (const { id } of [hmac, pair]) {
      const delivery = await client.webhooks.test(id);
      expect(delivery).toEqual({
        ...{ id: TEXT, type: 'webhook.test', subject: null, state: 'waiting', tries: 0 },
        ...{ lastStatus: null, lastError: null, nextAt: TEXT, createdAt: TEXT, settledAt: null },
      });
      const post = await receiver.next(({ headers }) => headers['webhook-id'] === delivery.id);
      expect(await verifier.verify(post.text, post.headers)).toEqual({
        ...{ outcome: 'genuine', id: delivery.id },
        event: { type: 'webhook.test', timestamp: TEXT, data: {} },
      });
      expect(await verifier.verify(`${post.text} `, post.headers)).toEqual({
        ...{ outcome: 'refused', reason: 'signature_wrong' },
      });
      const logged = await client.webhooks.deliveries(id, { limit: 200 });
      expect(logged.map((each) => each.id)).toContain(delivery.id);
      expect(await client.webhooks.deliveries(id, { limit: 1 })).toHaveLength(1);
      const again = await client.webhooks.replay(id, delivery.id);
      expect(again).toMatchObject({ id: delivery.id, state: 'waiting' });
    }
    expect(await client.webhooks.change(hmac.id, { enabled: false })).toEqual({
      ...{ ...shown, enabled: false },
    });
    for (const { id } of [hmac, pair]) expect(await client.webhooks.delete(id)).toBeUndefined();
    await receiver.close();
  });

  it('about the policy', async () => {
    const number: unknown = expect.any(Number);
    expect(await client.readPolicy()).toEqual({
      ...{ minLength: number, maxLength: number, blocklist: true, history: number },
      ...{ maxAgeDays: null, attemptsMax: 5, failuresMax: 100, questionsMin: 2 },
      ...{ lockDurationsSeconds: expect.any(Array), rolling: null, lockExtension: null },
      ...{ knownDevicesMax: 5, spraying: expect.any(Object) },
    });
    expect(await client.checkPolicy({ pin: '1234' })).toEqual({ ok: false, rule: 'sequence' });
    expect(await client.checkPolicy({ pin: '8305' })).toEqual({ ok: true });
  });

  it('about proofs of a verified PIN, which its verifier knows', async () => {
    const subject = await server.makeSubject();
    const operation = 'payment 4711: 20.00 EUR to Bob';
    const answer = await client.verifyPin(subject, { pin: '8305', operation });
    expect(answer).toEqual({ outcome: 'verified', mustChange: false, ...OPEN, assertion: TEXT });
    const proof = answer.outcome === 'verified' ? (answer.assertion ?? '') : '';
    const known = await client.verifyPin(subject, { pin: '8305', rememberDevice: true });
    expect(known).toEqual({ outcome: 'verified', mustChange: false, ...OPEN, device: TEXT });
    const [key] = await client.readKeys();
    expect(key).toEqual({
      kty: 'OKP',
      crv: 'Ed25519',
      x: TEXT,
      kid: TEXT,
      use: 'sig',
      alg: 'EdDSA',
    });
    // The clock of the test server was moved above.
    const now = () => server.server.core.now();
    const readKeys = () => client.readKeys();
    const verifier = createAssertionVerifier({ readKeys, audience: 'demo', now });
    expect(await verifier.verify(proof, { subject, operation })).toEqual({
      outcome: 'genuine',
      assertion: {
        ...{ id: TEXT, subject, purpose: 'login', operation },
        ...{ verifiedAt: expect.any(Date), expiresAt: expect.any(Date) },
      },
    });
    expect(await verifier.verify(proof, { subject, operation: 'payment 1' })).toEqual({
      ...{ outcome: 'refused', reason: 'operation' },
    });
    const foreign = createAssertionVerifier({ readKeys, audience: 'other', now });
    expect(await foreign.verify(proof, { subject, operation })).toMatchObject({
      reason: 'audience',
    });
  });

  it('and there is no call of the native API that the client cannot make', () => {
    const fits = ({ method, path }: { readonly method: string; readonly path: string }) => {
      const pattern = `^${method} /v1${path.replaceAll(/:[a-z]+/g, '[^/]+')}$`;
      return [...asked].some((each) => new RegExp(pattern).test(each));
    };
    expect(nativeDialect.routes.filter((route) => !fits(route)).map(({ path }) => path)).toEqual(
      [],
    );
  });
});

describe('the client', () => {
  it('sends a call again without running it twice', async () => {
    const { id } = await client.createSubject({});
    await client.setPin(id, { pin: '8305' });
    const again = { idempotencyKey: 'client-again' };
    await client.verifyPin(id, { pin: '1907' }, again);
    await client.verifyPin(id, { pin: '1907' }, again);
    expect((await client.readPinStatus(id)).attemptsRemaining).toBe(4);
  });

  it('charges one guess when the answer to it is lost on the way', async () => {
    const id = await server.makeSubject();
    let lost = 0;
    const lossy = new PintumblerClient({
      ...{ baseUrl: server.baseUrl, apiKey: server.demo.native.apiKey, pause: async () => {} },
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        lost += 1;
        if (lost <= 2) throw new TypeError('connection reset');
        return response;
      },
    });
    expect(await lossy.verifyPin(id, { pin: '1907' })).toMatchObject({ attemptsRemaining: 4 });
    expect(lost).toBe(3);
    expect((await client.readPinStatus(id)).attemptsRemaining).toBe(4);
  });

  it('throws what the server refused, with its code', async () => {
    const refused = await client.verifyPin('nobody', { pin: '8305' }).catch((error) => error);
    expect(refused).toBeInstanceOf(ProblemError);
    expect(refused).toMatchObject({ status: 404, code: 'subject_not_found', requestId: TEXT });
    expect(isProblem(refused, 'subject_not_found')).toBe(true);
    expect(isProblem(refused, 'pin_exists')).toBe(false);
  });

  it('names no problem code that the server does not have', () => {
    const known = [...Object.keys(FAULT_GUIDE), 'not_from_pintumbler'];
    expect(PROBLEM_CODES.filter((code) => !known.includes(code))).toEqual([]);
  });
});
