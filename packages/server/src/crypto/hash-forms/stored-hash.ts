/** What every salted hash has, whatever made it. */
interface Salted {
  readonly salt: Uint8Array;
  readonly digest: Uint8Array;
}

/** RFC 9106, and with `version` 16 what was there before it. */
export interface Argon2Hash extends Salted {
  readonly algorithm: 'argon2id' | 'argon2i' | 'argon2d';
  readonly version: 16 | 19;
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}

/** RFC 7914; its N is two to the power of `costLog2`. */
export interface ScryptHash extends Salted {
  readonly algorithm: 'scrypt';
  readonly costLog2: number;
  readonly blockSize: number;
  readonly lanes: number;
}

/** RFC 8018. */
export interface Pbkdf2Hash extends Salted {
  readonly algorithm: 'pbkdf2';
  readonly hash: 'sha1' | 'sha256' | 'sha512';
  readonly rounds: number;
}

export interface BcryptHash {
  readonly algorithm: 'bcrypt';
  /** Version, cost and salt as bcrypt itself takes them. */
  readonly setting: string;
  /** The 31 characters that bcrypt appends to its setting. */
  readonly digest: Uint8Array;
}

/** A hash taken apart: everything that is needed to make it again from the right secret. */
export type StoredHash = Argon2Hash | ScryptHash | Pbkdf2Hash | BcryptHash;
