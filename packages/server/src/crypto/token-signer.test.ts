import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import type { Session } from '../core/model/session.ts';
import { Keyring } from './keyring.ts';
import { createTokenSigner } from './token-signer.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const HOUR = 3_600_000;
const root = (fill: number) => ({ id: 'k1', secret: new Uint8Array(32).fill(fill) });
const signerOf = (fill: number) =>
  createTokenSigner(
    new Keyring({ active: 'k1', roots: [root(fill)], digestSecret: root(fill).secret }),
  );

const session: Session = {
  ...{ id: 'j1', dialect: 'circle', subject: 'ann', issuedAt: NOW, expiresAt: NOW + HOUR },
  claims: { entityId: 'e', sub: 'somebody else', exp: '99999999999' },
};

describe('session tokens', () => {
  const signer = signerOf(1);

  it('are JWTs whose own claims cannot be overwritten by what a wire adds', async () => {
    const token = await signer.signSession('acme', session);
    expect(decodeProtectedHeader(token).typ).toBe('JWT');
    expect(decodeJwt(token)).toMatchObject({
      ...{ sub: 'ann', aud: 'acme', jti: 'j1', entityId: 'e' },
      ...{ iat: NOW / 1000, exp: (NOW + HOUR) / 1000 },
    });
    const read = await signer.readSession('acme', token, NOW);
    expect(read).toMatchObject({ token: 'valid', session: { subject: 'ann' } });
  });

  it('end at their time, and not before', async () => {
    const token = await signer.signSession('acme', session);
    expect((await signer.readSession('acme', token, NOW + HOUR - 1000)).token).toBe('valid');
    expect((await signer.readSession('acme', token, NOW + HOUR + 1000)).token).toBe('expired');
  });

  it("are refused under another tenant's key, another server's key and when altered", async () => {
    const token = await signer.signSession('acme', session);
    const [head = '', body = '', mark = ''] = token.split('.');
    const other = Buffer.from(JSON.stringify({ ...decodeJwt(token), sub: 'bob' }));
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
    expect((await signer.readSession('other', token, NOW)).token).toBe('forged');
    expect((await signerOf(2).readSession('acme', token, NOW)).token).toBe('forged');
    for (const forged of [
      `${head}.${other.toString('base64url')}.${mark}`,
      `${none}.${body}.`,
      `${head}.${body}.`,
    ]) {
      expect((await signer.readSession('acme', forged, NOW)).token).toBe('forged');
    }
  });

  it('are no assertions, and assertions are no session tokens', async () => {
    const about = { id: 'a1', subject: 'ann', purpose: 'login', operation: 'pay', verifiedAt: NOW };
    const assertion = await signer.sign('acme', about);
    expect((await signer.readSession('acme', assertion, NOW)).token).toBe('forged');
  });

  it('say for whom they claim to speak, and nothing for what is no token', async () => {
    expect(signer.claimedTenant(await signer.signSession('acme', session))).toBe('acme');
    for (const text of ['', 'abc', 'a.b.c', 'e30.e30.e30']) {
      expect(signer.claimedTenant(text)).toBeNull();
    }
  });
});
