import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { Fault } from '../core/fault.ts';
import type { SealContext, Sealer } from '../core/ports/sealer.ts';
import type { KeySource } from './keyring.ts';
import { readHeader } from './sealed-header.ts';
import type { SealFormat } from './tenant-keyset.ts';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM under a tenant key, with the whole context as associated data. Layout of a sealed
 * value: format, length of the root key's id, the id, nonce, ciphertext, tag. The format says what
 * the key is derived from: 1 the root, 2 the root and the tenant's own secret.
 *
 * Nonces are random: 2^32 values under one tenant's key and use stay within NIST SP 800-38D 8.3.
 */
export function createAesSealer(keys: KeySource): Sealer {
  return {
    async seal(context, plaintext) {
      const ofTenant = await keys.of(context.tenant);
      // Read after the wait: what is sealed from now on is under the root that is active now.
      const rootId = keys.activeId;
      const { format } = ofTenant;
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(
        ALGORITHM,
        ofTenant.sealingKey(format, rootId, context.label),
        nonce,
      );
      cipher.setAAD(associatedData(format, rootId, context));
      const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
      const id = Buffer.from(rootId);
      return Buffer.concat([Buffer.of(format, id.length), id, nonce, body, cipher.getAuthTag()]);
    },

    open: (context, sealed) => openSealed(keys, context, sealed),

    async digest(context, text) {
      const key = (await keys.of(context.tenant)).digestKey(context.label);
      return createHmac('sha256', key)
        .update(JSON.stringify([...context.binding, text]))
        .digest('hex');
    },
  };
}

/** Throws the fault `integrity` for anything altered, moved, or sealed under keys that are not here. */
export async function openSealed(
  keys: KeySource,
  context: SealContext,
  sealed: Uint8Array,
): Promise<Uint8Array> {
  const { format, rootId, nonce, body, tag } = takeApart(Buffer.from(sealed));
  await keys.lookFor(rootId);
  const key = (await keys.of(context.tenant)).sealingKey(format, rootId, context.label);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(associatedData(format, rootId, context));
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch (cause) {
    throw broken(`a ${context.label} does not belong where it was found`, cause);
  }
}

function associatedData(
  format: SealFormat,
  rootId: string,
  { tenant, label, binding }: SealContext,
): Buffer {
  // JSON keeps the parts apart: ["a","bc"] and ["ab","c"] must not be the same bytes.
  return Buffer.from(JSON.stringify([format, rootId, tenant, label, ...binding]));
}

function takeApart(sealed: Buffer) {
  const header = readHeader(sealed);
  const tagAt = sealed.length - TAG_BYTES;
  if (header === null || tagAt < header.end + NONCE_BYTES) {
    throw broken('a sealed value is cut off or unknown');
  }
  const { format, rootId, end } = header;
  const bodyAt = end + NONCE_BYTES;
  return {
    ...{ format, rootId },
    nonce: sealed.subarray(end, bodyAt),
    body: sealed.subarray(bodyAt, tagAt),
    tag: sealed.subarray(tagAt),
  };
}

function broken(internal: string, cause?: unknown): Fault {
  const sentence = 'Stored data failed its integrity check. The operator has to look into it.';
  return new Fault('integrity', sentence, { internal, cause });
}
