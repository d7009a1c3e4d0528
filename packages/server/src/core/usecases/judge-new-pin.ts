import type { Call } from '../model/call.ts';
import type { Credential, CredentialKey, Verifier } from '../model/credential.ts';
import { judgePin } from '../model/judge-pin.ts';
import { Pin } from '../model/pin.ts';
import type { PersonalData, PolicyRule } from '../model/policy.ts';
import { judgePrompt } from '../model/security-prompt.ts';
import type { HashSlot } from '../ports/hasher.ts';
import type { Ports } from '../ports/ports.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';
import { openPrompt } from './seal-prompt.ts';
import { matchesVerifier } from './verifier.ts';

/** A PIN somebody wants to have, in whatever form the wire delivered it. */
export interface CandidatePin {
  readonly newPin: string | Pin;
  readonly personal?: PersonalData;
}

export type Judgement =
  | { readonly accepted: true; readonly pin: Pin }
  | { readonly accepted: false; readonly rule: PolicyRule };

/** A new PIN of a person, with what the server itself knows that must not become their PIN. */
export async function candidateFor(
  { store }: Pick<Ports, 'store'>,
  call: Call,
  ref: SubjectRef,
  newPin: string | Pin,
): Promise<CandidatePin> {
  const subject = await findSubject({ store }, call, ref);
  const phone = subject?.identifiers.find(({ type }) => type === 'msisdn')?.value;
  return phone === undefined ? { newPin } : { newPin, personal: { phone } };
}

/** Judges a new PIN by the tenant's policy. Looks at no verifier, so the answer is about nobody. */
export function judgeByPolicy(
  { blocklist }: Pick<Ports, 'blocklist'>,
  call: Call,
  candidate: CandidatePin,
): Judgement {
  const rule = judgePin(candidate.newPin, call.tenant.policy, blocklist, candidate.personal);
  if (rule !== null) return { accepted: false, rule };
  const { newPin } = candidate;
  const pin = typeof newPin === 'string' ? Pin.parse(newPin) : newPin;
  return pin === null ? { accepted: false, rule: 'format' } : { accepted: true, pin };
}

/**
 * Whether the phrase that stays beside a new PIN would show it before it is typed. The phrase is the
 * person's own, so the PIN is refused as personal.
 */
export async function isInPhrase(
  { sealer }: Pick<Ports, 'sealer'>,
  pin: Pin,
  { key, credential }: HeldPin,
): Promise<boolean> {
  const prompt = await openPrompt(sealer, key, credential);
  return prompt !== null && !judgePrompt(prompt, pin).accepted;
}

/** A PIN in force, as its owner or the holder of a grant meets it. */
interface HeldPin {
  readonly key: CredentialKey;
  readonly credential: Credential;
}

/**
 * Compares a new PIN with the one in force and those before it. The answer tells PINs, so it is a
 * guess like any other: only callers may ask who proved the PIN in force through the gate, or who
 * hold the one grant of a recovery, which counts how often.
 */
export async function findReuse(
  ports: Pick<Ports, 'sealer' | 'clientCrypto'>,
  call: Call,
  slot: HashSlot,
  pin: Pin,
  held: HeldPin,
): Promise<PolicyRule | null> {
  const { verifier, history } = held.credential;
  const isPin = async (earlier: Verifier) =>
    // A key holds no PIN that could come back.
    earlier.kind === 'hash' &&
    (await matchesVerifier(ports, slot, { key: held.key, verifier: earlier }, pin));
  if (verifier !== null && (await isPin(verifier))) return 'same_as_current';
  for (const earlier of history.slice(0, call.tenant.policy.history)) {
    if (await isPin(earlier)) return 'history';
  }
  return null;
}
