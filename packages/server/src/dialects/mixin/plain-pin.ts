import type { PinKey } from '../../core/model/pin-key.ts';

/** What was inside a PIN text, told apart by its length (mixin 5.2). */
export type PlainPin =
  | {
      readonly form: 'digits';
      readonly digits: string;
      /** May as well be three typed digits, which one SDK sends as they are. */
      readonly ambiguous: boolean;
    }
  | { readonly form: 'key'; readonly key: PinKey }
  | { readonly form: 'signature'; readonly signature: Uint8Array }
  /** Empty, another length, a private key in the wrong place: never stored, never compared. */
  | { readonly form: 'unusable' };

const SIX_DIGITS = /^[0-9]{6}$/;
const THREE_DIGITS = /^[0-9]{3}$/;
const PACKED_BYTES = 3;
const TEXT_BYTES = 6;
const PUBLIC_KEY_BYTES = 32;
const KEY_BYTES = 40;
const SIGNATURE_BYTES = 64;

/** One spelling for a digit PIN, whichever SDK it was set with: six bytes, or two digits per byte. */
export function toPlainPin(bytes: Uint8Array): PlainPin {
  const buffer = Buffer.from(bytes);
  switch (buffer.length) {
    case PACKED_BYTES:
      return toDigits(buffer.toString('hex'), THREE_DIGITS.test(buffer.toString('latin1')));
    case TEXT_BYTES:
      return toDigits(buffer.toString('latin1'), false);
    case KEY_BYTES:
      return toKey(buffer);
    case SIGNATURE_BYTES:
      return { form: 'signature', signature: buffer };
    default:
      return { form: 'unusable' };
  }
}

function toDigits(digits: string, ambiguous: boolean): PlainPin {
  return SIX_DIGITS.test(digits) ? { form: 'digits', digits, ambiguous } : { form: 'unusable' };
}

function toKey(buffer: Buffer): PlainPin {
  // Beyond 2^53 a JSON number could not say it any more.
  const counter = Number(buffer.readBigUInt64BE(PUBLIC_KEY_BYTES));
  if (!Number.isSafeInteger(counter)) return { form: 'unusable' };
  return { form: 'key', key: { publicKey: buffer.subarray(0, PUBLIC_KEY_BYTES), counter } };
}
