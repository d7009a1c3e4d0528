import { bytesOf } from '../base64.ts';
import type { PublicKey } from '../wire/problem.ts';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const KEY_BITS = 256;

/** The type has another home in Node than in browsers. */
type EncryptingKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

export interface Agreement {
  /** Our half, which goes along: made for this one message. */
  readonly epk: Readonly<Record<'kty' | 'crv' | 'x' | 'y', string>>;
  readonly key: EncryptingKey;
}

/**
 * A key that we and the owner of a P-256 key can make and nobody else (RFC 7518, section 4.6, direct
 * agreement), for one AES-GCM message.
 */
export async function agreeOnKey(
  { kty, crv, x, y = '' }: PublicKey,
  encryption: string,
): Promise<Agreement> {
  const [theirs, ours] = await Promise.all([
    crypto.subtle.importKey('jwk', { kty, crv, x, y }, CURVE, false, []),
    crypto.subtle.generateKey(CURVE, true, ['deriveBits']),
  ]);
  const shared = await crypto.subtle.deriveBits(
    { name: 'ECDH', public: theirs },
    ours.privateKey,
    KEY_BITS,
  );
  // Concat KDF of one round: a counter, the secret, what the key is for, nobody's names, its bits.
  const label = bytesOf(encryption);
  const info = [word(1), new Uint8Array(shared), word(label.length), label];
  const round = join([...info, word(0), word(0), word(KEY_BITS)]);
  const raw = await crypto.subtle.digest('SHA-256', round);
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);
  const own = await crypto.subtle.exportKey('jwk', ours.publicKey);
  return { epk: { kty, crv, x: own.x ?? '', y: own.y ?? '' }, key };
}

/** Four bytes, the largest first. */
function word(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
