import {
  constants,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  privateDecrypt,
  randomBytes,
  sign,
} from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RSA_SESSION } from '../../test/dialects/mixin/vectors.ts';
import { rsaClientKeys } from './rsa-client-key.ts';

const keys = rsaClientKeys();
const base64 = (text: string) => Buffer.from(text, 'base64');
const keyOf = (bytes: Uint8Array) => ({ algorithm: 'rsa', bytes }) as const;
const spkiOf = (key: KeyObject) => key.export({ format: 'der', type: 'spki' });
const rsaPair = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength });

const session = RSA_SESSION;
const client = keyOf(base64(session.sessionSecret));
const secret = Buffer.from(session.sessionAesKeyHex, 'hex');
const privateKey = createPrivateKey({
  key: base64(session.clientPrivatePkcs1DerBase64),
  format: 'der',
  type: 'pkcs1',
});
const message = Buffer.from('a message');

const unwrap = (key: KeyObject, token: Uint8Array, label: string) =>
  privateDecrypt(
    {
      key,
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
      oaepLabel: Buffer.from(label),
    },
    token,
  );

/** DER by hand (X.690), for keys that no library would write. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  // All that are needed here: below 128, and of one byte.
  const size = body.length < 128 ? [body.length] : [0x81, body.length];
  return Buffer.concat([Buffer.of(tag, ...size), body]);
}

const MODULUS = Buffer.from(spkiOf(rsaPair(1024).publicKey).subarray(-133, -5));
const POSITIVE = Buffer.of(0);
const NULL = Buffer.from('0500', 'hex');
const RSA_ENCRYPTION = Buffer.from('06092a864886f70d010101', 'hex');

interface Odd {
  readonly n?: Uint8Array;
  readonly e?: Uint8Array;
  readonly algorithm?: readonly Uint8Array[];
  readonly afterKey?: Uint8Array;
}

function oddKey({ n, e, algorithm, afterKey }: Odd): Buffer {
  const modulus = der(2, n ?? Buffer.concat([POSITIVE, MODULUS]));
  const numbers = der(0x30, modulus, der(2, e ?? Buffer.of(1, 0, 1)));
  const key = der(3, Buffer.of(0), numbers, afterKey ?? Buffer.of());
  return der(0x30, der(0x30, ...(algorithm ?? [RSA_ENCRYPTION, NULL])), key);
}

const evenModulus = Buffer.from(MODULUS);
evenModulus[127] = (evenModulus[127] ?? 0) & 0xfe;

describe('the session of the vectors', () => {
  it('has a key that is read as it is', async () => {
    expect(await keys.read(client.bytes)).toEqual({
      algorithm: 'rsa',
      bytes: Uint8Array.from(client.bytes),
    });
  });

  it('has a token that unwraps to its secret, and so does ours', async () => {
    const { sessionId, pinToken } = session;
    expect(unwrap(privateKey, base64(pinToken), sessionId)).toEqual(secret);
    const { serverKey, token } = await keys.offer(client, { secret, serverKey: null }, sessionId);
    expect(serverKey).toBeNull();
    expect(unwrap(privateKey, token, sessionId)).toEqual(secret);
    expect(() => unwrap(privateKey, token, sessionId.toUpperCase())).toThrow();
  });
});

describe('an RSA key', () => {
  it.each([1024, 2048, 4096])('of %i bits verifies and unwraps', async (bits) => {
    const pair = rsaPair(bits);
    const key = await keys.read(spkiOf(pair.publicKey));
    expect(key?.algorithm).toBe('rsa');
    const known = key ?? client;
    const signature = sign('sha512', message, pair.privateKey);
    expect(await keys.verify(known, message, signature)).toBe(true);
    const channel = await keys.agree(known);
    const { token } = await keys.offer(known, channel, 's');
    expect(unwrap(pair.privateKey, token, 's')).toEqual(channel.secret);
  });

  it('may be made by hand, as the odd ones below are', async () => {
    expect(await keys.read(oddKey({}))).not.toBeNull();
    expect(await keys.read(oddKey({ e: Buffer.of(3) }))).not.toBeNull();
    expect(await keys.read(oddKey({ e: Buffer.of(0, 255, 255, 255, 255) }))).not.toBeNull();
  });

  it.each<[string, Uint8Array]>([
    ['of 512 bits', spkiOf(rsaPair(512).publicKey)],
    ['of 1016 bits', spkiOf(rsaPair(1016).publicKey)],
    ['of 4104 bits', spkiOf(rsaPair(4104).publicKey)],
    ['for RSA-PSS', spkiOf(generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey)],
    ['on P-256', spkiOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey)],
    ['of Ed25519, wrapped', spkiOf(generateKeyPairSync('ed25519').publicKey)],
    ['with a byte behind it', Buffer.concat([client.bytes, Buffer.of(0)])],
    ['with a byte behind its numbers', oddKey({ afterKey: Buffer.of(0) })],
    ['without parameters', oddKey({ algorithm: [RSA_ENCRYPTION] })],
    ['of X.500', oddKey({ algorithm: [Buffer.from('060455080101', 'hex'), NULL] })],
    ['with a negative modulus', oddKey({ n: MODULUS })],
    ['with a padded modulus', oddKey({ n: Buffer.concat([POSITIVE, POSITIVE, MODULUS]) })],
    ['with an even modulus', oddKey({ n: Buffer.concat([POSITIVE, evenModulus]) })],
    ['with no modulus', oddKey({ n: Buffer.of(0) })],
    ['with exponent 0', oddKey({ e: Buffer.of(0) })],
    ['with exponent 1', oddKey({ e: Buffer.of(1) })],
    ['with an even exponent', oddKey({ e: Buffer.of(1, 0, 0) })],
    ['with a negative exponent', oddKey({ e: Buffer.of(0xff) })],
    ['with exponent 2^32 + 1', oddKey({ e: Buffer.of(1, 0, 0, 0, 1) })],
    ['as PKCS #1', rsaPair(1024).publicKey.export({ format: 'der', type: 'pkcs1' })],
    ['as PEM', Buffer.from(rsaPair(1024).publicKey.export({ format: 'pem', type: 'spki' }))],
    ['that is private', base64(session.clientPrivatePkcs1DerBase64)],
    ['of no bytes', Buffer.of()],
  ])('%s is refused everywhere', async (_name, bytes) => {
    expect(await keys.read(bytes)).toBeNull();
    expect(await keys.verify(keyOf(bytes), message, randomBytes(128))).toBe(false);
    const channel = { secret, serverKey: null };
    const offer = keys.offer(keyOf(bytes), channel, 's');
    await expect(offer).rejects.toMatchObject({ code: 'request_malformed' });
  });

  it('is refused cut anywhere', async () => {
    for (let length = 0; length < client.bytes.length; length += 1) {
      expect(await keys.read(client.bytes.subarray(0, length))).toBeNull();
    }
  });

  it('has another secret each time, and needs no key of the server', async () => {
    const [first, second] = await Promise.all([keys.agree(client), keys.agree(client)]);
    expect(first.secret).toHaveLength(32);
    expect(first.secret).not.toEqual(second.secret);
    expect(first.serverKey).toBeNull();
  });

  it('comes generated as PKCS #1', async () => {
    const generated = await keys.generate();
    const key = createPrivateKey({
      key: Buffer.from(generated.privateKey),
      format: 'der',
      type: 'pkcs1',
    });
    expect(key.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(await keys.read(generated.publicKey.bytes)).not.toBeNull();
    const signature = sign('sha512', message, key);
    expect(await keys.verify(generated.publicKey, message, signature)).toBe(true);
  });
});

describe('an RSA signature', () => {
  it('is false for another hash, another padding and another message', async () => {
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    const right = sign('sha512', message, privateKey);
    expect(await keys.verify(client, message, right)).toBe(true);
    expect(await keys.verify(client, Buffer.from('another'), right)).toBe(false);
    const others = [
      sign('sha256', message, privateKey),
      sign('sha512', message, { key: privateKey, padding }),
      right.subarray(1),
      right.subarray(0, -1),
      Buffer.concat([Buffer.of(0), right]),
      Buffer.alloc(256),
      Buffer.alloc(256, 255),
      Buffer.of(),
    ];
    for (const other of others) expect(await keys.verify(client, message, other)).toBe(false);
  });

  it('is judged without an exception, whatever arrives', async () => {
    const some = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.uint8Array({ minLength: 256, maxLength: 256 }),
    );
    await fc.assert(
      fc.asyncProperty(some, some, async (bytes, signed) => {
        expect(await keys.verify(client, message, signed)).toBe(false);
        expect(await keys.verify(keyOf(bytes), message, signed)).toBe(false);
        expect(await keys.read(bytes)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('is judged without an exception, whichever byte of the key is another', async () => {
    const signature = sign('sha512', message, privateKey);
    const places = { at: fc.nat({ max: client.bytes.length - 1 }), byte: fc.nat({ max: 255 }) };
    await fc.assert(
      fc.asyncProperty(fc.record(places), async ({ at, byte }) => {
        const bent = Uint8Array.from(client.bytes);
        bent[at] = byte;
        const same = Buffer.from(bent).equals(client.bytes);
        expect(await keys.verify(keyOf(bent), message, signature)).toBe(same);
      }),
      { numRuns: 1000 },
    );
  });
});
