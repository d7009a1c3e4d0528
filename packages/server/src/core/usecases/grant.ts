import type { Credential, CredentialKey } from '../model/credential.ts';
import type { Instant } from '../model/instant.ts';
import type { Subject } from '../model/subject.ts';
import type { SingleUseKey, SingleUseValue } from '../ports/decision.ts';
import type { Sealer } from '../ports/sealer.ts';

/**
 * Where a grant is kept: under a keyed digest of its token, so that neither the database nor a
 * backup holds anything a PIN could be reset with.
 */
export async function grantKey(
  sealer: Sealer,
  tenant: string,
  token: string,
): Promise<SingleUseKey> {
  const id = await sealer.digest({ tenant, label: 'grant', binding: [] }, token);
  return { tenant, kind: 'grant', id };
}

/**
 * The grant of a completed recovery. Derived, not drawn: asking twice gives the same token, so a
 * caller whose connection broke gets its grant without a second one existing.
 */
export function grantToken(sealer: Sealer, tenant: string, recovery: string): Promise<string> {
  return sealer.digest({ tenant, label: 'grant-token', binding: [] }, recovery);
}

/** What a grant is good for. */
export interface Grant {
  readonly subject: string;
  /** When that subject was made: somebody made again under the same id is somebody else. */
  readonly born?: Instant;
  readonly purpose: string;
  /** State of the credential it may end; any change, reset or deletion since makes it worthless. */
  readonly version: number;
  /** How often a new PIN may still be refused as used before. */
  readonly refusalsLeft: number;
}

export function toSingleUse(key: SingleUseKey, grant: Grant, expiresAt: Instant): SingleUseValue {
  const { subject, born, purpose, version, refusalsLeft } = grant;
  const numbers = { version: String(version), refusalsLeft: String(refusalsLeft) };
  const about = { subject, purpose, ...(born !== undefined && { born: String(born) }) };
  return { ...key, data: { ...about, ...numbers }, expiresAt };
}

export function toGrant({ data }: SingleUseValue): Grant {
  return {
    subject: data['subject'] ?? '',
    ...(data['born'] !== undefined && { born: Number(data['born']) }),
    purpose: data['purpose'] ?? '',
    version: Number(data['version']),
    refusalsLeft: Number(data['refusalsLeft']),
  };
}

/** Whether a grant was given to this very subject. */
export function isGrantOf(value: SingleUseValue, { id, createdAt }: Subject): boolean {
  const { subject, born = createdAt } = toGrant(value);
  return subject === id && born === createdAt;
}

/** Whether a grant lets this credential, as it is now, get a new secret. */
export function isGrantFor(
  value: SingleUseValue | null,
  key: CredentialKey,
  credential: Pick<Credential, 'verifier' | 'changedAt'>,
): boolean {
  if (value === null) return false;
  const { subject, purpose, version } = toGrant(value);
  const about = subject === key.subject && purpose === key.purpose;
  return about && version === grantedVersion(credential);
}

/**
 * What a grant is for: the version in force, or the state of none since a moment, below zero. Of two
 * times without a secret, with one between them, a grant is for one.
 */
export function grantedVersion({
  verifier,
  changedAt,
}: Pick<Credential, 'verifier' | 'changedAt'>): number {
  return verifier?.version ?? -1 - (changedAt ?? 0);
}
