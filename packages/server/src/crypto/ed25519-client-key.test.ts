import { createPublicKey, randomBytes, sign } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ED25519_SESSION, VECTORS } from '../../test/dialects/mixin/vectors.ts';
import { agreeFromSeed, ed25519ClientKeys } from './ed25519-client-key.ts';
import { ed25519FromSeed } from './key-from-seed.ts';

const keys = ed25519ClientKeys();
const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const toHex = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString('hex');
const keyOf = (bytes: Uint8Array) => ({ algorithm: 'ed25519', bytes }) as const;

const session = ED25519_SESSION;
const client = keyOf(hex(session.clientPublicHex));

/** Eight points have a small order; with what RFC 8032 (5.1.3) forbids there are 14 ways to write them. */
const SMALL_ORDER = [
  ['order 1', '0100000000000000000000000000000000000000000000000000000000000000'],
  ['order 1, x = -0', '0100000000000000000000000000000000000000000000000000000000000080'],
  ['order 1, y = p + 1', 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
  [
    'order 1, y = p + 1, x = -0',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  ],
  ['order 2', 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
  ['order 2, x = -0', 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff'],
  ['order 4, even x', '0000000000000000000000000000000000000000000000000000000000000000'],
  ['order 4, odd x', '0000000000000000000000000000000000000000000000000000000000000080'],
  ['order 4, y = p, even x', 'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
  ['order 4, y = p, odd x', 'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff'],
  ['order 8, even x', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
  ['order 8, odd x', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85'],
  ['order 8, -y, even x', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'],
  ['order 8, -y, odd x', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa'],
] as const;

describe('the session of the vectors', () => {
  it('has the keys that follow from the seeds', async () => {
    const scalar = ed25519.utils.toMontgomerySecret(hex(session.serverSeedHex));
    expect(toHex(scalar)).toBe(session.serverX25519ScalarHex);
    const { x } = createPublicKey(ed25519FromSeed(hex(session.clientSeedHex))).export({
      format: 'jwk',
    });
    expect(Buffer.from(x ?? '', 'base64url').toString('hex')).toBe(session.clientPublicHex);
    const u = ed25519.utils.toMontgomery(client.bytes);
    expect(toHex(u)).toBe(session.clientX25519PublicHex);
  });

  it('is agreed on from both sides', async () => {
    const server = await agreeFromSeed(hex(session.serverSeedHex), client.bytes);
    expect(toHex(server.secret)).toBe(session.sharedAesKeyHex);
    expect(toHex(server.serverKey).slice(0, 64)).toBe(session.serverPublicKeyHex);
    const own = await agreeFromSeed(hex(session.clientSeedHex), hex(session.serverPublicKeyHex));
    expect(own.secret).toEqual(server.secret);
  });

  it('is offered in both forms', async () => {
    const channel = await agreeFromSeed(hex(session.serverSeedHex), client.bytes);
    const { serverKey, token } = await keys.offer(client, channel, session.sessionId);
    expect(toHex(serverKey)).toBe(session.serverPublicKeyHex);
    expect(Buffer.from(token).toString('base64')).toBe(session.pinToken);
  });

  it('has tokens and actions that verify', async () => {
    const [header, claims, signature] = VECTORS.e3.authorization.split('.');
    const token = Buffer.from(`${header}.${claims}`);
    const signed = Buffer.from(signature ?? '', 'base64url');
    expect(await keys.verify(client, token, signed)).toBe(true);
    expect(await keys.verify(client, Buffer.from(`${header}.${claims} `), signed)).toBe(false);
    const { signedMessage, decoded } = VECTORS.e5;
    const proof = hex(decoded.pin_base64.pinBytesHex);
    const tip = keyOf(hex(session.tipPublicHex));
    expect(await keys.verify(tip, Buffer.from(signedMessage), proof)).toBe(true);
    expect(await keys.verify(client, Buffer.from(signedMessage), proof)).toBe(false);
  });
});

describe('an Ed25519 key', () => {
  it('is read as it is', async () => {
    expect(await keys.read(client.bytes)).toEqual(client);
    expect(await keys.read(Buffer.from(client.bytes))).toEqual(client);
  });

  it.each(SMALL_ORDER)('of %s is refused everywhere', async (_name, text) => {
    expect(ed25519.Point.fromBytes(hex(text), true).isSmallOrder()).toBe(true);
    expect(await keys.read(hex(text))).toBeNull();
    const refused = { code: 'request_malformed' };
    await expect(keys.agree(keyOf(hex(text)))).rejects.toMatchObject(refused);
  });

  it.each(SMALL_ORDER)(
    'of %s has no signature that is good for any message',
    async (_name, text) => {
      // R is a point, S its number, and the key adds nothing (RFC 8032, 5.1.7).
      const { BASE, Fn } = ed25519.Point;
      const forged = Buffer.concat([BASE.toBytes(), Fn.toBytes(1n)]);
      const about = randomBytes(20);
      expect(ed25519.verify(forged, about, hex(text), { zip215: true })).toBe(true);
      expect(await keys.verify(keyOf(hex(text)), about, forged)).toBe(false);
    },
  );

  it.each([
    ['no point of the curve', `02${'00'.repeat(31)}`],
    ['a point whose y is not reduced', `f0${'ff'.repeat(30)}7f`],
    ['nothing', ''],
    ['a byte short', session.clientPublicHex.slice(2)],
    ['a byte too long', `${session.clientPublicHex}00`],
  ])('that is %s is refused everywhere', async (_name, text) => {
    const key = keyOf(hex(text));
    expect(await keys.read(key.bytes)).toBeNull();
    await expect(keys.agree(key)).rejects.toMatchObject({ code: 'request_malformed' });
    expect(await keys.verify(key, randomBytes(10), randomBytes(64))).toBe(false);
  });

  it('agrees on another secret each time', async () => {
    const [first, second] = await Promise.all([keys.agree(client), keys.agree(client)]);
    expect(first.secret).toHaveLength(32);
    expect(first.secret).not.toEqual(second.secret);
    expect(first.serverKey).not.toEqual(second.serverKey);
    const { secret } = await agreeFromSeed(
      hex(session.clientSeedHex),
      (first.serverKey ?? new Uint8Array()).slice(0, 32),
    );
    expect(secret).toEqual(first.secret);
  });

  it('has nothing to offer without a server key', async () => {
    const channel = { secret: randomBytes(32), serverKey: null };
    await expect(keys.offer(client, channel, 's')).rejects.toMatchObject({ code: 'internal' });
  });

  it('comes generated with its seed', async () => {
    const { publicKey, privateKey } = await keys.generate();
    expect(privateKey).toHaveLength(32);
    const read = await keys.read(publicKey.bytes);
    expect(toHex(read?.bytes ?? null)).toBe(toHex(publicKey.bytes));
    const message = randomBytes(100);
    const signature = sign(null, message, ed25519FromSeed(privateKey));
    expect(await keys.verify(publicKey, message, signature)).toBe(true);
  });
});

describe('an Ed25519 signature', () => {
  const privateKey = ed25519FromSeed(hex(session.clientSeedHex));
  const message = Buffer.from('a message');
  const signature = sign(null, message, privateKey);

  it('is false with any bit changed, cut or longer', async () => {
    expect(await keys.verify(client, message, signature)).toBe(true);
    for (let index = 0; index < signature.length; index += 1) {
      const bent = Uint8Array.from(signature);
      bent[index] = (bent[index] ?? 0) ^ 1;
      expect(await keys.verify(client, message, bent)).toBe(false);
      expect(await keys.verify(client, message, signature.subarray(0, index))).toBe(false);
    }
    const longer = Buffer.concat([signature, Buffer.of(0)]);
    expect(await keys.verify(client, message, longer)).toBe(false);
  });

  it('has one form: its number is reduced (RFC 8032, 5.1.7)', async () => {
    const { Fn } = ed25519.Point;
    const number = Fn.fromBytes(signature.subarray(32)) + Fn.ORDER;
    const text = number.toString(16).padStart(64, '0');
    const again = Buffer.concat([signature.subarray(0, 32), hex(text).reverse()]);
    expect(await keys.verify(client, message, again)).toBe(false);
  });

  it('is judged without an exception, whatever arrives', async () => {
    const some = fc.oneof(
      fc.uint8Array({ maxLength: 80 }),
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.uint8Array({ minLength: 64, maxLength: 64 }),
    );
    await fc.assert(
      fc.asyncProperty(some, some, some, async (bytes, about, signed) => {
        expect(await keys.verify(keyOf(bytes), about, signed)).toBe(false);
        const read = await keys.read(bytes);
        if (read !== null) expect(read.bytes).toEqual(bytes);
      }),
      { numRuns: 300 },
    );
  });
});
