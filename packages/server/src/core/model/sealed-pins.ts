import { type Instant, SECOND_MS } from './instant.ts';
import type { TakenPins } from './taken-pins.ts';

/** What an encrypted PIN may be good for; one made for a verify is none for a change. */
export const PIN_OPERATIONS = [
  ...(['set', 'verify', 'change', 'reset', 'questions', 'check'] as const),
  /** One form of the hosted page of a challenge. */
  'page',
] as const;
export type PinOperation = (typeof PIN_OPERATIONS)[number];

/** What stands inside an encrypted PIN. All of it was said by whoever encrypted it. */
export interface SealedPins {
  readonly tenant: string;
  /** `null` where the call is about nobody. */
  readonly subject: string | null;
  readonly operation: string;
  /** Which PIN, and what for, in the words of the body; absent where the body has none. */
  readonly about: Readonly<Record<string, string>>;
  readonly issuedAt: Instant;
  /** Good for one call. */
  readonly nonce: string;
  /** What was typed, by the name of the field it stands for; marks in place of what is in `taken`. */
  readonly pins: Readonly<Record<string, string>>;
  /** The PINs among it. */
  readonly taken: TakenPins;
}

/** Where an encrypted PIN arrived. */
export interface PinInput {
  readonly tenant: string;
  readonly subject: string | null;
  readonly operation: PinOperation;
  /** What the body says beside its PINs of which PIN it is and what for. */
  readonly about: Readonly<Record<string, string>>;
  /** The fields its PINs may stand for. */
  readonly fields: readonly string[];
}

/** How long after it was made an encrypted PIN is taken: typed slowly, sent over a poor line. */
export const SEALED_PINS_TTL_MS = 120 * SECOND_MS;

/**
 * Words of a body that an encrypted PIN has to repeat: without that, whoever passes it on could have a
 * PIN for signing in prove a payment, or have what was typed on one page answer another one.
 */
export const SEALED_WORDS = ['purpose', 'operation', 'challenge'] as const;

/** How far ahead of ours a clock may be. */
const CLOCK_SKEW_MS = 30 * SECOND_MS;

/** Whether it was made for this call, and for now. */
export function isMeantFor(sealed: SealedPins, input: PinInput, now: Instant): boolean {
  const age = now - sealed.issuedAt;
  return (
    sealed.tenant === input.tenant &&
    sealed.subject === input.subject &&
    sealed.operation === input.operation &&
    SEALED_WORDS.every((word) => sealed.about[word] === input.about[word]) &&
    Object.keys(sealed.pins).every((name) => input.fields.includes(name)) &&
    age >= -CLOCK_SKEW_MS &&
    age < SEALED_PINS_TTL_MS
  );
}

/** Until when its nonce has to be remembered: afterwards its age alone refuses it. */
export function nonceLastsUntil({ issuedAt }: SealedPins): Instant {
  return issuedAt + SEALED_PINS_TTL_MS + CLOCK_SKEW_MS;
}
