import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as mixin from '../dialects/mixin/signer.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { send, type TestAnswer } from '../support/test-server.ts';
import { startTwoNodes, type TwoNodes } from './two-nodes.ts';

const BUDGET = 5;
const RIGHT = '8305';
const WRONG = '4071';
const GENERATE = '/onboarding/otp/generateOTP/v1';
const VALIDATE = '/onboarding/otp/validateOTP/v1';

let two: TwoNodes;
let gateway: Receiver;
let authorization: string;
let people = 0;

beforeAll(async () => {
  gateway = await startReceiver();
  two = await startTwoNodes('serve', {
    PINTUMBLER_SMS_URL: gateway.url,
    PINTUMBLER_SMS_SECRET: `whsec_${Buffer.alloc(24, 5).toString('base64')}`,
  });
  const { body } = await two.admin(two.nodes[0], 'POST', '/tenants', { id: 'acme', name: 'Acme' });
  authorization = `Bearer ${body['apiKey']}`;
});
afterAll(async () => {
  await two.close();
  await gateway.close();
});

const call = (
  node: ServerProcess,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) => node.call(method, `/v1${path}`, body, { authorization, ...headers });

/** The same request many times at once, to both nodes in turn. */
function atBoth<R>(times: number, ask: (node: ServerProcess) => Promise<R>): Promise<R[]> {
  const [one, other] = two.nodes;
  return Promise.all(Array.from({ length: times }, (_, at) => ask(at % 2 === 0 ? one : other)));
}

/** Somebody with a PIN, made on the first node. */
async function makeSubject(): Promise<string> {
  people += 1;
  const id = `person-${people}`;
  await call(two.nodes[0], 'POST', '/subjects', { id });
  const set = await call(two.nodes[0], 'PUT', `/subjects/${id}/pin`, { pin: RIGHT });
  expect(set.body).toEqual({ outcome: 'set' });
  return id;
}

const verify = (node: ServerProcess, id: string, pin: string, headers = {}) =>
  call(node, 'POST', `/subjects/${id}/pin/verify`, { pin }, headers);
const statusOf = async (id: string) =>
  (await call(two.nodes[1], 'GET', `/subjects/${id}/pin`)).body;
const count = (answers: readonly TestAnswer[], outcome: string) =>
  answers.filter(({ body }) => body['outcome'] === outcome).length;

