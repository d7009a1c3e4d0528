import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Password } from '../../src/core/model/password.ts';
import { Pin } from '../../src/core/model/pin.ts';
import type { Store } from '../../src/core/ports/store.ts';
import { advanceRotation } from '../../src/core/usecases/keys/advance-rotation.ts';
import { findUnder } from '../../src/core/usecases/keys/walk-sealed.ts';
import { createReachable, sendCode } from '../support/people.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

const LOGIN = 'login';
const OLD_PIN = '739205';
const PIN = '482915';
const NEW_PIN = '615283';

let opened: TestCore;
/** What happens between what a rotation reads of a credential and what it writes. */
let meanwhile: () => Promise<unknown>;

beforeEach(async () => {
  meanwhile = async () => undefined;
  opened = await openTestCore();
  await somebody('ann');
});
afterEach(() => opened.close());

/** With a PIN, one before it, a picture and phrase, questions, and a message that waits. */
async function somebody(id: string): Promise<void> {
  const { core, call } = opened;
  const subject = { id };
  const made = await createReachable(opened, id);
  await core.setPin(call, { subject, purpose: LOGIN, newPin: OLD_PIN });
  expect(await changePin(id, OLD_PIN, PIN)).toBe('changed');
  const questions = [{ question: 'first pet?', type: 'TEXT', hint: null, answer: 'rex' }] as const;
  await core.setQuestions(call, { subject, purpose: LOGIN, questions, currentPin: pin(PIN) });
  await core.putPassword(call, { subject, newPassword: password('a long password 1') });
  const prompt = { image: 'anchor', phrase: 'quiet river in May' };
  await core.choosePrompt(call, { subject, purpose: LOGIN, prompt });
  await sendCode(opened, { subject: made });
}

function pin(text: string): Pin {
  return Pin.parse(text) ?? expect.fail('the test has a malformed PIN');
}

function password(text: string): Password {
  return Password.parse(text) ?? expect.fail('the test has a malformed password');
}

async function changePin(id: string, currentPin: string, newPin: string) {
  const change = { subject: { id }, purpose: LOGIN, currentPin: pin(currentPin), newPin };
  return (await opened.core.changePin(opened.call, change)).outcome;
}

async function verify(id: string, text = PIN) {
  const guess = { subject: { id }, purpose: LOGIN, pin: pin(text) };
  return (await opened.core.verifyPin(opened.call, guess)).outcome;
}

const start = () => opened.core.keys.startRotation(opened.call, { reason: 'a drill' });
const retire = (root: string) =>
  opened.core.keys.retireRoot(opened.call, { root, confirm: root, reason: 'a drill' });
const under = async (root: string) => (await findUnder(opened.ports, root, 9)).named;

async function finish(eachStep: () => Promise<unknown> = async () => undefined): Promise<void> {
  for (let steps = 0; steps < 500; steps += 1) {
    await eachStep();
    if ((await opened.core.keys.advanceRotation('n1')) === 'idle') return;
  }
  expect.fail('the rotation does not end');
}

/** Puts something between a rotation and the store. */
function withStore(wrap: (store: Store) => Store) {
  return { ...opened.ports, store: wrap(opened.ports.store) };
}

