import { afterEach, describe, expect, it } from 'vitest';
import { Pin } from '../../src/core/model/pin.ts';
import { openHash } from '../../src/core/usecases/verifier.ts';
import { FOREIGN_PIN, foreignHashOf } from '../support/foreign-hashes.ts';
import { openTestCore, PLACES, type TestCore } from '../support/test-core.ts';

const subject = { id: 'ann' };
const purpose = 'login';
const OURS = /^\$argon2id\$/;
const FOREIGN = /^\$pbkdf2/;

let opened: TestCore;
let meanwhile: () => Promise<unknown>;
afterEach(() => opened.close());

type Moment = 'whileComparing' | 'whileRenewing';

/** Opens a core with an imported hash, where `act` happens once, at that moment of the next verify. */
async function openWith(moment: Moment, act: (core: TestCore) => Promise<unknown>): Promise<void> {
  meanwhile = async () => undefined;
  opened = await openTestCore({ [moment]: () => meanwhile() });
  await opened.core.createSubject(opened.call, subject);
  const hash = foreignHashOf(FOREIGN_PIN);
  await opened.core.importPin(opened.call, { subject, purpose, hash });
  meanwhile = async () => {
    meanwhile = async () => undefined;
    await act(opened);
  };
}

const read = (text: string) => Pin.parse(text) as Pin;
const verify = (pin = FOREIGN_PIN) =>
  opened.core.verifyPin(opened.call, { subject, purpose, pin: read(pin) });
const change = (newPin: string) =>
  opened.core.changePin(opened.call, { subject, purpose, currentPin: read(FOREIGN_PIN), newPin });

async function inForce() {
  const key = { tenant: opened.call.tenant.id, subject: subject.id, purpose };
  const { verifier } = await opened.ports.store.readCredential(key);
  if (verifier === null) return { hash: null, sealed: null };
  return { hash: await openHash(opened.ports.sealer, { key, verifier }), sealed: verifier.sealed };
}

describe.each(['whileComparing', 'whileRenewing'] as const)('an imported PIN, %s', (moment) => {
  it('does not come back over a change that was quicker', async () => {
    await openWith(moment, () => change('618033'));
    expect(await verify()).toMatchObject({ outcome: 'wrong' });
    expect(await verify('618033')).toMatchObject({ outcome: 'verified' });
    expect(await verify()).toMatchObject({ outcome: 'wrong' });
  });

  it('does not come back over a deletion, nor over a new PIN after one', async () => {
    const reason = 'account closed';
    await openWith(moment, async ({ core, call }) => {
      await core.deletePin(call, { subject, purpose, reason });
      await core.setPin(call, { subject, purpose, newPin: '618033' });
    });
    expect(await verify()).toMatchObject({ outcome: 'wrong' });
    expect(await verify('618033')).toMatchObject({ outcome: 'verified' });
  });

  it('does not come back over another import of the same PIN', async () => {
    const hash = foreignHashOf(FOREIGN_PIN);
    await openWith(moment, ({ core, call }) =>
      core.importPin(call, { subject, purpose, hash, replace: true }),
    );
    expect(await verify()).toMatchObject({ outcome: 'wrong' });
    expect((await inForce()).hash).toBe(hash);
  });

  it('is made anew once: what a quicker success made of it stands, and both are right', async () => {
    let quicker: Awaited<ReturnType<typeof inForce>> | undefined;
    await openWith(moment, async () => {
      expect(await verify()).toMatchObject({ outcome: 'verified' });
      quicker = await inForce();
    });
    expect(await verify()).toMatchObject({ outcome: 'verified' });
    expect(quicker?.hash).toMatch(OURS);
    expect(await inForce()).toEqual(quicker);
  });

  it('is not made anew when staff put it on hold meanwhile', async () => {
    const reason = 'card reported lost';
    await openWith(moment, ({ core, call }) =>
      core.hold(call, { subject, purpose, until: null, reason }),
    );
    expect(await verify()).toMatchObject({ outcome: 'locked' });
    expect((await inForce()).hash).toMatch(FOREIGN);
  });
});

describe('a hash that cannot be made anew now', () => {
  it('verifies all the same when the thread dies over it, and is made anew at the next success', async () => {
    await openWith('whileRenewing', () => Promise.reject(new Error('the thread died')));
    expect(await verify()).toMatchObject({
      outcome: 'verified',
      lockout: { attemptsRemaining: 5 },
    });
    expect((await inForce()).hash).toMatch(FOREIGN);
    expect(await verify()).toMatchObject({ outcome: 'verified' });
    expect((await inForce()).hash).toMatch(OURS);
  });

  it('verifies all the same when the queue is full', async () => {
    let release: () => void = () => undefined;
    await openWith('whileComparing', async ({ ports }) => {
      release = ports.hasher.reserve({ tenant: 'acme', source: 'elsewhere' }, PLACES - 1).release;
    });
    expect(await verify()).toMatchObject({ outcome: 'verified' });
    expect((await inForce()).hash).toMatch(FOREIGN);
    release();
    expect(await verify()).toMatchObject({ outcome: 'verified' });
    expect((await inForce()).hash).toMatch(OURS);
  });
});

it('many right PINs at once are all verified, and the hash is made anew', async () => {
  await openWith('whileComparing', async () => undefined);
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => verify()));
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(5).fill('verified'));
  expect((await inForce()).hash).toMatch(OURS);
  expect(await verify()).toMatchObject({ outcome: 'verified' });
});
