import type { LockoutView } from '../../core/model/lockout-view.ts';
import { formatEnd } from './local-time.ts';

/** On this wire a suspension ends by itself and a lock is lifted by staff. */
export function lockStatus({ lockedUntil }: LockoutView): 'SUSPENDED' | 'LOCKED' {
  return lockedUntil === null ? 'LOCKED' : 'SUSPENDED';
}

/** End of the suspension in force; empty, never null, where there is none. */
export function lockEnd({ lockedUntil }: LockoutView, timeZone: string): string {
  return lockedUntil === null ? '' : formatEnd(lockedUntil, timeZone);
}

export function lockSentence(lockout: LockoutView, timeZone: string): string {
  return lockout.lockedUntil === null
    ? 'The account is locked. Only staff can unlock it.'
    : `The account is suspended until ${lockEnd(lockout, timeZone)}.`;
}

const ORDINALS = [
  ...['FIRST', 'SECOND', 'THIRD', 'FOURTH', 'FIFTH'],
  ...['SIXTH', 'SEVENTH', 'EIGHTH', 'NINTH', 'TENTH'],
];

/** Name of the lockout step that fired, as gateways know it; empty before the first. */
export function suspensionName(step: number): string {
  if (step < 1) return '';
  return `${ORDINALS[step - 1] ?? `${step}TH`}_SUSPENSION`;
}
