import { createPublicKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, compactDecrypt, exportJWK } from 'jose';
import { SECOND_MS } from '../core/model/instant.ts';
import { SEALED_WORDS, type SealedPins } from '../core/model/sealed-pins.ts';
import { takeJsonPins } from '../core/model/taken-pins.ts';
import type { PinOpener } from '../core/ports/pin-opener.ts';
import type { PublicKey } from '../core/ports/signer.ts';
import { p256FromSeed, x25519FromSeed } from './key-from-seed.ts';
import type { KeySource } from './keyring.ts';
import { madeOnce } from './made-once.ts';
import type { TenantKeys } from './tenant-keyset.ts';

const ALGORITHM = 'ECDH-ES';
const ENCRYPTION = 'A256GCM';

/** What one page asks for, answers to security questions included; nobody makes us decrypt more. */
const JWE_MAX_LENGTH = 24 * 1024;
const HEADER_FIELDS = ['alg', 'enc', 'kid', 'epk', 'typ'];
const NONCE = /^[A-Za-z0-9_-]{16,64}$/;
const PIN_FIELD = /^[a-zA-Z][a-zA-Z0-9]{0,31}$/;
const PIN_FIELDS_MAX = 16;

interface InputKey {
  readonly privateKey: KeyObject;
  readonly jwk: PublicKey & { readonly kid: string };
}

/**
 * Compact JWEs (RFC 7516) with `ECDH-ES` on P-256 or X25519 and `A256GCM`, to a key of the tenant
 * that is derived from the keyring. Only these algorithms, one key each, no compression and no header
 * that would have to be understood (RFC 8725, sections 3.1 to 3.6).
 */
export function createPinOpener(keyring: KeySource): PinOpener {
  const keysOf = madeOnce(keyring, makeKeys);
  return {
    publicKeys: async (tenant) => (await keysOf(tenant)).map(({ jwk }) => jwk),

    async open(tenant, jwe) {
      const kid = readKid(jwe);
      const key = (await keysOf(tenant)).find(({ jwk }) => jwk.kid === kid);
      if (key === undefined) return null;
      try {
        const { plaintext } = await compactDecrypt(jwe, key.privateKey, {
          keyManagementAlgorithms: [ALGORITHM],
          contentEncryptionAlgorithms: [ENCRYPTION],
        });
        return readPlaintext(plaintext);
      } catch {
        return null;
      }
    },
  };
}

async function makeKeys(keys: TenantKeys): Promise<readonly InputKey[]> {
  return Promise.all([
    toKey(p256FromSeed(keys.seed('pin-input-p256'))),
    toKey(x25519FromSeed(keys.seed('pin-input-x25519'))),
  ]);
}

async function toKey(privateKey: KeyObject): Promise<InputKey> {
  const jwk = await exportJWK(createPublicKey(privateKey));
  const kid = await calculateJwkThumbprint(jwk);
  return { privateKey, jwk: { ...jwk, kid, use: 'enc', alg: ALGORITHM } };
}

/** The key a JWE names, or `null` where its header is not the one we ask for. */
function readKid(jwe: string): string | null {
  const [encoded = '', ...rest] = jwe.split('.');
  if (jwe.length > JWE_MAX_LENGTH || rest.length !== 4 || rest[0] !== '') return null;
  try {
    const header: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    if (!isRecord(header)) return null;
    const { alg, enc, kid } = header;
    const isPlain = Object.keys(header).every((name) => HEADER_FIELDS.includes(name));
    const isOurs = isPlain && alg === ALGORITHM && enc === ENCRYPTION;
    return isOurs && typeof kid === 'string' ? kid : null;
  } catch {
    return null;
  }
}

/** The PINs never become a text, and what was decrypted is overwritten. */
function readPlaintext(plaintext: Uint8Array): SealedPins | null {
  const taken = takeJsonPins(plaintext);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(plaintext);
    const content = readPins(JSON.parse(text));
    if (content !== null) return { ...content, taken };
  } catch {
    // No text, or no JSON.
  } finally {
    plaintext.fill(0);
  }
  taken.wipe();
  return null;
}

/** Read strictly: two readings of one text would be two PINs. */
function readPins(content: unknown): Omit<SealedPins, 'taken'> | null {
  if (!isRecord(content)) return null;
  const { aud, sub = null, op, iat, jti, pins, ...about } = content;
  if (!isAbout(about)) return null;
  if (typeof aud !== 'string' || typeof op !== 'string') return null;
  if (sub !== null && typeof sub !== 'string') return null;
  if (typeof iat !== 'number' || !Number.isSafeInteger(iat)) return null;
  if (typeof jti !== 'string' || !NONCE.test(jti)) return null;
  if (!isRecord(pins) || !isPins(pins)) return null;
  const issuedAt = iat * SECOND_MS;
  return { tenant: aud, subject: sub, operation: op, about, issuedAt, nonce: jti, pins };
}

function isAbout(
  about: Readonly<Record<string, unknown>>,
): about is Readonly<Record<string, string>> {
  const words: readonly string[] = SEALED_WORDS;
  return Object.entries(about).every(
    ([name, value]) => words.includes(name) && typeof value === 'string',
  );
}

function isPins(pins: Readonly<Record<string, unknown>>): pins is Readonly<Record<string, string>> {
  const entries = Object.entries(pins);
  const isCount = entries.length > 0 && entries.length <= PIN_FIELDS_MAX;
  return isCount && entries.every(([name, pin]) => PIN_FIELD.test(name) && typeof pin === 'string');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
