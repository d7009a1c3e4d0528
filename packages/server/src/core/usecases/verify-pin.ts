import type { Call } from '../model/call.ts';
import type { VerifyOutcome } from '../model/outcome.ts';
import type { Pin } from '../model/pin.ts';
import { withHashSlot } from '../ports/hasher.ts';
import type { Ports } from '../ports/ports.ts';
import type { SubjectRef } from './find-subject.ts';
import { demandsChange, settleRight } from './settle-attempt.ts';
import { testPin } from './test-pin.ts';

export interface VerifyPin {
  readonly subject: SubjectRef;
  readonly purpose: string;
  readonly pin: Pin;
}

/** Tells whether a PIN is right. Costs one attempt; a right PIN forgives the charges before it. */
export function verifyPin(
  ports: Pick<Ports, 'store' | 'hasher' | 'sealer' | 'clock' | 'random'>,
  call: Call,
  command: VerifyPin,
): Promise<VerifyOutcome> {
  return withHashSlot(ports.hasher, async (slot) => {
    const tested = await testPin(ports, call, slot, { ...command, action: 'pin.verify' });
    if (!tested.right) return tested.rejection;
    return settleRight<VerifyOutcome>(ports, call, tested.attempt, (credential, lockout) => {
      const mustChange = demandsChange(call, credential);
      return { credential, outcome: { outcome: 'verified', mustChange, lockout } };
    });
  });
}
