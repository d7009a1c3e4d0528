import { randomBytes } from 'node:crypto';
import type { Cryptoki, Mechanism } from './cryptoki.ts';
import { TokenError } from './return-values.ts';
import type { TokenJob } from './token-messages.ts';
import { signIn } from './token-session.ts';
import { findKey, makeKey } from './wrapping-key.ts';

const AES_GCM = 0x1087;
const IV_BYTES = 12;
const TAG_BITS = 128;
/** More than any keyring is. */
const OUTPUT_BYTES = 65_536;

/** Does one job at the token, from sign-in to sign-out. */
export function runJob(cryptoki: Cryptoki, job: TokenJob): Uint8Array {
  cryptoki.call('C_Initialize', null);
  try {
    const session = signIn(cryptoki, job.place, job.pin);
    if (job.kind === 'make-key') {
      makeKey(cryptoki, session, job.place);
      return new Uint8Array();
    }
    const key = findKey(cryptoki, session, job.place);
    return job.kind === 'wrap'
      ? encrypt(cryptoki, { session, key }, job)
      : decrypt(cryptoki, { session, key }, job);
  } finally {
    signOut(cryptoki);
  }
}

/** Ends the session as well. Where it fails, what was done is done all the same. */
function signOut(cryptoki: Cryptoki): void {
  try {
    cryptoki.call('C_Finalize', null);
  } catch {
    // The process ends next, and with it the session.
  }
}

interface Opened {
  readonly session: number;
  readonly key: number;
}

/** AES-256-GCM: the IV, what was encrypted, the tag. */
function encrypt(cryptoki: Cryptoki, { session, key }: Opened, job: TokenJob): Uint8Array {
  const iv = randomBytes(IV_BYTES);
  cryptoki.call('C_EncryptInit', session, cryptoki.mechanism(gcm(iv, job.binding)), key);
  return Buffer.concat([iv, crypt(cryptoki, 'C_Encrypt', session, job.data)]);
}

function decrypt(cryptoki: Cryptoki, { session, key }: Opened, job: TokenJob): Uint8Array {
  const iv = job.data.subarray(0, IV_BYTES);
  cryptoki.call('C_DecryptInit', session, cryptoki.mechanism(gcm(iv, job.binding)), key);
  try {
    return crypt(cryptoki, 'C_Decrypt', session, job.data.subarray(IV_BYTES));
  } catch (cause) {
    if (!(cause instanceof TokenError)) throw cause;
    throw new Error(
      `This key of the token did not wrap this keyring, or its file was altered (${cause.message}).`,
      { cause },
    );
  }
}

function gcm(iv: Uint8Array, binding: Uint8Array): Mechanism {
  return { type: AES_GCM, gcm: { iv, binding, tagBits: TAG_BITS } };
}

function crypt(
  cryptoki: Cryptoki,
  call: 'C_Encrypt' | 'C_Decrypt',
  session: number,
  data: Uint8Array,
): Uint8Array {
  const output = Buffer.alloc(OUTPUT_BYTES);
  const length = [output.length];
  cryptoki.call(call, session, data, data.length, output, length);
  return output.subarray(0, length[0]);
}
