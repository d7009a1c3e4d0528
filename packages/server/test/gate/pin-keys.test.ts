import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Pin } from '../../src/core/model/pin.ts';
import type { PinKey, PinProof } from '../../src/core/model/pin-key.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

const subject = { id: 'ann' };
const purpose = 'login';
const about = { subject, purpose };
const RIGHT = '8305';

let opened: TestCore;
let meanwhile: () => Promise<unknown>;

beforeEach(async () => {
  meanwhile = async () => undefined;
  opened = await openTestCore({ whileComparing: () => meanwhile() });
  await opened.core.createSubject(opened.call, subject);
});
afterEach(() => opened.close());

interface Device extends PinKey {
  readonly privateKey: KeyObject;
}

function device(counter = 1): Device {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return { publicKey: Buffer.from(x, 'base64url'), counter, privateKey };
}

function signed(text: string, { privateKey }: Device): PinProof {
  const message = Buffer.from(text);
  return { message, signature: sign(null, message, privateKey) };
}

function digits(text: string): Pin {
  const pin = Pin.parse(text);
  if (pin === null) throw new Error('the test has a malformed PIN');
  return pin;
}

const verify = (pin: PinProof) => opened.core.verifyPin(opened.call, { ...about, pin });
const setKey = (newKey: PinKey) => opened.core.setKey(opened.call, { ...about, newKey });
const setPin = () => opened.core.setPin(opened.call, { ...about, newPin: RIGHT });
const replace = (current: PinProof, newKey: PinKey) =>
  opened.core.replaceByKey(opened.call, { ...about, current, newKey });
const readKey = () => opened.core.readPinKey(opened.call, { subject: 'ann', purpose });

async function remaining(): Promise<number> {
  const status = await opened.core.readPinStatus(opened.call, about);
  return status.outcome === 'status' ? status.lockout.attemptsRemaining : -1;
}

describe('a PIN that is a key', () => {
  it('is set once, and told with its counter', async () => {
    const mine = device(7);
    expect(await setKey(mine)).toEqual({ outcome: 'set' });
    expect(await setKey(device())).toEqual({ outcome: 'exists' });
    const key = await readKey();
    expect(Buffer.from(key?.publicKey ?? [])).toEqual(Buffer.from(mine.publicKey));
    expect(key?.counter).toBe(7);
  });

  it('is verified by a signature, and a wrong one is a guess', async () => {
    const mine = device();
    await setKey(mine);
    expect(await verify(signed('pay', mine))).toMatchObject({ outcome: 'verified' });
    expect(await verify(signed('pay', device()))).toMatchObject({ outcome: 'wrong' });
    expect(await remaining()).toBe(4);
  });

  it('locks after as many wrong signatures as PINs, also for the right one', async () => {
    const mine = device();
    await setKey(mine);
    const guesses = Array.from({ length: 30 }, () => verify(signed('pay', device())));
    const outcomes = (await Promise.all(guesses)).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(5);
    expect(await verify(signed('pay', mine))).toMatchObject({ outcome: 'locked' });
  });

  it('costs nothing when it is shown as the other kind, and is told before locked is not', async () => {
    await setKey(device());
    await expect(verify(digits(RIGHT))).rejects.toMatchObject({ code: 'pin_kind_mismatch' });
    expect(await remaining()).toBe(5);
    const guesses = Array.from({ length: 5 }, () => verify(signed('pay', device())));
    await Promise.all(guesses);
    expect(await verify(digits(RIGHT))).toMatchObject({ outcome: 'locked' });
  });

  it('is not asked for where digits are set', async () => {
    await setPin();
    const proof = signed('pay', device());
    await expect(verify(proof)).rejects.toMatchObject({ code: 'pin_kind_mismatch' });
    expect(await remaining()).toBe(5);
  });

  it('has to be a key that not everybody can sign with', async () => {
    const identity = Uint8Array.from({ length: 32 }, (_zero, index) => (index === 0 ? 1 : 0));
    for (const publicKey of [identity, new Uint8Array(32).fill(255), new Uint8Array(31)]) {
      const set = setKey({ publicKey, counter: 1 });
      await expect(set).rejects.toMatchObject({ code: 'pin_malformed' });
    }
    await expect(setKey(device(0))).rejects.toMatchObject({ code: 'pin_malformed' });
  });
});

describe('the way to a key', () => {
  it('leads from digits, by the right PIN only', async () => {
    await setPin();
    const mine = device();
    expect(await replace(digits('1907'), mine)).toMatchObject({ outcome: 'wrong' });
    expect(await replace(digits(RIGHT), mine)).toEqual({ outcome: 'changed' });
    expect(await verify(signed('pay', mine))).toMatchObject({ outcome: 'verified' });
  });

  it('leads on to a key with a larger counter, and never back', async () => {
    const mine = device(5);
    await setKey(mine);
    expect(await replace(signed('next', mine), device(5))).toEqual({ outcome: 'not_newer' });
    expect(await replace(signed('next', mine), device(4))).toEqual({ outcome: 'not_newer' });
    expect(await remaining()).toBe(5);
    const next = device(6);
    expect(await replace(signed('next', mine), next)).toEqual({ outcome: 'changed' });
    expect(await verify(signed('pay', mine))).toMatchObject({ outcome: 'wrong' });
    expect(await verify(signed('pay', next))).toMatchObject({ outcome: 'verified' });
  });

  it('is not led on by a signature that was made for an earlier counter', async () => {
    const mine = device(5);
    await setKey(mine);
    const command = { ...about, current: signed('next', mine), newKey: device(7) };
    const replaced = opened.core.replaceByKey(opened.call, { ...command, currentCounter: 4 });
    expect(await replaced).toEqual({ outcome: 'not_newer' });
    expect((await readKey())?.counter).toBe(5);
  });

  it('lets one of two changes at once through', async () => {
    await setPin();
    const [mine, other] = [device(), device()];
    meanwhile = async () => {
      meanwhile = async () => undefined;
      expect(await replace(digits(RIGHT), other)).toEqual({ outcome: 'changed' });
    };
    expect(await replace(digits(RIGHT), mine)).toMatchObject({ outcome: 'wrong' });
    expect(await verify(signed('pay', other))).toMatchObject({ outcome: 'verified' });
  });

  it('ends with a recovery, which sets digits and passes over the key in the history', async () => {
    const { core, call } = opened;
    await setKey(device());
    const started = await core.startRecovery(call, { ...about, factor: 'staff' });
    if (started.outcome !== 'started') throw new Error(started.outcome);
    await core.approveRecovery(call, { recovery: started.recovery, reason: 'phone lost' });
    const finished = await core.finishRecovery(call, started.recovery);
    if (finished.outcome !== 'granted') throw new Error(finished.outcome);
    const reset = { ...about, newPin: RIGHT, grant: finished.grant };
    expect(await core.resetPin(call, reset)).toEqual({ outcome: 'reset' });
    expect(await verify(digits(RIGHT))).toMatchObject({ outcome: 'verified' });
    const change = { ...about, currentPin: digits(RIGHT), newPin: '739205' };
    expect(await core.changePin(call, change)).toEqual({ outcome: 'changed' });
  });
});
