import type { Call } from '../model/call.ts';
import { judgePin } from '../model/judge-pin.ts';
import type { CheckOutcome } from '../model/outcome.ts';
import type { Ports } from '../ports/ports.ts';
import type { CandidatePin } from './judge-new-pin.ts';

/** Says whether the tenant's policy would accept a PIN. About no subject, so no attempt is involved. */
export function checkPolicy(
  { blocklist }: Pick<Ports, 'blocklist'>,
  call: Call,
  candidate: CandidatePin,
): CheckOutcome {
  const rule = judgePin(candidate.newPin, call.tenant.policy, blocklist, candidate.personal);
  return rule === null ? { outcome: 'accepted' } : { outcome: 'refused', rule };
}
