import {
  constants,
  createCipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  type KeyObject,
  privateDecrypt,
  randomBytes,
  randomUUID,
  sign,
} from 'node:crypto';
import { send } from '../../support/test-server.ts';

/** What a client holds of its session. */
export interface Session {
  readonly userId: string;
  readonly sessionId: string;
  readonly key: KeyObject;
  readonly aesKey: Buffer;
}

type Keystore = Readonly<Record<string, string>>;

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const PKCS8_X25519 = Buffer.from('302e020100300506032b656e04220420', 'hex');
const SPKI_X25519 = Buffer.from('302a300506032b656e032100', 'hex');

/** A session from a keystore of O7 (either shape) or of C1, worked out with Node's crypto alone. */
export function readKeystore(keystore: Keystore): Session {
  const sessionId = textOf(keystore, 'session_id');
  if ('private_key' in keystore) {
    const key = createPrivateKey(textOf(keystore, 'private_key'));
    const wrapped = Buffer.from(textOf(keystore, 'pin_token'), 'base64');
    const { RSA_PKCS1_OAEP_PADDING: padding } = constants;
    const oaep = { key, padding, oaepHash: 'sha256', oaepLabel: Buffer.from(sessionId) };
    const userId = textOf(keystore, 'client_id');
    return { userId, sessionId, key, aesKey: privateDecrypt(oaep, wrapped) };
  }
  const seed = Buffer.from(textOf(keystore, 'session_private_key'), 'hex');
  const { server_public_key: edwards, pin_token_base64: montgomery } = keystore;
  const serverKey =
    edwards === undefined
      ? Buffer.from(montgomery ?? '', 'base64url')
      : toMontgomery(Buffer.from(edwards, 'hex'));
  const userId = textOf(keystore, 'app_id');
  return { userId, sessionId, key: ed25519Key(seed), aesKey: agree(seed, serverKey) };
}

