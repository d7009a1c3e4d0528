import { decodeJwt, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { ASSERTION_TTL_MS } from '../core/model/assertion.ts';
import { type Instant, SECOND_MS } from '../core/model/instant.ts';
import type { Session } from '../core/model/session.ts';
import type { ReadSession, Signer } from '../core/ports/signer.ts';
import type { KeySource } from './keyring.ts';
import { ALGORITHM, type TenantKey, tenantKeys } from './tenant-keys.ts';

const ISSUER = 'pintumbler';
const ASSERTION_TYPE = 'pin-assertion+jwt';
/** Vendors' clients read the header of a session token, and know no other type. */
const SESSION_TYPE = 'JWT';

/** Assertions and session tokens, as JWTs (RFC 7519) with a key of their own each. */
export function createTokenSigner(keyring: KeySource): Signer {
  const assertionKey = tenantKeys(keyring, 'assertion');
  const sessionKey = tenantKeys(keyring, 'session');
  return {
    async sign(tenant, { id, subject, purpose, operation, verifiedAt }) {
      const until = verifiedAt + ASSERTION_TTL_MS;
      const about = { tenant, id, subject, from: verifiedAt, until };
      return signJwt(await assertionKey(tenant), ASSERTION_TYPE, about, { purpose, operation });
    },

    publicKeys: async (tenant) => [(await assertionKey(tenant)).jwk],

    async signSession(tenant, { id, dialect, subject, issuedAt, expiresAt, claims }) {
      const about = { tenant, id, subject, from: issuedAt, until: expiresAt };
      return signJwt(await sessionKey(tenant), SESSION_TYPE, about, { ...claims, dialect });
    },

    claimedTenant,

    async readSession(tenant, text, now): Promise<ReadSession> {
      const { publicKey } = await sessionKey(tenant);
      try {
        const { payload } = await jwtVerify(text, publicKey, {
          algorithms: [ALGORITHM],
          issuer: ISSUER,
          audience: tenant,
          currentDate: new Date(now),
          requiredClaims: ['sub', 'jti', 'iat', 'exp'],
        });
        return { token: 'valid', session: toSession(payload) };
      } catch (error) {
        return { token: error instanceof errors.JWTExpired ? 'expired' : 'forged' };
      }
    },
  };
}

interface About {
  readonly tenant: string;
  readonly id: string;
  readonly subject: string;
  readonly from: Instant;
  readonly until: Instant;
}

/** What it is about cannot be overwritten by the claims that are added. */
function signJwt(
  { privateKey, jwk }: TenantKey,
  typ: string,
  { tenant, id, subject, from, until }: About,
  claims: JWTPayload,
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: ALGORITHM, kid: jwk.kid, typ })
    .setIssuer(ISSUER)
    .setAudience(tenant)
    .setSubject(subject)
    .setJti(id)
    .setIssuedAt(seconds(from))
    .setExpirationTime(seconds(until))
    .sign(privateKey);
}

function claimedTenant(text: string): string | null {
  try {
    const { aud, iss } = decodeJwt(text);
    return iss === ISSUER && typeof aud === 'string' ? aud : null;
  } catch {
    return null;
  }
}

function toSession(payload: Readonly<Record<string, unknown>>): Session {
  const { sub, jti, iat, exp, iss: _iss, aud: _aud, dialect, ...rest } = payload;
  const claims = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, String(value)]),
  );
  const times = { issuedAt: Number(iat) * SECOND_MS, expiresAt: Number(exp) * SECOND_MS };
  return { id: String(jti), dialect: String(dialect), subject: String(sub), ...times, claims };
}

function seconds(instant: Instant): number {
  return Math.floor(instant / SECOND_MS);
}
