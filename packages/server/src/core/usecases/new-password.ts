import type { Credential, CredentialKey } from '../model/credential.ts';
import { brokenPasswordRule, type Password, type PasswordRule } from '../model/password.ts';
import type { Subject } from '../model/subject.ts';
import type { HashSlot } from '../ports/hasher.ts';
import type { Ports } from '../ports/ports.ts';
import { matchesVerifier } from './verifier.ts';

/** Judges a new password of a person; looks at nothing stored but their names. */
export function judgePassword(
  { popularPasswords }: Pick<Ports, 'popularPasswords'>,
  password: Password,
  { id, identifiers }: Pick<Subject, 'id' | 'identifiers'>,
): PasswordRule | null {
  const names = [id, ...identifiers.map(({ value }) => value)];
  return brokenPasswordRule(password, names, popularPasswords);
}

/**
 * Whether a password is the one in force. The answer tells it: only for who proved that one through
 * the gate, or who holds a grant that the answer uses up.
 */
export async function isPasswordInForce(
  ports: Pick<Ports, 'sealer' | 'clientCrypto'>,
  slot: HashSlot,
  { key, current }: { readonly key: CredentialKey; readonly current: Credential },
  password: Password,
): Promise<boolean> {
  const { verifier } = current;
  return verifier !== null && matchesVerifier(ports, slot, { key, verifier }, password);
}
