import { HOUR_MS } from '../../core/model/instant.ts';
import type { Subject } from '../../core/model/subject.ts';
import type { PresentedDocument } from '../../core/usecases/identity-document.ts';
import type { Exchange } from './define-call.ts';
import { ONBOARDING } from './settings.ts';

/** Papers and birthdays are easier to guess than PINs: so many looks at one person's. */
const LOOKS = { sendsMax: 5, windowMs: HOUR_MS };
const LIMITS = { perSource: LOOKS, overall: LOOKS };

/** Whether a person's record holds any of these, which are spellings of one and the same paper. */
export async function lookAtDocuments(
  { core, call }: Exchange,
  subject: Subject,
  documents: readonly PresentedDocument[],
): Promise<'matches' | 'differs' | 'limited'> {
  const limited = await core.admitGuess(call, `${ONBOARDING}:document:${subject.id}`, LIMITS);
  if (limited !== null) return 'limited';
  const found = await Promise.all(documents.map((each) => core.matchesDocument(subject, each)));
  return found.includes(true) ? 'matches' : 'differs';
}
