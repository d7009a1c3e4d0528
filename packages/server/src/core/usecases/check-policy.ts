import type { Call } from '../model/call.ts';
import { judgePin } from '../model/judge-pin.ts';
import type { CheckOutcome } from '../model/outcome.ts';
import type { Pin } from '../model/pin.ts';
import type { Ports } from '../ports/ports.ts';
import type { SubjectRef } from './find-subject.ts';
import { type CandidatePin, candidateFor } from './judge-new-pin.ts';

/** Says whether the tenant's policy would accept a PIN. About no subject, so no attempt is involved. */
export function checkPolicy(
  { blocklist }: Pick<Ports, 'blocklist'>,
  call: Call,
  candidate: CandidatePin,
): CheckOutcome {
  const rule = judgePin(candidate.newPin, call.tenant.policy, blocklist, candidate.personal);
  return rule === null ? { outcome: 'accepted' } : { outcome: 'refused', rule };
}

/** The same for one person, with what the server knows about them; no PIN of theirs is looked at. */
export async function checkNewPin(
  ports: Pick<Ports, 'store' | 'blocklist'>,
  call: Call,
  subject: SubjectRef,
  newPin: string | Pin,
): Promise<CheckOutcome> {
  return checkPolicy(ports, call, await candidateFor(ports, call, subject, newPin));
}
