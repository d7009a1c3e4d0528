import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Pin } from '../../src/core/model/pin.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

const RIGHT = '8305';
const parse = (digits: string) => Pin.parse(digits) as Pin;
const subject = { id: 'ann' };

let test: TestCore;
let phone: TestCore['call'];
beforeEach(async () => {
  test = await openTestCore();
  await test.core.createSubject(test.call, { id: 'ann', identifiers: [], devices: [] });
  await test.core.setPin(test.call, { subject, purpose: 'login', newPin: RIGHT } as never);
  phone = await remembered();
});
afterEach(() => test.close());

const verify = (digits: string, from = test.call) =>
  test.core.verifyPin(from, { subject, purpose: 'login', pin: parse(digits) });
const outcomeOf = async (digits: string, from = test.call) => (await verify(digits, from)).outcome;

/** A call as it comes from a device that proved the PIN and shows its token. */
async function remembered(): Promise<TestCore['call']> {
  const about = { subject: 'ann', purpose: 'login' };
  const first = await test.core.claimDevice(test.call, { ...about, remember: true });
  const outcome = await verify(RIGHT, first);
  if (outcome.outcome !== 'verified' || outcome.device === undefined) throw new Error('no device');
  const token = await test.core.deviceToken(test.call, outcome.device);
  return test.core.claimDevice(test.call, { ...about, token, remember: false });
}

describe('a stranger who uses up the guesses', () => {
  it('locks everybody but the device that proved the PIN', async () => {
    for (let nth = 0; nth < 5; nth += 1) expect(await outcomeOf('1907')).toBe('wrong');
    expect(await outcomeOf(RIGHT)).toBe('locked');
    expect(await outcomeOf(RIGHT, phone)).toBe('verified');
    // And has no guess more by that.
    expect(await outcomeOf('1907')).toBe('locked');
  });

  it('gets the budget’s number of answers, and the device its own, in a storm of both', async () => {
    const storm = Array.from({ length: 200 }, (_, nth) =>
      outcomeOf('1907', nth % 2 === 0 ? phone : test.call),
    );
    const outcomes = await Promise.all(storm);
    expect(outcomes.filter((each) => each === 'wrong')).toHaveLength(10);
  });

  it('may call itself anything: only a token of this server makes a device', async () => {
    const about = { subject: 'ann', purpose: 'login', remember: false };
    const forms = ['phone', phone.device?.id ?? '', `eyJ.${'a'.repeat(40)}.b.c.d`];
    for (const token of forms) {
      expect((await test.core.claimDevice(test.call, { ...about, token })).device).toBe(undefined);
    }
  });

  it('gains nothing by the token of another person, purpose or tenant', async () => {
    const device = { id: phone.device?.id ?? '', subject: 'ann', purpose: 'login' };
    const tenant = await test.core.createTenant(test.call, { id: 'other', name: 'Other' });
    const foreign = await test.core.deviceToken({ ...test.call, tenant }, device);
    const own = await test.core.deviceToken(test.call, device);
    const shown = { ...{ subject: 'ann', purpose: 'login' }, remember: false };
    const claim = async (over: object) =>
      (await test.core.claimDevice(test.call, { ...shown, ...over })).device;
    expect(await claim({ token: own })).toMatchObject({ isNew: false });
    expect(await claim({ token: foreign })).toBe(undefined);
    expect(await claim({ token: own, subject: 'bob' })).toBe(undefined);
    expect(await claim({ token: own, purpose: 'transaction' })).toBe(undefined);
  });
});

describe('a stolen device', () => {
  it('has its own budget and no other', async () => {
    for (let nth = 0; nth < 5; nth += 1) expect(await outcomeOf('1907', phone)).toBe('wrong');
    expect(await outcomeOf(RIGHT, phone)).toBe('locked');
    expect(await outcomeOf(RIGHT)).toBe('verified');
  });

  it('is a stranger once the PIN is another one', async () => {
    const newPin = { newPin: '7261' };
    const command = { subject, purpose: 'login', currentPin: parse(RIGHT), ...newPin };
    expect(await test.core.changePin(test.call, command as never)).toEqual({ outcome: 'changed' });
    for (let nth = 0; nth < 5; nth += 1) expect(await outcomeOf('1907')).toBe('wrong');
    expect(await outcomeOf('7261', phone)).toBe('locked');
  });

  it('stays known where it made the change itself', async () => {
    const command = { subject, purpose: 'login', currentPin: parse(RIGHT), newPin: '7261' };
    expect(await test.core.changePin(phone, command as never)).toEqual({ outcome: 'changed' });
    for (let nth = 0; nth < 5; nth += 1) expect(await outcomeOf('1907')).toBe('wrong');
    expect(await outcomeOf('7261', phone)).toBe('verified');
  });
});

it('a tenant without known devices knows none, and asks none to be remembered', async () => {
  const policy = { ...test.call.tenant.policy, knownDevicesMax: 0 };
  const tenant = await test.core.configureTenant(test.call, { policy });
  const call = { ...test.call, tenant };
  for (let nth = 0; nth < 5; nth += 1) await verify('1907', call);
  expect(await outcomeOf(RIGHT, { ...phone, tenant })).toBe('locked');
  const claim = { subject: 'ann', purpose: 'login', remember: true };
  expect((await test.core.claimDevice(call, claim)).device).toBe(undefined);
});

it('a device of a suspended or held person is stopped like everybody', async () => {
  await test.core.hold(test.call, { subject, purpose: 'login', until: null, reason: 'a test' });
  expect(await outcomeOf(RIGHT, phone)).toBe('locked');
  await test.core.unlock(test.call, { subject, purpose: 'login', reason: 'a test' });
  expect(await outcomeOf(RIGHT, phone)).toBe('verified');
});
