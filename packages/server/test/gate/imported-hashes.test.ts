import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Credential } from '../../src/core/model/credential.ts';
import { Pin } from '../../src/core/model/pin.ts';
import { openHash } from '../../src/core/usecases/verifier.ts';
import { FOREIGN_HASHES, FOREIGN_PIN, foreignHashOf } from '../support/foreign-hashes.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

const subject = { id: 'ann' };
const purpose = 'login';
const OURS = /^\$argon2id\$v=19\$m=8,t=1,p=1\$/;
const [, , , , argon2i = { hash: '' }] = FOREIGN_HASHES;
const bcrypt = FOREIGN_HASHES.find(({ form }) => form === 'bcrypt') ?? { hash: '' };

let opened: TestCore;
beforeEach(async () => {
  opened = await openTestCore();
  await opened.core.createSubject(opened.call, subject);
});
afterEach(() => opened.close());

const key = () => ({ tenant: opened.call.tenant.id, subject: subject.id, purpose });
const stored = (): Promise<Credential> => opened.ports.store.readCredential(key());
const read = (text: string) => Pin.parse(text) as Pin;
const verify = (pin = FOREIGN_PIN) =>
  opened.core.verifyPin(opened.call, { subject, purpose, pin: read(pin) });
const importHash = (hash: string, more = {}) =>
  opened.core.importPin(opened.call, { subject, purpose, hash, ...more });
const change = (currentPin: string, newPin: string) =>
  opened.core.changePin(opened.call, { subject, purpose, currentPin: read(currentPin), newPin });

/** The hash in the row of the database, unsealed. */
async function hashInForce(): Promise<string> {
  const { verifier } = await stored();
  if (verifier === null) throw new Error('there is no verifier');
  return openHash(opened.ports.sealer, { key: key(), verifier });
}

async function audited(): Promise<readonly string[]> {
  const entries = await opened.ports.store.listAudit(opened.call.tenant.id, 100);
  return entries.map(({ action, outcome, reason }) => `${action} ${outcome} ${reason}`).reverse();
}

/** One of each form; that all of them are read is shown beside the reader. */
const ONE_OF_EACH = [...new Map(FOREIGN_HASHES.map((each) => [each.form, each])).values()];

describe.each(ONE_OF_EACH)('a PIN that came as $form by $madeBy', ({ hash }) => {
  it('is charged when wrong, verified when right, and then stored as one of ours', async () => {
    expect(await importHash(hash)).toEqual({ outcome: 'imported' });
    expect(await hashInForce()).toBe(hash);
    expect(await verify('739206')).toMatchObject({
      outcome: 'wrong',
      lockout: { attemptsRemaining: 4 },
    });
    expect(await hashInForce()).toBe(hash);
    expect(await verify()).toMatchObject({
      outcome: 'verified',
      mustChange: false,
      lockout: { attemptsRemaining: 5 },
    });
    expect(await hashInForce()).toMatch(OURS);
    expect(await verify()).toMatchObject({ outcome: 'verified' });
    expect(await verify('739206')).toMatchObject({ outcome: 'wrong' });
  });
});

