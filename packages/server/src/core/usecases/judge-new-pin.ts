import type { Call } from '../model/call.ts';
import type { Credential, CredentialKey } from '../model/credential.ts';
import { judgePin } from '../model/judge-pin.ts';
import { Pin } from '../model/pin.ts';
import type { PersonalData, PolicyRule } from '../model/policy.ts';
import type { HashSlot } from '../ports/hasher.ts';
import type { Ports } from '../ports/ports.ts';
import { matchesVerifier } from './verifier.ts';

/** A PIN somebody wants to have, in whatever form the wire delivered it. */
export interface CandidatePin {
  readonly newPin: string;
  readonly personal?: PersonalData;
}

export type Judgement =
  | { readonly accepted: true; readonly pin: Pin }
  | { readonly accepted: false; readonly rule: PolicyRule };

/**
 * Judges a new PIN by the tenant's policy, then against the PIN in force and the earlier ones by
 * their verifiers. Nothing is learnt here about a current PIN that was not proven before: callers
 * prove the old PIN, or another factor, first.
 */
export async function judgeNewPin(
  { sealer, blocklist }: Pick<Ports, 'sealer' | 'blocklist'>,
  call: Call,
  slot: HashSlot,
  candidate: CandidatePin,
  held: { readonly key: CredentialKey; readonly credential: Credential },
): Promise<Judgement> {
  const { policy } = call.tenant;
  const rule = judgePin(candidate.newPin, policy, blocklist, candidate.personal);
  if (rule !== null) return { accepted: false, rule };
  const pin = Pin.parse(candidate.newPin);
  if (pin === null) return { accepted: false, rule: 'format' };
  const { verifier, history } = held.credential;
  if (verifier !== null && (await matchesVerifier(sealer, slot, held.key, verifier, pin))) {
    return { accepted: false, rule: 'same_as_current' };
  }
  for (const earlier of history.slice(0, policy.history)) {
    if (await matchesVerifier(sealer, slot, held.key, earlier, pin)) {
      return { accepted: false, rule: 'history' };
    }
  }
  return { accepted: true, pin };
}
