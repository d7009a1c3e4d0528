import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { type App, codeFor, demoApp, enrol, generate, nextMobile, otherApp } from './app.ts';
import { subjectOf } from './subjects.ts';

const GENERATE = '/onboarding/otp/generateOTP/v1';
const VALIDATE = '/onboarding/otp/validateOTP/v1';
const GET = '/onboarding/otp/getOTP/v1';
const INCORRECT = { resCode: 10, resDesc: 'Incorrect OTP' };
const EXPIRED = { resCode: 9, resDesc: 'OTP has expired' };
const AGAIN = {
  resCode: 4,
  resDesc: 'Request could not be processed at this time, Please retry again',
};

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

const wrongOf = (code: string) => (code === '000000' ? '000001' : '000000');

describe.each([['unknown'], ['registered']])('a code for a number that is %s', (kind) => {
  const number = async () => (kind === 'unknown' ? nextMobile() : (await enrol(app)).mobile);

  it('is good once', async () => {
    const sent = await generate(app, await number());
    expect(await sent.prove()).toMatchObject({ resCode: 200, data: { resCode: 0 } });
    expect(await sent.prove()).toEqual(EXPIRED);
  });

  it('has five tries, of which what is no code costs none', async () => {
    const mobile = await number();
    const sent = await generate(app, mobile);
    const code = await codeFor(server, mobile);
    for (const none of ['12345', '1234567', '12a456', Number(code), '１２３４５６']) {
      expect([none, await sent.prove(none)]).toEqual([none, INCORRECT]);
    }
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await sent.prove(wrongOf(code))).toEqual(INCORRECT);
    }
    expect(await sent.prove(code)).toEqual(EXPIRED);
  });

  it('is over after ten minutes', async () => {
    const sent = await generate(app, await number());
    await server.advanceClock(600);
    expect(await sent.prove()).toEqual(EXPIRED);
    expect(await app.ask(GET, await app.token(), { otpRef: sent.otpRef })).toEqual(AGAIN);
  });

  it('is for one event type, and the newest of those sent', async () => {
    const mobile = await number();
    const other = await generate(app, mobile, 'RESET');
    const otherCode = await codeFor(server, mobile);
    const first = await generate(app, mobile);
    const firstCode = await codeFor(server, mobile);
    const second = await generate(app, mobile);
    expect(await first.prove(firstCode)).toEqual(EXPIRED);
    expect(await second.prove(undefined, { otpEventType: 'RESET' })).toEqual(EXPIRED);
    expect(await second.prove()).toMatchObject({ resCode: 200 });
    expect(await other.prove(otherCode)).toMatchObject({ resCode: 200 });
  });

  it('is sent again three times, under the reference the client has', async () => {
    const mobile = await number();
    const sent = await generate(app, mobile);
    const first = await codeFor(server, mobile);
    for (const resendAttemptsLeft of [2, 1, 0]) {
      expect(await app.ask(GET, sent.token, { otpRef: sent.otpRef })).toEqual({
        ...{ resCode: 200, resDesc: 'SUCCESS' },
        data: {
          ...{ resCode: 200, resDesc: 'SUCCESS', resendAttemptsLeft },
          ...{ expireAt: expect.any(Number), otpValue: '' },
        },
      });
    }
    expect(await app.ask(GET, sent.token, { otpRef: sent.otpRef })).toEqual(AGAIN);
    const last = await codeFor(server, mobile);
    if (first !== last) expect(await sent.prove(first)).toEqual(INCORRECT);
    expect(await sent.prove()).toMatchObject({ resCode: 200 });
  });

  it("is nobody else's to try", async () => {
    const mobile = await number();
    const sent = await generate(app, mobile);
    const foreign = await otherApp(server, 'foreign-codes');
    const sibling = await otherApp(server, server.demo.tenant);
    for (const stranger of [foreign, sibling]) {
      const token = await stranger.token();
      const proof = {
        ...{ otpRef: sent.otpRef, otpVal: await codeFor(server, mobile) },
        ...{ otpEventType: 'ENROLL', token },
      };
      expect(await stranger.ask(VALIDATE, token, proof)).toEqual(EXPIRED);
      expect(await stranger.ask(GET, token, { otpRef: sent.otpRef })).toEqual(AGAIN);
    }
    expect(await sent.prove()).toMatchObject({ resCode: 200 });
  });
});

describe('somebody whose guesses at codes are used up', () => {
  it('looks like a number nobody knows, and gets no code', async () => {
    const { mobile } = await enrol(app);
    const used = await generate(app, mobile);
    const code = await codeFor(server, mobile);
    for (let tries = 0; tries < 5; tries += 1) await used.prove(wrongOf(code));
    const sent = await generate(app, mobile);
    expect(await codeFor(server, mobile)).toBe(code);
    expect(sent.otpRef).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
    expect(await sent.prove(code)).toEqual(INCORRECT);
    expect(await app.ask(GET, sent.token, { otpRef: sent.otpRef })).toMatchObject({
      ...{ resCode: 200, data: { resendAttemptsLeft: 2 } },
    });
    await server.advanceClock(61);
    expect(await (await generate(app, mobile)).prove()).toMatchObject({ resCode: 200 });
  });

  it('and so does a suspended person, whose codes from before are over', async () => {
    const { mobile, accountNumber } = await enrol(app);
    const before = await generate(app, mobile);
    const code = await codeFor(server, mobile);
    const found = await subjectOf(server, accountNumber);
    await server.admin('POST', `/tenants/demo/subjects/${found}/suspend`, { reason: 'a test' });
    expect(await before.prove(code)).toEqual(EXPIRED);
    expect(await (await generate(app, mobile)).prove(code)).toEqual(INCORRECT);
  });
});

