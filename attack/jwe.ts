import {
  createCipheriv,
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { fresh } from './target/ask.ts';
import type { Target } from './target/target.ts';

export type PublicJwk = JsonWebKey & { readonly kid: string };

/** The key PINs are encrypted to, as it is published. */
export async function readPinKey({ call }: Pick<Target, 'call'>): Promise<PublicJwk> {
  const { body } = await call('GET', '/v1/keys');
  const keys = (body['keys'] ?? []) as readonly (PublicJwk & { readonly use?: string })[];
  const key = keys.find(({ use, crv }) => use === 'enc' && crv === 'P-256');
  if (key === undefined) throw new Error('no key to encrypt PINs to is published');
  return key;
}

export interface Sealing {
  readonly key: PublicJwk;
  /** In place of the header that is right. */
  readonly header?: Readonly<Record<string, unknown>>;
  readonly plaintext: Uint8Array;
}

/**
 * A compact JWE by ECDH-ES and A256GCM (RFC 7518, 4.6 and 5.3) whose header says whatever is wanted:
 * libraries refuse to make what should be refused.
 */
export function sealJwe({ key, header = {}, plaintext }: Sealing): string {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
  const right = { alg: 'ECDH-ES', enc: 'A256GCM', kid: key.kid, epk: { kty, crv, x, y } };
  const head = Buffer.from(JSON.stringify({ ...right, ...header })).toString('base64url');
  const contentKey = deriveKey(privateKey, createPublicKey({ key, format: 'jwk' }));
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', contentKey, iv);
  cipher.setAAD(Buffer.from(head));
  const text = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  const parts = [iv, text, cipher.getAuthTag()].map((part) => part.toString('base64url'));
  return [head, '', ...parts].join('.');
}

/** Concat KDF (NIST SP 800-56A, 5.8.1) with the parties left empty. */
function deriveKey(privateKey: KeyObject, publicKey: KeyObject): Buffer {
  const shared = diffieHellman({ privateKey, publicKey });
  const word = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const algorithm = Buffer.from('A256GCM');
  const other = [word(algorithm.length), algorithm, word(0), word(0), word(256)];
  return createHash('sha256')
    .update(Buffer.concat([word(1), shared, ...other]))
    .digest();
}

export interface Claims {
  readonly aud: string;
  readonly sub: string;
  readonly op: string;
  readonly iat: number;
  readonly jti: string;
  readonly pins: Readonly<Record<string, string>>;
}

/** What stands inside an encrypted PIN for a verify, by an honest client, now. */
export function pinClaims(target: Target, subject: string, pin: string): Claims {
  const iat = Math.floor(Date.now() / 1000 + target.lead());
  return {
    aud: target.demo.tenant,
    sub: subject,
    op: 'verify',
    iat,
    jti: fresh('nonce-of'),
    pins: { pin },
  };
}

export function toBytes(claims: unknown): Buffer {
  return Buffer.from(JSON.stringify(claims));
}
