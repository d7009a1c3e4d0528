import type { Instant } from '../../core/model/instant.ts';
import type { LockoutView } from '../../core/model/lockout-view.ts';
import type { Subject } from '../../core/model/subject.ts';
import { suspensionName } from './lockout-words.ts';
import { MOBILE_BANKING } from './settings.ts';

/** What the gateway's own ladder can do to a member, from the mildest to the hardest. */
export const AUTH_ACTIONS = ['NONE', 'WARN', 'SUSPEND', 'LOCK'] as const;
export type AuthAction = (typeof AUTH_ACTIONS)[number];

/** The ladder runs once for PINs and once for the gateway's own one-time codes. */
export const SECURITY_TYPES = ['PASSWORD', 'OTP'] as const;
export type SecurityType = (typeof SECURITY_TYPES)[number];

export interface SecurityParameters {
  readonly action: AuthAction;
  readonly validUntil: Instant | null;
  readonly flag: string;
  readonly attempts: number;
}

/** What this dialect keeps about a subject: what the gateway set, not what is in force. */
type Note = { readonly [T in SecurityType]?: SecurityParameters };

const CLEAR: SecurityParameters = { action: 'NONE', validUntil: null, flag: '', attempts: 0 };

/**
 * The credential whose lockout enforces a type's suspensions. One-time codes have no PIN of ours; a
 * credential without one carries their holds, so that staff unlock both in the same way.
 */
export const PURPOSES = { PASSWORD: 'login', OTP: 'otp' } as const;

export function noteParameters(
  subject: Subject,
  type: SecurityType,
  parameters: SecurityParameters,
): Note {
  return { ...readNote(subject), [type]: parameters };
}

/** What was set is forgotten when the member has proven the PIN; `undefined`: nothing was set. */
export function clearedNote(subject: Subject): Note | undefined {
  return readNote(subject).PASSWORD === undefined
    ? undefined
    : noteParameters(subject, 'PASSWORD', CLEAR);
}

/**
 * The parameters as they are in force. The core's lockout decides alone whether and until when;
 * what the gateway set only adds a warning, a name and a count. A suspension that has ended, or that
 * staff lifted, is therefore over here too.
 */
export function parametersInForce(
  subject: Subject,
  type: SecurityType,
  lockout: LockoutView,
): SecurityParameters {
  const set = readNote(subject)[type] ?? CLEAR;
  if (!lockout.locked) {
    return set.action === 'WARN' ? set : { ...set, action: 'NONE', validUntil: null };
  }
  return {
    action: lockout.lockedUntil === null ? 'LOCK' : 'SUSPEND',
    validUntil: lockout.lockedUntil,
    flag: isGatewaysOwn(set, lockout) ? set.flag : suspensionName(lockout.step) || set.flag,
    attempts: Math.max(set.attempts, lockout.failures),
  };
}

export interface WantedParameters {
  readonly action: AuthAction;
  readonly validUntil: Instant | null;
  readonly flag?: string;
  readonly attempts?: number;
}

/**
 * Whether a request makes anything milder. NONE always counts as milder: it clears what was set even
 * where nothing is in force. What is not milder may come with any PIN, because gateways send the
 * wrong one along; what is milder needs the right one.
 */
export function lowers(wanted: WantedParameters, current: SecurityParameters): boolean {
  if (wanted.action === 'NONE') return true;
  const step = AUTH_ACTIONS.indexOf(wanted.action) - AUTH_ACTIONS.indexOf(current.action);
  if (step !== 0) return step < 0;
  const later = (wanted.validUntil ?? 0) - (current.validUntil ?? 0);
  if (wanted.action === 'SUSPEND' && later !== 0) return later < 0;
  return (wanted.attempts ?? current.attempts) < current.attempts;
}

/** What is kept after a request that makes nothing milder: a count never goes down with it. */
export function raisedParameters(
  wanted: WantedParameters,
  current: SecurityParameters,
): SecurityParameters {
  const { action, validUntil, flag = current.flag, attempts = 0 } = wanted;
  return { action, validUntil, flag, attempts: Math.max(attempts, current.attempts) };
}

/** What is kept after a request that was entitled to make things milder. */
export function loweredParameters(wanted: WantedParameters): SecurityParameters {
  return { ...CLEAR, ...wanted };
}

function isGatewaysOwn(set: SecurityParameters, { lockedUntil }: LockoutView): boolean {
  if (lockedUntil === null) return set.action === 'LOCK';
  return set.action === 'SUSPEND' && set.validUntil === lockedUntil;
}

function readNote({ notes }: Subject): Note {
  return (notes[MOBILE_BANKING] as Note | undefined) ?? {};
}
