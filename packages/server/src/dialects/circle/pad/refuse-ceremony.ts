import type { Challenge } from '../../../core/model/challenge.ts';
import type { WireResponse } from '../../dialect.ts';
import { type Label, readLabel } from '../challenge-object.ts';
import type { CircleCode } from '../codes.ts';
import { refuseStep } from './refuse-step.ts';

const CODE_OF: Readonly<Record<Label, CircleCode>> = {
  INITIALIZE: 155106,
  SET_PIN: 155107,
  CHANGE_PIN: 155110,
  RESTORE_PIN: 155110,
  SET_SECURITY_QUESTIONS: 155108,
};

/**
 * The challenge was opened when there was something to do, and there no longer is: another one was
 * quicker, or staff took the PIN away. Told as if it were opened now (w3s 6.2).
 */
export function refuseCeremony({ label }: Challenge): WireResponse {
  return refuseStep(CODE_OF[readLabel(label)]);
}
