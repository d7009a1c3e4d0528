import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../src/core/model/call.ts';
import { MINUTE_MS } from '../../src/core/model/instant.ts';
import type { GrantNew } from '../../src/core/usecases/grant-new.ts';
import type { ResetPin } from '../../src/core/usecases/reset-pin.ts';
import { callOfOther, many, tally } from '../support/people.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';
import { passwordOf, pinOf } from '../support/typed.ts';

const TTL_MS = 5 * MINUTE_MS;
const about = { subject: { id: 'ann' }, purpose: 'login' };
const invalid = { outcome: 'grant_invalid' };

let opened: TestCore;
beforeEach(async () => {
  opened = await openTestCore();
  await opened.core.createSubject(opened.call, { id: 'ann' });
});
afterEach(() => opened.close());

async function grantNew(over: Partial<GrantNew> = {}, by = opened.call): Promise<string> {
  const command = { subject: 'ann', purpose: 'login', ttlMs: TTL_MS, reason: 'code', ...over };
  const token = await opened.core.grantNew(by, command);
  if (token === null) throw new Error('no grant was given');
  return token;
}
const reset = (grant: string, over: Partial<ResetPin> = {}, by: Call = opened.call) =>
  opened.core.resetPin(by, { ...about, grant, newPin: '8305', ...over });
const verify = (pin: string) => opened.core.verifyPin(opened.call, { ...about, pin: pinOf(pin) });
const change = (currentPin: string, newPin: string) =>
  opened.core.changePin(opened.call, { ...about, currentPin: pinOf(currentPin), newPin });
const setPin = () => opened.core.setPin(opened.call, { ...about, newPin: '8305' });
const eventTypes = async () =>
  (await opened.ports.store.listEvents(99))
    .map(({ type }) => type)
    .filter((each) => /^pin/.test(each));

