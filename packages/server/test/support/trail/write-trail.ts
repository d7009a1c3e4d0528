import type { TestCore } from '../test-core.ts';
import { pinOf } from '../typed.ts';

const GUESSES = 6;
const RESTARTS = 3;

/** People served by several writers, some at once, and a signed checkpoint at the end. */
export async function writeTrail(
  { core, ports, call, clock, openTrail }: TestCore,
  perStart = 4,
): Promise<void> {
  const purpose = 'login';
  let requests = 0;
  // No two entries are alike: to swap them would be no edit.
  const next = () => ({ ...call, requestId: `request-${++requests}` });
  const live = async (id: string) => {
    const subject = { id };
    await core.createSubject(next(), { id });
    await core.setPin(next(), { subject, purpose, newPin: '739205' });
    for (let guess = 0; guess < GUESSES; guess += 1) {
      const pin = pinOf(guess % 2 ? '739205' : '407199');
      await core.verifyPin(next(), { subject, purpose, pin });
    }
    await core.unlock(next(), { subject, purpose, reason: 'asked, by phone' });
  };
  for (let start = 0; start < RESTARTS; start += 1) {
    const people = Array.from({ length: perStart }, (_, nth) => `person-${start}-${nth}`);
    await Promise.all(people.map(live));
    clock.advance(60_000);
    await ports.trail.signTrails(clock.now());
    await openTrail();
  }
}