export function ed25519Key(seed: Uint8Array): KeyObject {
  const key = Buffer.concat([PKCS8_ED25519, seed]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}

/** The 32 bytes of a key's public half. */
export function rawPublicKey(key: KeyObject): Buffer {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
}

/** What both sides come to: a seed of one, the X25519 key of the other. */
export function agree(seed: Buffer, serverKey: Buffer): Buffer {
  const scalar = createHash('sha512').update(seed).digest().subarray(0, 32);
  const key = Buffer.concat([PKCS8_X25519, scalar]);
  const spki = Buffer.concat([SPKI_X25519, serverKey]);
  return diffieHellman({
    privateKey: createPrivateKey({ key, format: 'der', type: 'pkcs8' }),
    publicKey: createPublicKey({ key: spki, format: 'der', type: 'spki' }),
  });
}

/** u = (1 + y) / (1 - y), modulo 2^255 - 19. */
export function toMontgomery(edwards: Buffer): Buffer {
  const p = 2n ** 255n - 19n;
  const y = BigInt(`0x${Buffer.from(edwards).reverse().toString('hex')}`) & (2n ** 255n - 1n);
  const power = (base: bigint, exponent: bigint): bigint => {
    if (exponent === 0n) return 1n;
    const half = power((base * base) % p, exponent / 2n);
    return exponent % 2n === 0n ? half : (half * base) % p;
  };
  const u = ((1n + y) * power((1n - y + p) % p, p - 2n)) % p;
  return Buffer.from(u.toString(16).padStart(64, '0'), 'hex').reverse();
}

export interface TokenChanges {
  readonly header?: object;
  /** A member that is `undefined` is left out of the token. */
  readonly claims?: object;
  /** Another signature than the session's. */
  readonly sign?: (text: string) => Buffer;
}

export interface SealChanges {
  readonly seconds?: number;
  readonly iterator?: bigint;
  readonly padding?: Buffer;
  readonly encoding?: 'base64' | 'base64url';
}

export interface AskOptions extends TokenChanges {
  /** The whole header, in place of a token made for this request. */
  readonly authorization?: string;
  /** What is hashed as the address; the path that is asked when absent. */
  readonly uri?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface WireError {
  readonly status: number;
  readonly code: number;
  readonly description: string;
  readonly extra?: Readonly<Record<string, unknown>>;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly error?: WireError;
}

/** A client of our own, for what no SDK would send. */
export interface Signer {
  readonly session: Session;
  token(method: string, uri: string, body: string, changes?: TokenChanges): string;
  seal(pin: string | Uint8Array, changes?: SealChanges): string;
  ask(method: string, path: string, body?: unknown, options?: AskOptions): Promise<WireAnswer>;
  verify(pin: string | Uint8Array, changes?: SealChanges): Promise<WireAnswer>;
  /** First PIN, or a change when the old one is given; the old one is encrypted first. */
  update(wanted: string | Uint8Array, old?: string | Uint8Array): Promise<WireAnswer>;
}

/** By session: one whose clock was moved must not carry the others along. */
const lastIterators = new Map<string, bigint>();

/** Unix time in nanoseconds, never the same twice. */
function nextIterator({ sessionId }: Session, now: number): bigint {
  const at = BigInt(Math.floor(now)) * 1_000_000n;
  const last = lastIterators.get(sessionId) ?? 0n;
  const next = at > last ? at : last + 1n;
  lastIterators.set(sessionId, next);
  return next;
}

/** `now` is the clock of the client's device; the server's own for tests that move that one. */
export function openSigner(
  baseUrl: string,
  session: Session,
  now: () => number = Date.now,
): Signer {
  const isRsa = session.key.asymmetricKeyType === 'rsa';

  const token: Signer['token'] = (method, uri, body, changes = {}) => {
    const header = { alg: isRsa ? 'RS512' : 'EdDSA', typ: 'JWT', ...changes.header };
    const iat = Math.floor(now() / 1000);
    const claims = {
      uid: session.userId,
      sid: session.sessionId,
      iat,
      exp: iat + 60,
      jti: randomUUID(),
      sig: createHash('sha256').update(`${method}${uri}${body}`).digest('hex'),
      scp: 'FULL',
      ...changes.claims,
    };
    const parts = [header, claims].map((part) => base64url(JSON.stringify(part)));
    const text = parts.join('.');
    const own = (signed: string) => sign(isRsa ? 'sha512' : null, Buffer.from(signed), session.key);
    return `${text}.${base64url((changes.sign ?? own)(text))}`;
  };

  const seal: Signer['seal'] = (pin, changes = {}) => {
    const tail = Buffer.alloc(16);
    tail.writeBigUInt64LE(BigInt(changes.seconds ?? Math.floor(now() / 1000)));
    tail.writeBigUInt64LE(changes.iterator ?? nextIterator(session, now()), 8);
    const plain = Buffer.concat([Buffer.from(pin), tail]);
    const rest = 16 - (plain.length % 16);
    const padding = changes.padding ?? Buffer.alloc(rest, rest);
    const iv = randomBytes(16);
    const cipher = createCipheriv('aes-256-cbc', session.aesKey, iv).setAutoPadding(false);
    const box = Buffer.concat([iv, cipher.update(plain), cipher.update(padding), cipher.final()]);
    return box.toString(changes.encoding ?? 'base64url');
  };

  const ask: Signer['ask'] = async (method, path, body, options = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const { authorization, uri = path, headers, ...changes } = options;
    const bearer = authorization ?? `Bearer ${token(method, uri, text ?? '', changes)}`;
    const answer = await send(`${baseUrl}${path}`, method, text, {
      authorization: bearer,
      'x-request-id': randomUUID(),
      ...headers,
    });
    const { body: read, ...rest } = answer;
    return { ...rest, ...(read as Pick<WireAnswer, 'data' | 'error'>) };
  };

  return {
    ...{ session, token, seal, ask },
    verify: (pin, changes) => ask('POST', '/pin/verify', { pin: seal(pin, changes) }),
    update: (wanted, old) => {
      const old_pin = old === undefined ? '' : seal(old);
      return ask('POST', '/pin/update', { old_pin, pin: seal(wanted) });
    },
  };
}

/** A TIP key: what stays on the device, and what the server is told. */
export interface TipKey {
  readonly seed: Buffer;
  readonly publicKey: Buffer;
  /** The new PIN of `/pin/update`: public key and counter. */
  pin(counter: number): Buffer;
  sign(text: string | Uint8Array): Buffer;
}

export function makeTipKey(seed: Buffer = randomBytes(32)): TipKey {
  const key = ed25519Key(seed);
  const publicKey = rawPublicKey(key);
  return {
    ...{ seed, publicKey },
    pin: (counter) => tipPin(publicKey, counter),
    sign: (text) => sign(null, Buffer.from(text), key),
  };
}

export function tipPin(publicKey: Uint8Array, counter: number): Buffer {
  const counted = Buffer.alloc(8);
  counted.writeBigUInt64BE(BigInt(counter));
  return Buffer.concat([publicKey, counted]);
}

/** What a TIP key signs to verify at a time, or to be replaced after a counter. */
export function verifyText(digits: bigint | number | string): string {
  return `TIP:VERIFY:${String(digits).padStart(32, '0')}`;
}

function base64url(content: string | Uint8Array): string {
  return Buffer.from(content).toString('base64url');
}

function textOf(keystore: Keystore, member: string): string {
  const text = keystore[member];
  if (text === undefined) throw new Error(`the keystore has no ${member}`);
  return text;
}