describe('a grant', () => {
  it('puts a first PIN in force once, by 20 uses at once', async () => {
    const token = await grantNew();
    expect(tally(await many(20, () => reset(token)))).toEqual({ reset: 1, grant_invalid: 19 });
    expect(await verify('8305')).toMatchObject({ outcome: 'verified' });
    expect(await eventTypes()).toEqual(['pin.set']);
    expect(await reset(token, { newPin: '739205' })).toEqual(invalid);
  });

  it('puts another PIN in force once, of 20 that are chosen at once', async () => {
    await setPin();
    const token = await grantNew();
    const outcomes = await many(20, (each) => reset(token, { newPin: `${739205 + each * 7}` }));
    expect(tally(outcomes)['reset']).toBeLessThanOrEqual(1);
    const again = await reset(token, { newPin: '271846' });
    const resets = [...outcomes, again].filter(({ outcome }) => outcome === 'reset');
    expect(resets).toHaveLength(1);
    expect(await eventTypes()).toEqual(['pin.reset', 'pin.set']);
  });

  it('gives one PIN where two grants for it are used at once', async () => {
    const tokens = [await grantNew(), await grantNew()];
    const pins = ['8305', '739205'];
    const outcomes = await many(2, (each) =>
      reset(tokens[each] ?? '', { newPin: pins[each] ?? '' }),
    );
    expect(tally(outcomes)).toEqual({ reset: 1, grant_invalid: 1 });
  });

  it('for a first PIN is worth nothing once there is one', async () => {
    const token = await grantNew();
    await setPin();
    expect(await reset(token, { newPin: '739205' })).toEqual(invalid);
    expect(await verify('8305')).toMatchObject({ outcome: 'verified' });
  });

  it('for a first PIN is worth nothing once there was one, also when there is none again', async () => {
    const token = await grantNew();
    await setPin();
    await opened.core.deletePin(opened.call, { ...about, reason: 'asked for' });
    expect(await reset(token, { newPin: '739205' })).toEqual(invalid);
    expect(await reset(await grantNew(), { newPin: '739205' })).toEqual({ outcome: 'reset' });
  });

  it('for another PIN is worth nothing once that was changed, reset or deleted', async () => {
    await setPin();
    const first = await grantNew();
    await change('8305', '739205');
    expect(await reset(first, { newPin: '5903' })).toEqual(invalid);
    const second = await grantNew();
    expect(await reset(await grantNew(), { newPin: '271846' })).toEqual({ outcome: 'reset' });
    expect(await reset(second, { newPin: '5903' })).toEqual(invalid);
    const third = await grantNew();
    await opened.core.deletePin(opened.call, { ...about, reason: 'asked for' });
    expect(await reset(third, { newPin: '5903' })).toEqual(invalid);
    expect(await verify('5903')).toEqual({ outcome: 'not_set' });
  });

  it('is not used up by a PIN or picture and phrase that are refused', async () => {
    const token = await grantNew();
    const prompt = { image: 'boat', phrase: 'quiet river' };
    for (let each = 0; each < 9; each += 1) {
      expect(await reset(token, { newPin: '1234' })).toMatchObject({ outcome: 'refused' });
      for (const [refused, rule] of [
        [{ ...prompt, image: 'moon' }, 'image_unknown'],
        [{ ...prompt, phrase: 'my 8305' }, 'phrase_has_pin'],
      ] as const) {
        const outcome = await reset(token, { prompt: refused });
        expect(outcome).toEqual({ outcome: 'prompt_refused', rule });
      }
    }
    expect(await reset(token, { prompt })).toEqual({ outcome: 'reset' });
    const shown = await opened.core.readPrompt(opened.call, about);
    expect(shown).toEqual({ ...prompt, chosen: true });
  });

  it('tells five times that a PIN was used before, also to 30 that ask at once', async () => {
    await setPin();
    const token = await grantNew();
    const outcomes = await many(30, () => reset(token));
    const told = outcomes.filter(({ outcome }) => outcome === 'refused').length;
    expect(told).toBeGreaterThan(0);
    for (let each = told; each < 5; each += 1) {
      expect(await reset(token)).toEqual({ outcome: 'refused', rule: 'same_as_current' });
    }
    expect(await reset(token)).toEqual(invalid);
    expect(await reset(token, { newPin: '739205' })).toEqual(invalid);
  });

  it('is over when its time is', async () => {
    const [first, second] = [await grantNew(), await grantNew({ purpose: 'pay' })];
    opened.clock.advance(TTL_MS - 1);
    expect(await reset(first)).toEqual({ outcome: 'reset' });
    opened.clock.advance(1);
    expect(await reset(second, { purpose: 'pay' })).toEqual(invalid);
  });

  it('is not given to a suspended or unknown subject, and rests while one is', async () => {
    const token = await grantNew();
    const suspend = (to: 'suspended' | 'resumed') =>
      opened.core.suspendSubject(opened.call, { id: 'ann', reason: 'fraud desk', to });
    await suspend('suspended');
    const command = { subject: 'ann', purpose: 'login', ttlMs: TTL_MS, reason: 'code' };
    expect(await opened.core.grantNew(opened.call, command)).toBeNull();
    const unknown = opened.core.grantNew(opened.call, { ...command, subject: 'nobody' });
    expect(await unknown).toBeNull();
    expect(await reset(token)).toEqual(invalid);
    await suspend('resumed');
    expect(await reset(token)).toEqual({ outcome: 'reset' });
  });

  it('is good for its purpose, subject and tenant only, and stays so', async () => {
    const other = await callOfOther(opened);
    await opened.core.createSubject(other, { id: 'ann' });
    await opened.core.createSubject(opened.call, { id: 'ben' });
    const token = await grantNew();
    expect(await reset(token, { purpose: 'pay' })).toEqual(invalid);
    expect(await reset(token, { subject: { id: 'ben' } })).toEqual(invalid);
    expect(await reset(token, {}, other)).toEqual(invalid);
    const password = { subject: about.subject, newPassword: passwordOf('correct horse') };
    const put = opened.core.putPassword(opened.call, { ...password, grant: token });
    expect(await put).toEqual(invalid);
    expect(await reset(token)).toEqual({ outcome: 'reset' });
  });

  it('goes with its subject, whoever comes after under that name', async () => {
    await setPin();
    const token = await grantNew();
    await opened.core.deleteSubject(opened.call, 'ann');
    await opened.core.createSubject(opened.call, { id: 'ann' });
    await setPin();
    expect(await reset(token, { newPin: '739205' })).toEqual(invalid);
  });

  it('ends a lock, and not a hold', async () => {
    await setPin();
    await many(9, () => verify('1907'));
    expect(await verify('8305')).toMatchObject({ outcome: 'locked' });
    expect(await reset(await grantNew(), { newPin: '739205' })).toEqual({ outcome: 'reset' });
    expect(await verify('739205')).toMatchObject({ outcome: 'verified' });
    const hold = { ...about, until: null, reason: 'phone stolen' };
    await opened.core.hold(opened.call, hold);
    expect(await reset(await grantNew(), { newPin: '271846' })).toEqual({ outcome: 'reset' });
    expect(await verify('271846')).toMatchObject({ outcome: 'locked' });
  });
});
