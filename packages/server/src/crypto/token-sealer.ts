import { CompactEncrypt, compactDecrypt } from 'jose';
import type { TokenClaims, TokenSealer } from '../core/ports/token-sealer.ts';
import type { Keyring } from './keyring.ts';

/** No token of ours is near this long; nobody makes us decrypt megabytes. */
const TOKEN_MAX_LENGTH = 4096;
const HEADER = { enc: 'A256GCM', alg: 'dir' } as const;

/** The keys of a use are no tenant's: a token has to be opened before its tenant is known. */
const NO_TENANT = '';

/**
 * The protected header is `{"enc":"A256GCM","alg":"dir"}` and a `kid` that names the root key;
 * tokens without a `kid` are tried with the active one. Anything else in it, `zip` above all, is
 * refused before a byte is decrypted (RFC 8725, section 3.6).
 */
export function createTokenSealer(keyring: Keyring): TokenSealer {
  const keyOf = (rootId: string, use: string) =>
    keyring.sealingKey(rootId, NO_TENANT, `token:${use}`);
  return {
    seal(use, claims) {
      const kid = keyring.activeId;
      return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(claims)))
        .setProtectedHeader({ ...HEADER, kid })
        .encrypt(keyOf(kid, use));
    },

    async open(use, token) {
      const header = readHeader(token);
      if (header === null) return null;
      try {
        const key = keyOf(header.kid ?? keyring.activeId, use);
        const { plaintext } = await compactDecrypt(token, key, {
          keyManagementAlgorithms: [HEADER.alg],
          contentEncryptionAlgorithms: [HEADER.enc],
        });
        return JSON.parse(new TextDecoder().decode(plaintext)) as TokenClaims;
      } catch {
        return null;
      }
    },
  };
}

/** `null` for anything but a header as {@link createTokenSealer} writes it, `kid` aside. */
function readHeader(token: string): { readonly kid: string | undefined } | null {
  if (token.length > TOKEN_MAX_LENGTH) return null;
  const [encoded = '', ...rest] = token.split('.');
  if (rest.length !== 4 || rest[0] !== '') return null;
  try {
    const header: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    if (typeof header !== 'object' || header === null) return null;
    const { enc, alg, kid, ...others } = header as Readonly<Record<string, unknown>>;
    const isOurs = enc === HEADER.enc && alg === HEADER.alg && Object.keys(others).length === 0;
    if (!isOurs || !(kid === undefined || typeof kid === 'string')) return null;
    return { kid };
  } catch {
    return null;
  }
}
