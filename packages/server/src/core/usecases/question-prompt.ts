import type { Credential, CredentialKey } from '../model/credential.ts';
import type { SecurityQuestion } from '../model/security-questions.ts';
import type { SealContext, Sealer } from '../ports/sealer.ts';

/*
 * Questions and hints are about a person's life: they are sealed in the database as verifiers are,
 * and bound to the verifier they belong to, so that nobody can swap in easier ones.
 */

export function sealQuestions(
  sealer: Sealer,
  key: CredentialKey,
  version: number,
  questions: readonly SecurityQuestion[],
): Promise<Uint8Array> {
  const plain = questions.map(({ question, type, hint }) => ({ question, type, hint }));
  return sealer.seal(
    questionsContext(key, version),
    new TextEncoder().encode(JSON.stringify(plain)),
  );
}

/** The questions a person has set, always the same and in the same order; `null`: none. */
export async function openQuestions(
  sealer: Sealer,
  key: CredentialKey,
  { verifier, prompt }: Pick<Credential, 'verifier' | 'prompt'>,
): Promise<readonly SecurityQuestion[] | null> {
  if (verifier === null || prompt === null) return null;
  const plain = await sealer.open(questionsContext(key, verifier.version), prompt);
  return JSON.parse(new TextDecoder().decode(plain)) as SecurityQuestion[];
}

export function questionsContext(
  { tenant, subject, purpose }: CredentialKey,
  version: number,
): SealContext {
  return { tenant, label: 'prompt', binding: [subject, purpose, String(version)] };
}
