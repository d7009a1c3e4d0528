import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import { brakeInForce, endBrake as ended, type GuessCounts } from '../model/spraying.ts';
import type { Decision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Ends the brake of a tenant: staff know what it was. What was counted so far is no sign any more; new
 * signs begin another one. Other nodes follow within seconds. Answers whether there was one.
 */
export async function endBrake(
  { store, clock, guesses }: Pick<Ports, 'store' | 'clock' | 'guesses'>,
  call: Call,
  { reason }: { readonly reason: string },
): Promise<boolean> {
  const tenant = call.tenant.id;
  const at = clock.now();
  const done = await store.applyToGuesses(tenant, at, (current) => {
    const isOn = brakeInForce(current, at) !== null;
    const next = ended(current, at);
    const outcome = isOn ? 'ended' : 'not_on';
    const audit = [auditEntry(call, at, { action: 'tenant.end_brake', outcome, reason })];
    return { next, audit, result: { isOn, next } } satisfies Decision<GuessCounts, unknown>;
  });
  guesses.learn(tenant, done.next);
  return done.isOn;
}
