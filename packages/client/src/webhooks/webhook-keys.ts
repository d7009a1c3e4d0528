import { readBase64 } from '../base64.ts';

/** A key that can check one kind of signature. */
export interface CheckingKey {
  /** What stands before the comma of a signature it can check. */
  readonly version: 'v1' | 'v1a';
  readonly isRight: (
    signature: Uint8Array<ArrayBuffer>,
    signed: Uint8Array<ArrayBuffer>,
  ) => Promise<boolean>;
}

/** The last bytes of every Ed25519 SubjectPublicKeyInfo are the key (RFC 8410). */
const ED25519_BYTES = 32;

/**
 * Reads `whsec_...`, the secret of an `hmac` webhook, or `whpk_...` or the `publicKey` of an
 * `ed25519` one. Throws for anything else, naming no part of it.
 */
export async function readWebhookKey(text: string): Promise<CheckingKey> {
  if (text.startsWith('whsec_')) return hmacKey(bytesAfter(text, 'whsec_'));
  const bytes = text.startsWith('whpk_') ? bytesAfter(text, 'whpk_') : readBase64(text);
  if (bytes === null || bytes.length < ED25519_BYTES) throw unreadable();
  return ed25519Key(bytes.slice(-ED25519_BYTES));
}

async function hmacKey(secret: Uint8Array<ArrayBuffer>): Promise<CheckingKey> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', secret, hmac, false, ['verify']);
  // WebCrypto compares in constant time.
  const isRight: CheckingKey['isRight'] = (signature, signed) =>
    crypto.subtle.verify('HMAC', key, signature, signed);
  return { version: 'v1', isRight };
}

async function ed25519Key(bytes: Uint8Array<ArrayBuffer>): Promise<CheckingKey> {
  const key = await crypto.subtle.importKey('raw', bytes, 'Ed25519', false, ['verify']);
  const isRight: CheckingKey['isRight'] = (signature, signed) =>
    crypto.subtle.verify('Ed25519', key, signature, signed);
  return { version: 'v1a', isRight };
}

function bytesAfter(text: string, prefix: string): Uint8Array<ArrayBuffer> {
  const bytes = readBase64(text.slice(prefix.length));
  if (bytes === null || bytes.length === 0) throw unreadable();
  return bytes;
}

function unreadable(): Error {
  return new Error(
    'This is no webhook key. Use the secret (whsec_...) or the publicKey that the server showed when the webhook was made.',
  );
}
