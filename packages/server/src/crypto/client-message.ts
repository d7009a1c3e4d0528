import { createDecipheriv } from 'node:crypto';

const IV_BYTES = 16;
const BLOCK_BYTES = 16;

/**
 * What a client encrypted under the secret it shares with the server: IV, then AES-256-CBC (NIST
 * SP 800-38A, 6.2) with PKCS #7 padding (RFC 5652, 6.3). `null` for anything else, never throws.
 *
 * Nothing in it is authenticated: under another secret one box in 256 comes apart all the same, into
 * nonsense. Who reads the message has to check what it says, and must not tell the client which of
 * the two went wrong.
 */
export function decryptMessage(secret: Uint8Array, box: Uint8Array): Uint8Array | null {
  // Even an empty message is padded to a block.
  if (box.length < IV_BYTES + BLOCK_BYTES || box.length % BLOCK_BYTES !== 0) return null;
  try {
    const decipher = createDecipheriv('aes-256-cbc', secret, box.subarray(0, IV_BYTES));
    return Buffer.concat([decipher.update(box.subarray(IV_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}
