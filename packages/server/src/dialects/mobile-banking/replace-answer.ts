import { unreachable } from '../../core/fault.ts';
import type { PolicyRule } from '../../core/model/policy.ts';
import { lockSentence } from './lockout-words.ts';
import type { NotRun } from './once.ts';
import type { ReplaceOutcome } from './replace-pin.ts';

export interface StatusLine {
  readonly status: 'SUCCESS' | 'INVALID_ACCOUNT' | 'INCORRECT_PIN' | 'INVALID_NEW_PIN' | 'ERROR';
  readonly description: string;
}

/** The sentences that are the action's own. */
export interface ActionSentences {
  readonly changed: string;
  readonly notEntitled: string;
}

export const NO_ACCOUNT = 'There is no such account.';
export const OTHER_DEVICE = 'The account is bound to another device.';
export const WRONG_PIN = 'The PIN is wrong.';
export const TRY_AGAIN = 'The same request is still being processed. Try again shortly.';

/** Status and description of SET_PIN and CHANGE_PIN. */
export function replaceStatus(
  outcome: ReplaceOutcome | NotRun,
  sentences: ActionSentences,
  timeZone: string,
): StatusLine {
  switch (outcome.outcome) {
    case 'changed':
      return { status: 'SUCCESS', description: sentences.changed };
    case 'wrong':
      return { status: 'INCORRECT_PIN', description: WRONG_PIN };
    case 'refused':
      return { status: 'INVALID_NEW_PIN', description: REFUSALS[outcome.rule] };
    case 'not_entitled':
      return { status: 'INVALID_ACCOUNT', description: sentences.notEntitled };
    case 'unknown_subject':
    case 'not_set':
    // This wire sends no picture.
    case 'prompt_refused':
      return { status: 'INVALID_ACCOUNT', description: NO_ACCOUNT };
    case 'device_differs':
      return { status: 'INVALID_ACCOUNT', description: OTHER_DEVICE };
    case 'app_inactive':
      return { status: 'INVALID_ACCOUNT', description: 'Activate the mobile app first.' };
    case 'locked':
      return { status: 'ERROR', description: lockSentence(outcome.lockout, timeZone) };
    case 'in_progress':
      return { status: 'ERROR', description: TRY_AGAIN };
    default:
      return unreachable(outcome);
  }
}

const TOO_EASY = 'The new PIN is too easy to guess';

/** A refusal names its rule, in words a member can be shown. */
const REFUSALS: Readonly<Record<PolicyRule, string>> = {
  format: 'The new PIN must be made of digits.',
  length: 'The new PIN is too short or too long.',
  repeated: `${TOO_EASY}: it repeats itself.`,
  sequence: `${TOO_EASY}: its digits follow each other.`,
  year: `${TOO_EASY}: it is a year.`,
  date: `${TOO_EASY}: it is a date.`,
  keypad: `${TOO_EASY}: it is a pattern on the keypad.`,
  common: `${TOO_EASY}: many people use it.`,
  personal: `${TOO_EASY}: it is part of your phone or document number.`,
  same_as_current: 'The new PIN is the same as the old one.',
  history: 'The new PIN was used before.',
};
