import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAssertionVerifier, type PublicKey } from '../src/verify.ts';

const SECONDS = 1_800_000_000;
const expected = { subject: 'ann', operation: 'payment 4711' };
let clock = 0;
let asked = 0;
let published: PublicKey[] = [];
let privateKey: CryptoKey;
let jwk: PublicKey;

beforeAll(async () => {
  ({ privateKey, jwk } = await makeKey('k-1'));
});
beforeEach(() => {
  clock = SECONDS * 1000;
  asked = 0;
  published = [jwk];
});

async function makeKey(kid: string) {
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  const shown = { ...(await exportJWK(pair.publicKey)), kid, use: 'sig', alg: 'EdDSA' };
  return { privateKey: pair.privateKey, jwk: shown as PublicKey };
}

function verifierNow() {
  const readKeys = async () => {
    asked += 1;
    return published;
  };
  return createAssertionVerifier({ readKeys, audience: 'demo', now: () => clock });
}

interface Change {
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  readonly key?: CryptoKey;
}

function proof({ header, claims, key = privateKey }: Change = {}): Promise<string> {
  const all = {
    ...{ iss: 'pintumbler', aud: 'demo', sub: 'ann', purpose: 'login', operation: 'payment 4711' },
    ...{ jti: 'a-1', iat: SECONDS - 10, exp: SECONDS + 110 },
    ...claims,
  };
  const protectedHeader = { alg: 'EdDSA', typ: 'pin-assertion+jwt', kid: 'k-1', ...header };
  return new SignJWT(all).setProtectedHeader(protectedHeader).sign(key);
}

function unsigned(header: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ typ: 'pin-assertion+jwt', kid: 'k-1', ...header })}.${part({ sub: 'ann' })}.AAAA`;
}

describe('the assertion verifier', () => {
  it('believes a proof of the tenant for this very operation', async () => {
    expect(await verifierNow().verify(await proof(), expected)).toEqual({
      outcome: 'genuine',
      assertion: {
        ...{ id: 'a-1', purpose: 'login', ...expected },
        verifiedAt: new Date((SECONDS - 10) * 1000),
        expiresAt: new Date((SECONDS + 110) * 1000),
      },
    });
  });

  it.each<[string, Change, string]>([
    ['a session token', { header: { typ: 'JWT' } }, 'type'],
    ['another issuer', { claims: { iss: 'somebody' } }, 'issuer'],
    ['another tenant', { claims: { aud: 'other' } }, 'audience'],
    ['a list of tenants', { claims: { aud: ['demo', 'other'] } }, 'audience'],
    ['another person', { claims: { sub: 'bob' } }, 'subject'],
    ['another purpose', { claims: { purpose: 'transaction' } }, 'purpose'],
    ['another operation', { claims: { operation: 'payment 4712' } }, 'operation'],
    ['one whose time is over', { claims: { exp: SECONDS - 6 } }, 'expired'],
    ['one from the future', { claims: { iat: SECONDS + 6 } }, 'not_yet'],
    ['one whose id is no text', { claims: { jti: 7 } }, 'unreadable'],
    ['one of a key nobody has', { header: { kid: 'k-9' } }, 'key_unknown'],
  ])('refuses %s', async (_what, change, reason) => {
    const found = await verifierNow().verify(await proof(change), expected);
    expect(found).toEqual({ outcome: 'refused', reason });
  });

  it.each([
    ['none', unsigned({ alg: 'none' }), 'algorithm'],
    ['HS256', unsigned({ alg: 'HS256' }), 'algorithm'],
    ['nothing', unsigned({}), 'algorithm'],
    ['an extension', unsigned({ alg: 'EdDSA', crit: ['b64'], b64: false }), 'type'],
    ['no token', 'hello', 'unreadable'],
    ['a token that is too long', `${'a'.repeat(9000)}.a.a`, 'unreadable'],
  ])('lets no token choose its algorithm: %s', async (_what, text, reason) => {
    const found = await verifierNow().verify(text, expected);
    expect(found).toEqual({ outcome: 'refused', reason });
    expect(asked).toBe(0);
  });

  it('refuses another key under a known name', async () => {
    const { privateKey: foreign } = await makeKey('k-1');
    const found = await verifierNow().verify(await proof({ key: foreign }), expected);
    expect(found).toEqual({ outcome: 'refused', reason: 'signature_wrong' });
  });

  it('uses no key that is published for something else', async () => {
    published = [{ ...jwk, use: 'enc' }];
    const found = await verifierNow().verify(await proof(), expected);
    expect(found).toEqual({ outcome: 'refused', reason: 'key_unknown' });
  });

  it('reads the keys once, again for a new one, and seldom for made-up ones', async () => {
    const verifier = verifierNow();
    const text = await proof();
    await Promise.all([1, 2, 3].map(() => verifier.verify(text, expected)));
    expect(asked).toBe(1);

    const next = await makeKey('k-2');
    published = [jwk, next.jwk];
    const fresh = await proof({ header: { kid: 'k-2' }, key: next.privateKey });
    clock += 29_000;
    expect(await verifier.verify(fresh, expected)).toMatchObject({ reason: 'key_unknown' });
    expect(asked).toBe(1);
    clock += 1_000;
    expect(await verifier.verify(fresh, expected)).toMatchObject({ outcome: 'genuine' });
    for (let kid = 0; kid < 20; kid += 1) {
      await verifier.verify(await proof({ header: { kid: `made-up-${kid}` } }), expected);
    }
    expect(asked).toBe(2);
  });

  it('forgets a key that was withdrawn, after an hour at the latest', async () => {
    const verifier = verifierNow();
    await verifier.verify(await proof(), expected);
    published = [];
    clock += 60 * 60_000;
    const late = await proof({ claims: { iat: clock / 1000, exp: clock / 1000 + 120 } });
    expect(await verifier.verify(late, expected)).toMatchObject({ reason: 'key_unknown' });
  });
});
