import type { Credential, CredentialKey, Verifier } from '../../model/credential.ts';
import { isQuestionsKey } from '../../model/security-questions.ts';
import type { CredentialDecision } from '../../ports/decision.ts';
import { questionsContext } from '../question-prompt.ts';
import { promptContext } from '../seal-prompt.ts';
import { verifierContext } from '../verifier.ts';
import { isSameValue, type ResealPorts, resealOrNull, resealValue } from './reseal-value.ts';

type Sealed = Pick<Credential, 'verifier' | 'history' | 'prompt'>;

/**
 * Seals verifier, history and prompt of a credential anew, and writes them only where the very ones
 * that were opened are still there: a PIN that was changed meanwhile stands, and so does every count of
 * guesses. `false`: something else was there.
 */
export async function resealCredential(ports: ResealPorts, key: CredentialKey): Promise<boolean> {
  const before = await ports.store.readCredential(key);
  const after: Sealed = {
    verifier: before.verifier && (await resealVerifier(ports, key, before.verifier)),
    history: await Promise.all(before.history.map((each) => resealVerifier(ports, key, each))),
    prompt: await resealPrompt(ports, key, before),
  };
  return ports.store.applyToCredential(key, (current): CredentialDecision<boolean> => {
    if (!isSame(current, before)) return { result: false };
    return { next: { ...current, ...after }, result: true };
  });
}

async function resealVerifier(
  ports: ResealPorts,
  key: CredentialKey,
  verifier: Verifier,
): Promise<Verifier> {
  const sealed = await resealValue(ports, verifierContext(key, verifier), verifier.sealed);
  return { ...verifier, sealed };
}

/** Questions are sealed to the verifier they are about; without one nobody can read them. */
async function resealPrompt(
  ports: ResealPorts,
  key: CredentialKey,
  { prompt, verifier }: Sealed,
): Promise<Uint8Array | null> {
  if (!isQuestionsKey(key)) return resealOrNull(ports, promptContext(key), prompt);
  if (verifier === null) return null;
  return resealOrNull(ports, questionsContext(key, verifier.version), prompt);
}

function isSame(one: Sealed, other: Sealed): boolean {
  return (
    isSameVerifier(one.verifier, other.verifier) &&
    one.history.length === other.history.length &&
    one.history.every((each, at) => isSameVerifier(each, other.history[at] ?? null)) &&
    isSameValue(one.prompt, other.prompt)
  );
}

function isSameVerifier(one: Verifier | null, other: Verifier | null): boolean {
  if (one === null || other === null) return one === other;
  const isSamePlace = one.version === other.version && one.kind === other.kind;
  return isSamePlace && isSameValue(one.sealed, other.sealed);
}
