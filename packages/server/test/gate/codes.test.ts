import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../src/core/model/instant.ts';
import type { Subject } from '../../src/core/model/subject.ts';
import {
  callOfOther,
  configured,
  createReachable,
  many,
  sendCode,
  tally,
  wrongOf,
} from '../support/people.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

const recipient = { channel: 'sms', to: '+254799999999' } as const;
const toUnknown = { subject: null, recipient } as const;

let opened: TestCore;
let ann: Subject;

beforeEach(async () => {
  opened = await openTestCore({ unlimited: true });
  ann = await createReachable(opened);
});
afterEach(() => opened.close());

const prove = ({ id }: { readonly id: string }, code: string, over: { use?: string } = {}) =>
  opened.core.proveCode(opened.call, { id, use: 'sign-in', code, ...over });

describe('one-time codes', () => {
  it('are six digits, each of them any digit, leading zeros included', async () => {
    const to = (each: number) => ({ channel: 'sms', to: `+2547${each}` }) as const;
    const sent = await many(300, (each) =>
      sendCode(opened, { subject: null, recipient: to(each) }),
    );
    // A digit that can come is missing at one place of 300 codes once in 10^12 runs.
    for (let place = 0; place < 6; place += 1) {
      expect(new Set(sent.map(({ code }) => code[place])).size).toBe(10);
    }
    for (const { code } of sent) expect(code).toMatch(/^[0-9]{6}$/);
  });

  it('prove who reads what is sent there, and who that is', async () => {
    const known = await sendCode(opened, { subject: ann });
    const at = { channel: 'email', to: 'ann@example.com' };
    expect(await prove(known, known.code)).toEqual({
      ...{ outcome: 'proven', subject: 'ann', recipient: at },
    });
    const unknown = await sendCode(opened, toUnknown);
    expect(await prove(unknown, unknown.code)).toEqual({
      ...{ outcome: 'proven', subject: null, recipient },
    });
  });

  it('are over after ten minutes', async () => {
    const [first, second] = [
      await sendCode(opened, toUnknown),
      await sendCode(opened, { ...toUnknown, use: 'pay' }),
    ];
    expect(first.expiresAt).toBe(opened.clock.now() + 10 * MINUTE_MS);
    opened.clock.advance(10 * MINUTE_MS - 1);
    expect(await prove(first, first.code)).toMatchObject({ outcome: 'proven' });
    opened.clock.advance(1);
    expect(await prove(second, second.code, { use: 'pay' })).toEqual({ outcome: 'closed' });
  });

  it('take five wrong proofs out of 50 at once, and then not even the right one', async () => {
    const sent = await sendCode(opened, toUnknown);
    const outcomes = await many(50, () => prove(sent, wrongOf(sent.code)));
    expect(tally(outcomes)).toEqual({ wrong: 5, closed: 45 });
    const left = outcomes.flatMap((each) =>
      each.outcome === 'wrong' ? [each.triesRemaining] : [],
    );
    expect(left.toSorted()).toEqual([0, 1, 2, 3, 4]);
    expect(await prove(sent, sent.code)).toEqual({ outcome: 'closed' });
  });

  it('take five also where their owner may guess more often', async () => {
    const call = await configured(opened, { policy: { attemptsMax: 20 } });
    const sent = await sendCode(opened, { subject: ann });
    const code = wrongOf(sent.code);
    const outcomes = await many(50, () =>
      opened.core.proveCode(call, { id: sent.id, use: 'sign-in', code }),
    );
    expect(tally(outcomes)['wrong']).toBe(5);
  });

  it.each(['nobody we know', 'ann'])(
    'to %s are used once by 20 right proofs at once',
    async (who) => {
      const sent = await sendCode(opened, who === 'ann' ? { subject: ann } : toUnknown);
      const outcomes = await many(20, () => prove(sent, sent.code));
      expect(tally(outcomes)['proven']).toBe(1);
      expect(tally(outcomes)['wrong']).toBeUndefined();
      expect(await prove(sent, sent.code)).toEqual({ outcome: 'closed' });
    },
  );

  it('are ended by a newer one for the same use to the same recipient', async () => {
    const old = await sendCode(opened, toUnknown);
    const other = await sendCode(opened, { ...toUnknown, use: 'pay' });
    const elsewhere = { channel: 'sms', to: '+254788888888' } as const;
    const apart = await sendCode(opened, { subject: null, recipient: elsewhere });
    const newest = await sendCode(opened, toUnknown);
    expect(await prove(old, old.code)).toEqual({ outcome: 'closed' });
    for (const [sent, use] of [
      [newest, 'sign-in'],
      [other, 'pay'],
      [apart, 'sign-in'],
    ] as const) {
      expect(await prove(sent, sent.code, { use })).toMatchObject({ outcome: 'proven' });
    }
  });

  it('are ended by a newer one to another address of the same person', async () => {
    const old = await sendCode(opened, { subject: ann });
    const newest = await sendCode(opened, { subject: ann, preferred: 'sms' });
    expect([old.recipient.channel, newest.recipient.channel]).toEqual(['email', 'sms']);
    expect(await prove(old, old.code)).toEqual({ outcome: 'closed' });
    expect(await prove(newest, newest.code)).toMatchObject({ outcome: 'proven' });
  });

  it('leave one that works of 20 sent at once', async () => {
    const sent = await many(20, () => sendCode(opened, toUnknown));
    const outcomes = await Promise.all(sent.map((each) => prove(each, each.code)));
    expect(tally(outcomes)).toEqual({ proven: 1, closed: 19 });
  });

  it('prove nothing for another use or tenant, and lose no try by it', async () => {
    const other = await callOfOther(opened);
    const sent = await sendCode(opened, toUnknown);
    const { id, code } = sent;
    expect(await prove(sent, code, { use: 'pay' })).toEqual({ outcome: 'closed' });
    expect(await opened.core.proveCode(other, { id, use: 'sign-in', code })).toEqual({
      outcome: 'closed',
    });
    expect(await prove({ id: 'no-such-code' }, code)).toEqual({ outcome: 'closed' });
    expect(await prove(sent, wrongOf(code))).toEqual({ outcome: 'wrong', triesRemaining: 4 });
  });

  it('are not sent where nobody is reached', async () => {
    const nowhere = await opened.core.createSubject(opened.call, { id: 'ben' });
    const command = { use: 'sign-in', template: 'sign_in_code' } as const;
    const unreachable = { outcome: 'unreachable' };
    const send = (subject: Subject | null) =>
      opened.core.sendCode(opened.call, { ...command, subject });
    expect(await send(nowhere)).toEqual(unreachable);
    expect(await send(null)).toEqual(unreachable);
    expect(await opened.ports.store.listMessages(9)).toEqual([]);
  });
});
