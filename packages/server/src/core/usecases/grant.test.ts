import { describe, expect, it } from 'vitest';
import { NO_CREDENTIAL } from '../model/credential.ts';
import { type Grant, grantedVersion, isGrantFor, toGrant, toSingleUse } from './grant.ts';

const place = { tenant: 'acme', kind: 'grant', id: 'g1' };
const key = { tenant: 'acme', subject: 'ann', purpose: 'login' };
const grant: Grant = { subject: 'ann', purpose: 'login', version: 4, refusalsLeft: 5 };

function inForce(version: number) {
  const verifier = { version, kind: 'hash', sealed: Uint8Array.of() } as const;
  return { ...NO_CREDENTIAL, verifier };
}
const grantWith = (over: Partial<Grant> = {}) => toSingleUse(place, { ...grant, ...over }, 9);

describe('a grant', () => {
  it.each([4, 0, 2 ** 31, -1])('is kept as it was given, for version %s', (version) => {
    expect(toGrant(grantWith({ version }))).toEqual({ ...grant, version });
    expect(grantWith({ version })).toMatchObject({ ...place, expiresAt: 9 });
  });

  it('is for the version it was given for, and for no other', () => {
    expect(isGrantFor(grantWith(), key, inForce(4))).toBe(true);
    for (const other of [inForce(5), inForce(0), NO_CREDENTIAL]) {
      expect(isGrantFor(grantWith(), key, other)).toBe(false);
    }
  });

  it('for a first secret is for none there is, and not for a later time without one', () => {
    const none = (changedAt: number | null) => ({ ...NO_CREDENTIAL, changedAt });
    for (const then of [none(null), none(0), none(7)]) {
      const first = grantWith({ version: grantedVersion(then) });
      expect(isGrantFor(first, key, then)).toBe(true);
      for (const other of [none(8), inForce(0), inForce(1), inForce(7), inForce(8)]) {
        expect(isGrantFor(first, key, other)).toBe(false);
      }
    }
    expect(isGrantFor(grantWith({ version: 0 }), key, none(null))).toBe(false);
  });

  it('is for its subject and purpose, and there has to be one', () => {
    expect(isGrantFor(grantWith({ subject: 'ben' }), key, inForce(4))).toBe(false);
    expect(isGrantFor(grantWith({ purpose: 'pay' }), key, inForce(4))).toBe(false);
    expect(isGrantFor(null, key, NO_CREDENTIAL)).toBe(false);
    const empty = { ...place, data: {}, expiresAt: 9 };
    expect(isGrantFor(empty, key, NO_CREDENTIAL)).toBe(false);
  });
});
