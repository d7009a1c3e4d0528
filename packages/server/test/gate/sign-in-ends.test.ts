import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../src/core/model/call.ts';
import { HOUR_MS } from '../../src/core/model/instant.ts';
import type { OpenSignIn } from '../../src/core/usecases/open-sign-in.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';
import { passwordOf, pinOf } from '../support/typed.ts';

const about = { subject: { id: 'ann' }, purpose: 'login' };
const invalid = { code: 'session_invalid' };

let opened: TestCore;
let app: Call;
let meanwhile: () => Promise<unknown>;

beforeEach(async () => {
  meanwhile = async () => undefined;
  opened = await openTestCore({ whileComparing: () => meanwhile() });
  const { core, call } = opened;
  await core.createSubject(call, { id: 'ann' });
  const { key } = await core.createCallerKey(call, { dialect: 'native', name: 'app' });
  app = { ...call, actor: key.id };
});
afterEach(() => opened.close());

const open = (over: Partial<OpenSignIn> = {}) =>
  opened.core.openSignIn(app, {
    ...{ subject: 'ann', purpose: 'login', level: 'pin', ttlMs: HOUR_MS, bound: true },
    ...over,
  });
const authenticate = (token: string) =>
  opened.core.authenticateSignIn({ dialect: 'native', token });
const goesOn = async (token: string) =>
  expect(await authenticate(token)).toMatchObject({ keyId: app.actor });
const isOver = (token: string) => expect(authenticate(token)).rejects.toMatchObject(invalid);

type Door = (by: Call) => Promise<{ readonly outcome: string }>;

const setPin: Door = (by) => opened.core.setPin(by, { ...about, newPin: '8305' });
const change =
  (newPin: string, currentPin = '8305'): Door =>
  (by) =>
    opened.core.changePin(by, { ...about, currentPin: pinOf(currentPin), newPin });
const remove: Door = (by) => opened.core.deletePin(by, { ...about, reason: 'asked for' });
const reset: Door = async (by) => {
  const grant = { subject: 'ann', purpose: 'login', ttlMs: HOUR_MS, reason: 'code' };
  const token = (await opened.core.grantNew(by, grant)) ?? '';
  return opened.core.resetPin(by, { ...about, grant: token, newPin: '271846' });
};
function newKey() {
  const { x = '' } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
  return { publicKey: Buffer.from(x, 'base64url'), counter: 1 };
}
const setKey: Door = (by) => opened.core.setKey(by, { ...about, newKey: newKey() });
const replaceByKey: Door = (by) =>
  opened.core.replaceByKey(by, { ...about, current: pinOf('8305'), newKey: newKey() });

const FIRST = Object.entries({ setPin, setKey, reset });
const NEXT = Object.entries({ change: change('739205'), reset, replaceByKey });

describe.each(['native', 'circle', 'mixin'])('a PIN put in force on the wire %s', (dialect) => {
  it.each(FIRST)('as the first one, by %s, ends sign-ins from before', async (_name, door) => {
    const { token } = await open();
    await door({ ...app, dialect });
    await isOver(token);
    await goesOn((await open()).token);
  });

  it.each([...NEXT, ['remove', remove] as const])(
    'or taken out of force, by %s, ends sign-ins from before',
    async (_name, door) => {
      await setPin(app);
      const { token } = await open();
      await door({ ...app, dialect });
      await isOver(token);
      await goesOn((await open()).token);
    },
  );
});

