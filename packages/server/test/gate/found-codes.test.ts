import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Core, createCore } from '../../src/core/core.ts';
import { MINUTE_MS } from '../../src/core/model/instant.ts';
import { codeCounterKey } from '../../src/core/usecases/recovery-code.ts';
import { callOfOther, createReachable, many, sendCode, tally } from '../support/people.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

let opened: TestCore;
/** The same core, with digits that are drawn in this order, the last of them for ever. */
let drawing: (...digits: readonly string[]) => Pick<TestCore, 'core' | 'call'>;

beforeEach(async () => {
  opened = await openTestCore({ unlimited: true });
  drawing = (...drawn) => {
    const left = [...drawn];
    const digits = () => (left.length > 1 ? left.shift() : left[0]) ?? '';
    const random = { ...opened.ports.random, digits };
    return { core: createCore({ ...opened.ports, random }), call: opened.call };
  };
});
afterEach(() => opened.close());

const findable = (each = 0) => {
  const recipient = { channel: 'sms', to: `+25470000000${each}` } as const;
  return { subject: null, recipient, findable: true } as const;
};
const find = (code: string, use = 'sign-in', call = opened.call) =>
  opened.core.proveFoundCode(call, { use, code });
const closed = { outcome: 'closed' };

describe('a code that comes without a name', () => {
  it('is found by its digits, and proves what any other code proves', async () => {
    const ann = await createReachable(opened);
    const { code } = await sendCode(opened, { subject: ann, findable: true });
    const recipient = { channel: 'email', to: 'ann@example.com' };
    expect(await find(code)).toEqual({ outcome: 'proven', subject: 'ann', recipient });
  });

  it('is found only within its tenant and its use', async () => {
    const other = await callOfOther(opened);
    const { code } = await sendCode(opened, findable());
    expect(await find(code, 'pay')).toEqual(closed);
    expect(await find(code, 'sign-in', other)).toEqual(closed);
    expect(await find(code)).toMatchObject({ outcome: 'proven' });
  });

  it('is found only where the wire asked for one that is', async () => {
    const recipient = { channel: 'sms', to: '+254700000000' } as const;
    const { id, code } = await sendCode(opened, { subject: null, recipient });
    expect(await find(code)).toEqual(closed);
    const named = { id, use: 'sign-in', code };
    expect(await opened.core.proveCode(opened.call, named)).toMatchObject({ outcome: 'proven' });
  });

  it('is used once, by 20 at once, found or named', async () => {
    const { id, code } = await sendCode(opened, findable());
    const outcomes = await many(20, (each) =>
      each % 2 === 0
        ? find(code)
        : opened.core.proveCode(opened.call, { id, use: 'sign-in', code }),
    );
    expect(tally(outcomes)).toEqual({ proven: 1, closed: 19 });
    expect(await find(code)).toEqual(closed);
  });

  it('is over after ten minutes, and when a newer one was sent', async () => {
    const old = await sendCode(drawing('111111'), findable());
    const newer = await sendCode(drawing('222222'), findable());
    expect(await find(old.code)).toEqual(closed);
    opened.clock.advance(10 * MINUTE_MS);
    expect(await find(newer.code)).toEqual(closed);
  });

  it('that nobody was sent is a guess nobody is charged for', async () => {
    const ann = await createReachable(opened);
    await sendCode(drawing('111111'), { subject: ann, findable: true });
    const outcomes = await many(20, () => find('222222'));
    expect(tally(outcomes)).toEqual({ closed: 20 });
    const counter = await opened.ports.store.readCredential(codeCounterKey('acme', 'ann'));
    expect(counter.lockout.tickets).toBe(0);
    expect(await find('111111')).toMatchObject({ outcome: 'proven' });
  });
});

describe('two codes that are found by their digits', () => {
  it('are never alike while both live: another one is drawn', async () => {
    const first = await sendCode(drawing('111111'), findable(1));
    const second = await sendCode(drawing('111111', '111111', '222222'), findable(2));
    expect([first.code, second.code]).toEqual(['111111', '222222']);
    expect(await find('111111')).toMatchObject({ recipient: findable(1).recipient });
    expect(await find('222222')).toMatchObject({ recipient: findable(2).recipient });
  });

  it('are never alike when both are drawn at once: one of them is not sent', async () => {
    const { core, call } = drawing('111111');
    const command = { use: 'sign-in', template: 'sign_in_code' } as const;
    const settled = await Promise.allSettled(
      Array.from({ length: 9 }, (_none, each) =>
        core.sendCode(call, { ...command, ...findable(each) }),
      ),
    );
    const sent = settled.filter((each) => each.status === 'fulfilled');
    expect(sent).toHaveLength(1);
    for (const each of settled) {
      if (each.status === 'rejected') expect(each.reason.code).toBe('storage_unavailable');
    }
    // Nobody is told a code that was not kept.
    expect(await opened.ports.store.listMessages(99)).toHaveLength(1);
  });

  it('may be alike where they cannot be taken for each other', async () => {
    const other = await callOfOther(opened);
    const { core } = drawing('111111');
    const elsewhere: { core: Core; call: typeof other } = { core, call: other };
    await sendCode(drawing('111111'), findable(1));
    await sendCode(drawing('111111'), { ...findable(2), use: 'pay' });
    await sendCode(elsewhere, findable(3));
    expect(await find('111111')).toMatchObject({ recipient: findable(1).recipient });
    expect(await find('111111', 'pay')).toMatchObject({ recipient: findable(2).recipient });
    expect(await find('111111', 'sign-in', other)).toMatchObject({
      recipient: findable(3).recipient,
    });
  });

  it('may be alike once one was used or replaced', async () => {
    await sendCode(drawing('111111'), findable(1));
    await find('111111');
    await sendCode(drawing('111111'), findable(2));
    await sendCode(drawing('222222'), findable(2));
    const third = await sendCode(drawing('111111'), findable(3));
    expect(third.code).toBe('111111');
    expect(await find('111111')).toMatchObject({ recipient: findable(3).recipient });
  });
});
