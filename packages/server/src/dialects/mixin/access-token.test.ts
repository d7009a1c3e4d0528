import { describe, expect, it } from 'vitest';
import { Fault } from '../../core/fault.ts';
import { readAccessToken } from './access-token.ts';

const NOW = 1_795_189_332_000;
const SECONDS = NOW / 1_000;
const DAYS = 24 * 3_600;

const CLAIMS = {
  uid: '8c68d4c6-42a2-4ca2-833e-64b1d63871bf',
  sid: '035931db-8a0e-4342-9348-91472835c186',
  iat: SECONDS,
  exp: SECONDS + 3_600,
  jti: '2c0fe421-0262-4a29-be88-e71c65289b13',
  sig: 'ab'.repeat(32),
  scp: 'FULL',
};

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function bearer(claims: object, header: object = { alg: 'EdDSA', typ: 'JWT' }): string {
  return `Bearer ${part(header)}.${part(claims)}.c2lnbmF0dXJl`;
}

function codeOf(authorization: string | undefined): string {
  try {
    readAccessToken(authorization, NOW);
    return 'read';
  } catch (error) {
    return error instanceof Fault ? error.code : String(error);
  }
}

describe('an access token', () => {
  it.each([
    ['of the npm packages', {}],
    ['without scp', { scp: undefined }],
    ['without jti', { jti: undefined }],
    ['of a minute', { exp: SECONDS + 60 }],
    ['of 90 days', { exp: SECONDS + 90 * DAYS }],
    ['from a clock that is a little ahead', { iat: SECONDS + 240 }],
  ])('is read: %s', (_what, change) => {
    expect(codeOf(bearer({ ...CLAIMS, ...change }))).toBe('read');
  });

  it('says what it was signed with', () => {
    const rsa = readAccessToken(bearer(CLAIMS, { alg: 'RS512' }), NOW);
    expect(rsa).toMatchObject({ algorithm: 'rsa', sessionId: CLAIMS.sid, userId: CLAIMS.uid });
  });

  it.each([
    ['expired', { exp: SECONDS }],
    ['from the future', { iat: SECONDS + 301 }],
    ['living longer than 90 days', { exp: SECONDS + 90 * DAYS + 1 }],
    ['ending before it begins', { iat: SECONDS + 100, exp: SECONDS + 50 }],
    ['without a session', { sid: undefined }],
    ['without a user', { uid: undefined }],
    ['with ids that are none', { sid: "' OR 1=1" }],
    ['with times that are texts', { exp: String(SECONDS + 60) }],
    ['with no signature of the request', { sig: '' }],
  ])('is refused: %s', (_what, change) => {
    expect(codeOf(bearer({ ...CLAIMS, ...change }))).toBe('unauthenticated');
  });

  it.each(['none', 'HS256', 'HS512', 'RS256', 'ES256', 'constructor', undefined])(
    'is refused with the algorithm %s',
    (alg) => expect(codeOf(bearer(CLAIMS, { alg }))).toBe('unauthenticated'),
  );

  it.each([undefined, '', 'Bearer ', 'Bearer x', 'Bearer a.b.c', 'Basic eA==', 'Bearer ..'])(
    'is missing in %j',
    (authorization) => expect(codeOf(authorization)).toBe('unauthenticated'),
  );

  it('that a user granted to an app is forbidden', () => {
    const granted = { iss: CLAIMS.uid, aid: CLAIMS.sid, uid: undefined, sid: undefined };
    expect(codeOf(bearer({ ...CLAIMS, ...granted }))).toBe('forbidden');
    expect(codeOf(bearer({ ...CLAIMS, scp: 'PROFILE:READ' }))).toBe('forbidden');
  });
});
