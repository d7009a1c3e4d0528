import { createHash, createPublicKey, diffieHellman, generateKeyPairSync } from 'node:crypto';
import { CompactEncrypt } from 'jose';
import { describe, expect, it } from 'vitest';
import { createPayloadCrypto } from './payload-crypto.ts';

const payload = createPayloadCrypto();
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const bytes = (text: string) => new TextEncoder().encode(text);

function clientPair() {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...pair, encoded: encode(pair.publicKey.export({ format: 'jwk' })) };
}

describe('payload crypto', () => {
  it('agrees with a client that derives by RFC 7518, section 4.6.2', async () => {
    const client = clientPair();
    const agreed = await payload.agree(client.encoded, 'MOB-APP-2001');
    const jwk = JSON.parse(Buffer.from(agreed?.serverKey ?? '', 'base64url').toString());
    const shared = diffieHellman({
      privateKey: client.privateKey,
      publicKey: createPublicKey({ key: jwk, format: 'jwk' }),
    });
    const length = (count: number) => Buffer.from([0, 0, 0, count]);
    const info = [length(7), Buffer.from('A256GCM'), length(12), Buffer.from('MOB-APP-2001')];
    const round = [length(1), shared, ...info, length(0), Buffer.from([0, 0, 1, 0])];
    const expected = createHash('sha256').update(Buffer.concat(round)).digest();
    expect(Buffer.from(agreed?.secret ?? [])).toEqual(expected);
    expect(jwk).not.toHaveProperty('d');
  });

  it('makes a pair of its own each time', async () => {
    const { encoded } = clientPair();
    const [one, two] = [await payload.agree(encoded, ''), await payload.agree(encoded, '')];
    expect(one?.serverKey).not.toBe(two?.serverKey);
  });

  it('refuses what is no public P-256 key', async () => {
    const jwk = clientPair().publicKey.export({ format: 'jwk' });
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey;
    for (const wrong of [
      '',
      'publicKey',
      encode(null),
      encode({ ...jwk, y: jwk.x }),
      encode({ ...jwk, kty: 'OKP' }),
      encode(p384.export({ format: 'jwk' })),
    ]) {
      expect(await payload.agree(wrong, ''), wrong).toBeNull();
    }
  });

  it('opens what it encrypted, and nothing that was altered or compressed', async () => {
    const secret = new Uint8Array(32).fill(3);
    const text = await payload.encrypt(secret, bytes('{"pin":"8305"}'));
    expect(Buffer.from((await payload.decrypt(secret, text)) ?? []).toString()).toBe(
      '{"pin":"8305"}',
    );
    expect(await payload.decrypt(new Uint8Array(32).fill(4), text)).toBeNull();
    expect(await payload.decrypt(secret, text.slice(0, -4))).toBeNull();
    expect(await payload.decrypt(secret, '{"pin":"8305"}')).toBeNull();
    const wrapped = await new CompactEncrypt(bytes('x'))
      .setProtectedHeader({ alg: 'A256GCMKW', enc: 'A256GCM' })
      .encrypt(secret);
    expect(await payload.decrypt(secret, wrapped)).toBeNull();
  });
});
