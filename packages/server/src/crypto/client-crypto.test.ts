import { createPrivateKey, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ED25519_SESSION, RSA_SESSION } from '../../test/dialects/mixin/vectors.ts';
import { createClientCrypto } from './client-crypto.ts';
import { ed25519FromSeed } from './key-from-seed.ts';

const crypto = createClientCrypto();
const message = Buffer.from('a message');
const ed25519Bytes = Buffer.from(ED25519_SESSION.clientPublicHex, 'hex');
const rsaBytes = Buffer.from(RSA_SESSION.sessionSecret, 'base64');

const signatures = {
  ed25519: sign(null, message, ed25519FromSeed(Buffer.from(ED25519_SESSION.clientSeedHex, 'hex'))),
  rsa: sign(
    'sha512',
    message,
    createPrivateKey({
      key: Buffer.from(RSA_SESSION.clientPrivatePkcs1DerBase64, 'base64'),
      format: 'der',
      type: 'pkcs1',
    }),
  ),
};

describe('the keys of clients', () => {
  it('are told apart by their length', async () => {
    expect(await crypto.readPublicKey(ed25519Bytes)).toMatchObject({ algorithm: 'ed25519' });
    expect(await crypto.readPublicKey(rsaBytes)).toMatchObject({ algorithm: 'rsa' });
    expect(await crypto.readPublicKey(ed25519Bytes.subarray(1))).toBeNull();
    expect(await crypto.readPublicKey(rsaBytes.subarray(0, 32))).toBeNull();
  });

  it('are bytes of their own, whatever becomes of what was read', async () => {
    for (const bytes of [ed25519Bytes, rsaBytes]) {
      const given = Uint8Array.from(bytes);
      const reading = createClientCrypto().readPublicKey(given);
      given.fill(0);
      const key = await reading;
      expect(Buffer.from(key?.bytes ?? []).equals(bytes)).toBe(true);
    }
  });

  it('judge signatures of their own algorithm only', async () => {
    const keys = [
      { algorithm: 'ed25519', bytes: ed25519Bytes },
      { algorithm: 'rsa', bytes: rsaBytes },
      { algorithm: 'ed25519', bytes: rsaBytes },
      { algorithm: 'rsa', bytes: ed25519Bytes },
    ] as const;
    const judge = (signature: Uint8Array) =>
      Promise.all(keys.map((key) => crypto.verify(key, message, signature)));
    expect(await judge(signatures.ed25519)).toEqual([true, false, false, false]);
    expect(await judge(signatures.rsa)).toEqual([false, true, false, false]);
  });

  it.each(['ed25519', 'rsa'] as const)('are generated for %s', async (algorithm) => {
    const { publicKey } = await crypto.generate(algorithm);
    expect(await crypto.readPublicKey(publicKey.bytes)).toMatchObject({ algorithm });
    const channel = await crypto.agree(publicKey);
    const { serverKey, token } = await crypto.offer(publicKey, channel, 'a label');
    expect(channel.secret).toHaveLength(32);
    expect(serverKey === null).toBe(algorithm === 'rsa');
    expect(token).toHaveLength(algorithm === 'rsa' ? 256 : 32);
  });
});

describe('a digest', () => {
  it('is SHA-256 (FIPS 180-4)', () => {
    const digest = Buffer.from(crypto.hash('sha256', Buffer.from('abc'))).toString('hex');
    expect(digest).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
