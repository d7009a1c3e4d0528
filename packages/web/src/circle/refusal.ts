import { numberOf, recordOf, textOf } from './untrusted.ts';

/** Why a step did not go through: by the server's word, or found in the page. */
export interface Refusal {
  /** From the vendor's published list. */
  readonly code: number;
  /** For the app's callback; the visitor reads our own sentence in their language. */
  readonly message: string;
  /** The challenge is over for this page. */
  readonly closes: boolean;
  readonly attemptsRemaining?: number;
  readonly lockedUntil?: Date;
  /** The rule of the PIN policy or of the questions that was broken. */
  readonly rule?: string;
  /** The challenge is over because it was completed. */
  readonly completed?: true;
}

export const CODES = {
  wrongPin: 155112,
  wrongAnswers: 155115,
  cancelled: 155701,
  notStarted: 155702,
  pinsDiffer: 155703,
  weakPin: 155704,
  hintIsAnswer: 155705,
  network: 155706,
} as const;

export const CANCELLED = refuse(CODES.cancelled, 'User cancelled', true);
export const NOT_STARTED = refuse(CODES.notStarted, 'The PIN page could not start', true);
export const PINS_DIFFER = refuse(CODES.pinsDiffer, 'The second PIN differs from the first');
export const HINT_IS_ANSWER = refuse(CODES.hintIsAnswer, 'The hint equals the answer');
/** Also for answers that are not the server's: those of a proxy, a captive portal, a crash. */
export const NETWORK = refuse(CODES.network, 'Network error');

export function readRefusal(body: unknown): Refusal {
  const { code, message, closes, attemptsRemaining, lockedUntil, rule, status } = recordOf(body);
  if (typeof code !== 'number') return NETWORK;
  const remaining = numberOf(attemptsRemaining);
  const until = new Date(textOf(lockedUntil) ?? Number.NaN);
  const broken = textOf(rule);
  return {
    ...refuse(code, textOf(message) ?? 'Refused', closes === true),
    ...(remaining !== undefined && { attemptsRemaining: remaining }),
    ...(!Number.isNaN(until.getTime()) && { lockedUntil: until }),
    ...(broken !== undefined && { rule: broken }),
    ...(status === 'COMPLETE' && { completed: true as const }),
  };
}

function refuse(code: number, message: string, closes = false): Refusal {
  return { code, message, closes };
}
