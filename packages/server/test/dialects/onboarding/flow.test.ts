import { afterAll, beforeAll, expect, it } from 'vitest';
import { send, startTestServer, type TestServer } from '../../support/test-server.ts';
import { type App, codeFor, DEVICE, demoApp, loginBody } from './app.ts';

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

it('a forgotten PIN, from the first token to the next login, by HTTP alone', async () => {
  const { baseUrl = '', apiKey, publicKey, secret, mobile = '' } = server.demo.onboarding;
  const issued = await send(`${baseUrl}/token-service/new/token`, 'POST', {
    ...{ apiKey, publicKey, secret },
  });
  expect(issued.body).toEqual({
    ...{ resCode: 100, resDesc: 'Success' },
    ...{ token: expect.any(String), expiry: expect.any(Number) },
    serverPublicKey: expect.any(String),
  });
  const client = String(issued.body['token']);
  const [header = '', key, iv = '', , tag = ''] = client.split('.');
  const protectedHeader = Buffer.from(header, 'base64url').toString();
  expect(protectedHeader).toMatch(/^\{"enc":"A256GCM","alg":"dir"/);
  expect(key).toBe('');
  expect([iv, tag].map((part) => Buffer.from(part, 'base64url').length)).toEqual([12, 16]);
  const status = { mobile, countryCode: '+91', appVersion: '2.1', osType: 'Android' };
  expect(await app.ask('/onboarding/user/checkRegStatus/v1', client, status)).toEqual({
    ...{ resCode: 200, resDesc: 'SUCCESS' },
    data: [
      {
        ...{ registered: true, mobile, signInMode: 1, accountNumber: 0, deviceId: null },
        appUpdateRequired: false,
      },
    ],
  });

  const wanted = { mobile, otpEventType: 'RESET' };
  const sent = await app.ask('/onboarding/otp/generateOTP/v1', client, wanted);
  expect(sent).toEqual({
    ...{ resCode: 200, resDesc: 'SUCCESS' },
    data: { otpRef: expect.stringMatching(/^[0-9a-f-]{36}$/), otpVal: '', mobile },
  });
  const otpVal = await codeFor(server, mobile);
  const proof = { otpRef: sent.data?.['otpRef'], otpVal, otpEventType: 'RESET', token: client };
  const proven = await app.ask('/onboarding/otp/validateOTP/v1', client, proof);
  expect(proven).toEqual({
    ...{ resCode: 200, resDesc: 'SUCCESS' },
    data: {
      ...{ resCode: 0, token: expect.any(String), expiry: expect.any(Number) },
      accountNumber: server.demo.onboarding['accountNumber'],
    },
  });
  const account = String(proven.data?.['accountNumber']);

  const reset = await send(
    `${baseUrl}/onboarding/user/resetPin/v1`,
    'POST',
    '{\n    "pin":"5927",\n    "signInMode":1\n}',
    {
      'x-api-token': String(proven.data?.['token']),
      'content-type': 'text/plain',
      cookie: 'JSESSIONID=C0D114845B4EC3A92A840A1B862E96F4',
    },
  );
  expect([reset.status, reset.text]).toEqual([
    200,
    '{"resCode":200,"resDesc":"SUCCESS","data":{"msg":"Pin has been reset successfully"}}',
  ]);
  expect(reset.headers.get('content-type')).toMatch(/^application\/json/);

  const named = { 'x-account-number': account };
  const again = (pin: string) =>
    app.ask('/onboarding/user/login/v1', client, loginBody({ pin }, client), named);
  expect(await again('8305')).toEqual({ resCode: 17, resDesc: 'Entered PIN is in-correct' });
  const loggedIn = await again('5927');
  expect(loggedIn).toEqual({
    ...{ resCode: 200, resDesc: 'SUCCESS' },
    data: {
      ...{ msg: 'PIN Validated Successfully', token: expect.any(String) },
      ...{ expiry: expect.any(Number), simDeviceBindingEnabled: false },
    },
  });
  const token = String(loggedIn.data?.['token']);
  const change = { currentPin: '5927', newPin: '7392', signInMode: '1' };
  expect(await app.ask('/onboarding/user/changePin/v1', token, change)).toEqual({
    ...{ resCode: 200, resDesc: 'SUCCESS' },
    data: { msg: 'Pin has been reset successfully' },
  });

  const out = { signOutMode: 1, deviceId: DEVICE, token };
  expect(await app.ask('/onboarding/user/logout/v1', token, out)).toEqual({
    ...{ resCode: 200, resDesc: 'SUCCESS' },
  });
  expect(await app.post('/onboarding/user/changePin/v1', token, change)).toMatchObject({
    ...{ status: 401, body: { resCode: 401 } },
  });
  expect(await again('7392')).toMatchObject({ resCode: 200 });
});