describe('a rotation', () => {
  it('leaves everything readable at every moment, and nothing under the old root', async () => {
    for (const id of ['ben', 'cleo']) await somebody(id);
    expect(await under('k1')).not.toEqual([]);
    await start();
    await finish(async () => expect(await verify('ann')).toBe('verified'));
    expect(await under('k1')).toEqual([]);
    expect(await retire('k1')).toEqual({ root: 'k1', removed: true });
    for (const id of ['ann', 'ben', 'cleo']) {
      expect(await verify(id)).toBe('verified');
      // The history is readable: the PIN before this one is still refused.
      expect(await changePin(id, PIN, OLD_PIN)).not.toBe('changed');
      const login = { subject: { id }, password: password('a long password 1'), maxAgeDays: 0 };
      expect(await opened.core.verifyPassword(opened.call, login)).toMatchObject({
        outcome: 'right',
      });
    }
    const state = await opened.core.keys.read();
    expect(state.roots).toEqual([
      { id: 'k2', state: 'active' },
      { id: 'k1', state: 'retired' },
    ]);
    expect(state.rotation).toMatchObject({
      number: 1,
      state: 'finished',
      before: 'k1',
      root: 'k2',
    });
  });

  it('touches no count of guesses, and gives none back', async () => {
    expect(await verify('ann', '111222')).toBe('wrong');
    const key = { tenant: 'acme', subject: 'ann', purpose: LOGIN };
    const { lockout } = await opened.ports.store.readCredential(key);
    await start();
    await finish();
    expect((await opened.ports.store.readCredential(key)).lockout).toEqual(lockout);
  });

  it('never writes over a PIN that was changed between its read and its write', async () => {
    await start();
    const ports = withStore((store) => ({
      ...store,
      async applyToCredential(key, decide, along) {
        await meanwhile();
        return store.applyToCredential(key, decide, along);
      },
    }));
    let changed = 0;
    meanwhile = async () => {
      if (changed > 0) return;
      changed += 1;
      expect(await changePin('ann', PIN, NEW_PIN)).toBe('changed');
    };
    for (let more = true; more; ) more = (await advanceRotation(ports, 'n1')) === 'worked';
    expect(changed).toBe(1);
    expect(await verify('ann', NEW_PIN)).toBe('verified');
    expect(await under('k1')).toEqual([]);
  });

  it('is one at a time, and the next one takes the next root', async () => {
    await start();
    await expect(start()).rejects.toMatchObject({ code: 'rotation_refused' });
    await expect(retire('k1')).rejects.toMatchObject({ code: 'rotation_refused' });
    await finish();
    expect(await start()).toMatchObject({ number: 2, before: 'k2', root: 'k3' });
    await finish();
    expect(await verify('ann')).toBe('verified');
  });

  it('names what does not open, leaves it as it is, and goes on', async () => {
    const garbage = new Uint8Array(60).fill(1);
    await opened.ports.store.applyToCredential(
      { tenant: 'acme', subject: 'ann', purpose: 'login:password' },
      (current) => ({
        next: {
          ...current,
          verifier: current.verifier && { ...current.verifier, sealed: garbage },
        },
        result: undefined,
      }),
    );
    await start();
    await finish();
    const { rotation } = await opened.core.keys.read();
    expect(rotation?.progress).toMatchObject({
      broken: 1,
      brokenRows: ['credentials acme/ann/login:password'],
    });
    expect(await verify('ann')).toBe('verified');
  });

  it('goes on with another node when the one that worked on it is gone', async () => {
    await start();
    await opened.core.keys.advanceRotation('n1');
    expect(await opened.core.keys.advanceRotation('n2')).toBe('waiting');
    opened.clock.advance(16_000);
    expect(await opened.core.keys.advanceRotation('n2')).toBe('worked');
    expect(await opened.core.keys.advanceRotation('n1')).toBe('waiting');
  });
});

describe('an old root', () => {
  it('is not retired while a row is under it that a late node wrote', async () => {
    const key = { tenant: 'acme', subject: 'ann', purpose: LOGIN };
    const late = await opened.ports.store.readCredential(key);
    await start();
    await finish();
    await opened.ports.store.applyToCredential(key, () => ({ next: late, result: undefined }));
    await expect(retire('k1')).rejects.toMatchObject({
      code: 'rotation_refused',
      message: expect.stringContaining('credentials acme/ann/login'),
    });
    await finish();
    expect(await retire('k1')).toMatchObject({ root: 'k1' });
    expect(await verify('ann')).toBe('verified');
  });

  it('opens nothing once it is retired, and the fault names it', async () => {
    const key = { tenant: 'acme', subject: 'ann', purpose: LOGIN };
    const old = await opened.ports.store.readCredential(key);
    await start();
    await finish();
    await retire('k1');
    await opened.ports.store.applyToCredential(key, () => ({ next: old, result: undefined }));
    await expect(verify('ann')).rejects.toMatchObject({
      code: 'integrity',
      internal: 'root key k1 is retired',
    });
  });

  it('is retired by nobody who does not type its id, nor while it seals', async () => {
    await start();
    await finish();
    const wrong = { root: 'k1', confirm: 'k2', reason: 'a drill' };
    await expect(opened.core.keys.retireRoot(opened.call, wrong)).rejects.toMatchObject({
      code: 'request_malformed',
    });
    await expect(retire('k2')).rejects.toMatchObject({ code: 'rotation_refused' });
    await expect(retire('k9')).rejects.toMatchObject({ code: 'root_not_found' });
  });

  it('is not thrown away because somebody wrote into the database that it is retired', async () => {
    await start();
    await finish();
    const fact = await opened.ports.store.readFact('key-roots');
    const text = new TextDecoder().decode(fact ?? new Uint8Array());
    const forged = new TextEncoder().encode(text.replace('"retired":[]', '"retired":["k1"]'));
    await opened.ports.store.replaceFact('key-roots', fact ?? new Uint8Array(), forged);
    await expect(start()).rejects.toMatchObject({ code: 'integrity' });
    expect(opened.ports.roots.list().map(({ id }) => id)).toEqual(['k1', 'k2']);
  });
});
