import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../src/core/model/instant.ts';
import { passwordKey } from '../../src/core/model/password.ts';
import type { Store } from '../../src/core/ports/store.ts';
import { grantKey } from '../../src/core/usecases/grant.ts';
import { createReachable, many, sendCode, tally, wrongOf } from '../support/people.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';
import { passwordOf, pinOf } from '../support/typed.ts';

const RIGHT = 'correct horse';
const subject = { id: 'ann' };
const { purpose } = passwordKey({ tenant: 'acme', subject: 'ann' });

let opened: TestCore;
let work: string[];

/** Notes every commit: what makes an answer slow, and what a watcher could time. */
function noting(store: Store): Store {
  return {
    ...store,
    applyToCredential(key, decide, along) {
      work.push('commit');
      return store.applyToCredential(key, decide, along);
    },
  };
}

beforeEach(async () => {
  work = [];
  opened = await openTestCore({
    wrapStore: noting,
    whileComparing: async () => work.push('hash'),
    unlimited: true,
  });
  await createReachable(opened);
});
afterEach(() => opened.close());

const put = (text = RIGHT, over: { grant?: string; mustChange?: boolean } = {}) =>
  opened.core.putPassword(opened.call, { subject, newPassword: passwordOf(text), ...over });
const verify = (text = RIGHT, maxAgeDays: number | null = null, id = 'ann') => {
  const command = { subject: { id }, password: passwordOf(text), maxAgeDays };
  return opened.core.verifyPassword(opened.call, command);
};
const change = (current: string, next: string, id = 'ann') => {
  const passwords = { currentPassword: passwordOf(current), newPassword: passwordOf(next) };
  return opened.core.changePassword(opened.call, { subject: { id }, ...passwords });
};
const grant = (over: { purpose?: string; ttlMs?: number } = {}) => {
  const about = { subject: 'ann', purpose, ttlMs: MINUTE_MS, reason: 'code', ...over };
  return opened.core.grantNew(opened.call, about).then((token) => token ?? '');
};
const eventTypes = async () => {
  const events = await opened.ports.store.listEvents(99);
  return events.map(({ type }) => type).filter((type) => /^(pin|password)\./.test(type));
};
const right = { outcome: 'right', subject: 'ann', expired: false };

describe('a password', () => {
  it('is right once it was put, for its owner and however it is spelt', async () => {
    await put('caf\u00e9 noir');
    expect(await verify('cafe\u0301 noir')).toEqual(right);
    expect(await verify('cafe noir')).toMatchObject({ outcome: 'wrong' });
    await change('cafe\u0301 noir', 'gru\u0308ne Wiese');
    expect(await verify('gr\u00fcne Wiese')).toEqual(right);
  });

  it('has guesses of its own, apart from the PIN and from codes', async () => {
    const { core, call, ports } = opened;
    const pin = { subject, purpose: 'login' };
    await core.setPin(call, { ...pin, newPin: '8305' });
    await put();
    expect(tally(await many(20, () => verify('wrong horse')))).toEqual({ wrong: 5, locked: 15 });
    const verifyPin = (text: string) => core.verifyPin(call, { ...pin, pin: pinOf(text) });
    expect(await verifyPin('8305')).toMatchObject({ outcome: 'verified' });
    const ann = await ports.store.readSubject('acme', 'ann');
    const { id, code } = await sendCode(opened, { subject: ann });
    const prove = (text: string) => core.proveCode(call, { id, use: 'sign-in', code: text });
    expect(await prove(wrongOf(code))).toMatchObject({ outcome: 'wrong' });
    await many(9, () => prove(wrongOf(code)));
    await many(9, () => verifyPin('1907'));
    opened.clock.advance(MINUTE_MS);
    expect(await verify()).toEqual(right);
  });

  it('that is locked, held up by wrong guesses, is announced as a password', async () => {
    await put();
    await many(9, () => verify('wrong horse'));
    expect(await eventTypes()).toEqual(['password.locked', 'password.set']);
  });

  it.each(['verify', 'change'] as const)(
    'takes the same work through %s for nobody and for none as for a wrong one',
    async (door) => {
      await put();
      await opened.core.createSubject(opened.call, { id: 'without' });
      const workOf = async (id: string) => {
        work = [];
        const guess = door === 'verify' ? verify('wrong horse', null, id) : null;
        const { outcome } = await (guess ?? change('wrong horse', 'battery staple', id));
        return [outcome, ...work];
      };
      const same = ['commit', 'hash', 'commit'];
      expect(await workOf('ann')).toEqual(['wrong', ...same]);
      expect(await workOf('nobody')).toEqual(['unknown_subject', ...same]);
      expect(await workOf('without')).toEqual(['not_set', ...same]);
    },
  );

  it('is to be changed where staff say so, or when it is too old', async () => {
    await put(RIGHT, { mustChange: true });
    expect(await verify()).toEqual({ ...right, expired: true });
    await change(RIGHT, 'battery staple');
    expect(await verify('battery staple', 30)).toEqual(right);
    opened.clock.advance(30 * DAY_MS - 1);
    expect(await verify('battery staple', 30)).toEqual(right);
    opened.clock.advance(1);
    expect(await verify('battery staple', 30)).toEqual({ ...right, expired: true });
    expect(await verify('battery staple')).toEqual(right);
  });

  it('of a suspended person is not compared, a new one of staff neither', async () => {
    await put();
    const to = 'suspended' as const;
    await opened.core.suspendSubject(opened.call, { id: 'ann', reason: 'fraud desk', to });
    expect(await verify()).toMatchObject({ outcome: 'locked' });
    expect(await change(RIGHT, 'battery staple')).toMatchObject({ outcome: 'locked' });
    expect(await put('battery staple')).toEqual({ outcome: 'set' });
    expect(await verify('battery staple')).toMatchObject({ outcome: 'locked' });
  });
});