describe('two nodes on one database', () => {
  it('evaluate five of 200 wrong PINs that both are sent at once', async () => {
    const id = await makeSubject();
    const answers = await atBoth(200, (node) => verify(node, id, WRONG));
    expect(count(answers, 'wrong')).toBe(BUDGET);
    expect(count(answers, 'locked')).toBe(200 - BUDGET);
    for (const node of two.nodes) {
      expect((await verify(node, id, RIGHT)).body).toMatchObject({ outcome: 'locked' });
    }
    expect(await statusOf(id)).toMatchObject({ state: 'locked', attemptsRemaining: 0 });
  });

  it('count what one node charged against what the other one is asked', async () => {
    const id = await makeSubject();
    for (const [left, node] of [4, 3, 2, 1].map((each, at) => [each, two.nodes[at % 2]] as const)) {
      if (node === undefined) throw new Error('there are two nodes');
      expect((await verify(node, id, WRONG)).body['attemptsRemaining']).toBe(left);
    }
    expect((await verify(two.nodes[1], id, RIGHT)).body).toMatchObject({ outcome: 'verified' });
    expect(await statusOf(id)).toMatchObject({ attemptsRemaining: BUDGET });
  });

  it('answer the repeat of a call that the other one answered, and do nothing', async () => {
    const id = await makeSubject();
    const key = { 'idempotency-key': crypto.randomUUID() };
    const first = await verify(two.nodes[0], id, WRONG, key);
    const repeat = await verify(two.nodes[1], id, WRONG, key);
    expect(repeat.body).toEqual(first.body);
    expect(repeat.headers.get('idempotency-replayed')).toBe('true');
    expect(await statusOf(id)).toMatchObject({ attemptsRemaining: 4 });
    const path = `/subjects/${id}/pin`;
    const other = await call(two.nodes[1], 'PUT', path, { pin: '739205' }, key);
    expect(other.body).toMatchObject({ code: 'idempotency_conflict' });
  });

  it('do once what both are sent at once under one Idempotency-Key', async () => {
    const id = await makeSubject();
    const key = { 'idempotency-key': crypto.randomUUID() };
    const answers = await atBoth(30, (node) => verify(node, id, WRONG, key));
    const fresh = answers.filter(
      ({ body, headers }) =>
        body['outcome'] === 'wrong' && headers.get('idempotency-replayed') === null,
    );
    expect(fresh).toHaveLength(1);
    expect(await statusOf(id)).toMatchObject({ attemptsRemaining: 4 });
  });

  it('try an encrypted PIN of the Mixin wire once, whichever of them gets it first', async () => {
    const [one, other] = two.nodes;
    const made = await two.admin(one, 'POST', '/tenants/acme/keys', {
      dialect: 'mixin',
      name: 'app',
    });
    const keystores = made.body['keystores'] as Record<string, Record<string, string>>;
    const session = mixin.readKeystore(keystores['official7App'] ?? {});
    const signers = new Map(
      two.nodes.map((node) => [node, mixin.openSigner(`${node.baseUrl}/mixin`, session)]),
    );
    const signerOf = (node: ServerProcess) => signers.get(node) ?? expect.fail('no such node');
    expect((await signerOf(one).update('482915')).data).toMatchObject({ has_pin: true });
    const text = signerOf(other).seal('615283');
    const answers = await atBoth(20, (node) =>
      signerOf(node).ask('POST', '/pin/verify', { pin: text }),
    );
    const evaluated = answers.filter(({ error }) => error?.extra?.['remaining'] !== undefined);
    expect(evaluated).toHaveLength(1);
    // A text that one node took is no right PIN at the other one either.
    const right = signerOf(one).seal('482915');
    expect((await signerOf(one).ask('POST', '/pin/verify', { pin: right })).data).toBeDefined();
    expect((await signerOf(other).ask('POST', '/pin/verify', { pin: right })).data).toBeUndefined();
  });

  it('send five codes to a number that both are asked for, and take five tries of one', async () => {
    const [one] = two.nodes;
    const made = await two.admin(one, 'POST', '/tenants/acme/keys', {
      ...{ dialect: 'onboarding', name: 'an app' },
    });
    const { apiKey, secret } = made.body;
    const base = (node: ServerProcess) => `${node.baseUrl}/onboarding-wallet`;
    const publicKey = Buffer.from('{"kty":"EC"}').toString('base64url');
    const token = await send(`${base(one)}/token-service/new/token`, 'POST', {
      ...{ apiKey, secret, publicKey },
    });
    const headers = { 'x-api-token': String(token.body['token']), 'x-api-key': String(apiKey) };
    const ask = (node: ServerProcess, path: string, body: object) =>
      send(`${base(node)}${path}`, 'POST', body, headers);
    const wanted = { mobile: '8100000001', otpEventType: 'ENROLL' };
    // The token is one node's, and both take it.
    await atBoth(20, (node) => ask(node, GENERATE, wanted));
    await gateway.next(() => gateway.received.length >= 5);
    const more = await Promise.all(two.nodes.map((node) => ask(node, GENERATE, wanted)));
    for (const { body } of more) expect(body['data']).toBeUndefined();
    expect(gateway.received).toHaveLength(5);

    const sent = await ask(one, GENERATE, { ...wanted, mobile: '8100000002' });
    await gateway.next(() => gateway.received.length === 6);
    const code = /\b\d{6}\b/.exec(gateway.received.at(-1)?.text ?? '')?.[0] ?? '';
    const { otpRef } = sent.body['data'] as { otpRef: string };
    const prove = (node: ServerProcess, otpVal: string) =>
      ask(node, VALIDATE, { otpRef, otpVal, otpEventType: 'ENROLL', token: token.body['token'] });
    const wrong = code === '000000' ? '000001' : '000000';
    await atBoth(20, (node) => prove(node, wrong));
    expect((await prove(one, code)).body['data']).toBeUndefined();
  });

  it('refuse a key the moment the other one revoked it', async () => {
    const [one, other] = two.nodes;
    const made = await two.admin(one, 'POST', '/tenants/acme/keys', {
      dialect: 'native',
      name: 'k',
    });
    const headers = { authorization: `Bearer ${made.body['apiKey']}` };
    const id = await makeSubject();
    expect((await verify(other, id, RIGHT, headers)).status).toBe(200);
    await two.admin(one, 'DELETE', `/tenants/acme/keys/${made.body['id']}`);
    expect((await verify(other, id, RIGHT, headers)).status).toBe(401);
  });

  it('refuse a tenant and a person the moment the other one suspended them', async () => {
    const [one, other] = two.nodes;
    const made = await two.admin(one, 'POST', '/tenants', { id: 'brief', name: 'Brief' });
    const headers = { authorization: `Bearer ${made.body['apiKey']}` };
    expect((await call(other, 'POST', '/subjects', { id: 'x' }, headers)).status).toBe(201);
    await two.admin(one, 'PATCH', '/tenants/brief', { suspended: true });
    expect((await call(other, 'GET', '/subjects/x', undefined, headers)).status).toBe(401);
    const id = await makeSubject();
    await two.admin(one, 'POST', `/tenants/acme/subjects/${id}/suspend`, { reason: 'a test' });
    expect((await verify(other, id, RIGHT)).body['outcome']).not.toBe('verified');
  });

  it('finish on one what was begun on the other: a recovery, to its grant and its reset', async () => {
    const [one, other] = two.nodes;
    const id = await makeSubject();
    const started = await call(one, 'POST', `/subjects/${id}/recoveries`, { factor: 'staff' });
    const recovery = String(started.body['id']);
    await two.admin(other, 'POST', `/tenants/acme/recoveries/${recovery}/approve`, {
      reason: 'seen',
    });
    const completed = await call(one, 'POST', `/recoveries/${recovery}/complete`);
    const body = { newPin: '739205', grant: completed.body['grant'] };
    const resets = await atBoth(10, (node) =>
      call(node, 'POST', `/subjects/${id}/pin/reset`, body),
    );
    expect(count(resets, 'reset')).toBe(1);
    expect((await verify(other, id, '739205')).body).toMatchObject({ outcome: 'verified' });
  });
});
