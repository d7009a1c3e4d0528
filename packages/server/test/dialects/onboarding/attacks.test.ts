import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isFault } from '../../../src/core/fault.ts';
import type { Call } from '../../../src/core/model/call.ts';
import { accountNumberOf } from '../../../src/dialects/onboarding/account.ts';
import type { Exchange } from '../../../src/dialects/onboarding/define-call.ts';
import { sendCode } from '../../../src/dialects/onboarding/one-time-code.ts';
import { readSettings } from '../../../src/dialects/onboarding/settings.ts';
import { openTestCore, type TestCore } from '../../support/test-core.ts';
import { send, startTestServer, type TestServer } from '../../support/test-server.ts';
import { type App, demoApp, enrol, logIn, loginToken, nextMobile, OTHER_DEVICE } from './app.ts';
import { secretApp, switchPayload } from './payload-client.ts';
import { subjectOf } from './subjects.ts';

const PROFILE = '/onboarding/userProfile/fetchDetails/v1';

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

const profile = (token: string) =>
  send(`${app.base}${PROFILE}`, 'GET', undefined, { 'x-api-token': token });

describe('the token of a login', () => {
  it.each(['saveDeviceDetails', 'updateDeviceDetails'])(
    'binds no other phone through %s',
    async (name) => {
      const ann = await enrol(app);
      const account = ann.accountNumber;
      const token = await loginToken(app, { account, pin: ann.pin });
      const details = { deviceId: OTHER_DEVICE, fcmId: 'x', osType: 'a' };
      const { body } = await app.post(`/onboarding/userDevice/${name}/v1`, token, details);
      expect(body['resCode']).not.toBe(200);
      const foreign = await logIn(app, { account, pin: ann.pin, deviceId: OTHER_DEVICE });
      expect(foreign.resCode).not.toBe(200);
      expect(foreign.data?.['token']).toBeUndefined();
      await loginToken(app, { account, pin: ann.pin });
    },
  );
});

describe('a switch to encrypted bodies', () => {
  afterEach(() => switchPayload(server, app, 'off'));

  it('answers nothing in the clear to tokens without a key that were got before', async () => {
    const ann = await enrol(app);
    const login = await loginToken(app, { account: ann.accountNumber, pin: ann.pin });
    expect((await profile(ann.token)).text).toContain(ann.mobile);
    expect((await switchPayload(server, app, 'required')).status).toBe(200);
    for (const token of [ann.token, login]) {
      const { text, body } = await profile(token);
      expect(text).not.toContain(ann.mobile);
      expect(text).not.toContain(ann.accountNumber);
      expect(body['resCode']).not.toBe(200);
      expect(body).not.toHaveProperty('data');
    }
  });

  it('still answers tokens with a key, encrypted', async () => {
    await switchPayload(server, app, 'required');
    const secret = await secretApp(app);
    const { text } = await profile(secret.token);
    expect(await secret.open(text)).toHaveProperty('resCode');
  });
});

describe('the tokens of a person', () => {
  async function signedIn() {
    const ann = await enrol(app);
    const { accountNumber: account, pin } = ann;
    const tokens = [ann.token, await loginToken(app, { account, pin })];
    const subject = (await subjectOf(server, account)) ?? 'nobody';
    return { ...ann, tokens, subject };
  }
  const staff = (subject: string, what: string) => {
    const path = `/tenants/${server.demo.tenant}/subjects/${subject}/${what}`;
    return server.admin('POST', path, { reason: 'SIM stolen' });
  };
  async function expectOver(tokens: readonly string[]): Promise<void> {
    for (const token of tokens) {
      expect((await profile(token)).status).toBe(401);
      const chosen = { pin: '5927', signInMode: 1 };
      expect((await app.post('/onboarding/user/resetPin/v1', token, chosen)).status).toBe(401);
    }
  }

  it('end with their suspension, for good', async () => {
    const [ann, bob] = [await signedIn(), await signedIn()];
    expect((await staff(ann.subject, 'suspend')).status).toBe(200);
    expect((await staff(ann.subject, 'resume')).status).toBe(200);
    await expectOver(ann.tokens);
    for (const token of bob.tokens) expect((await profile(token)).status).toBe(200);
    await loginToken(app, { account: ann.accountNumber, pin: ann.pin });
  });

  it('end when their number is taken away', async () => {
    const ann = await signedIn();
    const account = { type: 'account', value: ann.accountNumber };
    const number = { type: 'msisdn', value: `91${nextMobile()}` };
    const identifiers = [account, number];
    const patched = await server.call('PATCH', `/v1/subjects/${ann.subject}`, { identifiers });
    expect(patched.status).toBe(200);
    await expectOver(ann.tokens);
  });

  it('go on when a number or address is added', async () => {
    const ann = await signedIn();
    const identifiers = [
      { type: 'account', value: ann.accountNumber },
      { type: 'msisdn', value: `91${ann.mobile}` },
      { type: 'email', value: 'added@example.com' },
    ];
    const patched = await server.call('PATCH', `/v1/subjects/${ann.subject}`, { identifiers });
    expect(patched.status).toBe(200);
    for (const token of ann.tokens) expect((await profile(token)).status).toBe(200);
  });
});

