import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from './instant.ts';
import { giveUp, isSendable, newMessage, type OutgoingMessage, settleSend } from './message.ts';

const AT = 1_000_000;
const FAILED = { ok: false, error: '451 try later' } as const;

function message(over: Partial<OutgoingMessage> = {}): OutgoingMessage {
  const about = { id: 'm1', tenant: 'acme', subject: 'ann', template: 'pin_changed' } as const;
  const to = { channel: 'email', to: 'ann@example.com', language: 'en' } as const;
  const times = { at: AT, expiresAt: AT + 24 * HOUR_MS };
  return { ...newMessage({ ...about, ...to, ...times, sealed: Uint8Array.of(1) }), ...over };
}

/** The waits between one failed try and the next, when each try comes as soon as it may. */
function waits(first: OutgoingMessage, jitter: number): readonly number[] {
  const seconds: number[] = [];
  let current = first;
  while (current.state === 'waiting') {
    const now = current.nextAt;
    current = settleSend(current, FAILED, { now, jitter, keep: false });
    if (current.state === 'waiting') seconds.push((current.nextAt - now) / SECOND_MS);
  }
  return seconds;
}

describe('a message', () => {
  it('may be sent at once when it is new', () => {
    expect(message()).toMatchObject({ state: 'waiting', tries: 0, nextAt: AT, settledAt: null });
    expect(isSendable(message(), AT)).toBe(true);
  });

  it('is sent only while it waits, from its turn on, and by one at a time', () => {
    expect(isSendable(message({ nextAt: AT + 1 }), AT)).toBe(false);
    expect(isSendable(message({ leasedUntil: AT + 1 }), AT)).toBe(false);
    expect(isSendable(message({ leasedUntil: AT }), AT)).toBe(true);
    expect(isSendable(message({ state: 'sent' }), AT)).toBe(false);
    expect(isSendable(message({ state: 'dead' }), AT)).toBe(false);
  });

  it('forgets its contents when it was sent, unless an inbox shows them', () => {
    const tried = message({ leasedUntil: AT + 9, lastError: 'busy', tries: 2 });
    const result = { now: AT + 5, jitter: 0, keep: false };
    expect(settleSend(tried, { ok: true }, result)).toEqual({
      ...tried,
      ...{ state: 'sent', tries: 3, sealed: null, leasedUntil: null, lastError: null },
      settledAt: AT + 5,
    });
    expect(settleSend(tried, { ok: true }, { ...result, keep: true }).sealed).toEqual(tried.sealed);
  });

  it('keeps its contents and says why when a try failed', () => {
    const settled = settleSend(message({ leasedUntil: AT + 9 }), FAILED, {
      ...{ now: AT, jitter: 0, keep: false },
    });
    expect(settled).toEqual({
      ...message(),
      ...{ tries: 1, nextAt: AT + SECOND_MS, lastError: FAILED.error },
    });
  });

  it('is repeated within seconds first, and every quarter of an hour at last', () => {
    const notice = waits(message(), 0);
    const early = [1, 2, 5, 10, 20, 30, 60, 120, 240, 480, 900, 900];
    expect(notice.slice(0, early.length)).toEqual(early);
    expect(new Set(notice.slice(early.length))).toEqual(new Set([900]));
  });

  it('waits up to a quarter longer, so that many do not come back at once', () => {
    expect(waits(message(), 1).slice(0, 4)).toEqual([1.25, 2.5, 6.25, 12.5]);
  });

  it('is given up by the try after which the next one would come too late', () => {
    const code = message({ template: 'sign_in_code', expiresAt: AT + 10 * MINUTE_MS });
    expect(waits(code, 0)).toEqual([1, 2, 5, 10, 20, 30, 60, 120, 240]);
    const last = message({ expiresAt: AT + SECOND_MS });
    expect(settleSend(last, FAILED, { now: AT, jitter: 0, keep: false })).toMatchObject({
      ...{ state: 'dead', sealed: null, lastError: FAILED.error, settledAt: AT, tries: 1 },
    });
    const other = message({ expiresAt: AT + SECOND_MS + 1 });
    expect(settleSend(other, FAILED, { now: AT, jitter: 0, keep: false }).state).toBe('waiting');
  });

  it('whose time ended before it could be sent is given up with a reason', () => {
    const late = message({ leasedUntil: AT + 9 });
    const given = giveUp(late, AT + 5, false);
    expect(given).toMatchObject({ state: 'dead', sealed: null, leasedUntil: null });
    expect(given).toMatchObject({ settledAt: AT + 5, tries: 0 });
    expect(given.lastError).toContain('expired');
    const failed = giveUp(message({ lastError: 'busy' }), AT, true);
    expect(failed).toMatchObject({ lastError: 'busy', sealed: Uint8Array.of(1) });
  });
});
