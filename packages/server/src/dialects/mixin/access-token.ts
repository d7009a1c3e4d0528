import { decodeJwt, decodeProtectedHeader } from 'jose';
import { Type } from 'typebox';
import { Fault } from '../../core/fault.ts';
import type { ClientKeyAlgorithm } from '../../core/model/client-key.ts';
import { DAY_MS, type Instant, MINUTE_MS, SECOND_MS } from '../../core/model/instant.ts';
import { checker } from '../validate.ts';

/** A bearer token taken apart. Nothing in it is believed before its signature was checked. */
export interface AccessToken {
  readonly userId: string;
  readonly sessionId: string;
  readonly algorithm: ClientKeyAlgorithm;
  /** What it says of the request: SHA-256 of method, URI and body, in hexadecimal. */
  readonly requestDigest: string;
  readonly issuedAt: Instant;
  /** The bytes that were signed; the same for a repeat of the very same token. */
  readonly signed: string;
  readonly signature: Uint8Array;
}

const BEARER = /^Bearer +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/;
const ALGORITHMS: ReadonlyMap<unknown, ClientKeyAlgorithm> = new Map([
  ['EdDSA', 'ed25519'],
  ['RS512', 'rsa'],
]);

/** The official Go SDK and the documentation use 90 days, others a minute (mixin 3). */
const LIFE_MAX_MS = 90 * DAY_MS;
const CLOCK_AHEAD_MAX_MS = 5 * MINUTE_MS;

const uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });
const seconds = Type.Integer({ minimum: 0, maximum: 2 ** 40 });

const readClaims = checker(
  Type.Object({
    uid: uuid,
    sid: uuid,
    iat: seconds,
    exp: seconds,
    sig: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    jti: Type.Optional(Type.String({ maxLength: 64 })),
    scp: Type.Optional(Type.String({ maxLength: 200 })),
  }),
  'token',
);

/**
 * Reads `Authorization: Bearer <JWT>` (mixin 3). Throws `unauthenticated` for what is no token of a
 * session or not valid now, and `forbidden` for one that was given to somebody else's app.
 */
export function readAccessToken(authorization: string | undefined, now: Instant): AccessToken {
  const [, signed = '', signature = ''] = BEARER.exec(authorization ?? '') ?? [];
  const { header, payload } = decode(`${signed}.${signature}`);
  const algorithm = ALGORITHMS.get(header.alg);
  if (algorithm === undefined) throw unauthorized('the algorithm is none of this wire');
  refuseGrantedTokens(payload);
  const { uid, sid, iat, exp, sig, scp = 'FULL' } = claimsOf(payload);
  const [from, until] = [iat * SECOND_MS, exp * SECOND_MS];
  if (now >= until || from > now + CLOCK_AHEAD_MAX_MS) throw unauthorized('not valid at this time');
  if (until <= from || until - from > LIFE_MAX_MS) throw unauthorized('lives too long');
  if (scp !== 'FULL') throw forbidden();
  return {
    userId: uid,
    sessionId: sid,
    algorithm,
    requestDigest: sig,
    issuedAt: from,
    signed,
    signature: Buffer.from(signature, 'base64url'),
  };
}

function decode(token: string) {
  try {
    return { header: decodeProtectedHeader(token), payload: decodeJwt(token) };
  } catch {
    throw unauthorized('no JWT');
  }
}

function claimsOf(payload: unknown) {
  try {
    return readClaims(payload);
  } catch (fault) {
    throw unauthorized(fault instanceof Fault ? fault.message : 'no claims');
  }
}

/** An OAuth token names an authorization in place of a session; it may never come near a PIN. */
function refuseGrantedTokens(payload: Readonly<Record<string, unknown>>): void {
  if (payload['aid'] !== undefined && payload['sid'] === undefined) throw forbidden();
}

function forbidden(): Fault {
  return new Fault('forbidden', 'Tokens that a user granted to an app are not accepted here.');
}

export function unauthorized(internal: string): Fault {
  const sentence = 'Sign the request with the key of your session, and check your clock.';
  return new Fault('unauthenticated', sentence, { internal });
}
