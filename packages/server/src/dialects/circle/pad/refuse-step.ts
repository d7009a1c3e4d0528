import type { LockoutView } from '../../../core/model/lockout-view.ts';
import type { WireResponse } from '../../dialect.ts';
import { type CircleCode, CODES } from '../codes.ts';

/** Mistakes a person can correct on the page (w3s 8.5, 4), and trouble that may pass. */
const STAYS_OPEN: ReadonlySet<CircleCode> = new Set([-1, 2, 155112, 155115, 155704, 155705]);

interface Details {
  readonly message?: string;
  readonly closes?: boolean;
  readonly attemptsRemaining?: number;
  /** The rule of the policy, or of the questions, that was broken. */
  readonly rule?: string;
  /** How a challenge that is over ended. */
  readonly status?: string;
}

/** An answer the page tells the app (`code`, `message`), and whether it has to close then. */
export function refuseStep(code: CircleCode, details: Details = {}): WireResponse {
  const { status, message } = CODES[code];
  return { status, body: { code, message, closes: !STAYS_OPEN.has(code), ...details } };
}

/** While it is locked nothing was compared; the page closes and says until when (w3s 6.3). */
export function refuseLocked(code: 155119 | 155120, { lockedUntil }: LockoutView): WireResponse {
  const until = lockedUntil === null ? {} : { lockedUntil: new Date(lockedUntil).toISOString() };
  const { status, message } = CODES[code];
  return { status, body: { code, message, closes: true, ...until } };
}

/** The PIN is a key on its owner's device: nothing that could be typed here would be right. */
export function refuseKey(): WireResponse {
  const message = 'The PIN of this user is a key on a device and cannot be typed here.';
  return refuseStep(2, { message, closes: true });
}

/** A wrong entry; the one that spends the last guess is told as the lock it closes. */
export function refuseWrong(secret: 'pin' | 'answers', lockout: LockoutView): WireResponse {
  if (lockout.locked) return refuseLocked(secret === 'pin' ? 155119 : 155120, lockout);
  const { attemptsRemaining } = lockout;
  return refuseStep(secret === 'pin' ? 155112 : 155115, { attemptsRemaining });
}
