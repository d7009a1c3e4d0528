import { DEFAULT_PURPOSE } from '../../core/model/credential.ts';
import { SECOND_MS } from '../../core/model/instant.ts';
import type { WireResponse } from '../dialect.ts';
import { fromBase64 } from './base64.ts';
import { isNow } from './clock.ts';
import type { Exchange } from './mixin-call.ts';
import { type PlainPin, toPlainPin } from './plain-pin.ts';
import { refuseUncounted } from './refuse-pin.ts';

const UNREADABLE =
  'the PIN text can not be read: check the session key and the clock of the device';

/** A PIN text that came apart: what is in it, and what guards it against being sent again. */
export interface SealedPin {
  readonly pin: PlainPin;
  readonly iterator: bigint;
}

export type OpenedPins =
  | { readonly opened: readonly SealedPin[] }
  | { readonly refusal: WireResponse };

const SECONDS_BYTES = 8;
const TAIL_BYTES = 16;

/**
 * Opens PIN texts of the calling session (mixin 5): alphabet, decryption, padding and time, in this
 * order, and nothing of it is a guess. There is no check value in the texts: one under another key
 * shows itself by its padding or by an absurd time, so the time is tested before the iterator is
 * looked at, or garbage could push the mark to its end. The vendor's wire says "PIN incorrect" to
 * all of it; the trail says what it was.
 */
export async function openPins(
  exchange: Exchange,
  action: string,
  texts: readonly string[],
): Promise<OpenedPins> {
  const opened: SealedPin[] = [];
  for (const text of texts) {
    const found = await openPin(exchange, text);
    if (typeof found === 'string') return { refusal: await refuseUnread(exchange, action, found) };
    opened.push(found);
  }
  return { opened };
}

/**
 * Uses up PIN texts: each has to be newer than all that were used before it in this session, in any
 * order among themselves, for one SDK encrypts the new PIN before the old one (mixin 9.1). Answers
 * the refusal for a text that was seen before; a repeat changes nothing and counts nothing.
 */
export async function usePins(
  exchange: Exchange,
  action: string,
  opened: readonly SealedPin[],
): Promise<WireResponse | undefined> {
  const { core, call, subject, sessionId } = exchange;
  // Before a text is used up that its sender would send again as it is.
  core.requireRoom(call);
  const fresh = await core.admitCounters(call, {
    ...{ subject, purpose: DEFAULT_PURPOSE, action },
    counter: { kind: 'pin-iterator', id: sessionId },
    values: opened.map(({ iterator }) => iterator),
  });
  const reason = 'the PIN text was used before, or its iterator is not above the last one';
  return fresh ? undefined : refuseUncounted(exchange, 20119, { reason });
}

type Unread = 'no base64' | 'does not decrypt or unpad' | 'clock outside the window';

async function openPin(exchange: Exchange, text: string): Promise<SealedPin | Unread> {
  const { core, call } = exchange;
  const box = fromBase64(text);
  if (box === null) return 'no base64';
  const plain = await core.openMessage(call, box);
  if (plain === null || plain.length < TAIL_BYTES) return 'does not decrypt or unpad';
  const end = plain.length - TAIL_BYTES;
  const tail = new DataView(plain.buffer, plain.byteOffset + end, TAIL_BYTES);
  const at = tail.getBigUint64(0, true) * BigInt(SECOND_MS);
  if (!isNow(exchange, at)) return 'clock outside the window';
  return {
    pin: toPlainPin(plain.subarray(0, end)),
    iterator: tail.getBigUint64(SECONDS_BYTES, true),
  };
}

async function refuseUnread(
  exchange: Exchange,
  action: string,
  reason: Unread,
): Promise<WireResponse> {
  const { core, call, subject } = exchange;
  await core.noteUnevaluated(call, { subject, purpose: DEFAULT_PURPOSE, action, reason });
  // Which of it was wrong is for the trail only: padding told from what comes after it would open
  // texts under other keys, byte by byte.
  return refuseUncounted(exchange, 20119, { reason: UNREADABLE });
}
