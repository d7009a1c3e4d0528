import type { Credential, CredentialKey } from '../model/credential.ts';
import type { Instant } from '../model/instant.ts';
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
  readonly purpose: string;
  /** Verifier version it may replace; any change, reset or deletion since makes it worthless. `null`: a first one. */
  readonly version: number | null;
  /** How often a new PIN may still be refused as used before. */
  readonly refusalsLeft: number;
}

export function toSingleUse(key: SingleUseKey, grant: Grant, expiresAt: Instant): SingleUseValue {
  const { subject, purpose, version, refusalsLeft } = grant;
  const numbers = { version: String(version ?? ''), refusalsLeft: String(refusalsLeft) };
  return { ...key, data: { subject, purpose, ...numbers }, expiresAt };
}

export function toGrant({ data }: SingleUseValue): Grant {
  return {
    subject: data['subject'] ?? '',
    purpose: data['purpose'] ?? '',
    version: data['version'] === '' ? null : Number(data['version']),
    refusalsLeft: Number(data['refusalsLeft']),
  };
}

/** Whether a grant lets this credential, as it is now, get a new secret. */
export function isGrantFor(
  value: SingleUseValue | null,
  key: CredentialKey,
  { verifier }: Pick<Credential, 'verifier'>,
): boolean {
  if (value === null) return false;
  const { subject, purpose, version } = toGrant(value);
  const about = subject === key.subject && purpose === key.purpose;
  return about && version === (verifier?.version ?? null);
}