it('tells a suspended person so once they have shown their number', async () => {
  const mobile = nextMobile();
  const sent = await generate(app, mobile);
  const identifiers = [{ type: 'msisdn', value: `91${mobile}` }];
  await server.call('POST', '/v1/subjects', { id: `late-${mobile}`, identifiers });
  const path = `/tenants/demo/subjects/late-${mobile}/suspend`;
  await server.admin('POST', path, { reason: 'a test' });
  expect(await sent.prove()).toEqual({ resCode: 12, resDesc: 'User/Merchant is inactive' });
});

it('refuses in the order and in the words of the page', async () => {
  const token = await app.token();
  const mobile = nextMobile();
  const cases: readonly (readonly [string, object, number, string])[] = [
    [GENERATE, {}, 1, 'Mobile number is mandatory'],
    [GENERATE, { mobile: '70000x0002', otpEventType: 'X' }, 2, 'Invalid Mobile Number'],
    [GENERATE, { mobile: '7000' }, 3, 'Mobile Number Length should be 10 digit'],
    [GENERATE, { mobile }, 6, 'OTP Event type is mandatory'],
    [GENERATE, { mobile, countryCode: 'IN', otpEventType: 'X' }, 43, 'Invalid country code'],
    [VALIDATE, {}, 6, 'OTP Event type is mandatory'],
    [VALIDATE, { otpEventType: 'X' }, 7, 'OTP ref is mandatory'],
    [VALIDATE, { otpEventType: 'X', otpRef: 'x' }, 8, 'OTP is mandatory'],
    [VALIDATE, { otpEventType: 'X', otpRef: 'x', otpVal: '123456' }, 25, 'Token mandatory'],
    [VALIDATE, { otpEventType: 'X', otpRef: 'x', otpVal: '123456', token }, 9, 'OTP has expired'],
    [GET, {}, 7, 'OTP ref is mandatory'],
  ];
  for (const [path, body, resCode, resDesc] of cases) {
    expect([body, await app.ask(path, token, body)]).toEqual([body, { resCode, resDesc }]);
  }
});

it('takes a number with its country in front, beside it, or not at all, for one and the same', async () => {
  const { mobile, accountNumber } = await enrol(app);
  const token = await app.token();
  for (const spelled of [
    { mobile },
    { mobile: Number(mobile) },
    { mobile: `91${mobile}` },
    { mobile: `+91${mobile}` },
    { mobile, countryCode: '+91' },
    { mobile, countryCode: 91 },
    { mobile, countryCode: '0091' },
  ]) {
    const wanted = { otpEventType: 'X', ...spelled };
    const { data } = await app.ask(GENERATE, token, wanted);
    const otpVal = await codeFor(server, mobile);
    const proof = { otpRef: data?.['otpRef'], otpVal, otpEventType: 'X', token };
    expect(await app.ask(VALIDATE, token, proof)).toMatchObject({ data: { accountNumber } });
  }
  const abroad = { mobile, countryCode: '+44', otpEventType: 'X' };
  // Text messages abroad are the tenant's bill, so it says where to.
  expect(await app.ask(GENERATE, token, abroad)).toMatchObject({ resCode: 43 });
  const settings = (countries: string[]) =>
    server.admin('PATCH', `/tenants/${server.demo.tenant}`, {
      dialects: { onboarding: { countries } },
    });
  await settings(['44']);
  const { data } = await app.ask(GENERATE, token, abroad);
  await settings([]);
  expect(data).toMatchObject({ mobile });
  const otpVal = await codeFor(server, `44${mobile}`);
  const proof = { otpRef: data?.['otpRef'], otpVal, otpEventType: 'X', token };
  const other = await app.ask(VALIDATE, token, proof);
  expect(other.data?.['accountNumber']).not.toBe(accountNumber);
});

it('tells the code itself in a sandbox only', async () => {
  const mobile = nextMobile();
  const token = await app.token();
  const configure = (onboarding: object) =>
    server.admin('PATCH', `/tenants/${server.demo.tenant}`, { dialects: { onboarding } });
  await configure({ sandbox: true });
  const wanted = { mobile, otpEventType: 'ENROLL' };
  const { data } = await app.ask(GENERATE, token, wanted);
  expect(data?.['otpVal']).toBe(await codeFor(server, mobile));
  const again = await app.ask(GET, token, { otpRef: data?.['otpRef'] });
  const otpVal = again.data?.['otpValue'];
  expect(otpVal).toBe(await codeFor(server, mobile));
  await configure({});
  const proof = { otpRef: data?.['otpRef'], otpVal, otpEventType: 'ENROLL', token };
  expect(await app.ask(VALIDATE, token, proof)).toMatchObject({ resCode: 200 });
  expect((await app.ask(GENERATE, token, wanted)).data?.['otpVal']).toBe('');
});
