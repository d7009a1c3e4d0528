import type { PolicyRule } from '../../../core/model/policy.ts';
import type { WireResponse } from '../../dialect.ts';
import { PIN_LENGTH } from '../settings.ts';
import { refuseStep } from './refuse-step.ts';

const SENTENCES: Readonly<Record<PolicyRule, string>> = {
  format: `A PIN is ${PIN_LENGTH} digits.`,
  length: 'A PIN of this length is not allowed here.',
  repeated: 'A PIN must not repeat the same digits.',
  sequence: 'A PIN must not be a sequence of digits.',
  year: 'A PIN must not be a year.',
  date: 'A PIN must not be a date.',
  keypad: 'A PIN must not be a pattern on the keypad.',
  common: 'This PIN is one that many people choose.',
  personal: 'A PIN must not be a part of your own data.',
  same_as_current: 'This is the PIN you have. Choose another.',
  history: 'You had this PIN before. Choose another.',
};

/** The vendor has one code for every weak PIN; which rule it broke is told besides (w3s 6.3). */
export function refusePin(rule: PolicyRule): WireResponse {
  return refuseStep(155704, { message: SENTENCES[rule], rule });
}
