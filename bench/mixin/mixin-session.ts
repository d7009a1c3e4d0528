import {
  createCipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  type KeyObject,
  randomBytes,
  randomUUID,
  sign,
} from 'node:crypto';
import { ed25519FromSeed } from '../../packages/server/src/crypto/key-from-seed.ts';
import { MOUNT } from '../../packages/server/src/dialects/mixin/settings.ts';
import { PIN } from '../server/subjects.ts';
import type { MixinUser } from './mixin-user.ts';

const PATH = '/pin/verify';
const TOKEN_LIFE_SECONDS = 3600;
const TOKEN_HEADER = base64Json({ alg: 'EdDSA', typ: 'JWT' });
/** The DER that stands before the 32 bytes of an X25519 private key (RFC 8410, section 7). */
const X25519_PKCS8_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex');
const SCALAR_BYTES = 32;
const TIMESTAMP_WIDTH = 32;
const NANOSECONDS_PER_MS = 1_000_000n;

/** The side of a client, as the official SDKs do it: signs requests and encrypts PINs. */
export class MixinSession {
  readonly #user: MixinUser;
  readonly #signingKey: KeyObject;
  readonly #tipKey: KeyObject;
  readonly #secret: Uint8Array;
  #iterator = 0n;

  /** `token`: the server's part of the agreement, an X25519 public key. */
  constructor(user: MixinUser, token: Uint8Array) {
    this.#user = user;
    this.#signingKey = ed25519FromSeed(user.sessionSeed);
    this.#tipKey = ed25519FromSeed(user.tipSeed);
    this.#secret = agree(user.sessionSeed, token);
  }

  /** The bytes of a verify of six digits; each has to be sent after those made before it. */
  verifyDigits(): Buffer {
    return this.#request({ pin_base64: this.#seal(Buffer.from(PIN)) });
  }

  /** The bytes of a verify of a TIP account: a signature in the place of the digits. */
  verifyTip(): Buffer {
    const timestamp = String(BigInt(Date.now()) * NANOSECONDS_PER_MS);
    const text = `TIP:VERIFY:${timestamp.padStart(TIMESTAMP_WIDTH, '0')}`;
    const signature = sign(null, Buffer.from(text), this.#tipKey);
    // As a JSON number; the digits end in zeros that JavaScript prints as they are.
    return this.#request({ pin_base64: this.#seal(signature), timestamp: Number(timestamp) });
  }

  #request(fields: object): Buffer {
    const body = JSON.stringify(fields);
    const requestId = randomUUID();
    const head = [
      `POST ${MOUNT}${PATH} HTTP/1.1`,
      'Host: 127.0.0.1',
      `Authorization: Bearer ${this.#accessToken(requestId, body)}`,
      `X-Request-Id: ${requestId}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
    ];
    return Buffer.from([...head, '', body].join('\r\n'));
  }

  /** Signed for the address below the base URL, as SDKs do that were given one with a path. */
  #accessToken(requestId: string, body: string): string {
    const iat = nowSeconds();
    const claims = {
      uid: this.#user.userId,
      sid: this.#user.sessionId,
      iat,
      exp: iat + TOKEN_LIFE_SECONDS,
      jti: requestId,
      sig: createHash('sha256').update(`POST${PATH}${body}`).digest('hex'),
      scp: 'FULL',
    };
    const signed = `${TOKEN_HEADER}.${base64Json(claims)}`;
    return `${signed}.${sign(null, Buffer.from(signed), this.#signingKey).toString('base64url')}`;
  }

  #seal(pin: Uint8Array): string {
    this.#iterator += 1n;
    const tail = Buffer.alloc(16);
    tail.writeBigUInt64LE(BigInt(nowSeconds()));
    tail.writeBigUInt64LE(this.#iterator, 8);
    const iv = randomBytes(16);
    const cipher = createCipheriv('aes-256-cbc', this.#secret, iv);
    const parts = [iv, cipher.update(pin), cipher.update(tail), cipher.final()];
    return Buffer.concat(parts).toString('base64url');
  }
}

/** The secret as X25519 leaves it, with the scalar of the Ed25519 key (RFC 8032, 5.1.5). */
function agree(seed: Uint8Array, token: Uint8Array): Uint8Array {
  const scalar = createHash('sha512').update(seed).digest().subarray(0, SCALAR_BYTES);
  const key = Buffer.concat([X25519_PKCS8_PREFIX, scalar]);
  const x = Buffer.from(token).toString('base64url');
  return diffieHellman({
    privateKey: createPrivateKey({ key, format: 'der', type: 'pkcs8' }),
    publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' }),
  });
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

function base64Json(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
