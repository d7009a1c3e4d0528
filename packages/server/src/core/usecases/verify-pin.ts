import type { Assertion } from '../model/assertion.ts';
import type { Call } from '../model/call.ts';
import type { CredentialKey } from '../model/credential.ts';
import type { Instant } from '../model/instant.ts';
import type { VerifyOutcome } from '../model/outcome.ts';
import type { PinProof } from '../model/pin-key.ts';
import { withHashSlot } from '../ports/hasher.ts';
import type { SubjectRef } from './find-subject.ts';
import { demandsChange, settleRight } from './settle-attempt.ts';
import { type GatePorts, type PinTest, testPin } from './test-pin.ts';

export interface VerifyPin {
  readonly subject: SubjectRef;
  readonly purpose: string;
  /** A PIN, or the signature that shows one that is a key. */
  readonly pin: PinProof;
  /**
   * Whether what a wire demands beyond the PIN was shown. Told only to who has the right PIN; when
   * `false`, the attempt stays counted.
   */
  readonly entitled?: boolean;
  readonly evenly?: PinTest['evenly'];
  /** Asks for an assertion: a signed proof for this one operation. */
  readonly operation?: string;
}

/** Tells whether a PIN is right. Costs one attempt; a right PIN forgives the charges before it. */
export function verifyPin(
  ports: GatePorts,
  call: Call,
  command: VerifyPin,
): Promise<VerifyOutcome> {
  return withHashSlot(ports.hasher, call, async (slot) => {
    const tested = await testPin(ports, call, slot, {
      subject: command.subject,
      purpose: command.purpose,
      proof: command.pin,
      action: 'pin.verify',
      evenly: command.evenly ?? false,
    });
    if (!tested.right) return tested.rejection;
    const { key } = tested.attempt;
    const id = ports.random.id();
    return settleRight<VerifyOutcome>(ports, call, tested.attempt, (credential, lockout) => {
      if (command.entitled === false) {
        return { credential, outcome: { outcome: 'not_entitled' }, withheld: true };
      }
      const mustChange = demandsChange(call, credential);
      const assertion = assertionFor(command, key, { id, mustChange, at: credential.verifiedAt });
      const outcome = { outcome: 'verified', mustChange, lockout, ...assertion } as const;
      // A PIN that has to be changed first is right, but not good for what was asked.
      return { credential, outcome, ...(!mustChange && { completes: assertion }) };
    });
  });
}

/** A start PIN is right but good for nothing else: it proves no operation. */
function assertionFor(
  { operation }: VerifyPin,
  { subject, purpose }: CredentialKey,
  { id, mustChange, at }: { id: string; mustChange: boolean; at: Instant | null },
): { readonly assertion?: Assertion } {
  if (operation === undefined || mustChange || at === null) return {};
  return { assertion: { id, subject, purpose, operation, verifiedAt: at } };
}
