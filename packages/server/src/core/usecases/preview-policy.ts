import { Fault } from '../fault.ts';
import type { Call } from '../model/call.ts';
import { type GuessOdds, guessesPerDay, guessOdds } from '../model/guess-odds.ts';
import { judgePin } from '../model/judge-pin.ts';
import type { Policy, PolicyRule } from '../model/policy.ts';
import { weakenings } from '../model/policy-weakening.ts';
import { type RefusedPins, refusedPins } from '../model/refused-pins.ts';
import type { Ports } from '../ports/ports.ts';

export interface PreviewPolicy {
  /** Absent parts are the tenant's own. */
  readonly policy: Partial<Policy>;
  /** A PIN to be judged by it; nobody's, so no attempt is involved. */
  readonly pin?: string;
}

export interface PolicyPreview {
  readonly policy: Policy;
  readonly weakens: readonly string[];
  readonly odds: readonly GuessOdds[];
  readonly guessesPerDay: number;
  readonly refused: RefusedPins;
  readonly pin: { readonly rule: PolicyRule | null } | null;
}

/** What a change of the policy would mean, before anybody makes it. Changes nothing. */
export function previewPolicy(
  { blocklist }: Pick<Ports, 'blocklist'>,
  { tenant }: Call,
  { policy: change, pin }: PreviewPolicy,
): PolicyPreview {
  const policy = { ...tenant.policy, ...change };
  if (policy.minLength > policy.maxLength) {
    throw new Fault('request_malformed', 'minLength must not be larger than maxLength.');
  }
  const refused = refusedPins(policy, blocklist);
  return {
    policy,
    weakens: weakenings(tenant.policy, policy),
    odds: guessOdds(policy, blocklist, refused),
    guessesPerDay: guessesPerDay(policy),
    refused,
    pin: pin === undefined ? null : { rule: judgePin(pin, policy, blocklist) },
  };
}
