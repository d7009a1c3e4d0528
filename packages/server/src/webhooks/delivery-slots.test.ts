import { describe, expect, it } from 'vitest';
import { createDeliverySlots } from './delivery-slots.ts';

const delivery = (webhook: string, id: number) => ({ tenant: 'acme', webhook, id: `d-${id}` });

function slotsOf(limits: { perWebhook: number; total: number }) {
  const time = { now: 0 };
  return { time, slots: createDeliverySlots(limits, () => time.now) };
}

describe('slots', () => {
  it('are so many for each webhook, and one for each delivery', () => {
    const { slots } = slotsOf({ perWebhook: 2, total: 10 });
    const leave = slots.enter(delivery('a', 1));
    expect(slots.enter(delivery('a', 1))).toBeNull();
    expect(slots.enter(delivery('a', 2))).not.toBeNull();
    expect(slots.enter(delivery('a', 3))).toBeNull();
    expect(slots.enter(delivery('b', 1))).not.toBeNull();
    leave?.();
    expect(slots.enter(delivery('a', 3))).not.toBeNull();
  });

  it('are not taken up by slow webhooks, however many there are', () => {
    const { slots, time } = slotsOf({ perWebhook: 2, total: 4 });
    const slow = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const webhook of slow) {
      const leave = slots.enter(delivery(webhook, 0));
      time.now += 10_000;
      leave?.();
    }
    const entered = slow.flatMap((webhook) =>
      [1, 2].map((id) => slots.enter(delivery(webhook, id))).filter((leave) => leave !== null),
    );
    expect(entered).toHaveLength(2);
    expect(slots.enter(delivery('quick', 1))).not.toBeNull();
    expect(slots.enter(delivery('quick', 2))).not.toBeNull();
    expect(slots.enter(delivery('quick too', 1))).toBeNull();
  });

  it('are no more than its share for a tenant that is told of one', () => {
    const { slots } = slotsOf({ perWebhook: 2, total: 4 });
    const entered = ['a', 'b', 'c'].map((webhook) => slots.enter(delivery(webhook, 1), 2));
    expect(entered.filter((leave) => leave !== null)).toHaveLength(2);
    expect([...slots.tenants]).toEqual(['acme']);
    expect(slots.enter({ ...delivery('a', 9), tenant: 'other' }, 2)).not.toBeNull();
    for (const leave of entered) leave?.();
    expect([...slots.tenants]).toEqual(['other']);
  });

  it('come back to a webhook that is quick again', () => {
    const { slots, time } = slotsOf({ perWebhook: 2, total: 4 });
    const slowly = slots.enter(delivery('a', 1));
    time.now += 10_000;
    slowly?.();
    const quickly = slots.enter(delivery('a', 2));
    expect(slots.enter(delivery('a', 3))).toBeNull();
    quickly?.();
    expect([slots.enter(delivery('a', 4)), slots.enter(delivery('a', 5))]).not.toContain(null);
    expect(slots.occupied).toBe(1);
  });
});
