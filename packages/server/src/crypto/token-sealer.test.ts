import { CompactEncrypt } from 'jose';
import { describe, expect, it } from 'vitest';
import { Keyring } from './keyring.ts';
import { createTokenSealer } from './token-sealer.ts';

const root = (id: string, fill: number) => ({ id, secret: new Uint8Array(32).fill(fill) });
const digestSecret = new Uint8Array(32).fill(9);
const keyring = new Keyring({ active: 'k1', roots: [root('k1', 1)], digestSecret });
const sealer = createTokenSealer(keyring);
const CLAIMS = { tenant: 'acme', id: 'one', exp: 1 };

const headerOf = (token: string) =>
  Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8');
const forge = (header: Record<string, unknown>, secret = keyring.sealingKey('k1', '', 'token:a')) =>
  new CompactEncrypt(new TextEncoder().encode(JSON.stringify(CLAIMS)))
    .setProtectedHeader(header as { alg: string; enc: string })
    .encrypt(secret);

describe('token sealer', () => {
  it('makes a compact JWE with the documented header, an empty key and a fresh nonce', async () => {
    const token = await sealer.seal('a', CLAIMS);
    expect(headerOf(token)).toBe('{"enc":"A256GCM","alg":"dir","kid":"k1"}');
    const [, key, iv = '', , tag = ''] = token.split('.');
    expect(key).toBe('');
    expect(Buffer.from(iv, 'base64url')).toHaveLength(12);
    expect(Buffer.from(tag, 'base64url')).toHaveLength(16);
    expect(await sealer.seal('a', CLAIMS)).not.toBe(token);
    expect(await sealer.open('a', token)).toEqual(CLAIMS);
  });

  it('opens no token of another use, and none that was cut off or altered', async () => {
    const token = await sealer.seal('a', CLAIMS);
    expect(await sealer.open('b', token)).toBeNull();
    for (let at = 0; at < token.length; at += 7) {
      const other = token[at] === 'A' ? 'B' : 'A';
      const altered = token.slice(0, at) + other + token.slice(at + 1);
      expect(await sealer.open('a', altered), `character ${at}`).toBeNull();
      expect(await sealer.open('a', token.slice(0, at)), `length ${at}`).toBeNull();
    }
  });

  it('takes a token without a key id, and no other header', async () => {
    expect(await sealer.open('a', await forge({ alg: 'dir', enc: 'A256GCM' }))).toEqual(CLAIMS);
    for (const header of [
      { alg: 'dir', enc: 'A256GCM', zip: 'DEF' },
      { alg: 'dir', enc: 'A256GCM', cty: 'JWT' },
      { alg: 'dir', enc: 'A256GCM', kid: 'k2' },
      { alg: 'A256GCMKW', enc: 'A256GCM' },
    ]) {
      const token = await forge(header).catch(() => undefined);
      const [, ...rest] = (token ?? (await sealer.seal('a', CLAIMS))).split('.');
      const encoded = Buffer.from(JSON.stringify(header)).toString('base64url');
      expect(await sealer.open('a', token ?? [encoded, ...rest].join('.'))).toBeNull();
    }
  });

  it('goes on opening tokens of a root that no longer seals', async () => {
    const token = await sealer.seal('a', CLAIMS);
    const roots = [root('k1', 1), root('k2', 2)];
    const rotated = createTokenSealer(new Keyring({ active: 'k2', roots, digestSecret }));
    expect(await rotated.open('a', token)).toEqual(CLAIMS);
    expect(headerOf(await rotated.seal('a', CLAIMS))).toContain('"kid":"k2"');
  });
});
