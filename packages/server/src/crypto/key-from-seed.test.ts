import { createPublicKey, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ed25519FromSeed, p256FromSeed } from './key-from-seed.ts';

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
const message = Buffer.from('a message');

describe('a key made from a seed', () => {
  it('is a working P-256 key, always the same one', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const key = p256FromSeed(seed);
        expect(key.equals(p256FromSeed(seed))).toBe(true);
        const signature = sign('sha256', message, key);
        expect(verify('sha256', message, createPublicKey(key), signature)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('is the Ed25519 key of RFC 8032, section 7.1, test 1', () => {
    const seed = Buffer.from(
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'hex',
    );
    const { x } = createPublicKey(ed25519FromSeed(seed)).export({ format: 'jwk' });
    expect(Buffer.from(x ?? '', 'base64url').toString('hex')).toBe(
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    );
  });
});