describe('codes', () => {
  const configure = (onboarding: object) =>
    server.admin('PATCH', `/tenants/${server.demo.tenant}`, { dialects: { onboarding } });
  afterEach(() => configure({ countries: [] }));

  /** Whether a code goes to a number of another country, asked for by the name of a key alone. */
  async function isSent(countryCode: string, over: object): Promise<boolean> {
    const wanted = { sdkApiKey: app.apiKey, sdkPublicKey: 'x' };
    const { body } = await app.post('/onboarding/user/token', '', wanted);
    const { token } = body['data'] as { token: string };
    const mobile = nextMobile();
    const asked = { mobile, otpEventType: 'ENROLL', ...over };
    await app.post('/onboarding/otp/generateOTP/v1', token, asked);
    const { text } = await server.call('GET', '/dev/messages');
    return text.includes(`${countryCode}${mobile}`);
  }

  it('go to numbers of no country but those of the tenant', async () => {
    expect(await isSent('+91', {})).toBe(true);
    for (const name of ['countryCode', 'isdCode']) {
      for (const spelling of ['+882', '00882', '882']) {
        expect(await isSent('+882', { [name]: spelling })).toBe(false);
      }
    }
    await configure({ countries: ['44'] });
    expect(await isSent('+44', { countryCode: '+44' })).toBe(true);
    expect(await isSent('+91', { countryCode: '+91' })).toBe(true);
    expect(await isSent('+882', { countryCode: '+882' })).toBe(false);
  });
});

// Dev mode knows no limits for this machine, so what follows goes without HTTP.
describe('without HTTP', () => {
  let test: TestCore;
  let call: Call;
  beforeEach(async () => {
    test = await openTestCore();
    call = { ...test.call, dialect: 'onboarding' };
  });
  afterEach(() => test.close());

  async function wish(source: string, msisdn: string): Promise<string> {
    const settings = readSettings(call.tenant);
    const exchange = { core: test.core, call: { ...call, source }, settings } as Exchange;
    try {
      await sendCode(exchange, { eventType: 'ENROLL', msisdn });
      return 'sent';
    } catch (error) {
      if (isFault(error, 'too_many_codes')) return 'refused';
      throw error;
    }
  }

  it('keeps a source that is over its limit from using up the sends of a number', async () => {
    const [stranger, owner, number] = ['198.51.100.7', '203.0.113.5', '919999999999'];
    const { sendsMax } = call.tenant.messages.perSource;
    for (let sent = 0; sent < sendsMax; sent += 1) {
      expect(await wish(stranger, `9170000${String(sent).padStart(5, '0')}`)).toBe('sent');
    }
    for (let more = 0; more < 6; more += 1) expect(await wish(stranger, number)).toBe('refused');
    expect(await wish(owner, number)).toBe('sent');
  });

  it('brings no number back that was removed while an account number was given', async () => {
    const { core } = test;
    const identifiers = [{ type: 'msisdn', value: '919812345678' }] as const;
    const stale = await core.createSubject(call, { id: 'ann', identifiers });
    await core.updateSubject(call, 'ann', { identifiers: [] });
    const [account, same] = await Promise.all([1, 2].map(() => accountNumberOf(core, call, stale)));
    expect(same).toBe(account);
    const now = await core.findSubject(call, { id: 'ann' });
    expect(now?.identifiers).toEqual([{ type: 'account', value: account }]);
  });
});
