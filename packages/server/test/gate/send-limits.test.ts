import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../src/core/model/call.ts';
import { MINUTE_MS } from '../../src/core/model/instant.ts';
import type { Recipient } from '../../src/core/model/message.ts';
import { DEFAULT_MESSAGES } from '../../src/core/model/message-settings.ts';
import { callOfOther, configured, createReachable, many, tally } from '../support/people.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

const WINDOW_MS = 15 * MINUTE_MS;
const command = { subject: null, use: 'sign-in', template: 'sign_in_code' } as const;

let opened: TestCore;
let call: Call;

beforeEach(async () => {
  opened = await openTestCore();
  call = opened.call;
});
afterEach(() => opened.close());

const phone = (each = 0): Recipient => ({ channel: 'sms', to: `+2547000000${each}` });
const send = (recipient = phone(), by = call) =>
  opened.core.sendCode(by, { ...command, recipient });
const sends = async (times: number, recipient = phone(), by = call) => {
  const outcomes: string[] = [];
  for (let each = 0; each < times; each += 1) {
    outcomes.push((await send(recipient, by)).outcome);
  }
  return outcomes.join(' ');
};
const messages = () => opened.ports.store.listMessages(99);
const limited = { outcome: 'limited' };

describe('codes to one recipient', () => {
  it('are five in a quarter of an hour, also when many are asked for at once', async () => {
    expect(tally(await many(20, () => send()))).toEqual({ sent: 5, limited: 15 });
    expect(await messages()).toHaveLength(5);
  });

  it('go again, one by one, when those before leave the window, and the wait is told', async () => {
    await sends(1);
    opened.clock.advance(MINUTE_MS);
    expect(await sends(4)).toBe('sent sent sent sent');
    expect(await send()).toEqual({ ...limited, waitSeconds: 14 * 60 });
    opened.clock.advance(14 * MINUTE_MS - 1);
    expect(await send()).toEqual({ ...limited, waitSeconds: 1 });
    opened.clock.advance(1);
    expect(await sends(2)).toBe('sent limited');
    opened.clock.advance(MINUTE_MS);
    expect(await sends(5)).toBe('sent sent sent sent limited');
  });

  it('that are refused are not counted, however often they are asked for', async () => {
    await sends(5);
    for (let minute = 1; minute < 15; minute += 1) {
      opened.clock.advance(MINUTE_MS);
      expect(await sends(3)).toBe('limited limited limited');
    }
    opened.clock.advance(MINUTE_MS);
    expect(await sends(6)).toBe('sent sent sent sent sent limited');
  });

  it('that are refused leave the one before in force', async () => {
    await sends(4);
    const last = await send();
    if (last.outcome !== 'sent') throw new Error(last.outcome);
    expect(await send()).toMatchObject(limited);
    const { id, code } = last;
    const proof = { id, use: 'sign-in', code };
    expect(await opened.core.proveCode(call, proof)).toMatchObject({ outcome: 'proven' });
  });

  it('are counted for each recipient and channel apart', async () => {
    expect(await sends(6)).toContain('limited');
    expect(await sends(1, phone(1))).toBe('sent');
    expect(await sends(1, { channel: 'email', to: phone().to })).toBe('sent');
  });

  it('are counted by kind, whatever they are for, recoveries included', async () => {
    const ann = await createReachable(opened);
    const about = { subject: { id: 'ann' }, purpose: 'login' };
    await opened.core.setPin(call, { ...about, newPin: '8305' });
    const start = () => opened.core.startRecovery(call, { ...about, factor: 'one_time_code' });
    const at = { channel: 'email', to: 'ann@example.com' } as const;
    expect(tally(await many(2, start))).toEqual({ started: 2 });
    const about2 = { ...command, recipient: at, template: 'recovery_code' } as const;
    for (const use of ['one', 'two', 'three']) {
      const sent = await opened.core.sendCode(call, { ...about2, subject: ann, use });
      expect(sent).toMatchObject({ outcome: 'sent' });
    }
    expect(await start()).toEqual({ ...limited, waitSeconds: WINDOW_MS / 1_000 });
    expect(await opened.core.sendCode(call, { ...about2, subject: ann, use: 'four' })).toEqual({
      ...{ ...limited, waitSeconds: WINDOW_MS / 1_000 },
    });
    expect(await messages()).toHaveLength(5);
    // Who may ask for those must not stop the codes of a sign-in.
    const signIn = { ...about2, subject: ann, template: 'sign_in_code' } as const;
    expect(await opened.core.sendCode(call, signIn)).toMatchObject({ outcome: 'sent' });
    opened.clock.advance(WINDOW_MS);
    expect(await start()).toMatchObject({ outcome: 'started' });
  });
});

