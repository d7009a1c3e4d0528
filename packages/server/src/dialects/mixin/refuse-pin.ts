import type { LockoutView } from '../../core/model/lockout-view.ts';
import type { RejectedAttempt } from '../../core/model/outcome.ts';
import type { WireResponse } from '../dialect.ts';
import { type Extra, refuse } from './answers.ts';
import type { MixinCode } from './codes.ts';
import { type Exchange, ownPin } from './mixin-call.ts';

/** What the gate answered to a PIN that was not right. */
export function refuseAttempt(rejection: RejectedAttempt): WireResponse {
  switch (rejection.outcome) {
    case 'wrong':
      return refuse(20119, {
        reason: 'wrong PIN',
        remaining: rejection.lockout.attemptsRemaining,
      });
    case 'locked':
      return refuseLocked(rejection.lockout);
    case 'not_set':
      return refuse(20119, { reason: 'no PIN is set' });
    case 'unknown_subject':
      // Its sessions went with it.
      return refuse(401);
  }
}

/**
 * What no PIN was compared for, and nobody is charged for. While the PIN is locked the answer is that,
 * whatever was sent.
 */
export async function refuseUncounted(
  exchange: Exchange,
  code: MixinCode,
  extra: Extra,
): Promise<WireResponse> {
  const status = await exchange.core.readPinStatus(exchange.call, ownPin(exchange));
  const locked = status.outcome === 'status' && status.lockout.locked;
  return locked ? refuseLocked(status.lockout) : refuse(code, extra);
}

/** A PIN that is not in a form it could have in its place. */
export function refuseForm(exchange: Exchange, reason: string): Promise<WireResponse> {
  return refuseUncounted(exchange, 20118, { reason });
}

/**
 * Three typed digits must not become the PIN of somebody who then has a thousand of them to choose
 * from; so nobody can set the thousand packed PINs that look the same. To verify one set otherwise is fine.
 */
export function refuseAmbiguous(exchange: Exchange): Promise<WireResponse> {
  return refuseForm(exchange, 'may be three digits or six packed ones: choose another PIN');
}

/** Apps tell their user to wait at least 24 hours (mixin 8); we know how long. */
function refuseLocked({ lockedUntil }: LockoutView): WireResponse {
  const until = lockedUntil === null ? 'staff lift it' : new Date(lockedUntil).toISOString();
  return refuse(429, { reason: `the PIN is locked until ${until}` });
}
