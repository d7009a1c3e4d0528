import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../src/core/model/instant.ts';
import type { Subject } from '../../src/core/model/subject.ts';
import { codeCounterKey } from '../../src/core/usecases/recovery-code.ts';
import {
  createReachable,
  many,
  readNewestCode,
  sendCode,
  tally,
  wrongOf,
} from '../support/people.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';
import { pinOf } from '../support/typed.ts';

const about = { subject: { id: 'ann' }, purpose: 'login' };
const command = { use: 'sign-in', template: 'sign_in_code' } as const;

let opened: TestCore;
let ann: Subject;

beforeEach(async () => {
  opened = await openTestCore({ unlimited: true });
  ann = await createReachable(opened);
  await opened.core.setPin(opened.call, { ...about, newPin: '8305' });
});
afterEach(() => opened.close());

const prove = (id: string, code: string) =>
  opened.core.proveCode(opened.call, { id, use: 'sign-in', code });
const startRecovery = () =>
  opened.core.startRecovery(opened.call, { ...about, factor: 'one_time_code' });
const charged = async () => {
  const counter = await opened.ports.store.readCredential(codeCounterKey('acme', 'ann'));
  return counter.lockout.tickets;
};

describe('a malformed code', () => {
  it.each([
    '',
    '12345',
    '1234567',
    '12345a',
    '１２３４５６',
    ' 123456',
    '123456\n',
    '12 456',
    '-12345',
  ])('is refused and costs nothing: %j', async (code) => {
    const { id } = await sendCode(opened, { subject: ann });
    await expect(prove(id, code)).rejects.toMatchObject({ code: 'request_malformed' });
    const found = opened.core.proveFoundCode(opened.call, { use: 'sign-in', code });
    await expect(found).rejects.toMatchObject({ code: 'request_malformed' });
    expect(await charged()).toBe(0);
    expect((await opened.ports.store.readCode('acme', id))?.triesLeft).toBe(5);
  });
});

describe('the guesses one person has at codes', () => {
  async function guessAtRecovery(times: number): Promise<void> {
    const started = await startRecovery();
    if (started.outcome !== 'started') throw new Error(started.outcome);
    const code = wrongOf(await readNewestCode(opened));
    const guess = { recovery: started.recovery, factor: 'one_time_code', code } as const;
    for (let each = 0; each < times; each += 1) {
      expect(await opened.core.proveRecovery(opened.call, guess)).toMatchObject({
        outcome: 'wrong',
      });
    }
  }

  it('are shared by codes of every use and of recoveries', async () => {
    await guessAtRecovery(3);
    const pay = await sendCode(opened, { subject: ann, use: 'pay' });
    const payGuess = { id: pay.id, use: 'pay', code: wrongOf(pay.code) };
    expect(await opened.core.proveCode(opened.call, payGuess)).toMatchObject({ outcome: 'wrong' });
    const sent = await sendCode(opened, { subject: ann });
    expect(await prove(sent.id, wrongOf(sent.code))).toMatchObject({ outcome: 'wrong' });
    expect(await prove(sent.id, sent.code)).toMatchObject({ outcome: 'locked' });
  });

  it('are not bought anew by asking for codes: a locked person gets none', async () => {
    const sent = await sendCode(opened, { subject: ann });
    const outcomes = await many(50, () => prove(sent.id, wrongOf(sent.code)));
    expect(tally(outcomes)).toEqual({ wrong: 5, locked: 45 });
    const before = (await opened.ports.store.listMessages(99)).length;
    expect(await opened.core.sendCode(opened.call, { ...command, subject: ann })).toMatchObject({
      ...{ outcome: 'locked', lockout: { attemptsRemaining: 0 } },
    });
    expect(await startRecovery()).toMatchObject({ outcome: 'locked' });
    expect(await opened.ports.store.listMessages(99)).toHaveLength(before);
  });

  it('come back when the lock is over, and a right code forgives', async () => {
    await guessAtRecovery(5);
    expect(await startRecovery()).toMatchObject({ outcome: 'locked' });
    opened.clock.advance(MINUTE_MS);
    const sent = await sendCode(opened, { subject: ann });
    expect(await prove(sent.id, wrongOf(sent.code))).toMatchObject({ outcome: 'wrong' });
    expect(await prove(sent.id, sent.code)).toMatchObject({ outcome: 'proven' });
    const next = await sendCode(opened, { subject: ann });
    const outcomes = await many(9, () => prove(next.id, wrongOf(next.code)));
    expect(tally(outcomes)['wrong']).toBe(5);
  });

  it('are not those at the PIN', async () => {
    const sent = await sendCode(opened, { subject: ann });
    await many(9, () => prove(sent.id, wrongOf(sent.code)));
    const right = { ...about, pin: pinOf('8305') };
    expect(await opened.core.verifyPin(opened.call, right)).toMatchObject({ outcome: 'verified' });
    const wrong = { ...about, pin: pinOf('1907') };
    await many(9, () => opened.core.verifyPin(opened.call, wrong));
    opened.clock.advance(MINUTE_MS);
    const next = await sendCode(opened, { subject: ann });
    expect(await prove(next.id, next.code)).toMatchObject({ outcome: 'proven' });
  });

  it('are not spent by somebody who guesses at another person', async () => {
    const ben = await createReachable(opened, 'ben');
    const sent = await sendCode(opened, { subject: ben });
    await many(9, () => prove(sent.id, wrongOf(sent.code)));
    expect(await charged()).toBe(0);
    expect(await sendCode(opened, { subject: ann })).toMatchObject({ outcome: 'sent' });
  });
});

describe('a suspended person', () => {
  it('gets no codes and no recovery, and is told nothing else', async () => {
    const suspend = { id: 'ann', reason: 'fraud desk', to: 'suspended' } as const;
    const suspended = await opened.core.suspendSubject(opened.call, suspend);
    const asked = { ...command, subject: suspended };
    expect(await opened.core.sendCode(opened.call, asked)).toEqual({ outcome: 'unreachable' });
    const recipient = { channel: 'sms', to: '+254799999999' } as const;
    const elsewhere = await opened.core.sendCode(opened.call, { ...asked, recipient });
    expect(elsewhere).toEqual({ outcome: 'unreachable' });
    expect(await startRecovery()).toEqual({ outcome: 'factor_unavailable' });
    expect(await opened.ports.store.listMessages(9)).toEqual([]);
  });
});
