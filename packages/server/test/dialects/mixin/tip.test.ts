import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { official6, official7, openOfficial } from './official.ts';
import { FIRST_PIN, failures, makePerson, NEW_PIN, type Person } from './people.ts';
import { makeTipKey, type TipKey, verifyText } from './signer.ts';
import {
  codeOf,
  exactNow,
  makeTipPerson,
  NANOSECONDS,
  verifyNow,
  verifyTip,
} from './tip-person.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** The two that know TIP, and the form in which they want a secret key. */
const TIP_SDKS = [
  ['7.5.5', official7, 'official7User', ({ seed }: TipKey) => seed],
  [
    '6.1.1',
    official6,
    'official6',
    ({ seed, publicKey }: TipKey) => Buffer.concat([seed, publicKey]),
  ],
] as const;

describe.each(TIP_SDKS)('official %s', (_version, sdk, keystore, secretOf) => {
  const open = (person: Person) =>
    openOfficial(sdk, server.demo.mixin.baseUrl, person.keystores[keystore] ?? {});
  const hexOf = (key: TipKey) => secretOf(key).toString('hex');
  const wrong = { code: 20119, extra: { reason: expect.any(String) } };

  it('goes from digits to TIP, and verifies', async () => {
    const person = await makePerson(server);
    const api = open(person);
    const [key, other] = [makeTipKey(), makeTipKey()];
    const publicHex = key.publicKey.toString('hex');
    const counter = Number((await api.user.profile())['tip_counter']) + 1;
    expect(await api.pin.updateTipPin(FIRST_PIN, publicHex, counter)).toMatchObject({
      ...{ has_pin: true, tip_counter: 1, tip_key_base64: key.publicKey.toString('base64url') },
    });
    expect(await api.pin.verifyTipPin(hexOf(key))).toMatchObject({ user_id: person.userId });
    await expect(api.pin.verifyTipPin(hexOf(other))).rejects.toMatchObject(wrong);
    expect(await failures(person)).toEqual(['VERIFICATION']);
    await expect(api.pin.verify(FIRST_PIN)).rejects.toMatchObject({ code: 20118 });
    expect(await failures(person)).toHaveLength(1);
    const tip = { has_pin: true, tip_counter: 1 };
    expect(await api.user.profile()).toMatchObject(tip);
    expect(await api.safe.checkRegisteration()).toMatchObject({ ...tip, has_safe: false });
  });

  it('needs the right digits for it', async () => {
    const person = await makePerson(server);
    const publicHex = makeTipKey().publicKey.toString('hex');
    const update = open(person).pin.updateTipPin(NEW_PIN, publicHex, 1);
    await expect(update).rejects.toMatchObject(wrong);
    expect(await failures(person)).toEqual(['UPDATE_PIN']);
    expect((await person.verify(FIRST_PIN)).data).toMatchObject({ tip_counter: 0 });
  });

  it('starts with TIP', async () => {
    const person = await makePerson(server, null);
    const key = makeTipKey();
    const api = open(person);
    const updated = await api.pin.updateTipPin('', key.publicKey.toString('hex'), 1);
    expect(updated).toMatchObject({ has_pin: true, tip_counter: 1 });
    expect(await api.pin.verifyTipPin(hexOf(key))).toMatchObject({ user_id: person.userId });
  });

  it('registers a safe with a signature for just that', async () => {
    const { person, key } = await makeTipPerson(server);
    const api = open(person);
    const spend = makeTipKey();
    const register = (tip: TipKey) => api.safe.register(person.userId, hexOf(tip), secretOf(spend));
    await expect(register(makeTipKey())).rejects.toMatchObject(wrong);
    expect(await failures(person)).toHaveLength(1);
    expect(await register(key)).toMatchObject({ has_safe: true });
    expect(await api.safe.checkRegisteration()).toMatchObject({ has_safe: true });
  });
});

it('the newest replaces a key by a signature over the counter', async () => {
  const { person, key } = await makeTipPerson(server);
  const api = openOfficial(
    official7,
    server.demo.mixin.baseUrl,
    person.keystores['official7App'] ?? {},
  );
  const { signTipBody, getVerifyPinTipBody } = official7;
  const signed = (counter: number) =>
    signTipBody(key.seed.toString('hex'), getVerifyPinTipBody(counter));
  const publicHex = key.publicKey.toString('hex');
  expect(await api.pin.updateTipPin(signed(1), publicHex, 2)).toMatchObject({ tip_counter: 2 });
  const next = makeTipKey();
  const nextHex = next.publicKey.toString('hex');
  expect(await api.pin.updateTipPin(signed(2), nextHex, 9)).toMatchObject({ tip_counter: 9 });
  expect(codeOf(await verifyNow(server, person, key))).toBe(20119);
  expect(codeOf(await verifyNow(server, person, next))).toBe('right');
});

describe('the time that was signed', () => {
  it('is read to the last digit', async () => {
    const { person, key } = await makeTipPerson(server);
    const at = exactNow(server);
    expect(String(BigInt(Number(at)))).not.toBe(String(at));
    expect(codeOf(await verifyTip(person, key.sign(verifyText(at)), at))).toBe('right');
    // Android names the field differently.
    const later = at + 1n;
    const pin = person.seal(key.sign(verifyText(later)), { encoding: 'base64' });
    const body = `{"timestamp": ${later}, "pin": "${pin}"}`;
    expect(codeOf(await person.ask('POST', '/pin/verify', body))).toBe('right');
    const neighbour = at + 2n;
    expect(codeOf(await verifyTip(person, key.sign(verifyText(neighbour)), at))).toBe(20119);
    expect(await failures(person)).toHaveLength(1);
  });

  it('has to be there', async () => {
    const { person, key } = await makeTipPerson(server);
    const at = exactNow(server);
    const signature = key.sign(verifyText(at));
    const { error } = await person.verify(signature);
    expect(error).toMatchObject({ code: 10002, extra: { field: 'timestamp' } });
    for (const digits of [`"${at}"`, 'null', '-1', '1.5', '1e18', '[]']) {
      const answer = await verifyTip(person, signature, digits);
      expect([digits, codeOf(answer)]).toEqual([digits, 10002]);
    }
    expect(await failures(person)).toEqual([]);
  });

  it('has to be now: a signature does not outlive its envelope', async () => {
    const { person, key } = await makeTipPerson(server);
    const minute = 60_000n * NANOSECONDS;
    for (const off of [-10n * minute, 10n * minute, -exactNow(server) + 1n]) {
      const at = exactNow(server) + off;
      const answer = await verifyTip(person, key.sign(verifyText(at)), at);
      expect(answer.error).toMatchObject({ code: 20119 });
      expect(answer.error?.extra).not.toHaveProperty('remaining');
    }
    expect(await failures(person)).toEqual([]);
  });
});

it('a counter has to rise, which is told for free', async () => {
  const { person, key } = await makeTipPerson(server);
  const replace = (counter: number, signed: number) =>
    person.update(makeTipKey().pin(counter), key.sign(verifyText(signed)));
  for (const counter of [0, 1]) {
    expect((await replace(counter, 1)).error).toMatchObject({ code: 10002 });
  }
  expect(await failures(person)).toEqual([]);
  expect((await person.update(key.pin(5), key.sign(verifyText(1)))).data).toMatchObject({
    tip_counter: 5,
  });
  // A signature over the counter of before is none any more.
  expect(codeOf(await replace(6, 1))).toBe(20119);
  expect(codeOf(await replace(5, 5))).toBe(10002);
  expect(await failures(person)).toEqual(['UPDATE_PIN']);
});
