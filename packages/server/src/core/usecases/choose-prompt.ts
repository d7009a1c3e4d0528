import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { UnknownSubject } from '../model/outcome.ts';
import { type ChosenPrompt, judgePrompt, type PromptRule } from '../model/security-prompt.ts';
import type { CredentialDecision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';
import type { PinRef } from './apply-to-pin.ts';
import { findSubject } from './find-subject.ts';
import { sealPrompt } from './seal-prompt.ts';

export interface ChoosePrompt extends PinRef {
  readonly prompt: ChosenPrompt;
}

export type ChoosePromptOutcome =
  | { readonly outcome: 'chosen' }
  | { readonly outcome: 'prompt_refused'; readonly rule: PromptRule }
  /** It belongs to a PIN, and there is none. */
  | { readonly outcome: 'not_set' }
  | UnknownSubject;

/** Puts another picture and phrase beside a PIN, which stays as it is. */
export async function choosePrompt(
  { store, sealer, clock }: Pick<Ports, 'store' | 'sealer' | 'clock'>,
  call: Call,
  { subject: ref, purpose, prompt: chosen }: ChoosePrompt,
): Promise<ChoosePromptOutcome> {
  const judged = judgePrompt(chosen, null);
  if (!judged.accepted) return { outcome: 'prompt_refused', rule: judged.rule };
  const subject = await findSubject({ store }, call, ref);
  if (subject === null) return { outcome: 'unknown_subject' };
  const key = { tenant: call.tenant.id, subject: subject.id, purpose };
  const prompt = await sealPrompt(sealer, key, judged.prompt);
  return store.applyToCredential(key, (current): CredentialDecision<ChoosePromptOutcome> => {
    if (current.verifier === null) return { result: { outcome: 'not_set' } };
    const outcome: ChoosePromptOutcome = { outcome: 'chosen' };
    const fact = { action: 'prompt.choose', outcome: 'chosen', subject: subject.id, purpose };
    return {
      next: { ...current, prompt },
      audit: [auditEntry(call, clock.now(), fact)],
      ...(call.receipt && { receipt: { ...call.receipt, outcome } }),
      result: outcome,
    };
  });
}
