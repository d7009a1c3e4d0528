import { DEFAULT_PURPOSE } from '../../core/model/credential.ts';
import type { LockoutView } from '../../core/model/lockout-view.ts';
import type { RejectedAttempt } from '../../core/model/outcome.ts';
import type { WireResponse } from '../dialect.ts';
import { type Extra, refuse } from './answers.ts';
import type { MixinCode } from './codes.ts';
import type { Exchange } from './mixin-call.ts';

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
  { core, call, subject }: Exchange,
  code: MixinCode,
  extra: Extra,
): Promise<WireResponse> {
  const query = { subject: { id: subject }, purpose: DEFAULT_PURPOSE };
  const status = await core.readPinStatus(call, query);
  const locked = status.outcome === 'status' && status.lockout.locked;
  return locked ? refuseLocked(status.lockout) : refuse(code, extra);
}

/** Apps tell their user to wait at least 24 hours (mixin 8); we know how long. */
function refuseLocked({ lockedUntil }: LockoutView): WireResponse {
  const until = lockedUntil === null ? 'staff lift it' : new Date(lockedUntil).toISOString();
  return refuse(429, { reason: `the PIN is locked until ${until}` });
}
