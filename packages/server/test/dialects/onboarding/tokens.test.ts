import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send, startTestServer, type TestServer } from '../../support/test-server.ts';
import { type App, changeBody, demoApp, enrol, logIn, loginToken, otherApp } from './app.ts';
import { callOf } from './subjects.ts';

const RESET = '/onboarding/user/resetPin/v1';
const CHECK = '/onboarding/user/checkRegStatus/v1';
const RENEW = '/onboarding/token/renewToken/v1';
const EXPIRED = { resCode: 401, resDesc: 'The token has expired. Get a new token.' };
const MINUTE = 60;

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

const statusOf = async (token: string) =>
  (await app.post(CHECK, token, { mobile: '7000000002' })).status;

describe('a first token', () => {
  const ask = (path: string, body: object, headers = {}) =>
    send(`${app.base}${path}`, 'POST', body, headers);

  it('is for the key and its secret, and for nothing else', async () => {
    const { apiKey, secret } = app;
    const refused = { resCode: 2, resDesc: 'Invalid API Key Passed' };
    for (const [body, headers] of [
      [{}, {}],
      [{ apiKey }, {}],
      [{ apiKey, secret: 'TEST123' }, {}],
      [{ apiKey: 'MOB-APP-1', secret }, {}],
      [{ apiKey: 'constructor', secret }, {}],
      [{ apiKey, secret }, { 'x-api-key': 'MOB-APP-1' }],
    ]) {
      const v1 = await ask('/token-service/new/token', body as object, headers);
      expect([body, v1.status, v1.body]).toEqual([body, 401, refused]);
      const v2 = await ask('/token-service/new/v2/token', body as object, headers);
      expect([v2.status, v2.body]).toEqual([401, { ...refused, resCode: 'TOK002' }]);
    }
    const v2 = await ask(
      '/token-service/new/v2/token',
      { apiKey, secret },
      { 'x-api-key': apiKey },
    );
    expect(v2.body).toEqual({
      ...{ resCode: 'TOK200', resDesc: 'Success', token: expect.any(String) },
      ...{ expiry: expect.any(Number), serverPublicKey: '' },
    });
    expect((await ask('/token-service/new/token', [], {})).body).toEqual({
      ...{ resCode: 3, resDesc: 'Failure' },
    });
  });

  it('names an account for a partner, who shows no secret', async () => {
    const path = '/token-service/client/server/new';
    const wanted = {
      ...{ referenceId: 'one', sdkPublicKey: 'x', sdkApiKey: app.apiKey, accountNumber: 1477 },
      ...{ isdCode: 91, mobileNumber: 9999999999, dob: 19880515, data: { more: 'x' } },
    };
    const told = { referenceId: 'one', serverPubKey: '', token: expect.any(String) };
    expect((await ask(`${path}/token`, wanted)).body).toEqual({
      ...{ resCode: 100, resDesc: 'SUCCESS', ...told, expireAt: expect.any(Number) },
    });
    expect((await ask(`${path}/v2/token`, wanted)).body).toMatchObject({ resCode: 'TOK200' });
    for (const wrong of [
      { referenceId: undefined },
      { accountNumber: undefined },
      { accountNumber: -1 },
      { accountNumber: '12345678901234567890' },
    ]) {
      expect((await ask(`${path}/token`, { ...wanted, ...wrong })).body).toEqual({
        ...{ resCode: 3, resDesc: 'Failure' },
      });
    }
    const unknown = await ask(`${path}/token`, { ...wanted, sdkApiKey: 'MOB-APP-1' });
    expect([unknown.status, unknown.body['resCode']]).toEqual([401, 2]);
    expect((await ask('/onboarding/user/token', wanted)).body).toEqual({
      ...{ resCode: 200, resDesc: 'Full Onboarding Success' },
      data: {
        ...{ resCode: 100, resDesc: 'Success', token: expect.any(String) },
        ...{ expiry: expect.any(Number), serverPublicKey: '' },
      },
    });
    const key = await ask('/onboarding/user/token', { ...wanted, sdkApiKey: 'MOB-APP-1' });
    expect([key.status, key.body['resCode']]).toEqual([401, 401]);
  });
});

