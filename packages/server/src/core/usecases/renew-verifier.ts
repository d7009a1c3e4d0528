import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { Credential, CredentialKey, Verifier } from '../model/credential.ts';
import type { Instant } from '../model/instant.ts';
import type { Secret } from '../model/secret.ts';
import type { Traces } from '../ports/decision.ts';
import type { HashSlot } from '../ports/hasher.ts';
import type { Ports } from '../ports/ports.ts';
import { type HeldVerifier, sealHash } from './verifier.ts';

/** A verifier made anew from a PIN that was just proven right, and the one it was proven against. */
export interface Renewal {
  readonly from: Verifier;
  readonly to: Verifier;
}

/**
 * Hashes a proven PIN again where its hash, `phc`, came from another system, or is cheaper than new ones are
 * now. The version stays, for the PIN does: what was opened under it, and what was charged against
 * it, goes on. `null` where there is nothing to do, or no room to do it. Never fails: the PIN was
 * right, and what could not be done now is done at the next right one.
 */
export async function renewVerifier(
  { sealer }: Pick<Ports, 'sealer'>,
  slot: HashSlot,
  { key, verifier, phc }: HeldVerifier & { readonly phc: string },
  secret: Secret,
): Promise<Renewal | null> {
  try {
    const renewed = await slot.renew(phc, secret);
    if (renewed === null) return null;
    return { from: verifier, to: await sealHash(sealer, key, verifier.version, renewed) };
  } catch {
    return null;
  }
}

/**
 * A credential with the renewed verifier in place of the very one that was compared: what somebody
 * else put there meanwhile, the same PIN under a newer key included, stands. Nothing else moves, and
 * nothing goes to the history: no PIN was replaced.
 */
export function withRenewal(
  call: Call,
  { key, renewal }: { readonly key: CredentialKey; readonly renewal?: Renewal },
  current: Credential,
  at: Instant,
): { readonly credential: Credential; readonly audit: NonNullable<Traces['audit']> } {
  if (renewal === undefined || !isSame(current.verifier, renewal.from)) {
    return { credential: current, audit: [] };
  }
  const { subject, purpose } = key;
  const fact = { action: 'verifier.renew', outcome: 'renewed', subject, purpose };
  return {
    credential: { ...current, verifier: renewal.to },
    audit: [auditEntry(call, at, fact)],
  };
}

function isSame(one: Verifier | null, other: Verifier): boolean {
  return (
    one?.version === other.version &&
    one.kind === other.kind &&
    one.sealed.length === other.sealed.length &&
    one.sealed.every((byte, at) => byte === other.sealed[at])
  );
}
