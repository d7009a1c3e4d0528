import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { Fault } from '../core/fault.ts';
import type { SealContext, Sealer } from '../core/ports/sealer.ts';
import type { Keyring } from './keyring.ts';

const ALGORITHM = 'aes-256-gcm';
const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM under a tenant key, with the whole context as associated data. Layout of a sealed
 * value: format, length of the root key's id, the id, nonce, ciphertext, tag.
 *
 * Nonces are random: 2^32 values under one tenant's key and use stay within NIST SP 800-38D 8.3.
 */
export function createAesSealer(keyring: Keyring): Sealer {
  return {
    async seal(context, plaintext) {
      const rootId = keyring.activeId;
      const nonce = randomBytes(NONCE_BYTES);
      const key = keyring.sealingKey(rootId, context.tenant, context.label);
      const cipher = createCipheriv(ALGORITHM, key, nonce);
      cipher.setAAD(associatedData(rootId, context));
      const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
      const id = Buffer.from(rootId);
      return Buffer.concat([Buffer.of(FORMAT, id.length), id, nonce, body, cipher.getAuthTag()]);
    },

    async open(context, sealed) {
      const { rootId, nonce, body, tag } = takeApart(Buffer.from(sealed));
      const key = keyring.sealingKey(rootId, context.tenant, context.label);
      const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(associatedData(rootId, context));
      decipher.setAuthTag(tag);
      try {
        return Buffer.concat([decipher.update(body), decipher.final()]);
      } catch (cause) {
        throw broken(`a ${context.label} does not belong where it was found`, cause);
      }
    },

    async digest(context, text) {
      const key = keyring.digestKey(context.tenant, context.label);
      return createHmac('sha256', key)
        .update(JSON.stringify([...context.binding, text]))
        .digest('hex');
    },
  };
}

function associatedData(rootId: string, { tenant, label, binding }: SealContext): Buffer {
  // JSON keeps the parts apart: ["a","bc"] and ["ab","c"] must not be the same bytes.
  return Buffer.from(JSON.stringify([FORMAT, rootId, tenant, label, ...binding]));
}

function takeApart(sealed: Buffer) {
  const idLength = sealed[1] ?? 0;
  const nonceAt = 2 + idLength;
  const bodyAt = nonceAt + NONCE_BYTES;
  const tagAt = sealed.length - TAG_BYTES;
  if (sealed[0] !== FORMAT || tagAt < bodyAt) throw broken('a sealed value is cut off or unknown');
  return {
    rootId: sealed.toString('utf8', 2, nonceAt),
    nonce: sealed.subarray(nonceAt, bodyAt),
    body: sealed.subarray(bodyAt, tagAt),
    tag: sealed.subarray(tagAt),
  };
}

function broken(internal: string, cause?: unknown): Fault {
  const sentence = 'Stored data failed its integrity check. The operator has to look into it.';
  return new Fault('integrity', sentence, { internal, cause });
}
