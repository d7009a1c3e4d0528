import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send, startTestServer, type TestServer } from '../../support/test-server.ts';
import {
  type App,
  DEVICE,
  demoApp,
  enrol,
  logIn,
  loginToken,
  OTHER_DEVICE,
  proveMobile,
} from './app.ts';

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

const DONE = { resCode: 200, resDesc: 'SUCCESS' };

describe('a new phone', () => {
  const SAVE = '/onboarding/userDevice/saveDeviceDetails/v1';
  const UPDATE = '/onboarding/userDevice/updateDeviceDetails/v1';
  const phone = (deviceId: string) => ({
    deviceId,
    fcmId: 'x',
    osType: 'Android',
    netOpertaor: '',
  });

  it('takes the place of the old one by a code, and logs in then', async () => {
    const { accountNumber: account, mobile } = await enrol(app);
    await loginToken(app, { account, pin: '8305' });
    const other = { account, pin: '8305', deviceId: OTHER_DEVICE };
    expect(await logIn(app, other)).toMatchObject({ resCode: 26 });
    const { token } = await proveMobile(app, mobile);
    const exists = { resCode: 55, resDesc: 'Device info already exists' };
    expect(await app.ask(SAVE, token, phone(OTHER_DEVICE))).toEqual(exists);
    expect(await app.ask(SAVE, token, phone(DEVICE))).toEqual(DONE);
    expect(await app.ask(UPDATE, token, phone(DEVICE))).toEqual(exists);
    expect(await app.ask(UPDATE, token, phone(OTHER_DEVICE))).toEqual(DONE);
    expect(await logIn(app, other)).toMatchObject({ resCode: 200 });
    expect(await logIn(app, { account, pin: '8305' })).toMatchObject({ resCode: 26 });
  });

  it('is bound by nobody but the person', async () => {
    const client = await app.token();
    const { token } = await enrol(app);
    for (const path of [SAVE, UPDATE]) {
      expect((await app.post(path, client, phone(DEVICE))).status).toBe(401);
      expect(await app.ask(path, token, { fcmId: 'x' })).toMatchObject({ resCode: 24 });
      expect(await app.ask(path, token, { deviceId: DEVICE })).toEqual({
        ...{ resCode: 53, resDesc: 'FCM id is mandatory' },
      });
    }
  });

  it('is told to let its user type the PIN', async () => {
    const path = '/onboarding/user/v2/deviceValidation';
    const body = { appVersion: '2.09.00.00', osType: 'Android', deviceId: DEVICE };
    expect(await app.ask(path, await app.token(), body)).toEqual({
      ...{ resCode: 'ONB200', resDesc: 'SUCCESS' },
      data: { authenticationMode: 1, appUpdateRequired: false },
    });
    expect(await app.ask(path, await app.token(), {})).toMatchObject({ resCode: 'ONB024' });
  });
});

describe('a profile', () => {
  it('is shown to the person, with what a PIN server knows', async () => {
    const { token, accountNumber, mobile } = await enrol(app);
    const url = `${app.base}/onboarding/userProfile/fetchDetails/v1`;
    const { body } = await send(url, 'GET', undefined, { 'x-api-token': token });
    expect(body).toEqual({
      ...DONE,
      data: {
        ...{ bankCustomer: false, accountNumber: Number(accountNumber), firstName: null },
        ...{ middleName: null, lastName: null, gender: null, allowEdit: 0, mobile },
        ...{ emailId: null, preferredLanguage: null, kycLevel: 0, kycName: null },
        ...{ kycDisplayName: null, age: null, walletStatus: '', walletCreated: false, vpa: null },
      },
    });
    const client = { 'x-api-token': await app.token() };
    expect((await send(url, 'GET', undefined, client)).status).toBe(401);
  });
});

describe('papers', () => {
  it('are compared, and only for the person', async () => {
    const mobile = '8300000001';
    await server.call('POST', '/v1/subjects', {
      identifiers: [{ type: 'msisdn', value: `91${mobile}` }],
      documents: [
        { type: 'BIRTH_DATE', value: '1994-07-03' },
        { type: 'PAN', value: 'CFWPK1905F' },
        { type: 'KYC_7', value: 'X-1' },
      ],
    });
    const { token } = await proveMobile(app, mobile);
    const DOB = '/onboarding/userProfile/v2/validateDob';
    const failure = { resCode: 'ONB030', resDesc: 'Failure' };
    for (const [dob, answer] of [
      ['03/07/1994', { resCode: 'ONB200', resDesc: 'SUCCESS' }],
      ['07/03/1994', failure],
      ['1994-07-03', failure],
      [undefined, { resCode: 'ONB032', resDesc: 'DOB Mandatory' }],
    ]) {
      expect([dob, await app.ask(DOB, token, { dob })]).toEqual([dob, answer]);
    }
    const KYC = '/onboarding/user/kyc/v1/validatekyc';
    const mismatch = { resCode: 'ONB_2010', resDesc: 'MISMATCH_IN_KYC_INFO' };
    for (const [body, answer] of [
      [
        { kycDocId: 2, idNumber: 'cfwpk1905f' },
        { resCode: 'ONB_2000', resDesc: 'SUCCESS' },
      ],
      [
        { kycDocId: '7', idNumber: 'X-1' },
        { resCode: 'ONB_2000', resDesc: 'SUCCESS' },
      ],
      [{ kycDocId: 2, idNumber: 'CFWPK1905G' }, mismatch],
      [{ kycDocId: 3, idNumber: 'CFWPK1905F' }, mismatch],
      [{ kycDocId: 'PAN', idNumber: 'CFWPK1905F' }, mismatch],
      [{}, mismatch],
    ] as const) {
      expect([body, await app.ask(KYC, token, body)]).toEqual([body, answer]);
    }
    const client = await app.token();
    expect((await app.post(DOB, client, { dob: '03/07/1994' })).status).toBe(401);
    expect((await app.post(KYC, client, {})).status).toBe(401);
  });
});

describe('signing in with a device instead of a PIN', () => {
  it('is refused in the words of the pages, everywhere', async () => {
    const { token } = await enrol(app);
    const lock = { deviceId: DEVICE, signInMode: '2', enable: '1', pin: 'x', keyRef: 'x' };
    const cases: readonly (readonly [string, object, number])[] = [
      ['user/getPublicKey', { authFactorType: '1', deviceId: DEVICE, osType: 'Android' }, 15],
      ['user/enableDisableDeviceLock', lock, 23],
    ];
    for (const [path, body, code] of cases) {
      const [group, call] = path.split('/');
      expect(await app.ask(`/onboarding/${path}/v1`, token, body)).toMatchObject({ resCode: code });
      const v2 = await app.ask(`/onboarding/${group}/v2/${call}`, token, body);
      expect(v2).toMatchObject({ resCode: `ONB0${code}` });
      expect((await app.post(`/onboarding/${path}/v1`, 'token', body)).status).toBe(401);
    }
  });
});
