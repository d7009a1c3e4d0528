import { describe, expect, it } from 'vitest';
import { DAY_MS, SECOND_MS } from './instant.ts';
import { type Delivery, isDue, replayDelivery, settleTry, wantsEvent } from './webhook.ts';

const waiting: Delivery = {
  ...{ tenant: 't', webhook: 'w', id: 'e', state: 'waiting', tries: 0, nextAt: 0 },
  notice: { id: 'e', type: 'pin.set', subject: 'ann', at: 0, data: {} },
  ...{ leasedUntil: 50, lastStatus: null, lastError: null, createdAt: 0, settledAt: null },
};
const down = { ok: false, status: 503, error: 'answered 503' } as const;

describe('a delivery', () => {
  it('is tried again within seconds, then ever more rarely over days, then is dead', () => {
    let delivery = waiting;
    const waits: number[] = [];
    for (let now = 0; delivery.state === 'waiting'; now = delivery.nextAt) {
      delivery = settleTry(delivery, down, now, 0);
      if (delivery.state === 'waiting') waits.push(delivery.nextAt - now);
    }
    expect(waits[0]).toBe(SECOND_MS);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    const total = waits.reduce((sum, wait) => sum + wait, 0);
    expect(total).toBeGreaterThan(2 * DAY_MS);
    expect(total).toBeLessThan(4 * DAY_MS);
    expect(delivery).toMatchObject({ state: 'dead', lastStatus: 503, lastError: 'answered 503' });
  });

  it('spreads retries by at most a fifth', () => {
    expect(settleTry(waiting, down, 0, 0.999).nextAt).toBeLessThanOrEqual(1.2 * SECOND_MS);
  });

  it('is over when it arrived, and goes out again under its old id when replayed', () => {
    const delivered = settleTry(waiting, { ok: true, status: 200 }, 10, 0);
    expect(delivered).toMatchObject({ state: 'delivered', leasedUntil: null, settledAt: 10 });
    expect(isDue(delivered, 99)).toBe(false);
    const again = replayDelivery(delivered, 20);
    expect(isDue(again, 20)).toBe(true);
    expect(again.notice.id).toBe('e');
  });

  it("is nobody else's while it is leased", () => {
    expect(isDue(waiting, 49)).toBe(false);
    expect(isDue(waiting, 50)).toBe(true);
  });
});

it('wants everything, families and names, and no family that only begins alike', () => {
  expect(wantsEvent(['*'], 'pin.set')).toBe(true);
  expect(wantsEvent(['pin.*'], 'pin.set')).toBe(true);
  expect(wantsEvent(['pin.*'], 'pinned.set')).toBe(false);
  expect(wantsEvent(['pin.set'], 'pin.settled')).toBe(false);
  expect(wantsEvent([], 'pin.set')).toBe(false);
});
