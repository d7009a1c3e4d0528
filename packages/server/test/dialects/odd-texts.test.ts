import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ODD_TEXTS, withOddText } from '../support/odd-texts.ts';
import { send, startTestServer, type TestServer } from '../support/test-server.ts';
import { demoApp as onboardingApp } from './onboarding/app.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

type Body = Readonly<Record<string, unknown>>;

async function expectUnbroken(body: unknown, odd: string, ask: (body: unknown) => Promise<Sent>) {
  for (const changed of withOddText(body, odd)) {
    const { status, text } = await ask(changed);
    expect(status, `${JSON.stringify(changed)} ${text}`).toBeLessThan(500);
  }
}

type Sent = Pick<Awaited<ReturnType<typeof send>>, 'status' | 'text'>;

function basic({ username, password }: Readonly<Record<string, string>>, odd = '') {
  const text = Buffer.from(`${username}${odd}:${password}`).toString('base64');
  return { authorization: `Basic ${text}` };
}

describe.each(ODD_TEXTS)('%s breaks nothing', (_name, odd) => {
  it('in requests of the mobile-banking wire', async () => {
    const { mobileBanking } = server.demo;
    const { url = '', identifier, deviceIdentifierType, deviceIdentifier, pin } = mobileBanking;
    const payload: Body = {
      ...{ api_request_id: randomUUID(), identifier_type: 'MSISDN', identifier, pin },
      ...{ device_identifier_type: deviceIdentifierType, device_identifier: deviceIdentifier },
      ...{ identity_type: 'PASSPORT', identity: 'X1', app_id: 'app', auth_security_type: 'OTP' },
    };
    for (const action of ['CHECK_USER', 'SET_PIN', 'ACTIVATE_MOBILE_APP', 'LOGIN']) {
      await expectUnbroken({ action, payload }, odd, (body) =>
        send(url, 'POST', body, basic(mobileBanking)),
      );
    }
    const named = await send(url, 'POST', { action: 'LOGIN', payload }, basic(mobileBanking, odd));
    expect(named.status).toBe(401);
  });

  it('in requests of the circle wire', async () => {
    const { baseUrl, apiKey } = server.demo.circle;
    const headers = { authorization: `Bearer ${apiKey}` };
    const userId = randomUUID();
    const calls = [
      ['/v1/w3s/users', { userId }],
      ['/v1/w3s/users/token', { userId }],
      ['/v2/notifications/subscriptions', { endpoint: 'https://receiver.example/', name: 'x' }],
    ] as const;
    for (const [path, body] of calls) {
      await expectUnbroken(body, odd, (each) => send(`${baseUrl}${path}`, 'POST', each, headers));
    }
  });

  it('in requests of the ETNA wire', async () => {
    const { baseUrl, appKey, username, password, email } = server.demo.etna;
    const headers = { 'et-app-key': appKey };
    const calls = [
      [
        'POST',
        '/v1.0/users/passwords/reset',
        { Login: username, Email: email, UserName: username },
      ],
      ['PUT', '/v1.0/users/passwords/reset/', { Token: 'x', Password: password }],
      ['POST', '/v1.0/users/identifiers/reset/code', { Code: '123456', Identifier: email }],
      ['PUT', '/v1.0/users/pincode/change', { Token: 'x', Pin: '8305', PersonalPhrase: 'words' }],
    ] as const;
    for (const [method, path, body] of calls) {
      await expectUnbroken(body, odd, (each) => send(`${baseUrl}${path}`, method, each, headers));
    }
    const encoded = encodeURIComponent(odd.toWellFormed());
    for (const name of [`${username}${encoded}`, `a${encoded}@example.com`]) {
      const answer = await send(`${baseUrl}/token`, 'POST', undefined, {
        ...{ ...headers, username: name, password },
      });
      expect(answer.status, answer.text).toBeLessThan(500);
    }
  });

  it('in requests of the onboarding wire', async () => {
    const app = onboardingApp(server);
    const { apiKey, publicKey, secret, accountNumber, mobile } = server.demo.onboarding;
    const tokens = `${app.base}/token-service/new/token`;
    const wanted = { apiKey, publicKey, secret };
    await expectUnbroken(wanted, odd, (body) => send(tokens, 'POST', body));
    const token = await app.token();
    const login = { accountNumber, pin: '8305', signInMode: '1', deviceId: 'anid:x', mobile };
    for (const path of ['login/v1', 'resetPin/v1', 'changePin/v1', 'enroll/v1', 'sendOtp/v1']) {
      await expectUnbroken({ ...login, token }, odd, (body) =>
        app.post(`/onboarding/user/${path}`, token, body),
      );
    }
  });

  it('in what nobody has signed on the mixin wire', async () => {
    const { baseUrl } = server.demo.mixin;
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { uid: randomUUID(), sid: randomUUID(), iat: 1, exp: 2, jti: 'x', sig: 'x' };
    await expectUnbroken(claims, odd, (changed) => {
      const token = [{ alg: 'EdDSA', typ: 'JWT' }, changed].map(part).join('.');
      const headers = { authorization: `Bearer ${token}.AAAA` };
      return send(`${baseUrl}/me`, 'GET', undefined, headers);
    });
  });
});
