import type { Call } from '../model/call.ts';
import { suspendedView, viewLockout } from '../model/lockout-view.ts';
import type { QuestionsOutcome } from '../model/outcome.ts';
import { questionsKey } from '../model/security-questions.ts';
import type { Ports } from '../ports/ports.ts';
import type { PinRef } from './apply-to-pin.ts';
import { findSubject } from './find-subject.ts';
import { openQuestions } from './question-prompt.ts';

/** The questions somebody is asked who forgot a PIN, and how guesses at their answers stand. Costs nothing. */
export async function readQuestions(
  ports: Pick<Ports, 'store' | 'sealer' | 'clock'>,
  call: Call,
  { subject: ref, purpose }: PinRef,
): Promise<QuestionsOutcome> {
  const subject = await findSubject(ports, call, ref);
  if (subject === null) return { outcome: 'unknown_subject' };
  const key = questionsKey({ tenant: call.tenant.id, subject: subject.id, purpose });
  const credential = await ports.store.readCredential(key);
  const questions = await openQuestions(ports.sealer, key, credential);
  const view = viewLockout(credential.lockout, call.tenant.policy, ports.clock.now());
  const suspended = subject.suspendedAt !== null;
  return { outcome: 'questions', questions, lockout: suspended ? suspendedView(view) : view };
}