describe('a change of password', () => {
  it('needs the old one, and costs a guess without it', async () => {
    await put();
    for (const left of [4, 3]) {
      expect(await change('wrong horse', 'battery staple')).toMatchObject({
        ...{ outcome: 'wrong', lockout: { attemptsRemaining: left } },
      });
    }
    expect(await change(RIGHT, 'battery staple')).toEqual({ outcome: 'changed' });
    expect(await verify()).toMatchObject({ outcome: 'wrong', lockout: { attemptsRemaining: 4 } });
    expect(await eventTypes()).toEqual(['password.changed', 'password.set']);
  });

  it('is refused by rule only to who showed the old one, and forgives that guess', async () => {
    await put();
    expect(await change('wrong horse', 'short')).toMatchObject({ outcome: 'wrong' });
    for (const [next, rule] of [
      ['short', 'length'],
      ['correct\thorse', 'characters'],
      ['aaaaaaaaaa', 'repeated'],
      ['Ann@Example.com', 'personal'],
      ['254700000001', 'personal'],
      [RIGHT, 'repeated'],
    ] as const) {
      const refused = { outcome: 'password_refused', rule };
      expect(await change(RIGHT, next)).toEqual(refused);
      if (next !== RIGHT) expect(await put(next)).toEqual(refused);
    }
    expect(await change('wrong horse', 'short')).toMatchObject({
      lockout: { attemptsRemaining: 4 },
    });
    expect(await eventTypes()).toEqual(['password.set']);
  });
});

describe('a password put on the strength of a grant', () => {
  it('is put once, by 20 uses at once', async () => {
    const token = await grant();
    const outcomes = await many(20, (each) => put(`${RIGHT} ${each}`, { grant: token }));
    expect(tally(outcomes)).toEqual({ set: 1, grant_invalid: 19 });
    expect(await put(RIGHT, { grant: token })).toEqual({ outcome: 'grant_invalid' });
    const { store, sealer, clock } = opened.ports;
    const single = await grantKey(sealer, 'acme', token);
    expect(await store.readSingleUse(single, clock.now())).toBeNull();
    expect(await eventTypes()).toEqual(['password.set']);
  });

  it('is not put by a grant for a PIN, one that is over, or from before a change', async () => {
    const invalid = { outcome: 'grant_invalid' };
    expect(await put(RIGHT, { grant: await grant({ purpose: 'login' }) })).toEqual(invalid);
    expect(await put(RIGHT, { grant: 'made up' })).toEqual(invalid);
    const late = await grant();
    opened.clock.advance(MINUTE_MS);
    expect(await put(RIGHT, { grant: late })).toEqual(invalid);
    const early = await grant();
    await put();
    expect(await put('battery staple', { grant: early })).toEqual(invalid);
    const before = await grant();
    await change(RIGHT, 'battery staple');
    expect(await put(RIGHT, { grant: before })).toEqual(invalid);
    expect(await verify('battery staple')).toEqual(right);
  });

  it('may be chosen again when a rule refused it, and ends a lock', async () => {
    await put();
    await many(9, () => verify('wrong horse'));
    const token = await grant();
    expect(await put('short', { grant: token })).toMatchObject({ outcome: 'password_refused' });
    expect(await put('battery staple', { grant: token })).toEqual({ outcome: 'set' });
    expect(await verify('battery staple')).toEqual(right);
  });
});
