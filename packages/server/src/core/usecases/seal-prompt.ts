import type { Credential, CredentialKey } from '../model/credential.ts';
import { SECURITY_IMAGES, type SecurityPrompt } from '../model/security-prompt.ts';
import type { SealContext, Sealer } from '../ports/sealer.ts';

/*
 * Picture and phrase are sealed in the database: who could read them could show them. They outlive a
 * change of the PIN, so they are bound to the credential and not to a version.
 */

export function sealPrompt(
  sealer: Sealer,
  key: CredentialKey,
  { image, phrase }: SecurityPrompt,
): Promise<Uint8Array> {
  const plain = new TextEncoder().encode(JSON.stringify({ image, phrase }));
  return sealer.seal(promptContext(key), plain);
}

/** What the owner of a credential chose to be shown; `null`: nothing. */
export async function openPrompt(
  sealer: Sealer,
  key: CredentialKey,
  { prompt }: Pick<Credential, 'prompt'>,
): Promise<SecurityPrompt | null> {
  if (prompt === null) return null;
  const plain = await sealer.open(promptContext(key), prompt);
  return JSON.parse(new TextDecoder().decode(plain)) as SecurityPrompt;
}

const ADJECTIVES = ['quiet', 'golden', 'early', 'little', 'brave', 'silver', 'warm', 'green'];
const NOUNS = ['river', 'garden', 'morning', 'harbour', 'window', 'forest', 'summer', 'lantern'];
const PLACES = ['by the sea', 'at home', 'in May', 'up north', 'after rain', 'on Sunday'];

/**
 * A picture and phrase for somebody who chose none or does not exist: always the same for one name,
 * and nothing anybody else could work out.
 */
export async function decoyPrompt(
  sealer: Sealer,
  tenant: string,
  name: string,
): Promise<SecurityPrompt> {
  const digest = await sealer.digest({ tenant, label: 'decoy-prompt', binding: [] }, name);
  const pick = <T>(from: readonly T[], at: number): T => {
    const number = Number.parseInt(digest.slice(at * 8, at * 8 + 8), 16);
    return from[number % from.length] as T;
  };
  const phrase = `${pick(ADJECTIVES, 1)} ${pick(NOUNS, 2)} ${pick(PLACES, 3)}`;
  return { image: pick(SECURITY_IMAGES, 0), phrase };
}

export function promptContext({ tenant, subject, purpose }: CredentialKey): SealContext {
  return { tenant, label: 'security-prompt', binding: [subject, purpose] };
}