describe('a token', () => {
  it('lives as long as its answer says, and no longer', async () => {
    const { token, accountNumber } = await enrol(app);
    const login = await loginToken(app, { account: accountNumber, pin: '8305' });
    const body = { pin: '1111', signInMode: 1 };
    await server.advanceClock(15 * MINUTE);
    expect((await app.post(RESET, token, body)).body).toEqual(EXPIRED);
    expect((await app.post(RESET, login, body)).status).toBe(200);
    await server.advanceClock(15 * MINUTE);
    expect((await app.post(RESET, login, body)).body).toEqual(EXPIRED);
    const client = await app.token();
    await server.advanceClock(24 * 60 * MINUTE - 5);
    expect(await statusOf(client)).toBe(200);
    await server.advanceClock(6);
    expect((await app.post(CHECK, client, { mobile: '7000000002' })).body).toEqual(EXPIRED);
  });

  it('goes on by renewal, a day at most, and keeps its level', async () => {
    const { accountNumber } = await enrol(app);
    let token = await loginToken(app, { account: accountNumber, pin: '8305' });
    const first = token;
    const renewed = await app.ask(RENEW, token, { token });
    expect(renewed).toEqual({
      ...{ resCode: 200, resDesc: 'SUCCESS' },
      data: {
        ...{ loginId: expect.any(Number), accountNumber, token: expect.any(String) },
        expiryDate: expect.any(Number),
      },
    });
    let life = 0;
    for (; life < 60; life += 1) {
      const { status, body } = await app.post(RENEW, token, { token });
      if (status !== 200) break;
      token = String((body['data'] as { token: string }).token);
      await server.advanceClock(29 * MINUTE);
    }
    expect(life * 29).toBeGreaterThanOrEqual(24 * 60);
    expect(life * 29).toBeLessThanOrEqual(24 * 60 + 29);
    expect((await app.post(RENEW, first, { token: first })).body).toEqual(EXPIRED);
  });

  it("is renewed on the partner's addresses too", async () => {
    const { accountNumber } = await enrol(app);
    const token = await loginToken(app, { account: accountNumber, pin: '8305' });
    const named = { 'x-account-number': accountNumber };
    for (const [path, resCode] of [
      ['/onboarding/token/v2/renewToken', 'ONB200'],
      ['/token-service/client/server/renewtoken', 100],
      ['/token-service/client/app/renew/token', 100],
      ['/token-service/client/app/renew/v2/token', 'TOK200'],
    ] as const) {
      const answer = await app.ask(path, token, { token }, named);
      expect(answer).toMatchObject({ resCode, resDesc: 'SUCCESS', data: { accountNumber } });
    }
    const other = await app.post(RENEW, token, { token }, { 'x-account-number': '1' });
    expect(other.status).toBe(401);
    expect(await app.ask(RENEW, token, {})).toEqual({ resCode: 25, resDesc: 'Token mandatory' });
  });

  it('of a login ends with it, renewals and all, and leaves the one before', async () => {
    const { accountNumber } = await enrol(app);
    const client = await app.token();
    const login = { account: accountNumber, pin: '8305', token: client };
    const token = await loginToken(app, login);
    const { data } = await app.ask(RENEW, token, { token });
    expect(await app.ask('/onboarding/user/v2/logout', token, { token })).toEqual({
      ...{ resCode: 'ONB200', resDesc: 'SUCCESS' },
    });
    for (const each of [token, String(data?.['token'])]) expect(await statusOf(each)).toBe(401);
    expect(await statusOf(client)).toBe(200);
  });

  it('of a code or a login ends when the PIN is replaced through any other door', async () => {
    const { token, accountNumber, mobile } = await enrol(app);
    const login = await loginToken(app, { account: accountNumber, pin: '8305' });
    const second = await loginToken(app, { account: accountNumber, pin: '8305' });
    const changed = await app.ask(
      '/onboarding/user/changePin/v1',
      login,
      changeBody('8305', '5927'),
    );
    expect(changed).toMatchObject({ resCode: 200 });
    expect([await statusOf(token), await statusOf(second)]).toEqual([401, 401]);
    // It was replaced with this one.
    expect(await statusOf(login)).toBe(200);

    const found = await server.server.core.findSubject(
      { ...(await callOf(server)), dialect: 'native' },
      { identifier: { type: 'msisdn', value: `91${mobile}` } },
    );
    const native = await server.call('POST', `/v1/subjects/${found?.id}/pin/change`, {
      ...{ currentPin: '5927', newPin: '739205' },
    });
    expect(native.body['outcome']).toBe('changed');
    expect(await statusOf(login)).toBe(401);
    // The native door takes longer PINs; they do not fit into this wire's four boxes.
    expect(await logIn(app, { account: accountNumber, pin: '739205' })).toEqual({
      ...{ resCode: 19, resDesc: 'PIN length is mismatch' },
    });
    expect(await logIn(app, { account: accountNumber, pin: '5927' })).toMatchObject({
      resCode: 17,
    });
  });
});

describe("a partner's server", () => {
  const INVALIDATE = '/token-service/client/server/invalidate';
  const wantedBy = (referenceId: string) => ({
    ...{ referenceId, sdkPublicKey: '', sdkApiKey: app.apiKey, accountNumber: '1477' },
  });
  const tokenFor = async (reference: string) => {
    const path = '/token-service/client/server/new/token';
    return String((await app.post(path, '', wantedBy(reference))).body['token']);
  };

  it('ends all tokens of a session of its own, and what was got with them', async () => {
    const { accountNumber } = await enrol(app);
    const wanted = { ...wantedBy('session-1'), accountNumber };
    const path = '/token-service/client/server/new/token';
    const client = String((await app.post(path, '', wanted)).body['token']);
    const [again, other] = [await tokenFor('session-1'), await tokenFor('session-2')];
    const login = await loginToken(app, { account: accountNumber, pin: '8305', token: client });

    const foreign = await otherApp(server, 'foreign-partner');
    const body = { tokenReferenceId: 'session-1' };
    const done = { resDesc: 'SUCCESS', data: { resCode: 100, resDesc: 'Success' } };
    expect(await foreign.ask(`${INVALIDATE}/token`, '', body)).toEqual({ resCode: 200, ...done });
    expect(await statusOf(client)).toBe(200);

    expect(await app.ask(`${INVALIDATE}/v2/token`, '', body)).toEqual({
      ...{ resCode: 'TOK200', ...done },
    });
    for (const each of [client, again, login]) expect(await statusOf(each)).toBe(401);
    expect(await statusOf(other)).toBe(200);
    expect(await statusOf(await tokenFor('session-1'))).toBe(200);
    expect(await app.ask(`${INVALIDATE}/token`, '', {})).toEqual({
      ...{ resCode: 3, resDesc: 'Failure' },
    });
    const unknown = await app.post(`${INVALIDATE}/token`, '', body, { 'x-api-key': 'nobody' });
    expect([unknown.status, unknown.body['resCode']]).toEqual([401, 2]);
  });
});