describe('the import of a hash', () => {
  it('is in the trail and the events, without the hash', async () => {
    await importHash(bcrypt.hash, { mustChange: true });
    await verify();
    expect(await audited()).toEqual(
      expect.arrayContaining([
        'pin.import imported bcrypt',
        'pin.verify verified null',
        'verifier.renew renewed null',
      ]),
    );
    const [event] = (await opened.ports.store.listEvents(5)).filter(
      ({ type }) => type === 'pin.set',
    );
    expect(event?.data).toEqual({ purpose, mustChange: true, kind: 'hash', imported: true });
  });

  it('demands a change where that was asked for, also after the hash was made anew', async () => {
    await importHash(bcrypt.hash, { mustChange: true });
    expect(await verify()).toMatchObject({ outcome: 'verified', mustChange: true });
    expect(await hashInForce()).toMatch(OURS);
    expect(await verify()).toMatchObject({ outcome: 'verified', mustChange: true });
    expect(await change(FOREIGN_PIN, '271846')).toMatchObject({ outcome: 'changed' });
    expect(await verify('271846')).toMatchObject({ outcome: 'verified', mustChange: false });
  });

  it('replaces no PIN, unless asked to; then it is told, on a fresh budget', async () => {
    await opened.core.setPin(opened.call, { subject, purpose, newPin: '618033' });
    expect(await importHash(bcrypt.hash)).toEqual({ outcome: 'exists' });
    for (let guess = 0; guess < 5; guess += 1) await verify();
    expect(await verify('618033')).toMatchObject({ outcome: 'locked' });
    opened.clock.advance(1);
    expect(await importHash(bcrypt.hash, { replace: true })).toEqual({ outcome: 'imported' });
    expect(await verify('618033')).toMatchObject({ outcome: 'wrong' });
    expect(await verify()).toMatchObject({ outcome: 'verified' });
    const types = (await opened.ports.store.listEvents(20)).map(({ type }) => type);
    expect(types).toContain('pin.reset');
  });

  it('stores nothing of what it refuses, and knows no PIN for strangers', async () => {
    const refused = importHash(bcrypt.hash.replace('$05$', '$31$'));
    await expect(refused).rejects.toMatchObject({ code: 'hash_unusable' });
    expect((await stored()).verifier).toBe(null);
    const unknown = { subject: { id: 'nobody' }, purpose, hash: bcrypt.hash };
    expect(await opened.core.importPin(opened.call, unknown)).toEqual({
      outcome: 'unknown_subject',
    });
  });

  it('of many at once has one effect', async () => {
    const all = await Promise.all([importHash(bcrypt.hash), importHash(argon2i.hash)]);
    expect(all.map(({ outcome }) => outcome).sort()).toEqual(['exists', 'imported']);
  });
});

describe('an imported hash', () => {
  it('gives no more guesses than any other, however many come at once', async () => {
    await importHash(bcrypt.hash);
    const guesses = Array.from({ length: 40 }, (_each, at) => verify(String(100_000 + at)));
    const outcomes = (await Promise.all(guesses)).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(5);
    expect(await verify()).toMatchObject({ outcome: 'locked' });
    expect(await hashInForce()).toBe(bcrypt.hash);
  });

  it('opens for nobody else', async () => {
    await importHash(bcrypt.hash);
    const { verifier } = await stored();
    if (verifier === null) throw new Error('there is no verifier');
    const moved = { key: { ...key(), subject: 'ben' }, verifier };
    await expect(openHash(opened.ports.sealer, moved)).rejects.toMatchObject({ code: 'integrity' });
  });

  it('is made anew without a word: version, dates and history stay', async () => {
    await importHash(bcrypt.hash);
    const before = await stored();
    opened.clock.advance(60_000);
    await verify();
    const after = await stored();
    expect(after.verifier?.version).toBe(before.verifier?.version);
    expect(after.verifier?.sealed).not.toEqual(before.verifier?.sealed);
    expect(after.changedAt).toBe(before.changedAt);
    expect(after.history).toEqual([]);
  });

  it('is left as it is where a new one would be no better', async () => {
    const [better = { hash: '' }] = FOREIGN_HASHES;
    await importHash(better.hash);
    expect(await verify()).toMatchObject({ outcome: 'verified' });
    expect(await hashInForce()).toBe(better.hash);
    expect(await audited()).not.toContain('verifier.renew renewed null');
  });

  it('that was replaced without being used is recognised in the history', async () => {
    await importHash(bcrypt.hash);
    await importHash(foreignHashOf('618033'), { replace: true });
    const [replaced] = (await stored()).history;
    if (replaced === undefined) throw new Error('nothing went to the history');
    const held = { key: key(), verifier: replaced };
    expect(await openHash(opened.ports.sealer, held)).toBe(bcrypt.hash);
    expect(await change('618033', FOREIGN_PIN)).toMatchObject({ rule: 'history' });
    expect(await change('618033', '618033')).toMatchObject({ rule: 'same_as_current' });
    expect(await change('618033', '271846')).toMatchObject({ outcome: 'changed' });
    expect(await change('271846', '618033')).toMatchObject({ rule: 'history' });
  });
});
