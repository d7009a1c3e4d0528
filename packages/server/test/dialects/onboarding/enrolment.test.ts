import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import {
  type App,
  changeBody,
  codeFor,
  DEVICE,
  demoApp,
  enrol,
  loginBody,
  nextMobile,
  proveMobile,
} from './app.ts';
import { subjectOf } from './subjects.ts';

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

it('makes somebody of an unknown number, in both versions, and not before the code', async () => {
  for (const version of [1, 2]) {
    const at = (group: string, call: string) =>
      version === 1 ? `/onboarding/${group}/${call}/v1` : `/onboarding/${group}/v2/${call}`;
    const resCode = version === 1 ? 200 : 'ONB200';
    const mobile = nextMobile();
    const client = await app.token();
    const status = async (token: string) => {
      const asked = { mobile, countryCode: '+91', moreInfo: true };
      const { data } = await app.ask(at('user', 'checkRegStatus'), token, asked);
      return (data as unknown as readonly Record<string, unknown>[])[0];
    };
    const unregistered = {
      ...{ registered: false, mobile, signInMode: 0, accountNumber: 0, deviceId: null },
      appUpdateRequired: false,
    };
    expect(await status(client)).toEqual(unregistered);

    const otpEventType = 'ENROLL';
    const sent = await app.ask(at('otp', 'generateOTP'), client, { mobile, otpEventType });
    expect(sent).toMatchObject({ resCode });
    expect((await subjectOf(server, `91${mobile}`, 'msisdn')) !== undefined).toBe(false);
    await app.ask(at('otp', 'getOTP'), client, { otpRef: sent.data?.['otpRef'] });
    const otpVal = await codeFor(server, mobile);
    const proof = { otpRef: sent.data?.['otpRef'], otpVal, otpEventType, token: client };
    const proven = await app.ask(at('otp', 'validateOTP'), client, proof);
    expect(proven).toMatchObject({ resCode, data: { resCode: 0 } });
    expect((await subjectOf(server, `91${mobile}`, 'msisdn')) !== undefined).toBe(true);
    const token = String(proven.data?.['token']);
    const account = String(proven.data?.['accountNumber']);
    expect(await status(token)).toEqual({ ...unregistered, accountNumber: Number(account) });

    const phone = { deviceId: DEVICE, fcmId: 'f', deviceType: '1', osType: 'Android' };
    expect(await app.ask(at('userDevice', 'saveDeviceDetails'), token, phone)).toEqual({
      ...{ resCode, resDesc: 'SUCCESS' },
    });
    const credentials = { keyRef: '', pin: '8305', signInMode: 1 };
    const save = at('user', 'saveCredentials');
    expect(await app.ask(save, token, credentials)).toEqual({
      ...{ resCode, resDesc: 'SUCCESS', data: { msg: 'PIN set successfully' } },
    });
    expect(await status(client)).toEqual({ ...unregistered, registered: true, signInMode: 1 });
    expect(await status(token)).toEqual({
      ...{ ...unregistered, registered: true, signInMode: 1 },
      ...{ accountNumber: Number(account), deviceId: DEVICE },
    });

    const named = { 'x-account-number': account };
    const body = loginBody({ pin: '8305' }, client);
    const login = await app.ask(at('user', 'login'), client, body, named);
    expect(login).toMatchObject({ resCode, data: { msg: 'PIN Validated Successfully' } });
    const inside = String(login.data?.['token']);
    const change = await app.ask(at('user', 'changePin'), inside, changeBody('8305', '5927'));
    expect(change).toMatchObject({ resCode, data: { msg: 'Pin has been reset successfully' } });
    const reset = await app.ask(at('user', 'resetPin'), inside, { pin: '7392', signInMode: '1' });
    expect(reset).toMatchObject({ resCode, data: { msg: 'Pin has been reset successfully' } });
    expect(await app.ask(at('user', 'logout'), inside, {})).toEqual({
      ...{ resCode, resDesc: 'SUCCESS' },
    });
  }
});

it('never replaces a PIN by a first one', async () => {
  const { token, mobile } = await enrol(app);
  const save = '/onboarding/user/saveCredentials/v1';
  const credentials = { pin: '5927', signInMode: 1 };
  expect(await app.ask(save, token, credentials)).toMatchObject({ resCode: 4 });
  const again = await proveMobile(app, mobile);
  expect(await app.ask(save, again.token, credentials)).toMatchObject({ resCode: 4 });
  for (const other of [await app.token()]) {
    expect((await app.post(save, other, credentials)).body).toEqual({
      resCode: 401,
      resDesc: 'This call takes a token got from validateOTP.',
    });
  }
});

it('refuses a weak first PIN, and one with the number of the person in it', async () => {
  const mobile = '8298765372';
  const { token } = await proveMobile(app, mobile);
  const save = '/onboarding/user/saveCredentials/v1';
  for (const pin of ['1234', '1111', mobile.slice(-4)]) {
    expect([pin, await app.ask(save, token, { pin, signInMode: 1 })]).toEqual([
      pin,
      { resCode: 52, resDesc: 'Invalid New Pin' },
    ]);
  }
  expect(await app.ask(save, token, { pin: '8305', signInMode: 2 })).toMatchObject({ resCode: 15 });
  expect(await app.ask(save, token, { pin: '8305', signInMode: 1 })).toMatchObject({
    resCode: 200,
  });
});

it('changes a PIN for the token of a login only', async () => {
  const { token } = await enrol(app);
  const path = '/onboarding/user/changePin/v1';
  for (const other of [token, await app.token()]) {
    const { status, body } = await app.post(path, other, changeBody('8305', '5927'));
    expect([status, body]).toEqual([
      401,
      { resCode: 401, resDesc: 'This call takes a token got from login.' },
    ]);
  }
});
