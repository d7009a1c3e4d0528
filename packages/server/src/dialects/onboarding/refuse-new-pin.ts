import type { PolicyRule } from '../../core/model/policy.ts';
import { type Answer, refuse } from './answers.ts';

/** Weak, reused and the old one again are one code here (onb 4.1). */
export function refuseNewPin(rule: PolicyRule): Answer {
  // A tenant that wants longer PINs than this wire has.
  return refuse(rule === 'length' ? 'ONB050' : 'ONB052');
}
