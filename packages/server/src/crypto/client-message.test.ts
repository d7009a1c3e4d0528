import { createCipheriv, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ED25519_SESSION, RSA_SESSION, VECTORS } from '../../test/dialects/mixin/vectors.ts';
import { decryptMessage } from './client-message.ts';

const secret = randomBytes(32);

function boxOf(padded: Uint8Array): Buffer {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', secret, iv).setAutoPadding(false);
  return Buffer.concat([iv, cipher.update(padded), cipher.final()]);
}

const vectors = Object.entries(VECTORS).flatMap(([name, { body, decoded }]) =>
  Object.entries(decoded).map(([member, { plaintextHex, ivHex }]) => ({
    name: `${name} ${member}`,
    key: name.startsWith('e') ? ED25519_SESSION.sharedAesKeyHex : RSA_SESSION.sessionAesKeyHex,
    // Node's base64 reads both alphabets.
    box: Buffer.from(JSON.parse(body)[member], 'base64'),
    ivHex,
    padded: Buffer.from(plaintextHex, 'hex'),
  })),
);

describe('a message of a client', () => {
  it.each(vectors)('$name comes apart', ({ key, box, ivHex, padded }) => {
    expect(box.toString('hex', 0, 16)).toBe(ivHex);
    const message = decryptMessage(Buffer.from(key, 'hex'), box);
    const expected = padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
    expect(message).toEqual(expected);
  });

  it('may have any length, none too', () => {
    for (let length = 0; length <= 48; length += 1) {
      const padding = 16 - (length % 16);
      const message = randomBytes(length);
      const box = boxOf(Buffer.concat([message, Buffer.alloc(padding, padding)]));
      expect(decryptMessage(secret, box)).toEqual(message);
    }
  });

  it.each([
    ['zero', [0]],
    ['longer than a block', [17]],
    ['not the same everywhere', [1, 2]],
    ['cut off', [3, 3]],
  ])('is null with padding that is %s', (_name, end) => {
    const padded = Buffer.alloc(32, 7);
    padded.set(end, 32 - end.length);
    expect(decryptMessage(secret, boxOf(padded))).toBeNull();
  });

  it('is null cut anywhere but between blocks, and without a block', () => {
    const box = boxOf(Buffer.alloc(48, 16));
    for (let length = 0; length < box.length; length += 1) {
      if (length >= 32 && length % 16 === 0) continue;
      expect(decryptMessage(secret, box.subarray(0, length))).toBeNull();
    }
  });

  it('is null under a secret of another length', () => {
    const box = boxOf(Buffer.alloc(16, 16));
    expect(decryptMessage(secret, box)).toHaveLength(0);
    expect(decryptMessage(secret.subarray(1), box)).toBeNull();
    expect(decryptMessage(new Uint8Array(), box)).toBeNull();
  });

  it('is bytes or null, whatever arrives', () => {
    const blocks = fc
      .integer({ min: 0, max: 8 })
      .chain((count) => fc.uint8Array({ minLength: 16 * count, maxLength: 16 * count }));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), blocks), (box) => {
        const message = decryptMessage(secret, box);
        if (message !== null) expect(message.length).toBeLessThan(box.length - 16);
      }),
      { numRuns: 2000 },
    );
  });
});