describe('codes asked for from one source', () => {
  const from = (source: string, by = call): Call => ({ ...by, source });
  beforeEach(async () => {
    const perSource = { sendsMax: 2, windowMs: WINDOW_MS };
    call = await configured(opened, { messages: { ...DEFAULT_MESSAGES, perSource } });
  });

  it('are limited, to whomever they go, until the window ends', async () => {
    expect(await sends(1, phone(1))).toBe('sent');
    expect(await sends(1, phone(2))).toBe('sent');
    expect(await send(phone(3))).toEqual({ ...limited, waitSeconds: WINDOW_MS / 1_000 });
    expect(await sends(1, phone(3), from('192.0.2.7'))).toBe('sent');
    opened.clock.advance(WINDOW_MS);
    expect(await sends(1, phone(3))).toBe('sent');
  });

  it('are not counted for a recipient who was sent nothing', async () => {
    await sends(2, phone(1));
    expect(await sends(9, phone(2))).not.toContain('sent');
    // Who has used up their own sends must not use up those of others.
    expect(await sends(2, phone(2), from('192.0.2.7'))).toBe('sent sent');
    expect(await sends(2, phone(2), from('192.0.2.8'))).toBe('sent sent');
    expect(await sends(2, phone(2), from('192.0.2.9'))).toBe('sent limited');
  });

  it('are not counted for a source whose wish was refused', async () => {
    const perRecipient = { sendsMax: 1, windowMs: WINDOW_MS };
    call = await configured(opened, { messages: { ...call.tenant.messages, perRecipient } });
    expect(await sends(9, phone(1))).toMatch(/^sent( limited)+$/);
    expect(await sends(1, phone(2))).toBe('sent');
    expect(await sends(1, phone(3))).toBe('limited');
  });

  it.each([
    ['addresses of one IPv6 network', '2001:db8:1:2::1', '2001:DB8:1:2:ffff:1:2:3'],
    ['spellings of one IPv6 network', '2001:db8::1', '2001:db8:0:0:5::'],
    ['both spellings of an IPv4 address', '192.0.2.1', '::ffff:192.0.2.1'],
    ['both spellings of it in capitals', '192.0.2.1', '::FFFF:192.0.2.1'],
  ])('count as one for %s', async (_what, one, same) => {
    await sends(1, phone(1), from(one));
    await sends(1, phone(2), from(same));
    expect(await sends(1, phone(3), from(one))).toBe('limited');
    expect(await sends(1, phone(3), from(same))).toBe('limited');
  });

  it.each([
    ['two IPv6 networks', '2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['two networks that end alike', '2001:db8:1::2', '2001:db8:2::2'],
    ['two IPv4 addresses', '192.0.2.1', '192.0.2.2'],
    ['two mapped IPv4 addresses', '::ffff:192.0.2.1', '::ffff:192.0.2.2'],
    ['this machine and a stranger', '::1', '2001:db8::1'],
  ])('count apart for %s', async (_what, one, other) => {
    await sends(2, phone(1), from(one));
    expect(await sends(1, phone(2), from(one))).toBe('limited');
    expect(await sends(1, phone(2), from(other))).toBe('sent');
  });

  it('start recoveries no more often either', async () => {
    await createReachable(opened);
    const about = { subject: { id: 'ann' }, purpose: 'login' };
    await opened.core.setPin(call, { ...about, newPin: '8305' });
    await sends(2, phone(1));
    const started = opened.core.startRecovery(call, { ...about, factor: 'one_time_code' });
    expect(await started).toMatchObject(limited);
    const staff = opened.core.startRecovery(call, { ...about, factor: 'staff' });
    expect(await staff).toMatchObject({ outcome: 'started' });
  });
});

describe('windows', () => {
  it('of two tenants are apart, for recipients and for sources', async () => {
    const other = await callOfOther(opened);
    expect(await sends(6)).toContain('limited');
    expect(await sends(5, phone(), other)).toBe('sent sent sent sent sent');
    expect(await sends(1, phone(), other)).toBe('limited');
  });

  it('of guesses are apart from those of sends', async () => {
    const limits = { perSource: limitOf(2), overall: limitOf(9) };
    const guess = (at: string) => opened.core.admitGuess(call, at, limits);
    const at = `sms:${phone().to}`;
    await sends(5);
    expect([await guess(at), await guess(at)]).toEqual([null, null]);
    expect(await guess(at)).toEqual({ ...limited, waitSeconds: WINDOW_MS / 1_000 });
    expect(await guess('elsewhere')).toBeNull();
  });

  it('are met by nobody whose source has no limits', async () => {
    await opened.close();
    opened = await openTestCore({ unlimited: true });
    call = opened.call;
    expect(tally(await many(20, () => send()))).toEqual({ sent: 20 });
    const one = { perSource: limitOf(1), overall: limitOf(1) };
    expect(await opened.core.admitGuess(call, 'x', one)).toBeNull();
    expect(await opened.core.admitGuess(call, 'x', one)).toBeNull();
  });

  it('of guesses hold for all sources together, and one source leaves the others theirs', async () => {
    const limits = { perSource: limitOf(2), overall: limitOf(5) };
    const guess = (source: string) => opened.core.admitGuess({ ...call, source }, 'door', limits);
    for (let times = 0; times < 20; times += 1) await guess('2001:db8:0:1::1');
    // A household's whole network is one source.
    expect(await guess('2001:db8:0:1:ffff::2')).toMatchObject(limited);
    for (const source of ['198.51.100.1', '198.51.100.2', '198.51.100.3']) {
      expect(await guess(source)).toBeNull();
    }
    expect(await guess('198.51.100.4')).toMatchObject(limited);
  });
});

function limitOf(sendsMax: number) {
  return { sendsMax, windowMs: WINDOW_MS };
}
