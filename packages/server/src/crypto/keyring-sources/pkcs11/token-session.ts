import type { TokenPlace } from '../../../core/model/keyring-place.ts';
import type { Cryptoki } from './cryptoki.ts';
import { PIN_LOCKED, PIN_WRONG, TokenError } from './return-values.ts';

const INFO_BYTES = 512;
const FLAGS_AT = 96;
const USER_PIN_FINAL_TRY = 0x2_0000;
const USER_PIN_LOCKED = 0x4_0000;
/** CKF_RW_SESSION and CKF_SERIAL_SESSION. */
const SESSION_FLAGS = 0x6;
const USER = 1;

interface Token {
  readonly slot: number;
  readonly token: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  readonly flags: number;
}

/**
 * Signs in at the one token the place names, and answers the session. Throws when there is none or more
 * than one, or its PIN is wrong or locked. Where one wrong PIN more would lock the token it does not try:
 * a server that is started again and again must not be what locks it.
 */
export function signIn(cryptoki: Cryptoki, { token, module }: TokenPlace, pin: string): number {
  const { slot, token: name, flags } = findToken(cryptoki, token, module);
  if ((flags & USER_PIN_LOCKED) !== 0) throw lockedPin(name);
  if ((flags & USER_PIN_FINAL_TRY) !== 0) {
    throw new Error(
      `The token ${name} would be locked by one wrong PIN more, and this one is not tried. Sign in ` +
        'once with the right PIN and a tool of the vendor, then start again.',
    );
  }
  const session = [0];
  cryptoki.call('C_OpenSession', slot, SESSION_FLAGS, null, null, session);
  const bytes = Buffer.from(pin, 'utf8');
  try {
    cryptoki.call('C_Login', session[0], USER, bytes, bytes.length);
  } catch (cause) {
    if (!(cause instanceof TokenError)) throw cause;
    if (cause.value === PIN_LOCKED) throw lockedPin(name);
    if (!PIN_WRONG.includes(cause.value)) throw cause;
    const todo = 'Correct PINTUMBLER_KEYRING_PIN before you start again: tokens lock after a few.';
    throw new Error(`The token ${name} does not take this PIN (${cause.message}). ${todo}`, {
      cause,
    });
  } finally {
    bytes.fill(0);
  }
  return session[0] ?? 0;
}

function lockedPin(name: string): Error {
  return new Error(
    `The PIN of the token ${name} is locked. Its security officer can set a new one; give that in ` +
      'PINTUMBLER_KEYRING_PIN.',
  );
}

function findToken(cryptoki: Cryptoki, wanted: TokenPlace['token'], module: string): Token {
  const tokens = slotsWithTokens(cryptoki).map((slot) => look(cryptoki, slot));
  const found = tokens.filter(
    ({ slot, ...names }) =>
      (wanted.slotId ?? slot) === slot &&
      (wanted.token ?? names.token) === names.token &&
      (wanted.manufacturer ?? names.manufacturer) === names.manufacturer &&
      (wanted.model ?? names.model) === names.model &&
      (wanted.serial ?? names.serial) === names.serial,
  );
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  const there = tokens.map(({ token, serial }) => `"${token}" (serial ${serial})`).join(', ');
  const which = only === undefined ? 'No token' : 'More than one token';
  throw new Error(
    `${which} behind ${module} is what PINTUMBLER_KEYRING says. There: ${there || 'none'}.`,
  );
}

function slotsWithTokens(cryptoki: Cryptoki): readonly number[] {
  const count = [0];
  cryptoki.call('C_GetSlotList', 1, null, count);
  const slots = new BigUint64Array(count[0] ?? 0);
  if (slots.length > 0) cryptoki.call('C_GetSlotList', 1, slots, count);
  return [...slots.subarray(0, count[0])].map(Number);
}

/** CK_TOKEN_INFO: four names padded with blanks, then the flags. */
function look(cryptoki: Cryptoki, slot: number): Token {
  const info = Buffer.alloc(INFO_BYTES);
  cryptoki.call('C_GetTokenInfo', slot, info);
  const name = (from: number, to: number) => info.toString('utf8', from, to).trimEnd();
  return {
    slot,
    ...{ token: name(0, 32), manufacturer: name(32, 64), model: name(64, 80) },
    serial: name(80, FLAGS_AT),
    flags: Number(info.readBigUInt64LE(FLAGS_AT)),
  };
}
