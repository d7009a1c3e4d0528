import type { ActivityQuery } from '../../core/model/activity.ts';
import type { AuditEntry } from '../../core/model/audit.ts';

/*
 * Which lines of the trail this wire tells users about, and the vendor's code for each (mixin 7.2).
 */

type Kind = ActivityQuery['kinds'][number] & { readonly code: string };

/** The category of guesses that were not right. */
export const PIN_INCORRECT = 'PIN_INCORRECT';

/** What counts towards the lock, whichever wire it came through. */
export const FAILURES: readonly Kind[] = [
  { action: 'pin.verify', outcome: 'wrong', code: 'VERIFICATION' },
  { action: 'pin.verify', outcome: 'not_entitled', code: 'VERIFICATION' },
  { action: 'questions.set', outcome: 'wrong', code: 'VERIFICATION' },
  { action: 'pin.change', outcome: 'wrong', code: 'UPDATE_PIN' },
  { action: 'pin.change', outcome: 'not_entitled', code: 'UPDATE_PIN' },
];

export const ACTIVITIES: readonly Kind[] = [
  { action: 'pin.set', outcome: 'set', code: 'ACTIVITY_PIN_CREATION' },
  { action: 'pin.change', outcome: 'changed', code: 'ACTIVITY_PIN_MODIFICATION' },
  // Without the old PIN, through a recovery: all the more a thing to be told.
  { action: 'pin.reset', outcome: 'reset', code: 'ACTIVITY_PIN_MODIFICATION' },
];

/** Only entries of these kinds are ever asked for. */
export function codeOf({ action, outcome }: AuditEntry): string {
  const kind = [...FAILURES, ...ACTIVITIES].find(
    (each) => each.action === action && each.outcome === outcome,
  );
  return kind?.code ?? '';
}