describe('a sign-in a PIN is put in force with', () => {
  it.each(FIRST)('as the first one, by %s, goes on, and no other does', async (_name, door) => {
    const [own, other] = [await open(), await open()];
    await door({ ...app, signIn: own.signIn });
    await goesOn(own.token);
    await isOver(other.token);
  });

  it.each(NEXT)('in place of another, by %s, goes on, and no other does', async (_name, door) => {
    await setPin(app);
    const [own, other] = [await open(), await open()];
    await door({ ...app, signIn: own.signIn });
    await goesOn(own.token);
    await isOver(other.token);
    await remove(app);
    await isOver(own.token);
  });

  it('goes on through several changes, as it is told anew each time', async () => {
    await setPin(app);
    const { token } = await open();
    let current = '8305';
    for (const newPin of ['739205', '5903', '271846']) {
      const { signIn } = await authenticate(token);
      await change(newPin, current)({ ...app, signIn });
      current = newPin;
    }
    await goesOn(token);
  });

  it('is over like the others when the change is refused and another one is made', async () => {
    await setPin(app);
    const { signIn, token } = await open();
    expect(await change('1234')({ ...app, signIn })).toMatchObject({ outcome: 'refused' });
    await goesOn(token);
    await change('739205')(app);
    await isOver(token);
  });

  it('ends when that PIN is taken out of force, also by itself', async () => {
    await setPin(app);
    const { signIn, token } = await open();
    await remove({ ...app, signIn });
    await isOver(token);
  });

  it('goes on only if it is about that person and purpose', async () => {
    await opened.core.createSubject(app, { id: 'ben' });
    await setPin(app);
    const own = await open();
    const bens = await open({ subject: 'ben' });
    const pay = await open({ purpose: 'pay' });
    await change('739205')({ ...app, signIn: bens.signIn });
    await isOver(own.token);
    await goesOn(bens.token);
    await goesOn(pay.token);
  });

  it('does not come back when there is no PIN again', async () => {
    const { token } = await open();
    opened.clock.advance(1);
    await setPin(app);
    opened.clock.advance(1);
    await remove(app);
    await isOver(token);
  });
});

describe('sign-ins that are not bound', () => {
  it('go on through every change', async () => {
    const { token } = await open({ bound: false });
    for (const door of [setPin, change('739205'), reset, remove, setPin]) await door(app);
    await goesOn(token);
  });
});

describe('two changes that race', () => {
  it.each([0, 1, 2, 3])(
    'leave one sign-in, the one of the PIN in force: round %i',
    async (round) => {
      await setPin(app);
      const both = [await open(), await open()];
      const pins = ['739205', '5903'];
      if (round % 2 === 1) both.reverse();
      const outcomes = await Promise.all(
        both.map(({ signIn }, each) => change(pins[each] ?? '')({ ...app, signIn })),
      );
      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['changed', 'wrong']);
      for (const [each, { token }] of both.entries()) {
        const won = outcomes[each]?.outcome === 'changed';
        await (won ? goesOn(token) : isOver(token));
        const command = { ...about, pin: pinOf(pins[each] ?? '') };
        const verified = await opened.core.verifyPin(app, command);
        expect(verified.outcome).toBe(won ? 'verified' : 'wrong');
      }
    },
  );

  it('end the sign-in of the one that comes too late while its PIN is compared', async () => {
    await setPin(app);
    const [late, early] = [await open(), await open()];
    meanwhile = async () => {
      meanwhile = async () => undefined;
      await change('739205')({ ...app, signIn: early.signIn });
    };
    const changed = await change('5903')({ ...app, signIn: late.signIn });
    expect(changed).toMatchObject({ outcome: 'wrong' });
    await isOver(late.token);
    await goesOn(early.token);
  });

  it('leave one of two resets by grants of their own', async () => {
    await setPin(app);
    const both = [await open(), await open()];
    const outcomes = await Promise.all(both.map(({ signIn }) => reset({ ...app, signIn })));
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['grant_invalid', 'reset']);
    for (const [each, { token }] of both.entries()) {
      await (outcomes[each]?.outcome === 'reset' ? goesOn(token) : isOver(token));
    }
  });

  it('through one sign-in leave it bound to the PIN in force', async () => {
    await setPin(app);
    const { signIn, token } = await open();
    const outcomes = await Promise.all(
      ['739205', '5903'].map((newPin) => change(newPin)({ ...app, signIn })),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'changed')).toHaveLength(1);
    await goesOn(token);
  });
});

describe('a new password', () => {
  it('ends bound sign-ins from before it, and no others', async () => {
    const newPassword = passwordOf('correct horse');
    const [bound, free] = [await open(), await open({ bound: false })];
    opened.clock.advance(1);
    await opened.core.putPassword(app, { subject: about.subject, newPassword });
    await isOver(bound.token);
    await goesOn(free.token);
    const after = await open();
    await goesOn(after.token);
    opened.clock.advance(1);
    const command = { subject: about.subject, currentPassword: newPassword };
    const next = { ...command, newPassword: passwordOf('battery staple') };
    expect(await opened.core.changePassword(app, next)).toEqual({ outcome: 'changed' });
    await isOver(after.token);
  });
});
